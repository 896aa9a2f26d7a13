"""A calendar file read into entries, each by itself: pure, and the way in for icalendar.

Whatever one entry does, the others are read; what is refused is named, with the reason. Nothing
that the file points to is fetched.
"""

import warnings
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime

import icalendar

from events.recurrence import BadRule

from .content import Content
from .entry_parts import Refused, VEvent, read_part
from .lines import NoCalendar, Part, name_of, read_file, value_of
from .moments import Clocks
from .plain import one_line
from .series import content_of_series


@dataclass(frozen=True)
class Frame:
    """By what a file is read: the home zone of its source, the day, and the limits."""

    zone: str
    today: date
    until: date
    most: int = 5000


@dataclass
class Refusal:
    """An entry that was not taken, and why."""

    uid: str
    recurrence_id: str
    title: str
    reason: str
    part: str = ""


@dataclass
class Reading:
    """What a file says; with a `problem` it says nothing that can be relied on.

    Of entries that are `over` it keeps UID, RECURRENCE-ID and mark alone.
    """

    problem: str = ""
    part: str = ""
    name: str = ""
    entries: list[Content] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    over: list[list[str]] = field(default_factory=list)


def read(data: bytes, frame: Frame) -> Reading:
    """All entries of a file that are not over yet."""
    icalendar.use_zoneinfo()  # forgets the zones of the file before
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what it guesses of zones, we look up ourselves
        return _read(data, frame)


def _read(data: bytes, frame: Frame) -> Reading:
    try:
        file = read_file(data, most=frame.most)
    except NoCalendar as error:
        return Reading(problem=error.reason, part=error.part)
    clocks = Clocks(file, frame.zone, frame.today)
    reading = Reading(name=_name(file.head))
    for group in _by_uid(file.events, reading):
        _read_group(group, clocks, frame, reading)
    return reading


def _name(head: Iterable[str]) -> str:
    names = {name_of(line): value_of(line) for line in head}
    return one_line(names.get("NAME") or names.get("X-WR-CALNAME") or "", 200)


def _by_uid(parts: list[Part], reading: Reading) -> Iterable[list[VEvent]]:
    groups: dict[str, list[VEvent]] = {}
    for part in parts:
        try:
            event = read_part(part)
        except Refused as refused:
            reading.refused.append(
                Refusal(refused.uid, "", refused.title, refused.reason, refused.part)
            )
            continue
        groups.setdefault(event.uid, []).append(event)
    return groups.values()


def _read_group(group: list[VEvent], clocks: Clocks, frame: Frame, reading: Reading) -> None:
    """One event with its dates, or, where several share a UID without being dates, each."""
    for series in _series(group):
        first = series[0]
        try:
            content = content_of_series(series, clocks, today=frame.today, until=frame.until)
            if _is_over(content, frame.today):
                reading.over.append([*content.key, content.mark])
            else:
                reading.entries.append(content)
        except Refused as refused:
            _refuse(reading, first, refused.reason, refused.part)
        except BadRule as error:
            _refuse(reading, first, f"rule-{error.reason.name.lower()}", error.part)
        except Exception as error:  # noqa: BLE001 - one entry must never take the others down
            _refuse(reading, first, "unreadable", f"{type(error).__name__}: {error}")


def _refuse(reading: Reading, event: VEvent, reason: str, part: str) -> None:
    reading.refused.append(
        Refusal(event.uid, event.recurrence_id, event.title, reason, one_line(part, 100))
    )


def _series(group: list[VEvent]) -> Iterable[list[VEvent]]:
    """A master with its overrides; each override by itself where there is no master."""
    masters = [event for event in group if not event.recurrence_id]
    overrides = [event for event in group if event.recurrence_id]
    if not masters:
        return [[event] for event in _newest(overrides)]
    newest = max(event.revision for event in masters)
    latest = [event for event in masters if event.revision == newest]
    begins = {event.begin: event for event in latest}
    if len(begins) > 1:  # one UID for different events: each is known by its begin as well
        return [[replace(event, recurrence_id=begin)] for begin, event in begins.items()]
    return [[latest[-1], *_newest(overrides)]]


def _newest(overrides: list[VEvent]) -> list[VEvent]:
    found: dict[str, VEvent] = {}
    for event in overrides:
        known = found.get(event.recurrence_id)
        if known is None or event.revision >= known.revision:
            found[event.recurrence_id] = event
    return list(found.values())


def _is_over(content: Content, today: date) -> bool:
    return bool(content.last) and datetime.fromisoformat(content.last).date() < today
