"""An editor picks a date and says for which dates a change is meant."""

from typing import Any

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.utils import timezone
from wagtail.models import GroupPagePermission

from events import splitting
from events.busy import Busy
from events.models import EventPage
from events.splitting import NO_TIME

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


@pytest.mark.parametrize(
    "lacking",
    [{"starts_at": None}, {"recurrence": "FREQ=WEEKLY;UNTIL=20200101"}],
    ids=["no begin", "a rule that names nothing"],
)
def test_a_draft_that_has_no_dates_takes_no_change_of_one(
    admin_client: Client, lacking: dict[str, Any]
) -> None:
    page = series()
    for name, value in lacking.items():
        setattr(page, name, value)
    page.save_revision(clean=False)

    answer = admin_client.post(
        f"/admin/events/dates/{page.pk}/{CODE}/", BLANK | {"kind": "cancelled", "note": "No voice"}
    )

    assert answer.status_code == 422
    assert answer.context["form"].non_field_errors() == [str(NO_TIME)]
    assert "No voice" in answer.content.decode()
    assert page.revisions.count() == 1


def test_a_draft_that_lacks_its_end_takes_a_change_of_a_date(admin_client: Client) -> None:
    page = series()
    page.ends_at = None
    page.save_revision(clean=False)

    admin_client.post(
        f"/admin/events/dates/{page.pk}/{CODE}/", BLANK | {"kind": "cancelled", "note": "No voice"}
    )

    draft = fresh(page).get_latest_revision_as_object()
    assert [change.note for change in draft.changed_dates.all()] == ["No voice"]
    assert draft.ends_at is None


def test_a_draft_without_its_begin_is_not_split_and_the_desk_says_why(admin_client: Client) -> None:
    page = series()
    page.starts_at = None
    page.save_revision(clean=False)
    address = f"/admin/events/dates/{page.pk}/{CODE}/"

    shown = admin_client.get(address)
    answer = admin_client.post(f"{address}split/", follow=True)

    assert shown.context["reason"] == str(NO_TIME)
    assert answer.redirect_chain == [(address, 302)]
    assert EventPage.objects.count() == 1


def test_a_database_that_is_too_busy_to_split_says_so(
    admin_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def split_in_vain(_key: int, _code: str, _user: Any) -> EventPage:
        raise Busy

    page = series()
    monkeypatch.setattr(splitting, "_split", split_in_vain)

    answer = admin_client.post(f"/admin/events/dates/{page.pk}/{CODE}/split/", follow=True)

    assert answer.redirect_chain == [(f"/admin/events/dates/{page.pk}/{CODE}/", 302)]
    assert "The database was too busy; nothing was changed." in answer.content.decode()


@pytest.mark.parametrize(
    ("codenames", "may_split"),
    [
        (["change_page", "publish_page"], False),
        (["add_page", "change_page"], False),
        (["add_page", "change_page", "publish_page"], True),
    ],
)
def test_a_split_takes_somebody_who_may_add_and_publish_pages_there(
    client: Client, django_user_model: Any, codenames: list[str], *, may_split: bool
) -> None:
    page = series()
    user = django_user_model.objects.create_user("editor", password="secret")
    group = Group.objects.create(name="editors")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for may in Permission.objects.filter(codename__in=codenames):
        GroupPagePermission.objects.create(group=group, page=page.get_parent(), permission=may)
    user.groups.add(group)
    client.force_login(user)
    address = f"/admin/events/dates/{page.pk}/{CODE}/"

    shown = client.get(address)
    client.post(f"{address}split/")

    assert shown.context["may_publish"] is may_split
    assert EventPage.objects.count() == (2 if may_split else 1)
