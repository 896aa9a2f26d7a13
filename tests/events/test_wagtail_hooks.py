"""The admin: the menu of events, and the question before registrations lose their page."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail import hooks
from wagtail.models import Page

from events.deleting import CASCADE
from events.models import EventPage, Registration

from . import making
from .stage import agenda, event_page, fresh, translated, venue

pytestmark = pytest.mark.django_db


def delete_address(page: Any) -> str:
    return f"/admin/pages/{page.pk}/delete/"


def booked() -> EventPage:
    page = event_page(is_registration_needed=True)
    making.confirmed(page.facts.occurrences.get(), seats=2)
    return page


def test_deleting_an_event_with_registrations_names_the_numbers_first(
    admin_client: Client,
) -> None:
    page = booked()

    answer = admin_client.post(delete_address(page))

    assert "1 registration (2 seats)" in answer.content.decode()
    assert fresh(page)


def test_after_the_question_it_is_deleted_and_no_registration_is_lost(
    admin_client: Client,
) -> None:
    page = booked()

    asked = admin_client.post(delete_address(page), {"events_confirm": "1"}, follow=True)
    admin_client.post(delete_address(page))

    assert "Are you sure" in asked.content.decode()
    assert not EventPage.objects.exists()
    assert Registration.objects.active().count() == 1


def test_having_been_asked_once_does_not_answer_for_another_page(admin_client: Client) -> None:
    first, second = booked(), booked()
    admin_client.post(delete_address(first), {"events_confirm": "1"})

    admin_client.post(delete_address(second))

    assert fresh(second)


def test_deleting_the_agenda_asks_for_all_events_below_it(admin_client: Client) -> None:
    booked()
    booked()

    answer = admin_client.get(delete_address(agenda()))

    assert answer.content.decode().count("1 registration (2 seats)") == 2


def test_deleting_one_language_of_several_asks_only_what_wagtail_asks(
    admin_client: Client,
) -> None:
    page = booked()
    dutch = translated(page)

    answer = admin_client.get(delete_address(dutch))

    assert "registration" not in answer.content.decode().split("<main")[1]


def test_many_pages_at_once_are_not_deleted_when_people_are_registered(
    admin_client: Client,
) -> None:
    page = booked()

    admin_client.post(
        f"/admin/bulk/wagtailcore/page/delete/?id={page.pk}&next=/admin/", {"confirm": "1"}
    )

    assert fresh(page)


def test_the_list_of_events_shows_dates_status_and_seats_at_a_constant_cost(
    admin_client: Client,
) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            admin_client.get("/admin/event/")
        return len(queries)

    event_page(is_registration_needed=True, capacity=20)
    cost()
    for_one = cost()
    booked()
    event_page(is_registration_needed=True, capacity=30, status="cancelled")

    html = admin_client.get("/admin/event/").content.decode()

    assert cost() == for_one
    assert "0/20" in html
    assert "2/∞" in html
    assert "cancelled" in html


def test_the_lists_of_the_menu_lead_to_where_a_row_is_edited(admin_client: Client) -> None:
    page = event_page()
    made = venue()

    events = admin_client.get("/admin/event/").content.decode()
    venues = admin_client.get("/admin/venue/").content.decode()

    assert f"/admin/pages/{page.pk}/edit/" in events
    assert f"/admin/venue/edit/{made.pk}/" in venues


def test_an_empty_list_of_events_leads_to_the_page_and_not_to_a_row(admin_client: Client) -> None:
    html = admin_client.get("/admin/event/").content.decode()

    assert "No event yet." in html
    assert "/admin/event/new/" not in html.split("<main")[1]


@pytest.mark.parametrize("address", ["event", "call", "venue"])
def test_every_list_of_the_menu_opens_also_when_it_is_empty(
    admin_client: Client, address: str
) -> None:
    assert admin_client.get(f"/admin/{address}/").status_code == 200


def test_a_venue_has_an_editor_with_a_name_per_language(admin_client: Client) -> None:
    made = venue()

    html = admin_client.get(f"/admin/venue/edit/{made.pk}/").content.decode()

    assert "Stadhuis" in html


def test_whoever_writes_pages_sees_events_and_calls_and_changes_no_row_by_hand(
    client: Client,
) -> None:
    user = User.objects.create_user("writer", "writer@sample.example", "x")
    user.user_permissions.set(Permission.objects.filter(codename="access_admin"))
    client.force_login(user)
    page = event_page()

    answers = [client.get(f"/admin/{name}/").status_code for name in ("event", "call")]
    by_hand = client.get(f"/admin/event/delete/{page.facts_id}/").status_code

    assert (answers, by_hand) == ([200, 200], 302)


def test_unpublishing_the_last_public_page_names_the_people_first(admin_client: Client) -> None:
    page = booked()
    address = f"/admin/pages/{page.pk}/unpublish/"

    asked = admin_client.post(address).content.decode()
    was_live = fresh(page).live
    admin_client.post(address, {"events_confirm": "1"})

    assert "1 registration (2 seats)" in asked
    assert (was_live, fresh(page).live) == (True, False)


def test_unpublishing_one_language_of_several_asks_nothing(admin_client: Client) -> None:
    page = booked()
    translated(page)

    admin_client.post(f"/admin/pages/{page.pk}/unpublish/")

    assert not fresh(page).live


def _with_translations(pages: list[Page], action: str) -> dict[Page, Any]:
    return {page: page.get_translations() for page in pages}


@pytest.mark.parametrize("deed", ["delete", "unpublish"])
def test_translations_that_go_with_the_page_keep_nobody_from_being_named(
    deed: str, admin_client: Client
) -> None:
    page = booked()
    translated(page)

    with hooks.register_temporarily(CASCADE, _with_translations):
        asked = admin_client.post(f"/admin/pages/{page.pk}/{deed}/").content.decode()

    assert "1 registration (2 seats)" in asked
    assert EventPage.objects.live().count() == 2


@pytest.mark.parametrize("action", ["publish", "unpublish"])
def test_among_many_pages_those_that_concern_people_stay_as_they_are(
    admin_client: Client, action: str
) -> None:
    page = booked()
    page.status = "cancelled"
    page.save_revision()

    admin_client.post(
        f"/admin/bulk/wagtailcore/page/{action}/?id={page.pk}&next=/admin/", {"confirm": "1"}
    )

    page = fresh(page)
    assert (page.live, page.facts.status) == (True, "scheduled")
