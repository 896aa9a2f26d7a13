"""What libraries of Python read in a calendar, which share no code with each other."""

import io
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import takewhile
from typing import Any

import icalendar
import recurring_ical_events
import vobject
from ical.calendar_stream import IcsCalendarStream

from tests.calendars.told import FIRST, LAST, Told, in_order, utc


def by_icalendar(text: str) -> list[Told]:
    """icalendar with recurring-ical-events."""
    found = recurring_ical_events.of(icalendar.Calendar.from_ical(text)).between(FIRST, LAST)
    return in_order(
        Told(
            str(one["UID"]),
            utc(one["DTSTART"].dt),
            utc(one["DTEND"].dt),
            str(one.get("STATUS", "")),
            str(one.get("SUMMARY", "")),
            str(one.get("LOCATION", "")),
            str(one.get("DESCRIPTION", "")),
        )
        for one in found
    )


def by_home_assistant(text: str) -> list[Told]:
    """The library `ical`, with which Home Assistant subscribes."""
    timeline = IcsCalendarStream.calendar_from_ics(text).timeline
    return in_order(
        Told(
            one.uid,
            utc(one.dtstart),
            utc(one.dtend),
            one.status.value if one.status else "",
            one.summary or "",
            one.location or "",
            one.description or "",
        )
        for one in timeline.overlapping(FIRST, LAST)
    )


def by_vobject(text: str) -> list[Told]:
    """vobject, with the zones of the file itself; it leaves overrides to its caller."""
    parsed = vobject.readOne(io.StringIO(text))
    zones = {zone.tzid.value: zone.tzinfo for zone in getattr(parsed, "vtimezone_list", [])}
    overrides, masters = {}, []
    for part in parsed.vevent_list:
        if hasattr(part, "recurrence_id"):
            overrides[part.uid.value, _there(part.recurrence_id, zones)] = part
        else:
            masters.append(part)
    return in_order(one for part in masters for one in _dates(part, overrides, zones))


def _dates(part: Any, overrides: dict[Any, Any], zones: dict[str, Any]) -> Iterator[Told]:
    length = _wall(part.dtend.value) - _wall(part.dtstart.value)
    for start in _starts(part):
        begin = _there(part.dtstart, zones, start)
        if override := overrides.get((part.uid.value, begin)):
            ends = (_there(override.dtstart, zones), _there(override.dtend, zones))
            yield _told(override, *ends)
        else:
            yield _told(part, begin, _there(part.dtstart, zones, start + length))


def _starts(part: Any) -> list[Any]:
    """Dates by the clock on the wall, or days."""
    first = part.dtstart.value
    found = part.getrruleset(addRDate=True)
    if found is None:
        return [_wall(first)]
    walls = takewhile(lambda wall: wall.year < LAST.year, map(_wall, found))
    return list(walls) if isinstance(first, datetime) else [wall.date() for wall in walls]


def _wall(moment: Any) -> Any:
    return moment.replace(tzinfo=None) if isinstance(moment, datetime) else moment


def _there(prop: Any, zones: dict[str, Any], value: Any = None) -> datetime | date:
    """A moment in the zone of a property, as the file describes that zone."""
    moment = prop.value if value is None else value
    if not isinstance(moment, datetime):
        return moment
    names = prop.params.get("X-VOBJ-ORIGINAL-TZID", [])
    zone = zones[names[0]] if names else UTC
    return moment.replace(tzinfo=zone).astimezone(UTC)


def _told(part: Any, start: Any, end: Any) -> Told:
    texts = [_value(part, name) for name in ("status", "summary", "location", "description")]
    return Told(part.uid.value, start, end, *texts)


def _value(part: Any, name: str) -> str:
    return getattr(part, name).value if hasattr(part, name) else ""
