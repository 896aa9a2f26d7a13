"""A VEVENT and its overrides as one content: when it begins, how it repeats, what differs."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from .content import Content, mark_of
from .entry_parts import Refused, VEvent
from .moments import Clocks, comes_twice
from .repeating import Named, Repetition, Single, Singles, repetition

MOST_DATES = 600
FIRST_YEAR, YEARS_AHEAD, LONGEST = 1970, 10, timedelta(days=800)
_HIDDEN = {"PRIVATE", "CONFIDENTIAL"}
_TIMED = {"moved", "extra"}


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
    dates.take(master, overrides, today)
    return Content(
        **_said(master),
        **dates.said(),
        is_cancelled=dates.are_none or master.word("STATUS") == "CANCELLED",
        zone=zone,
        is_all_day=span.is_all_day,
        rule=repeated.rule,
        notes=[*([zone_note] if zone_note else []), *dates.notes, *_notes(master, span, repeated)],
        mark=_mark(series, span, zone, until.year if repeated.goes_on else None),
    )


def _said(master: VEvent) -> dict[str, Any]:
    return {
        "uid": master.uid,
        "recurrence_id": master.recurrence_id,
        "title": master.title,
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
    _check_year(span.start, today)
    if span.end < span.start:
        raise Refused("ends-before")
    if span.length > LONGEST:
        raise Refused("lasts-long", str(span.length.days))


def _check_year(wall: datetime, today: date) -> None:
    if not FIRST_YEAR <= wall.year <= today.year + YEARS_AHEAD:
        raise Refused("far-date", str(wall.year))


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
    """What lists and overrides say of single dates, read from the entry and written as content."""

    def __init__(self, clocks: Clocks, zone: str, span: _Span, repeated: Repetition) -> None:
        self._clocks, self._zone, self._span, self._repeated = clocks, zone, span, repeated
        self._singles = Singles(repeated, span.length)
        self.notes: list[list[str]] = []

    @property
    def first(self) -> Single:
        """The first date.

        An end in an hour that comes twice is always its first one with us: so is the begin then.
        """
        first = self._singles.first
        if first.start == self._span.start:
            first = replace(first, end=self._span.end)
        if comes_twice(first.end, self._zone):
            start, end = first.start.replace(fold=0), first.end.replace(fold=0)
            return replace(first, start=start, end=end)
        return first

    def take(self, master: VEvent, overrides: list[VEvent], today: date) -> None:
        added = [self._single(named, end, today) for named, end in self._listed(master, "RDATE")]
        left_out = [named for named, _end in self._listed(master, "EXDATE")]
        replaced = self._replaced(master, overrides, today)
        begins = [self.first, *added, *replaced.values()]
        walls = [*(one.start for one in begins), *(one.wall for one in left_out), *replaced]
        until = min(max(walls), datetime(today.year + YEARS_AHEAD, 12, 31))  # noqa: DTZ001 - on the wall
        self._singles.take(
            added=added, left_out=left_out, replaced=replaced, until=until + timedelta(days=1)
        )
        for wall in self._singles.crowded:
            self._note("override-unreadable", self._written(wall))

    def said(self) -> dict[str, Any]:
        """The parts of the content that tell when it takes place."""
        found = self._singles
        if len(found.changes) > MOST_DATES:
            raise Refused("many-dates", str(len(found.changes)))
        return {
            "starts": self._written(self.first.start),
            "ends": self._written(self.first.end),
            "dates": [self._told(day, *found.changes[day]) for day in sorted(found.changes)],
            "cancelled": [self._written(wall) for wall in found.cancelled],
            "shifted": [[self._written(old), self._written(new)] for old, new in found.shifted],
            "last": self._last(),
        }

    @property
    def are_none(self) -> bool:
        return self._singles.is_empty

    def _last(self) -> str:
        """When the last of all dates is over; nothing where it repeats without end."""
        if self._repeated.last is None:
            return ""
        changes = self._singles.changes.values()
        ends = [one.end for kind, one in changes if kind in _TIMED]
        if self._repeated.rule:
            ends.append(self._repeated.last + self._span.length)
        elif self._singles.changes.get(self.first.start.date(), ("",))[0] != "moved":
            ends.append(self.first.end)
        return self._written(max(ends))

    def _listed(self, event: VEvent, name: str) -> list[tuple[Named, datetime | None]]:
        """The dates of a list; a period has an end of its own."""
        found: list[tuple[Named, datetime | None]] = []
        for value in event.values(name):
            for one in getattr(value, "dts", [value]):
                moment: Any = one.dt
                start, end = moment if isinstance(moment, tuple) else (moment, None)
                if isinstance(end, timedelta):
                    end = start + end
                until = end and self._clocks.wall(value, end, self._zone)
                found.append((self._named(value, start), until))
        return found

    def _named(self, value: Any, moment: date) -> Named:
        """What is meant by a moment; by a day, what begins then at the usual hour."""
        wall = self._clocks.wall(value, moment, self._zone)
        if isinstance(moment, datetime) and not self._span.is_all_day:
            return Named(wall)
        return Named(datetime.combine(wall.date(), self._span.start.time()), is_day=True)

    def _single(self, named: Named, end: datetime | None, today: date) -> Single:
        _check_year(named.wall, today)
        finish = end or named.wall + self._span.length
        _check_span(_Span(named.wall, finish, self._span.is_all_day, has_end=True), today)
        return Single(named.wall, finish)

    def _replaced(
        self, master: VEvent, overrides: list[VEvent], today: date
    ) -> dict[datetime, Single]:
        """What overrides say, by the begin that they name."""
        found: dict[datetime, Single] = {}
        for override in overrides:
            original = override.value("RECURRENCE-ID")
            if original is None or override.value("DTSTART") is None:
                self._note("override-unreadable", override.recurrence_id)
                continue
            if str(original.params.get("RANGE", "")).upper() == "THISANDFUTURE":
                self._note("this-and-future", override.recurrence_id)
            wall = self._named(original, original.dt).wall
            if override.word("STATUS") == "CANCELLED":
                found[wall] = Single(wall, wall, is_cancelled=True)
            elif span := self._span_of(override, today):
                found[wall] = Single(span.start, span.end, _other_words(master, override))
        return found

    def _span_of(self, override: VEvent, today: date) -> _Span | None:
        span = _span(override, self._clocks, self._zone)
        try:
            _check_span(span, today)
        except Refused:
            self._note("override-unreadable", override.recurrence_id)
            return None
        return span

    def _note(self, note: str, part: str) -> None:
        self.notes.append([note, part[:40]])

    def _told(self, day: date, kind: str, single: Single) -> dict[str, str]:
        return {
            "kind": kind,
            "on": day.isoformat(),
            "starts": self._written(single.start) if kind in _TIMED else "",
            "ends": self._written(single.end) if kind in _TIMED else "",
            **single.words,
        }

    def _written(self, wall: datetime) -> str:
        return _written(wall, self._zone)


def _other_words(master: VEvent, override: VEvent) -> dict[str, str]:
    """The title and the place of a date, where they are not those of all dates."""
    said = {"title": override.title[:200], "place": override.place}
    usual = {"title": master.title[:200], "place": master.place}
    return {name: text for name, text in said.items() if text and text != usual[name]}


def _written(wall: datetime, zone: str) -> str:
    late = wall.fold and comes_twice(wall, zone)
    return (wall.replace(tzinfo=ZoneInfo(zone)) if late else wall).isoformat(timespec="minutes")


def _mark(series: list[VEvent], span: _Span, zone: str, year: int | None) -> str:
    """Of what is said, not of how we write it: neither stamps nor the year in which we read.

    Where it goes on beyond the dates that are written out, their last `year` counts as well: a
    year later there are more of them.
    """
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
    return mark_of(said, span.start, span.end, zone, *([year] if year else []))
