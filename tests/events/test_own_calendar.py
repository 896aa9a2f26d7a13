"""A person's own calendar: theirs alone, complete, and gone when they say so."""

import logging
import re
from datetime import timedelta
from typing import Any

import icalendar
import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from time_machine import travel

from events import sign_up
from events.join_link import join_key
from events.models import OwnCalendar, Registration
from events.quiet import HideKeys
from tests.events import making

pytestmark = pytest.mark.django_db


def made(registration: Registration, client: Client, deed: str = "make") -> str:
    """The address, as the own page shows it after the deed."""
    own = f"/en/registration/{registration.key()}/"
    done = client.post(f"{own}calendar/", {"deed": deed})
    assert (done.status_code, done["Location"]) == (303, f"{own}#own-calendar")
    found = re.search(
        r"<code dir=\"ltr\">http://[^/]+(/[^<]+)</code>", client.get(own).content.decode()
    )
    return found[1] if found else ""


def entries(client: Client, address: str) -> list[Any]:
    return icalendar.Calendar.from_ical(client.get(address).content).walk("VEVENT")


def told(client: Client, address: str) -> list[tuple[str, str]]:
    return [(str(one["SUMMARY"]), str(one["STATUS"])) for one in entries(client, address)]


def test_it_holds_all_states_in_words(client: Client) -> None:
    first, second, third = (making.occurrence(capacity=1) for _ in range(3))
    for number, occurrence in enumerate((first, second, third), start=1):
        making.page(occurrence, title=f"Event {number}")
    mine = making.confirmed(first, "me@sample.example")
    making.confirmed(second)
    making.confirmed(second, "me@sample.example")
    sign_up.cancel(making.confirmed(third, "me@sample.example"))

    address = made(mine, client)

    assert told(client, address) == [
        ("Event 1", "CONFIRMED"),
        ("Waiting list: Event 2", "TENTATIVE"),
        ("You cancelled: Event 3", "CANCELLED"),
    ]


def test_it_holds_nothing_of_others_and_nothing_unconfirmed(client: Client) -> None:
    first, second = making.occurrence(), making.occurrence()
    making.page(first, title="Mine")
    making.page(second, title="Not mine")
    mine = making.confirmed(first, "me@sample.example")
    making.confirmed(second, "other@sample.example")
    making.registration(second, "me@sample.example")

    assert told(client, made(mine, client)) == [("Mine", "CONFIRMED")]


@pytest.mark.parametrize("state", ["confirmed", "waiting"])
def test_the_way_to_take_part_is_for_who_is_confirmed(state: str, client: Client) -> None:
    occurrence = making.occurrence(
        capacity=1, mode="online", join_url="https://meet.example/secret-room"
    )
    making.page(occurrence)
    first, second = making.confirmed(occurrence), making.confirmed(occurrence)

    mine = first if state == "confirmed" else second
    text = client.get(made(mine, client)).content.decode().replace("\r\n ", "")

    assert (f"/en/join/{join_key(mine)}/" in text) is (state == "confirmed")
    assert "secret-room" not in text


def test_chosen_sessions_are_entries_that_belong_to_the_event(client: Client) -> None:
    occurrence = making.occurrence()
    chosen, other = making.session(occurrence), making.session(occurrence, hour=1)
    making.page(occurrence, title="Event")
    mine = making.confirmed(occurrence, sessions=[chosen])

    found = entries(client, made(mine, client))

    assert [str(one["SUMMARY"]) for one in found] == ["Event", "Session 1"]
    assert found[1]["RELATED-TO"] == found[0]["UID"] == occurrence.event.uid
    assert str(found[1]["UID"]).startswith(str(chosen.key))
    assert other.key != chosen.key


@pytest.mark.parametrize("address", ["https://meet.example/own", ""])
@pytest.mark.parametrize("state", ["confirmed", "waiting"])
def test_a_session_online_is_joined_by_the_persons_own_link(
    state: str, address: str, client: Client
) -> None:
    occurrence = making.occurrence(capacity=1, join_url="https://meet.example/all")
    chosen = making.session(occurrence, mode="online", join_url=address)
    making.page(occurrence)
    first, second = (making.confirmed(occurrence, sessions=[chosen]) for _number in range(2))
    mine = first if state == "confirmed" else second

    found = entries(client, made(mine, client))

    ways = [str(one["CONFERENCE"]) for one in found if "CONFERENCE" in one]
    link = f"/en/join/{join_key(mine)}/"
    assert [link in way for way in ways] == ([True] if state == "confirmed" else [])


