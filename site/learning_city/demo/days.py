"""When the gatherings of the demo are: on fixed days, or reckoned from the day of loading."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr
from django.utils import timezone

from events.clock import from_the_wall

from . import texts

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def today() -> date:
    return timezone.localdate(timezone=ZoneInfo(texts.facts()["time_zone"]))


def first_day(facts: dict[str, Any], today: date) -> date:
    """The day on which an event begins: the first that fits, `in_days` after today or later."""
    if "start" in facts:
        fixed: date = facts["start"]
        return fixed
    earliest = today + timedelta(days=facts["in_days"])
    if "rrule" in facts:
        rule = rrulestr(facts["rrule"], dtstart=datetime.combine(earliest, time.min))
        first: datetime = rule[0]
        return first.date()
    wanted = WEEKDAYS.index(facts["weekday"])
    return earliest + timedelta(days=(wanted - earliest.weekday()) % 7)


def date_of_series(facts: dict[str, Any], first: date, number: int) -> date:
    """The day of a series with this number, counted from 1, by its rule alone."""
    rule = rrulestr(facts["rrule"], dtstart=datetime.combine(first, time.min))
    found: datetime = rule[number - 1]
    return found.date()


def begin_and_end(facts: dict[str, Any], first: date) -> tuple[datetime, datetime]:
    """The moments at which an event, or a session of it, begins and ends."""
    zone = ZoneInfo(facts["time_zone"])
    if facts.get("all_day"):
        length = facts["end"] - facts["start"]
        return _moment(first, time.min, zone), _moment(first + length, time.min, zone)
    begin = datetime.combine(first, time.fromisoformat(facts["time"]))
    end = begin + timedelta(minutes=facts["duration_minutes"])
    return from_the_wall(begin, zone), from_the_wall(end, zone)


def session_begin_and_end(
    session: dict[str, Any], event: dict[str, Any], first: date
) -> tuple[datetime, datetime]:
    """Its `day` counts from 1, the first day of its event."""
    day = first + timedelta(days=session["day"] - 1)
    return begin_and_end({**session, "time_zone": event["time_zone"]}, day)


def _moment(day: date, clock: time, zone: ZoneInfo) -> datetime:
    return from_the_wall(datetime.combine(day, clock), zone)
