"""Splitting a series: who was invited, and who of the team has a role, has it at both parts."""

from typing import Any

import pytest
import time_machine
from django.contrib.auth import get_user_model

from events import delegation, inviting
from events.delegation import Person
from events.invitation import Invitation
from events.invitation_subject import dates_of
from events.inviting import Guest, Terms
from events.models import EventPage, EventRole, Letter
from events.role import may
from events.splitting import CannotSplit, split
from stakeholders.models import Organisation

from . import making
from .stage import at, fresh, publish
from .test_splitting import CUT, codes, series

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_the_test_client")]


@pytest.fixture(autouse=True)
def _in_january() -> Any:
    with time_machine.travel(at("2027-01-15 12:00"), tick=False):
        yield


def invited(page: EventPage, code: str = "") -> Invitation:
    """A library, to this date or to any of them."""
    date = page.facts.occurrences.get(code=code) if code else None
    library = Organisation.objects.create(name="Library")
    inviting.invite(page.facts, [Guest(library, "a@x.example", "en")], Terms(occurrence=date))
    return Invitation.objects.get(organisation=library)


def cancel(page: EventPage) -> None:
    page = fresh(page)
    page.status = "cancelled"
    publish(page)


@pytest.mark.parametrize(("code", "moves"), [(CUT, True), ("20270210T2000", False)])
def test_who_is_invited_to_a_date_goes_with_it_and_hears_what_becomes_of_it(
    code: str, *, moves: bool
) -> None:
    page = series()
    invitation = invited(page, code)

    made = split(page.facts, CUT)

    invitation = Invitation.objects.get(pk=invitation.pk)
    assert invitation.event == (made.facts if moves else page.facts)
    cancel(made if moves else page)
    kinds = Letter.objects.filter(invitation=invitation).order_by("pk").values_list("kind")
    assert [kind for (kind,) in kinds] == ["invited", "invitation-changed"]


def test_who_is_invited_to_any_date_chooses_among_those_of_all_parts() -> None:
    page = series()
    invitation = invited(page)
    before = [one.code for one in dates_of(invitation)]

    second = split(page.facts, CUT)
    third = split(second.facts, "20270303T2000")

    found = dates_of(Invitation.objects.get(pk=invitation.pk))
    assert [one.code for one in found] == before
    assert {one.event for one in found} == {page.facts, second.facts, third.facts}
    cancel(second)
    left = dates_of(Invitation.objects.get(pk=invitation.pk))
    assert [one.code for one in left] == [*codes(page.facts), *codes(third.facts)]


def test_who_has_a_role_at_the_series_has_it_at_both_parts() -> None:
    page = series()
    helper = get_user_model().objects.create_user("helper", "helper@x.example", "x")
    EventRole.objects.create(event=page.facts, user=helper, kind=EventRole.Kind.DOOR)

    made = split(page.facts, CUT)

    helper = get_user_model().objects.get(pk=helper.pk)
    assert may(helper, "check_in_checkin", page.facts)
    assert may(helper, "check_in_checkin", made.facts)
    assert not may(helper, "view_registration", made.facts)


@pytest.mark.parametrize("lacking", ["starts_at", "ends_at"])
def test_a_draft_that_lacks_its_time_is_to_be_filled_in_before_the_split(lacking: str) -> None:
    page = series()
    setattr(page, lacking, None)
    page.save_revision(clean=False)

    with pytest.raises(CannotSplit, match="does not say when"):
        split(page.facts, CUT)

    assert EventPage.objects.count() == 1


def test_what_is_wrong_in_a_draft_stays_to_be_mended_on_both_sides() -> None:
    page = series()
    page.recurrence = "FREQ=WEEKLY;UNTIL=20200101"
    page.save_revision(clean=False)

    made = split(page.facts, CUT)

    sides = [fresh(one).get_latest_revision_as_object() for one in (page, made)]
    assert [one.recurrence for one in sides] == ["FREQ=WEEKLY;UNTIL=20200101"] * 2


def test_an_address_that_is_as_long_as_can_be_gets_a_day_all_the_same() -> None:
    page = series()
    page.slug = "c" * 255
    publish(page)
    split(fresh(page).facts, CUT)

    made = split(fresh(page).facts, "20270210T2000")

    assert made.slug == f"{'c' * 240}-2027-02-10"


def test_who_is_named_for_a_date_that_moved_gets_a_seat_of_their_sector_there() -> None:
    page = series()
    invitation = invited(page)
    invitation.organisation.sectors.add(making.sector())
    made = split(page.facts, CUT)
    date = made.facts.occurrences.get(code=CUT)
    share = making.share(date, "government")
    invitation = Invitation.objects.get(pk=invitation.pk)

    delegate = delegation.name(invitation, date, Person("Ada", "ada@x.example", "en"))

    assert delegate.registration.share == share
