"""Texts for calendars, as independent programs understand them."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest

from events import ical, ical_parts, schedule
from events.models import ChangedDate, Event, Room
from events.words import Words
from events.zones import zones_text

from .stage import at, topic, venue

pytestmark = pytest.mark.django_db
STAMP = datetime(2027, 1, 1, 12, 0, tzinfo=UTC)
Times = list[tuple[datetime | date, datetime | date]]


def words(**values: str) -> Words:
    return Words(
        **{
            "title": "Round table",
            "summary": "We talk.",
            "url": "https://city.example/en/events/round-table/",
            "language": "en",
            "feed": "en",
            **values,
        }
    )


def made(
    zone: str = "Europe/Amsterdam", *, changes: Iterable[dict[str, Any]] = (), **facts: Any
) -> Event:
    """An event with occurrences; `starts` and `ends` are on its own clock."""
    clock = ZoneInfo(zone)
    facts["starts_at"] = at(facts.pop("starts", "2027-03-03 20:00"), clock)
    facts["ends_at"] = at(facts.pop("ends", "2027-03-03 22:00"), clock)
    event = Event.objects.create(time_zone=zone, **facts)
    for change in changes:
        ChangedDate.objects.create(event=event, **change)
    schedule.settle(event, frozenset(Event.FACTS), now=at("2027-01-01 12:00"))
    return event


def calendar(event: Event, **said: str) -> str:
    head = ical.calendar_head(name="Events, of the city; all", language="en")
    years = {event.zone.key: event.starts_at.year} if ical.zones_of(event) else {}
    return head + zones_text(years) + ical.event_text(event, words(**said), stamp=STAMP) + ical.FOOT


def only(text: str) -> Any:
    """The first VEVENT of a calendar."""
    return icalendar.Calendar.from_ical(text).walk("VEVENT")[0]


def test_unchanged_content_gives_the_same_bytes() -> None:
    event = made(recurrence="FREQ=WEEKLY;COUNT=5")

    assert calendar(event) == calendar(Event.objects.get(pk=event.pk))


def test_identity_comes_from_stored_values() -> None:
    event = made()
    event.sequence = 7

    entry = only(calendar(event))

    assert entry["UID"] == event.uid
    assert entry["SEQUENCE"] == 7
    assert entry["DTSTAMP"].dt == entry["LAST-MODIFIED"].dt == STAMP
    assert entry["CREATED"].dt == event.created_at.replace(microsecond=0)


def test_until_stands_in_utc_beside_a_start_with_a_zone_and_as_a_day_beside_a_day() -> None:
    timed = made(recurrence="FREQ=WEEKLY;UNTIL=20270630")
    whole = made(recurrence="FREQ=WEEKLY;UNTIL=20270630", is_all_day=True)

    assert "UNTIL=20270630T215959Z" in calendar(timed)
    assert "UNTIL=20270630\r\n" in calendar(whole)


def test_a_cancelled_event_says_so_in_its_status_and_in_the_title_of_the_feeds_language() -> None:
    event = made(status="cancelled")

    entry = only(calendar(event, feed="en"))

    assert entry["STATUS"] == "CANCELLED"
    assert entry["SUMMARY"] == "Cancelled: Round table"
    assert entry["TRANSP"] == "TRANSPARENT"


def test_a_cancelled_date_of_a_series_is_kept_as_an_override_after_its_master() -> None:
    event = made(
        recurrence="FREQ=WEEKLY;COUNT=3", changes=[{"kind": "cancelled", "on": date(2027, 3, 10)}]
    )

    master, override = icalendar.Calendar.from_ical(calendar(event)).walk("VEVENT")

    assert "RRULE" in master
    assert override["UID"] == master["UID"]
    assert override["RECURRENCE-ID"].dt == master["DTSTART"].dt + timedelta(days=7)
    assert override["RECURRENCE-ID"].params["TZID"] == "Europe/Amsterdam"
    assert override["STATUS"] == "CANCELLED"


def test_an_extra_date_is_an_entry_of_its_own_since_half_of_all_calendars_ignore_rdate() -> None:
    event = made(
        recurrence="FREQ=WEEKLY;COUNT=2", changes=[{"kind": "extra", "on": date(2027, 3, 20)}]
    )

    master, extra = icalendar.Calendar.from_ical(calendar(event)).walk("VEVENT")

    assert "RDATE" not in calendar(event).split("BEGIN:VEVENT")[1]
    assert extra["UID"] != master["UID"]
    assert extra["UID"].endswith("@gathering")


def test_place_topics_and_address_are_told_and_the_address_to_join_never() -> None:
    hall = venue(latitude="53.219000", longitude="6.568000", street="Markt 1")
    event = made(
        mode="hybrid", venue=hall, room=_room(hall), join_url="https://meet.example/secret-room"
    )
    event.topics.add(topic("work", en="Work, and learning"), topic("care", en="Care"))

    text = calendar(event)
    entry = only(text)

    assert "secret-room" not in text
    assert entry["LOCATION"] == "Hall, Town hall, Markt 1, Groningen"
    assert (entry["GEO"].latitude, entry["GEO"].longitude) == (53.219, 6.568)
    assert entry["URL"] == "https://city.example/en/events/round-table/"
    assert entry["DESCRIPTION"].endswith("\n\nhttps://city.example/en/events/round-table/")
    assert text.count("CATEGORIES") == 1
    assert entry["CATEGORIES"].cats == ["Care", "Work  and learning"]


def _room(of: Any) -> Room:
    return Room.objects.create(venue=of, code="hall", names={"en": "Hall"})


def test_a_persons_own_entry_may_hold_the_address_to_join() -> None:
    event = made(mode="online", join_url="https://meet.example/room")

    own = ical_parts.Own(ways_in=[("Take part", event.join_url)])
    text = ical_parts.own_text(event.occurrences.get(), words(), stamp=STAMP, own=own)

    assert "CONFERENCE;FEATURE=AUDIO,VIDEO;" in text.replace("\r\n ", "")
    assert "https://meet.example/room" in text.replace("\r\n ", "")


def test_what_is_a_mere_moment_ends_as_soon_as_all_readers_allow() -> None:
    entry = only(calendar(made(starts="2027-03-03 20:00", ends="2027-03-03 20:00")))

    assert entry["DTSTART"].dt == at("2027-03-03 20:00")
    assert entry["DTEND"].dt == at("2027-03-03 20:01")


STRANGE = [
    ("Tab\tand\x00 NUL\x1b[31m", "Tab\tand NUL[31m"),
    ("two\u2028lines\x85here", "two lines here"),
    ("a;b,c\\d \"e\" 'f'", "a;b,c\\d \"e\" 'f'"),
    ("مرحبا بالعالم", "مرحبا بالعالم"),
    ("终身学习 🎓👩🏽‍🏫", "终身学习 🎓👩🏽‍🏫"),
    ("\r\nATTENDEE:mailto:x@x.example", "ATTENDEE:mailto:x@x.example"),
    ("x" * 500, "x" * 500),
    ("\x00", "Event"),
]


@pytest.mark.parametrize(("title", "told"), STRANGE)
def test_strange_text_arrives_and_breaks_nothing(title: str, told: str) -> None:
    text = calendar(made(), title=title, summary=title, place_note=title)

    assert only(text)["SUMMARY"] == told
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\nATTENDEE" not in text


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "ftp://x.example/",
        "https://x.example/\r\nATTENDEE:x",
        "//x",
        "https://[x",
    ],
)
def test_only_addresses_of_the_web_are_told(url: str) -> None:
    assert "URL" not in only(calendar(made(), url=url))


def test_the_calendar_itself_has_a_name_and_neither_uid_nor_method() -> None:
    text = calendar(made())
    head = icalendar.Calendar.from_ical(text)

    assert "\r\nNAME;LANGUAGE=en:Events\\, of the city\\; all\r\n" in text
    assert "\r\nX-WR-CALNAME:Events\\, of the city\\; all\r\n" in text
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT1H" in text
    assert "METHOD" not in head
    assert "UID" not in head
    assert text.endswith("END:VCALENDAR\r\n")
    assert "\n" not in text.replace("\r\n", "")
