"""The shares of the seats in the editor's form: what is refused, at which field, and why."""

from html import unescape
from typing import Any

import pytest
from django.test import Client

from events.models import EventPageSeatShare, Pool, SeatShare
from stakeholders.models import Term

from . import making
from .stage import event_page, fresh, publish
from .test_facts import editor_form

pytestmark = pytest.mark.django_db

Said = dict[str, list[str]]


def publishing(client: Client, page: Any, *shares: dict[str, Any], **event: Any) -> list[Said]:
    """Publish with these shares; what is said of the event, then of each share."""
    typed = {"action-publish": "1", "seat_shares-TOTAL_FORMS": str(len(shares)), **event}
    for number, share in enumerate(shares):
        blank = {"sector": "", "mode": "", "seats": "", "held_back": "0", "key": ""}
        values = {**blank, "ORDER": str(number + 1), **share}
        typed |= {f"seat_shares-{number}-{name}": value for name, value in values.items()}
    data = editor_form(page, client, **typed)
    answer = client.post(f"/admin/pages/{page.pk}/edit/", data)
    if answer.status_code == 302:
        return []
    form = answer.context["form"]
    errors = [form.errors, *form.formsets["seat_shares"].errors]
    return [
        {name: [unescape(text) for text in texts] for name, texts in one.items()} for one in errors
    ]


@pytest.fixture
def government(db: None) -> Term:
    return making.sector()


def test_shares_are_published_to_the_row_and_become_pools(
    admin_client: Client, government: Term
) -> None:
    page = event_page(is_registration_needed=True, capacity=10)

    said = publishing(admin_client, page, {"sector": government.pk, "seats": "4", "held_back": "1"})

    assert said == []
    share = SeatShare.objects.get(event=fresh(page).facts)
    assert (share.sector, share.seats, share.held_back) == (government, 4, 1)
    pools = Pool.objects.in_order().values_list("capacity", "held_back", "is_divided", "is_rest")
    assert list(pools) == [(10, 0, True, False), (4, 1, False, False), (6, 0, False, True)]


@pytest.mark.parametrize(
    ("share", "field", "says"),
    [
        ({"seats": "3"}, "sector", "Say for whom these seats are"),
        ({"mode": "online", "seats": "3"}, "mode", "all take part in the same way"),
        ({"sector": "pk"}, "seats", "Say how many, or leave"),
        ({"sector": "pk", "seats": "3", "held_back": "4"}, "held_back", "Hold back 3 at most"),
    ],
)
def test_what_makes_no_sense_is_said_at_its_field(
    admin_client: Client,
    government: Term,
    share: dict[str, Any],
    field: str,
    says: str,
) -> None:
    page = event_page(is_registration_needed=True, capacity=10)
    typed = {name: government.pk if value == "pk" else value for name, value in share.items()}

    _event, said = publishing(admin_client, page, typed)

    assert list(said) == [field]
    assert says in said[field][0]


def test_two_shares_for_the_same_people_are_one_too_many(
    admin_client: Client, government: Term
) -> None:
    page = event_page(is_registration_needed=True, capacity=10)
    share = {"sector": government.pk, "seats": "3"}

    _event, first, second = publishing(admin_client, page, share, share)

    assert (first, second) == (
        {},
        {"sector": ["They stand in the list already. Keep one of the two."]},
    )


@pytest.mark.parametrize(
    ("event", "field", "says"),
    [
        ({"capacity": "2"}, "capacity", "The shares have 3 seats together"),
        ({"held_back": "8"}, "held_back", "there are 7. Hold back so many at most"),
        ({"capacity": "", "held_back": "8"}, "held_back", "Where there is no limit"),
    ],
)
def test_the_event_has_room_for_its_shares(
    admin_client: Client, government: Term, event: dict[str, Any], field: str, says: str
) -> None:
    page = event_page(is_registration_needed=True, capacity=10)

    said = publishing(admin_client, page, {"sector": government.pk, "seats": "3"}, **event)

    assert says in said[0][field][0]


def test_too_few_seats_are_no_lack_of_a_limit(admin_client: Client, government: Term) -> None:
    page = event_page(is_registration_needed=True, capacity=10)
    event = {"capacity": "2", "held_back": "1"}

    said, _share = publishing(admin_client, page, {"sector": government.pk, "seats": "3"}, **event)

    assert list(said) == ["capacity"]


def test_a_share_keeps_those_whom_it_has(admin_client: Client, government: Term) -> None:
    page = event_page(is_registration_needed=True, capacity=10)
    page.seat_shares = [EventPageSeatShare(sector=government, seats=4, locale_id=page.locale_id)]
    page = publish(page)
    making.confirmed(page.facts.occurrences.get(), sector=government, seats=3)
    share = {"sector": government.pk, "seats": "2", "key": str(page.seat_shares.get().key)}

    _event, said = publishing(admin_client, page, share)

    assert said["seats"][0].startswith("3 seats are taken already.")