def test_it_is_private_stays_the_same_and_is_told_unchanged(client: Client) -> None:
    mine = making.confirmed(making.occurrence())
    making.page(mine.occurrence)
    address = made(mine, client)

    answer = client.get(address)

    assert answer["Cache-Control"] == "private, no-cache"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "Access-Control-Allow-Origin" not in answer
    assert not answer.cookies
    assert client.get(address).content == answer.content
    again = client.get(address, headers={"if-none-match": answer["ETag"]})
    assert (again.status_code, again["Cache-Control"]) == (304, "private, no-cache")
    assert client.head(address)["ETag"] == answer["ETag"]
    assert client.post(address).status_code == 405
    assert len(f"https://a-rather-long-name.city.example{address}") < 256


def test_a_new_address_closes_the_old_one(client: Client) -> None:
    mine = making.confirmed(making.occurrence())
    making.page(mine.occurrence)
    old = made(mine, client)

    new = made(mine, client, "renew")

    assert new != old
    assert [client.get(address).status_code for address in (old, new)] == [404, 200]


def test_it_can_be_taken_away_and_made_again_elsewhere(client: Client) -> None:
    mine = making.confirmed(making.occurrence())
    old = made(mine, client)

    assert made(mine, client, "revoke") == ""
    assert client.get(old).status_code == 404
    assert made(mine, client) not in {"", old}


def test_making_it_twice_keeps_its_address(client: Client) -> None:
    mine = making.confirmed(making.occurrence())

    assert made(mine, client) == made(mine, client)
    assert OwnCalendar.objects.count() == 1


@pytest.mark.parametrize("deed", ["", "unheard-of"])
def test_no_other_deed_is_done(deed: str, client: Client) -> None:
    mine = making.confirmed(making.occurrence())

    answer = client.post(f"/en/registration/{mine.key()}/calendar/", {"deed": deed})

    assert answer.status_code == 400
    assert not OwnCalendar.objects.exists()


def test_an_address_that_is_not_confirmed_gets_none(client: Client) -> None:
    mine = making.registration(making.occurrence())
    own = f"/en/registration/{mine.key()}/"

    answer = client.post(f"{own}calendar/", {"deed": "make"})

    assert answer.status_code == 400
    assert not OwnCalendar.objects.exists()
    assert "calendar/" not in client.get(own).content.decode()


def test_following_a_link_makes_none(client: Client) -> None:
    mine = making.confirmed(making.occurrence())

    assert client.get(f"/en/registration/{mine.key()}/calendar/").status_code == 405
    assert not OwnCalendar.objects.exists()


def test_the_database_knows_only_a_hash(client: Client) -> None:
    mine = making.confirmed(making.occurrence())
    key = made(mine, client).rpartition("/")[2].removesuffix(".ics")

    row = OwnCalendar.objects.values().get()

    assert len(key) == 43
    assert key not in str(row)


def test_the_key_is_in_no_log(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    caplog.handler.addFilter(HideKeys())

    with caplog.at_level(logging.INFO):
        client.get(f"/calendars/mine/{'A' * 43}.ics")

    assert "/calendars/mine/" in caplog.text
    assert "A" * 43 not in caplog.text


def test_it_is_forgotten_with_its_owner(client: Client) -> None:
    mine = making.confirmed(making.occurrence(), "me@sample.example")
    staying = making.confirmed(making.occurrence(starts_at=timezone.now() + timedelta(days=90)))
    gone, stays = made(mine, client), made(staying, client)

    with travel(mine.occurrence.ends_at + timedelta(days=31)):
        call_command("forget_personal_data", verbosity=0)

        assert [client.get(address).status_code for address in (gone, stays)] == [404, 200]
    assert [one.email for one in OwnCalendar.objects.all()] == [staying.email]


def test_what_was_cancelled_leaves_when_it_is_over(client: Client) -> None:
    occurrence = making.occurrence()
    making.page(occurrence)
    mine = making.confirmed(occurrence)
    address = made(mine, client)
    sign_up.cancel(mine)

    with travel(occurrence.ends_at + timedelta(minutes=1)):
        assert told(client, address) == []


def test_it_speaks_the_language_in_which_its_owner_signed_up(client: Client) -> None:
    occurrence = making.occurrence()
    making.page(occurrence, title="Round table")
    making.page(occurrence, title="Ronde tafel", language="nl")
    mine = making.confirmed(occurrence, language="nl")

    assert told(client, made(mine, client)) == [("Ronde tafel", "CONFIRMED")]


def test_three_registrations_cost_as_many_queries_as_one(client: Client) -> None:
    addresses = []
    for email, number in (("one@sample.example", 1), ("three@sample.example", 3)):
        for _ in range(number):
            occurrence = making.occurrence()
            session = making.session(occurrence)
            making.page(occurrence)
            mine = making.confirmed(occurrence, email, sessions=[session])
        addresses.append(made(mine, client))

    counts = []
    for address in addresses:
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts.append(len(queries))

    assert counts[0] == counts[1]
