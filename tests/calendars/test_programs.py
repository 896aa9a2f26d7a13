"""The same times, in the eyes of programs that share no code with each other."""

import io
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import pytest
import recurring_ical_events
import vobject
from ical.calendar_stream import IcsCalendarStream

from events.models import Event
from tests.events.stage import at
from tests.events.test_ical import STRANGE, calendar, made

pytestmark = pytest.mark.django_db
Times = list[tuple[datetime | date, datetime | date]]


def by_icalendar(text: str) -> Times:
    found = recurring_ical_events.of(icalendar.Calendar.from_ical(text)).between(
        datetime(2018, 1, 1), datetime(2029, 1, 1)
    )
    return sorted(
        (_utc(one["DTSTART"].dt), _utc(one["DTEND"].dt))
        for one in found
        if one.get("STATUS") != "CANCELLED"
    )


def by_home_assistant(text: str) -> Times:
    parsed = IcsCalendarStream.calendar_from_ics(text)
    found = parsed.timeline.overlapping(
        datetime(2018, 1, 1, tzinfo=UTC), datetime(2029, 1, 1, tzinfo=UTC)
    )
    return sorted(
        (_utc(one.dtstart), _utc(one.dtend))
        for one in found
        if not one.status or one.status.value != "CANCELLED"
    )


def by_vobject(text: str) -> Times:
    """vobject, with the VTIMEZONE of the file; it leaves overrides to its caller."""
    parsed = vobject.readOne(io.StringIO(text))
    zone = parsed.vtimezone.tzinfo if hasattr(parsed, "vtimezone") else UTC
    parts = list(parsed.vevent_list)
    moved = {
        _there(one.recurrence_id.value, zone): one for one in parts if hasattr(one, "recurrence_id")
    }
    masters = [one for one in parts if not hasattr(one, "recurrence_id")]
    times = [_replaced(*pair, moved, zone) for one in masters for pair in _expanded(one, zone)]
    return sorted(time for time in times if time)


def _expanded(one: Any, zone: Any) -> Times:
    first, last = one.dtstart.value, one.dtend.value
    starts = list(one.getrruleset(addRDate=True) or [first])
    if not isinstance(first, datetime):
        days = [getattr(start, "date", lambda start=start: start)() for start in starts]
        return [(day, day + (last - first)) for day in days]
    length = last.replace(tzinfo=None) - first.replace(tzinfo=None)
    return [(start, start + length) for start in starts]


def _there(moment: Any, zone: Any) -> Any:
    """What the file's own zone makes of the wall-clock time."""
    return _utc(moment.replace(tzinfo=zone)) if isinstance(moment, datetime) else moment


def _replaced(start: Any, end: Any, moved: dict[Any, Any], zone: Any) -> Any:
    override = moved.get(_there(start, zone))
    if override is None:
        return _there(start, zone), _there(end, zone)
    if override.status.value == "CANCELLED":
        return None
    return _there(override.dtstart.value, zone), _there(override.dtend.value, zone)


def _utc(moment: Any) -> Any:
    return moment.astimezone(UTC) if isinstance(moment, datetime) else moment


PROGRAMS = [by_icalendar, by_home_assistant, by_vobject]


def truth(event: Event) -> Times:
    """What the rows say."""
    dates = [one for one in event.occurrences.all() if one.status != "cancelled"]
    if event.has_times:
        return sorted((one.starts_at.astimezone(UTC), one.ends_at.astimezone(UTC)) for one in dates)
    return sorted((one.first_day, one.last_day + timedelta(days=1)) for one in dates)


HARD = {
    "once": {},
    "across summer time": {"recurrence": "FREQ=WEEKLY;BYDAY=WE;COUNT=40"},
    "monthly until a day": {"recurrence": "FREQ=MONTHLY;BYDAY=1WE;UNTIL=20271201"},
    "at night of the change": {
        "starts": "2027-03-27 23:00",
        "ends": "2027-03-28 04:00",
        "recurrence": "FREQ=DAILY;COUNT=3",
    },
    "several days": {"starts": "2027-10-29 09:30", "ends": "2027-10-31 15:30"},
    "whole day": {"is_all_day": True},
    "whole days": {"is_all_day": True, "ends": "2027-03-05 00:00"},
    "whole days that repeat": {"is_all_day": True, "recurrence": "FREQ=YEARLY;COUNT=2"},
    "time not known": {"is_time_known": False},
    "Kathmandu": {"zone": "Asia/Kathmandu", "recurrence": "FREQ=WEEKLY;COUNT=10"},
    "Apia before the clocks stayed": {
        "zone": "Pacific/Apia",
        "starts": "2020-08-30 20:00",
        "ends": "2020-08-30 22:00",
        "recurrence": "FREQ=MONTHLY;COUNT=14",
    },
    "Sao Paulo when it had summer time": {
        "zone": "America/Sao_Paulo",
        "starts": "2018-08-01 20:00",
        "ends": "2018-08-01 22:00",
        "recurrence": "FREQ=MONTHLY;COUNT=12",
    },
    "Casablanca": {"zone": "Africa/Casablanca", "recurrence": "FREQ=WEEKLY;COUNT=20"},
    "Casablanca in Ramadan": {
        "zone": "Africa/Casablanca",
        "starts": "2027-02-10 20:00",
        "ends": "2027-02-10 21:00",
    },
    "half an hour of summer time": {
        "zone": "Australia/Lord_Howe",
        "recurrence": "FREQ=WEEKLY;COUNT=40",
    },
    "UTC": {"zone": "UTC"},
    "exceptions": {
        "recurrence": "FREQ=WEEKLY;COUNT=8",
        "changes": [
            {"kind": "left-out", "on": date(2027, 3, 10)},
            {"kind": "cancelled", "on": date(2027, 3, 17)},
            {
                "kind": "moved",
                "on": date(2027, 3, 31),
                "starts_at": at("2027-04-01 18:30"),
                "ends_at": at("2027-04-01 19:00"),
            },
            {"kind": "extra", "on": date(2027, 4, 2)},
        ],
    },
    "whole days with exceptions": {
        "is_all_day": True,
        "recurrence": "FREQ=WEEKLY;COUNT=4",
        "changes": [
            {"kind": "left-out", "on": date(2027, 3, 10)},
            {"kind": "cancelled", "on": date(2027, 3, 17)},
        ],
    },
}


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.__name__[3:])
@pytest.mark.parametrize("facts", HARD.values(), ids=HARD)
def test_every_program_reads_the_times_that_the_rows_hold(
    facts: dict[str, Any], program: Callable[[str], Times]
) -> None:
    event = made(**facts)

    assert program(calendar(event)) == truth(event)


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.__name__[3:])
@pytest.mark.parametrize("title", [title for title, _told in STRANGE])
def test_strange_text_stops_no_program(title: str, program: Callable[[str], Times]) -> None:
    event = made()

    text = calendar(event, title=title, summary=title, place_note=title)

    assert program(text) == truth(event)
