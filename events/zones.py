"""Time zones as VTIMEZONEs: mostly one STANDARD and one DAYLIGHT with yearly rules."""

import logging
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import chain
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

logger = logging.getLogger(__name__)

_AHEAD, _DECADE = 12, 10
"""For how many years after today a zone is reckoned at least, and by how many that goes on."""
_CYCLE, _LEAP_YEAR = 28, 2000
"""After so many years each day of a year has been each weekday."""
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


_FIRST, _LAST = 1900, 2200
_MOMENT = re.compile(r"^(?:DTSTART|RECURRENCE-ID);TZID=([^:;]+):(\d{4})", re.MULTILINE)


def zones_text(first_years: dict[str, int]) -> str:
    """The VTIMEZONEs for zones, each from the year of its first event on.

    A zone that does not exist, from a damaged row, takes nobody's calendar down.
    """
    return "".join(_zone_or_nothing(name, first_years[name]) for name in sorted(first_years))


def zones_needed(text: str) -> str:
    """The VTIMEZONEs for what a text refers to."""
    years: dict[str, int] = {}
    for name, year in _MOMENT.findall(text):
        years[name] = min(years.get(name, int(year)), int(year))
    return zones_text(years)


def _zone_or_nothing(name: str, first_year: int) -> str:
    try:
        return zone_text(name, min(max(first_year, _FIRST), _LAST))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        logger.exception("There is no time zone %s", name)
        return ""


@dataclass(frozen=True)
class Change:
    """A moment at which a zone's clocks are changed."""

    at: datetime
    before: timedelta
    after: timedelta
    name: str

    @property
    def wall(self) -> datetime:
        """What the clocks show just before they are changed."""
        return (self.at + self.before).replace(tzinfo=None)


@dataclass(frozen=True)
class Observance:
    """A STANDARD or a DAYLIGHT as lines; `begins` is the year of its first change."""

    begins: int
    lines: list[str]


