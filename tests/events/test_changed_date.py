"""Single dates of a series that differ: time, place, title, seats; everywhere they are told."""

import json
import re
from datetime import date
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client

from events import outbox
from events.changed_date import ChangedDateFacts
from events.letters.sending import send
from events.models import EventPageChangedDate, Letter, Pool

from . import making
from .stage import at, event_page, fresh, publish, room, translated, venue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_the_test_client")]
Kind = ChangedDateFacts.Kind
TENTH = date(2027, 2, 10)


@pytest.fixture(autouse=True)
def _in_january() -> Any:
    with time_machine.travel(at("2027-01-15 12:00"), tick=False):
        yield


def series(**facts: Any) -> Any:
    """Three Wednesdays in the town hall."""
    values = {
        "recurrence": "FREQ=WEEKLY;COUNT=3",
        "venue": venue(latitude="53.218600", longitude="6.566700"),
        "is_registration_needed": True,
        "capacity": 10,
    }
    return event_page("Monthly meeting", **{**values, **facts})


def change(page: Any, **facts: Any) -> Any:
    """The page, published with one date that differs."""
    page = fresh(page)
    page.changed_dates.add(EventPageChangedDate(**{"kind": Kind.CHANGED, "on": TENTH, **facts}))
    return publish(page)


def second(page: Any) -> Any:
    return page.facts.occurrences.get(code__startswith="20270210")


def test_a_date_has_its_own_place_title_and_seats() -> None:
    library = venue("library", names={"en": "Library"})
    page = change(series(), venue=library, capacity=4, title="In the library")

    elsewhere, usual = second(page), page.facts.occurrences.first()

    assert (elsewhere.venue, elsewhere.room, elsewhere.capacity) == (library, None, 4)
    assert (usual.venue, usual.capacity) == (page.facts.venue, 10)
    seats = Pool.objects.of_occurrences().order_by("occurrence__starts_at")
    assert list(seats.values_list("capacity", flat=True)) == [10, 4, 10]


def test_it_is_told_in_the_list_on_the_page_in_json_ld_and_in_calendars(client: Client) -> None:
    library = venue("library", names={"en": "Library"}, latitude="53.1", longitude="6.5")
    page = change(series(), venue=library, title="In the library", note="The hall is closed.")

    agenda = client.get(page.get_parent().url).content.decode()
    html = client.get(f"{page.url}?date=20270210").content.decode()
    calendar = client.get("/calendars/en.ics").content.decode().replace("\r\n ", "")

    cards = re.findall(r"<article.*?</article>", agenda, re.DOTALL)
    assert ["In the library" in card and "Library" in card for card in cards] == [
        False,
        True,
        False,
    ]
    assert "<h1>In the library</h1>" in html
    assert "In another place than usual" in html
    assert "The hall is closed." in html
    data = json.loads(re.search(r'ld\+json">(.*?)</script>', html)[1])  # type: ignore[index]  # else the test fails
    assert (data["name"], data["location"][0]["name"]) == ("In the library", "Library")
    override = next(part for part in calendar.split("BEGIN:VEVENT") if "RECURRENCE-ID" in part)
    assert "SUMMARY;LANGUAGE=en:In the library" in override
    assert "LOCATION:Library\\, Groningen" in override
    assert "GEO:53.1;6.5" in override
    assert "The hall is closed." in override


def test_its_title_is_a_word_of_each_language(client: Client) -> None:
    page = change(series(), title="In the library")
    dutch = translated(page)
    [said] = dutch.changed_dates.all()
    said.title = "In de bibliotheek"
    dutch.changed_dates = [said]
    dutch = publish(dutch)

    english = client.get("/calendars/en.ics").content.decode()
    other = client.get("/calendars/nl.ics").content.decode()

    assert "SUMMARY;LANGUAGE=en:In the library" in english
    assert "SUMMARY;LANGUAGE=nl:In de bibliotheek" in other
    assert [one.on for one in dutch.changed_dates.all()] == [TENTH]


def test_seats_and_words_of_a_date_raise_no_sequence_and_a_place_does() -> None:
    page = change(series(), capacity=4, title="In the library")
    after_seats = page.facts.sequence

    [item] = page.changed_dates.all()
    item.venue = venue("library")
    page.changed_dates = [item]
    page = publish(page)

    assert (after_seats, page.facts.sequence) == (0, 1)


def test_who_signed_up_for_that_date_is_told_of_its_new_place_and_others_are_not() -> None:
    page = series()
    concerned = making.confirmed(second(page))
    making.confirmed(page.facts.occurrences.first())

    change(page, venue=venue("library"))

    told = Letter.objects.filter(kind=outbox.Kind.EVENT_CHANGED)
    assert [letter.registration_id for letter in told] == [concerned.pk]


def test_a_cancelled_date_gives_its_own_reason_on_the_page_and_in_the_letter(
    client: Client,
) -> None:
    page = series(status_note="For all of them.")
    making.confirmed(second(page))

    page = change(page, kind=Kind.CANCELLED, note="The speaker is ill.")

    html = client.get(f"{page.url}?date=20270210").content.decode()
    assert "The speaker is ill." in html
    assert "For all of them." not in html
    letter = Letter.objects.get(kind=outbox.Kind.EVENT_CANCELLED)
    send(letter, mail.get_connection())
    assert "The speaker is ill." in mail.outbox[-1].body


def test_a_room_alone_is_a_room_of_the_usual_venue() -> None:
    page = series()
    hall = room(page.facts.venue)

    page = change(page, room=hall)

    assert (second(page).venue, second(page).room) == (page.facts.venue, hall)
    assert second(page).place_key == (page.facts.venue_id, hall.pk)
