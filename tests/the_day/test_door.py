"""The check-in page as a browser without scripts and as a device meets it."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from events import check_in
from events.check_in import CheckIn
from events.occurrence import Occurrence
from tests.events import making
from tests.the_day.conftest import NOW, door, move, tapped

Helper = Callable[..., Client]


def names_on(client: Client, address: str) -> list[str]:
    return [one.name for one in client.get(address).context["guests"]]


def test_a_helper_lets_somebody_in_and_takes_it_back(today: Occurrence, helper: Helper) -> None:
    guest = making.confirmed(today, name="Ada Lovelace")
    making.confirmed(today, name="Bo Other")
    move(today, NOW)
    client = helper(today)

    answer = client.post(door(today), tapped(guest), follow=True)

    html = answer.content.decode()
    assert [status for _url, status in answer.redirect_chain] == [303]
    assert ("Ada Lovelace" in html, "Bo Other" in html, "Main door" in html) == (True, False, True)
    assert '<span data-part="came">1</span> / <span data-part="expected">2</span>' in html
    made = CheckIn.objects.get()
    client.post(door(today), {"deed": "undo", "undo": made.uuid})
    made.refresh_from_db()
    assert made.undone_at is not None


def test_every_form_carries_what_proves_that_it_is_ours(today: Occurrence, helper: Helper) -> None:
    making.confirmed(today)
    move(today, NOW)

    html = helper(today, may_exceed=True).get(door(today)).content.decode()

    assert html.count('method="post"') == html.count('name="csrfmiddlewaretoken"') == 8


def test_names_are_found_by_parts_without_accents(today: Occurrence, helper: Helper) -> None:
    making.confirmed(today, name="José Ñandú", organisation="Alfa-college")
    making.confirmed(today, name="Jo Other")
    move(today, NOW)
    client = helper(today)

    found = [names_on(client, f"{door(today)}?q={words}") for words in ("jose", "alfa", "nobody")]

    assert found == [["José Ñandú"], ["José Ñandú"], []]


def test_a_code_shows_its_person_and_a_button_and_changes_nothing(
    today: Occurrence, helper: Helper
) -> None:
    guest, _other = making.confirmed(today, name="Ada"), making.confirmed(today, name="Bo")
    move(today, NOW)

    names = names_on(helper(today), f"{door(today)}?code={check_in.code_of(guest)}")

    assert (names, CheckIn.objects.count()) == (["Ada"], 0)


def test_a_device_gets_the_list_and_hears_of_each_tap(today: Occurrence, helper: Helper) -> None:
    guest = making.confirmed(today, name="Ada", organisation="Alfa", seats=2)
    move(today, NOW)
    client = helper(today)
    address = reverse("events_check_in_list", args=[today.event.public_id])

    listed = client.get(address)
    unchanged = client.get(address, headers={"If-None-Match": listed["ETag"]})
    sent = tapped(guest, seats=1)
    told = [
        client.post(door(today), sent, headers={"Accept": "application/json"}).json()
        for _again in range(2)
    ]

    (row,) = listed.json()["guests"]
    assert (row["name"], row["note"], row["state"]) == ("Ada", "Alfa · 2 people", "expected")
    assert "email" not in json.dumps(row)
    assert unchanged.status_code == 304
    assert [(one["is_news"], one["came"], one["guest"]["state"]) for one in told] == [
        (True, 1, "part")
    ] * 2


def test_a_second_helper_is_told_that_they_are_in(today: Occurrence, helper: Helper) -> None:
    guest = making.confirmed(today, name="Ada")
    move(today, NOW)
    helper(today).post(door(today), tapped(guest))

    answer = helper(today).post(door(today), tapped(guest))

    assert answer.status_code == 409
    assert "Counted before: Ada." in answer.content.decode()


def test_walk_ins_are_refused_in_words_when_all_seats_are_taken(helper: Helper) -> None:
    full = making.occurrence(capacity=1)
    making.page(full)
    making.confirmed(full)
    move(full, NOW)
    sent = {"deed": "walk-in", "name": "Wim", "exceed": "1"}

    refused = helper(full).post(door(full), {**sent, "tap": uuid4()})
    allowed = helper(full, may_exceed=True).post(door(full), {**sent, "tap": uuid4()})

    assert (refused.status_code, allowed.status_code) == (409, 303)
    assert "All seats are taken" in refused.content.decode()


@pytest.mark.parametrize(
    "sent",
    [
        {"deed": "let-in", "registration": "x", "tap": "y"},
        {"deed": "let-in"},
        {"deed": "undo", "undo": ""},
        {"deed": "burn"},
        {},
    ],
)
def test_what_nobody_understands_changes_nothing(
    today: Occurrence, helper: Helper, sent: dict[str, str]
) -> None:
    move(today, NOW)

    answer = helper(today).post(door(today), sent)

    assert (answer.status_code, CheckIn.objects.count()) == (400, 0)


def test_the_hour_is_that_of_the_tap_as_far_as_it_can_be_true(
    today: Occurrence, helper: Helper
) -> None:
    guests = [making.confirmed(today) for _ in range(3)]
    move(today, NOW)
    client = helper(today)
    early = (today.starts_at + timedelta(minutes=5)).isoformat()

    for guest, at in zip(guests, (early, "2099-01-01T00:00:00Z", "nonsense"), strict=True):
        client.post(door(today), tapped(guest, at=at))

    hours = [one.at for one in CheckIn.objects.order_by("pk")]
    assert hours[0].isoformat() == early
    assert max(hours) < today.starts_at + timedelta(hours=2)


def test_the_page_is_kept_by_nobody_and_may_use_the_camera(
    today: Occurrence, helper: Helper
) -> None:
    move(today, NOW)

    answer = helper(today).get(door(today))

    assert "no-store" in answer["Cache-Control"]
    assert answer["Permissions-Policy"].startswith("camera=(self)")
    assert "noindex" in answer["X-Robots-Tag"]


def test_the_frame_that_a_device_keeps_holds_no_name(today: Occurrence, helper: Helper) -> None:
    making.confirmed(today, name="Ada Lovelace")
    move(today, NOW)

    answer = helper(today).get(f"{door(today)}?frame=1")

    assert (answer.status_code, b"Ada" in answer.content) == (200, False)


def test_many_guests_cost_as_many_queries_as_few(
    today: Occurrence, helper: Helper, django_assert_max_num_queries: Any
) -> None:
    for _ in range(8):
        making.confirmed(today)
    move(today, NOW)
    client = helper(today)
    client.post(door(today), {"deed": "walk-in", "name": "Wim", "tap": uuid4()})

    with django_assert_max_num_queries(20):
        client.get(door(today))


def test_who_is_done_may_do_nothing_more(today: Occurrence, helper: Helper) -> None:
    move(today, NOW)
    client = helper(today)

    left = client.post(door(today), {"deed": "leave"})

    assert (left.status_code, client.get(door(today)).status_code) == (200, 403)


def test_the_worker_is_a_script_whose_address_is_its_scope(today: Occurrence) -> None:
    address = reverse("events_check_in_worker", args=[today.event.public_id])

    answer = Client().get(address)

    assert answer["Content-Type"].startswith("text/javascript")
    assert address == f"{door(today)}worker.js"


@pytest.mark.parametrize("seats", ["9" * 5000, "0", "x", "²"])
def test_a_number_of_people_that_no_device_sends_changes_nothing(
    seats: str, today: Occurrence, helper: Helper
) -> None:
    guest = making.confirmed(today)
    move(today, NOW)

    answer = helper(today).post(door(today), tapped(guest, seats=seats))

    assert answer.status_code == 400
    assert not CheckIn.objects.exists()


def test_signs_that_no_database_keeps_are_taken_out_of_a_name(
    today: Occurrence, helper: Helper
) -> None:
    move(today, NOW)

    helper(today).post(door(today), {"deed": "walk-in", "name": "A\x00da", "tap": uuid4()})

    assert CheckIn.objects.get().registration.name == "A da"