def zone_text(name: str, first_year: int, *, now: datetime | None = None) -> str:
    """A VTIMEZONE that is right from the beginning of `first_year` until long after `now`."""
    year = max(first_year, (now or datetime.now(UTC)).year)
    return _zone_text(name, first_year, -(-(year + _AHEAD) // _DECADE) * _DECADE)


@lru_cache(maxsize=512)
def _zone_text(name: str, first_year: int, horizon: int) -> str:
    """What follows a rule has no end; of what follows none, all dates before the year `horizon`.

    The horizon goes on once in ten years, so that a calendar hardly ever changes by itself.
    """
    zone = ZoneInfo(name)
    groups: dict[tuple[timedelta, timedelta, str], list[Change]] = defaultdict(list)
    for change in _changes(zone, first_year - 1, horizon + _CYCLE):
        groups[change.before, change.after, change.name].append(change)
    found = [one for changes in groups.values() for one in _observances(changes, horizon)]
    if not any(one.begins < first_year for one in found):
        found.insert(0, _fixed(zone, first_year))
    lines = [f"TZID:{name}", *chain.from_iterable(one.lines for one in found)]
    return "".join(f"{line}\r\n" for line in _within("VTIMEZONE", lines))


def _changes(zone: ZoneInfo, first: int, end: int) -> list[Change]:
    """From the year before the first event, which needs the change that precedes it, to `end`."""
    found = []
    step = timedelta(days=5)
    moment = datetime(first, 1, 1, tzinfo=UTC)
    while moment.year < end:
        before, after = _offset(zone, moment), _offset(zone, moment + step)
        if before != after:
            at = _exactly(zone, moment, moment + step)
            found.append(Change(at, before, after, at.astimezone(zone).tzname() or ""))
        moment += step
    return found


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta(0)


def _exactly(zone: ZoneInfo, low: datetime, high: datetime) -> datetime:
    before = _offset(zone, low)
    while high - low > timedelta(seconds=1):
        middle = low + timedelta(seconds=(high - low) // timedelta(seconds=2))
        if _offset(zone, middle) == before:
            low = middle
        else:
            high = middle
    return high


def _observances(changes: list[Change], horizon: int) -> Iterator[Observance]:
    """Changes of one sort: by dates what has no rule yet, and by rules what goes on for ever."""
    start, rules = _yearly([change.wall for change in changes], horizon)
    if dated := [change for change in changes[:start] if change.wall.year < horizon]:
        yield _observance(dated[0], [f"RDATE:{_written(change.wall)}" for change in dated[1:]])
    for month, rule in rules.items():
        first = next(change for change in changes[start:] if change.wall.month == month)
        yield _observance(first, [f"RRULE:{rule}"])


def _observance(first: Change, repeated: list[str]) -> Observance:
    kind = "DAYLIGHT" if first.after > first.before else "STANDARD"
    begin, *rest = _described(first.wall, first.before, first.after, first.name)
    return Observance(first.wall.year, _within(kind, [begin, *repeated, *rest]))


def _yearly(walls: list[datetime], horizon: int) -> tuple[int, dict[int, str]]:
    """From which one on they follow a rule that holds past the horizon, and the rule by month."""
    for start, wall in enumerate(walls):
        if wall.year >= horizon or walls[-1].year < horizon + _CYCLE - 1:
            break
        if rules := _rules(walls[start:]):
            return start, rules
    return len(walls), {}


def _rules(walls: list[datetime]) -> dict[int, str]:
    """The rules that name these moments, one in each year; mostly all are in the same month.

    A weekday out of seven days that follow each other comes once a year, also where they begin
    in one month and end in the next. A leap year has all days by which to measure that.
    """
    years = [wall.year for wall in walls]
    if years != list(range(years[0], years[0] + len(years))):
        return {}
    if len({(wall.weekday(), wall.time()) for wall in walls}) != 1:
        return {}
    days = sorted({date(_LEAP_YEAR, wall.month, wall.day) for wall in walls})
    if days[-1] - days[0] > timedelta(days=6):
        return {}
    return {month: _rule(month, walls) for month in sorted({day.month for day in days})}


def _rule(month: int, walls: list[datetime]) -> str:
    """What falls into this month; by its week where that is enough, which all programs can read."""
    weekday, days = _DAYS[walls[0].weekday()], {wall.day for wall in walls if wall.month == month}
    if all(wall.month == month for wall in walls):
        weeks = {(day - 1) // 7 + 1 for day in days}
        if all((wall + timedelta(days=7)).month != month for wall in walls):
            return f"FREQ=YEARLY;BYDAY=-1{weekday};BYMONTH={month}"
        if len(weeks) == 1:
            return f"FREQ=YEARLY;BYDAY={weeks.pop()}{weekday};BYMONTH={month}"
    listed = ",".join(str(day) for day in sorted(days))
    return f"FREQ=YEARLY;BYDAY={weekday};BYMONTH={month};BYMONTHDAY={listed}"


def _fixed(zone: ZoneInfo, first_year: int) -> Observance:
    """What the clocks show until they are first changed, if ever."""
    moment = datetime(first_year - 1, 1, 1, tzinfo=UTC).astimezone(zone)
    offset = moment.utcoffset() or timedelta(0)
    since = datetime(min(1970, first_year - 1), 1, 1)  # noqa: DTZ001 - on the wall
    described = _described(since, offset, offset, moment.tzname() or zone.key)
    return Observance(since.year, _within("STANDARD", described))


def _described(wall: datetime, before: timedelta, after: timedelta, name: str) -> list[str]:
    return [
        f"DTSTART:{_written(wall)}",
        f"TZNAME:{name}",
        f"TZOFFSETFROM:{_signed(before)}",
        f"TZOFFSETTO:{_signed(after)}",
    ]


def _within(kind: str, lines: Iterable[str]) -> list[str]:
    return [f"BEGIN:{kind}", *lines, f"END:{kind}"]


def _written(wall: datetime) -> str:
    return f"{wall:%Y%m%dT%H%M%S}"


def _signed(offset: timedelta) -> str:
    """An offset from UTC as ±HHMM, with SS where a zone of long ago had seconds."""
    minutes, seconds = divmod(abs(offset) // timedelta(seconds=1), 60)
    sign = "-" if offset < timedelta(0) else "+"
    rest = f"{seconds:02}" if seconds else ""
    return f"{sign}{minutes // 60:02}{minutes % 60:02}{rest}"
