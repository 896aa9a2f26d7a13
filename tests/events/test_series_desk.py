"""An editor picks a date and says for which dates a change is meant."""

from typing import Any

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from events.models import EventPage

from . import making
from .stage import at, event_page, fresh, translated

pytestmark = pytest.mark.django_db
CODE = "20270217T2000"
BLANK = dict.fromkeys(("starts_at", "ends_at", "venue", "room", "capacity", "title", "note"), "")


@pytest.fixture(autouse=True)
def _in_january() -> Any:
    with time_machine.travel(at("2027-01-15 12:00"), tick=False):
        yield


def series(**facts: Any) -> EventPage:
    return event_page(
        "Choir", recurrence="FREQ=WEEKLY;COUNT=5", is_registration_needed=True, **facts
    )


def test_the_page_leads_to_its_dates_and_each_date_to_what_can_be_changed(
    admin_client: Client,
) -> None:
    page = series()
    making.confirmed(page.facts.occurrences.get(code=CODE))

    editor = admin_client.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    dates = admin_client.get(f"/admin/events/dates/{page.pk}/").content.decode()
    one = " ".join(
        admin_client.get(f"/admin/events/dates/{page.pk}/{CODE}/").content.decode().split()
    )

    assert f"/admin/events/dates/{page.pk}/" in editor
    assert dates.count(f"/admin/events/dates/{page.pk}/2027") == 5
    assert "An event of its own begins here with 3 dates so far." in one
    assert "1 registration stays with its date; nobody gets a letter." in one


def test_a_change_of_one_date_goes_into_the_draft(admin_client: Client) -> None:
    page = series()
    typed = BLANK | {"kind": "moved", "starts_at": "2027-02-18T19:00", "note": "Concert"}

    answer = admin_client.post(f"/admin/events/dates/{page.pk}/{CODE}/", typed)

    assert answer["Location"] == f"/admin/pages/{page.pk}/edit/"
    assert not fresh(page).changed_dates.exists()
    draft = fresh(page).get_latest_revision_as_object()
    [change] = draft.changed_dates.all()
    assert (str(change.on), change.starts_at, change.note) == (
        "2027-02-17",
        at("2027-02-18 19:00"),
        "Concert",
    )
    draft.save_revision().publish()
    assert fresh(page).facts.occurrences.get(code=CODE).starts_at == at("2027-02-18 19:00")


def test_a_second_change_of_the_same_date_replaces_the_first(admin_client: Client) -> None:
    page = series()
    address = f"/admin/events/dates/{page.pk}/{CODE}/"
    admin_client.post(address, BLANK | {"kind": "cancelled", "note": "No voice"})

    admin_client.post(address, BLANK | {"kind": "changed", "title": "Sing along"})

    [change] = fresh(page).get_latest_revision_as_object().changed_dates.all()
    assert (change.kind, change.title, change.note) == ("changed", "Sing along", "")


def test_a_time_is_shown_again_as_it_was_typed(admin_client: Client) -> None:
    page = series()
    address = f"/admin/events/dates/{page.pk}/{CODE}/"
    admin_client.post(address, BLANK | {"kind": "moved", "starts_at": "2027-02-18T19:00"})

    html = admin_client.get(address, headers={"accept-language": "nl"}).content.decode()

    assert 'value="2027-02-18T19:00"' in html


def test_what_makes_no_sense_is_refused_at_its_field(admin_client: Client) -> None:
    page = series()

    answer = admin_client.post(
        f"/admin/events/dates/{page.pk}/{CODE}/", BLANK | {"kind": "moved", "note": "Later"}
    )

    assert answer.status_code == 422
    assert answer.context["form"].errors == {"starts_at": ["Say when this date begins instead."]}
    assert "Later" in answer.content.decode()


def test_a_split_leads_to_the_page_of_the_new_event(admin_client: Client) -> None:
    page = series()
    translated(page, "nl")

    answer = admin_client.post(f"/admin/events/dates/{page.pk}/{CODE}/split/")

    made = EventPage.objects.get(facts__continues=page.facts, locale=page.locale)
    assert answer["Location"] == f"/admin/pages/{made.pk}/edit/"
    assert EventPage.objects.filter(facts=made.facts).count() == 2


def test_the_first_date_has_nothing_to_split_off(admin_client: Client) -> None:
    page = series()

    admin_client.post(f"/admin/events/dates/{page.pk}/20270203T2000/split/")

    assert EventPage.objects.count() == 1


def test_a_page_in_another_language_leads_to_the_dates_at_home(admin_client: Client) -> None:
    page = series()
    dutch = translated(page, "nl")

    answer = admin_client.get(f"/admin/events/dates/{dutch.pk}/{CODE}/")

    assert answer.context["page"] == page


def test_it_is_for_those_who_may_edit_the_page(client: Client, django_user_model: Any) -> None:
    from django.contrib.auth.models import Permission

    page = series()
    user = django_user_model.objects.create_user("nobody", password="secret")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)

    answers = [
        client.get(f"/admin/events/dates/{page.pk}/{CODE}/"),
        client.post(f"/admin/events/dates/{page.pk}/{CODE}/split/"),
    ]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert EventPage.objects.count() == 1


def locked(page: EventPage) -> EventPage:
    """By somebody else, as Wagtail's editor does."""
    somebody = get_user_model().objects.create_user("somebody", password="secret")
    type(page).objects.filter(pk=page.pk).update(
        locked=True, locked_by=somebody, locked_at=timezone.now()
    )
    return page


def test_a_page_that_somebody_locked_is_neither_changed_nor_split(admin_client: Client) -> None:
    page = locked(series())
    address = f"/admin/events/dates/{page.pk}/{CODE}/"

    changed = admin_client.post(address, BLANK | {"kind": "cancelled"}, follow=True)
    shown = admin_client.get(address)
    admin_client.post(f"{address}split/")

    assert changed.redirect_chain[0][0] == shown["Location"] == f"/admin/events/dates/{page.pk}/"
    assert "was locked" in changed.content.decode()
    assert not page.revisions.exists()
    assert EventPage.objects.count() == 1


def test_a_split_waits_for_a_page_that_is_locked_in_another_language(admin_client: Client) -> None:
    page = series()
    locked(translated(page, "nl"))
    before = EventPage.objects.count()
    address = f"/admin/events/dates/{page.pk}/{CODE}/"

    shown = admin_client.get(address)
    admin_client.post(f"{address}split/")

    assert (shown.context["may_publish"], EventPage.objects.count()) == (False, before)


def test_who_locked_the_page_may_change_its_dates(admin_client: Client) -> None:
    page = locked(series())
    EventPage.objects.filter(pk=page.pk).update(
        locked_by=get_user_model().objects.get(username="admin")
    )

    admin_client.post(f"/admin/events/dates/{page.pk}/{CODE}/", BLANK | {"kind": "cancelled"})

    assert fresh(page).get_latest_revision_as_object().changed_dates.count() == 1


def test_the_two_parts_of_a_series_are_told_apart_where_pages_are_listed(
    admin_client: Client,
) -> None:
    page = series()
    admin_client.post(f"/admin/events/dates/{page.pk}/{CODE}/split/")

    listed = admin_client.get(f"/admin/pages/{page.get_parent().pk}/").content.decode()

    assert "Choir (from 3 February 2027)" in listed
    assert "Choir (from 17 February 2027)" in listed
