"""Time zones as VTIMEZONEs: one STANDARD and one DAYLIGHT with yearly rules, as all can read."""

import logging
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import chain
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

logger = logging.getLogger(__name__)

_YEARS = 12
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


@lru_cache(maxsize=512)
def zone_text(name: str, first_year: int) -> str:
    """A VTIMEZONE that is right from the beginning of `first_year` on."""
    zone = ZoneInfo(name)
    groups: dict[tuple[timedelta, timedelta], list[Change]] = defaultdict(list)
    for change in _changes(zone, first_year):
        groups[change.before, change.after].append(change)
    parts = [_observance(changes, first_year) for changes in groups.values()]
    lines = [f"TZID:{name}", *chain.from_iterable(parts or [_fixed(zone, first_year)])]
    return "".join(f"{line}\r\n" for line in _within("VTIMEZONE", lines))


def _changes(zone: ZoneInfo, first_year: int) -> list[Change]:
    """The changes from the year before on: the first event needs the one that precedes it."""
    found = []
    step = timedelta(days=5)
    moment = datetime(first_year - 1, 1, 1, tzinfo=UTC)
    while moment.year < first_year + _YEARS:
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


def _observance(changes: list[Change], first_year: int) -> list[str]:
    first = changes[0]
    kind = "DAYLIGHT" if first.after > first.before else "STANDARD"
    if rule := _yearly(changes, first_year):
        repeated = [f"RRULE:{rule}"]
    else:
        repeated = [f"RDATE:{_written(change.wall)}" for change in changes[1:]]
    begin, *rest = _described(first.wall, first.before, first.after, first.name)
    return _within(kind, [begin, *repeated, *rest])


def _yearly(changes: list[Change], first_year: int) -> str | None:
    """The rule that names these changes in every year, if there is one."""
    walls = [change.wall for change in changes]
    years = [wall.year for wall in walls]
    forms = {(wall.month, wall.weekday(), wall.time()) for wall in walls}
    if years != list(range(first_year - 1, first_year + _YEARS)) or len(forms) != 1:
        return None
    if all((wall + timedelta(days=7)).month != wall.month for wall in walls):
        number = -1
    else:
        numbers = {(wall.day - 1) // 7 + 1 for wall in walls}
        if len(numbers) != 1:
            return None
        number = numbers.pop()
    month, weekday, _time = forms.pop()
    return f"FREQ=YEARLY;BYDAY={number}{_DAYS[weekday]};BYMONTH={month}"


def _fixed(zone: ZoneInfo, first_year: int) -> list[str]:
    moment = datetime(first_year - 1, 1, 1, tzinfo=UTC).astimezone(zone)
    offset = moment.utcoffset() or timedelta(0)
    since = datetime(1970, 1, 1)  # noqa: DTZ001 - on the wall
    return _within("STANDARD", _described(since, offset, offset, moment.tzname() or zone.key))


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
