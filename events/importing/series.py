"""A VEVENT and its overrides as one content: when it begins, how it repeats, what differs."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from .content import Content, mark_of
from .entry_parts import Refused, VEvent
from .moments import Clocks
from .repeating import Repetition, repetition

MOST_DATES = 600
FIRST_YEAR, YEARS_AHEAD, LONGEST = 1970, 10, timedelta(days=800)
_HIDDEN = {"PRIVATE", "CONFIDENTIAL"}


@dataclass(frozen=True)
class _Span:
    """When a VEVENT begins and ends on the wall; for whole days the end is the last day."""

    start: datetime
    end: datetime
    is_all_day: bool
    has_end: bool

    @property
    def length(self) -> timedelta:
        return self.end - self.start


def content_of_series(series: list[VEvent], clocks: Clocks, *, today: date, until: date) -> Content:
    """What a master and its overrides say; raises Refused or BadRule."""
    master, *overrides = series
    _check_kind(master)
    start = master.value("DTSTART")
    if start is None:
        raise Refused("no-begin")
    zone, zone_note = clocks.zone_of(start, repeats=bool(master.rules))
    span = _span(master, clocks, zone)
    _check_span(span, today)
    repeated = repetition(
        list(master.rules),
        span.start,
        ZoneInfo(zone),
        is_all_day=span.is_all_day,
        today=today,
        until=until,
    )
    dates = _Dates(clocks, zone, span, repeated)
    dates.take(master, overrides)
    return Content(
        **_said(master),
        starts=_written(repeated.first),
        ends=_written(repeated.first + span.length),
        zone=zone,
        is_all_day=span.is_all_day,
        rule=repeated.rule,
        dates=dates.found(),
        notes=[*([zone_note] if zone_note else []), *dates.notes, *_notes(master, span, repeated)],
        last=dates.last(),
        mark=_mark(series, span, zone),
    )


def _said(master: VEvent) -> dict[str, Any]:
    return {
        "uid": master.uid,
        "recurrence_id": master.recurrence_id,
        "title": master.title,
        "is_cancelled": master.word("STATUS") == "CANCELLED",
        "text": master.text,
        "place": master.place,
        "is_online": master.is_online or master.takes_place_online,
        "url": master.url,
        "categories": master.categories,
        "sequence": master.sequence,
    }


def _notes(master: VEvent, span: "_Span", repeated: Repetition) -> list[list[str]]:
    """What a moderator should know."""
    said = [
        (repeated.is_written_out, "written-out", str(len(repeated.extra) + 1)),
        (not span.has_end, "no-end", ""),
        (master.word("STATUS") == "TENTATIVE", "tentative", ""),
    ]
    return [[note, part] for holds, note, part in said if holds]


def _check_kind(master: VEvent) -> None:
    if master.word("CLASS") in _HIDDEN:
        raise Refused("private")
    if not master.title:
        raise Refused("no-title")
    if master.has_other_rules:
        raise Refused("rule-part", "EXRULE")


def _check_span(span: _Span, today: date) -> None:
    if not FIRST_YEAR <= span.start.year <= today.year + YEARS_AHEAD:
        raise Refused("far-date", str(span.start.year))
    if span.end < span.start:
        raise Refused("ends-before")
    if span.length > LONGEST:
        raise Refused("lasts-long", str(span.length.days))


def _span(event: VEvent, clocks: Clocks, zone: str) -> _Span:
    begin, end, length = event.value("DTSTART"), event.value("DTEND"), event.value("DURATION")
    start = clocks.wall(begin, begin.dt, zone)
    is_all_day = not isinstance(begin.dt, datetime)
    if end is not None:
        if isinstance(end.dt, datetime) == is_all_day:
            raise Refused("mixed-times")
        finish = clocks.wall(end, end.dt, zone)
    elif length is not None:
        finish = start + length.dt
    else:
        finish = start
    if is_all_day:
        finish = max(datetime.combine(finish.date(), time.min) - timedelta(days=1), start)
    return _Span(start, finish, is_all_day, is_all_day or end is not None or length is not None)


class _Dates:
    """The dates that differ from the rule, one for each day."""

    def __init__(self, clocks: Clocks, zone: str, span: _Span, repeated: Repetition) -> None:
        self._clocks, self._zone, self._span, self._repeated = clocks, zone, span, repeated
        self._by_day: dict[date, dict[str, str]] = {}
        self.notes: list[list[str]] = []
        for wall in repeated.extra:
            self._add("extra", wall, wall, wall + span.length)

    def take(self, master: VEvent, overrides: list[VEvent]) -> None:
        for wall, end in self._walls(master, "RDATE"):
            self._add("extra", wall, wall, end or wall + self._span.length)
        for wall, _end in self._walls(master, "EXDATE"):
            if self._by_day.get(wall.date(), {}).get("kind") == "extra":
                del self._by_day[wall.date()]
            elif self._repeated.rule:
                self._add("left-out", wall)
        for override in overrides:
            self._take_override(master, override)

    def found(self) -> list[dict[str, str]]:
        dates = [self._by_day[day] for day in sorted(self._by_day)]
        if len(dates) > MOST_DATES:
            raise Refused("many-dates", str(len(dates)))
        return dates

    def last(self) -> str:
        """When the last of all dates is over; nothing where it repeats without end."""
        if self._repeated.last is None:
            return ""
        ends = [datetime.fromisoformat(one["ends"]) for one in self._by_day.values() if one["ends"]]
        return _written(max([self._repeated.last + self._span.length, *ends]))

    def _walls(self, event: VEvent, name: str) -> list[tuple[datetime, datetime | None]]:
        """The dates of a list; a period has an end of its own."""
        found: list[tuple[datetime, datetime | None]] = []
        for value in event.values(name):
            for one in getattr(value, "dts", [value]):
                moment: Any = one.dt
                start, end = moment if isinstance(moment, tuple) else (moment, None)
                wall = self._clocks.wall(value, start, self._zone)
                if isinstance(end, timedelta):
                    end = start + end
                found.append((wall, end and self._clocks.wall(value, end, self._zone)))
        return found

    def _take_override(self, master: VEvent, override: VEvent) -> None:
        original = override.value("RECURRENCE-ID")
        if original is None or override.value("DTSTART") is None:
            self.notes.append(["override-unreadable", override.recurrence_id[:40]])
            return
        if str(original.params.get("RANGE", "")).upper() == "THISANDFUTURE":
            self.notes.append(["this-and-future", override.recurrence_id[:40]])
        wall = self._clocks.wall(original, original.dt, self._zone)
        if override.word("STATUS") == "CANCELLED":
            self._add("cancelled", wall)
            return
        span = _span(override, self._clocks, self._zone)
        if span.end < span.start or span.length > LONGEST:
            self.notes.append(["override-unreadable", override.recurrence_id[:40]])
            return
        words = _other_words(master, override)
        usual = datetime.combine(wall.date(), self._span.start.time())
        if not self._is_regular(wall):
            self._add("extra", span.start, span.start, span.end, words)
        elif (span.start, span.length) != (usual, self._span.length):
            self._add("moved", wall, span.start, span.end, words)
        elif words:
            self._add("changed", wall, words=words)

    def _is_regular(self, wall: datetime) -> bool:
        known = self._by_day.get(wall.date(), {}).get("kind")
        return bool(self._repeated.rule) and known != "extra"

    def _add(
        self,
        kind: str,
        on: datetime,
        starts: datetime | None = None,
        ends: datetime | None = None,
        words: dict[str, str] | None = None,
    ) -> None:
        is_first = kind == "extra" and starts == self._repeated.first
        is_before = kind != "extra" and on.date() < self._repeated.first.date()
        if is_first or is_before:
            return
        self._by_day[on.date()] = {
            "kind": kind,
            "on": on.date().isoformat(),
            "starts": _written(starts) if starts else "",
            "ends": _written(ends) if ends else "",
            **(words or {}),
        }


def _other_words(master: VEvent, override: VEvent) -> dict[str, str]:
    """The title and the place of a date, where they are not those of all dates."""
    said = {"title": override.title[:200], "place": override.place}
    usual = {"title": master.title[:200], "place": master.place}
    return {name: text for name, text in said.items() if text and text != usual[name]}


def _written(wall: datetime) -> str:
    return wall.strftime("%Y-%m-%dT%H:%M")


def _mark(series: list[VEvent], span: _Span, zone: str) -> str:
    """Of what is said, not of how we write it: neither stamps nor the year in which we read."""
    said = [
        (
            event.recurrence_id,
            event.rules,
            event.begin,
            *(str(event.component.get(name)) for name in ("DTEND", "DURATION", "STATUS", "CLASS")),
            *([one.to_ical() for one in event.values(name)] for name in ("RDATE", "EXDATE")),
            event.title,
            event.text,
            event.place,
            event.url,
            event.categories,
        )
        for event in series
    ]
    return mark_of(said, span.start, span.end, zone)
