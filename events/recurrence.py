"""When a repeating event happens: RFC 5545 rules on the event's own clock, without a database."""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import Enum
from itertools import takewhile
from typing import Any

from dateutil.rrule import rrule, rrulestr

FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_ALWAYS = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYMONTH", "BYDAY"}
PARTS = {
    "DAILY": _ALWAYS | {"BYMONTHDAY"},
    "WEEKLY": _ALWAYS,
    "MONTHLY": _ALWAYS | {"BYMONTHDAY", "BYSETPOS"},
    "YEARLY": _ALWAYS | {"BYMONTHDAY", "BYSETPOS", "BYYEARDAY", "BYWEEKNO"},
}
"""What RFC 5545 allows beside each frequency, from daily upwards."""

_DAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)", re.ASCII)
_SIGNED = re.compile(r"[+-]?\d{1,3}", re.ASCII)
_HIGHEST = {"BYMONTH": 12, "BYMONTHDAY": 31, "BYYEARDAY": 366, "BYWEEKNO": 53, "BYSETPOS": 366}

MOST = 1000
"""More dates than this are never kept of one rule at a time."""

# dateutil walks on until year 9999 where a rule can never come true (30 February).
_LAST_YEAR = 2200


class Reason(Enum):
    """Why a rule is not kept."""

    UNREADABLE = "unreadable"
    FREQUENCY = "frequency"
    PART = "part"
    BOTH_ENDS = "both ends"
    NUMBER = "number"
    NEVER = "never"


class BadRule(ValueError):  # noqa: N818 - an honest answer, no error
    """A rule that cannot be read or that we do not keep; `part` is what it is about."""

    def __init__(self, reason: Reason, part: str) -> None:
        super().__init__(f"{reason.value}: {part}")
        self.reason, self.part = reason, part


@dataclass(frozen=True)
class Rule:
    """A rule for wall-clock dates: `parts` as written, in the order of the text."""

    parts: dict[str, str]
    first: datetime
    left_out: frozenset[date] = field(default_factory=frozenset)

    def between(self, start: datetime, end: datetime) -> list[datetime]:
        """The wall-clock starts from `start` up to `end` (not included), at most MOST."""
        found = []
        for wall in self.until(end):
            if wall >= start and wall.date() not in self.left_out:
                found.append(wall)
            if len(found) >= MOST:
                break
        return found

    def skipped(self) -> list[datetime]:
        """The wall-clock starts that are left out."""
        if not self.left_out:
            return []
        walk = self.until(datetime.combine(max(self.left_out) + timedelta(days=1), time.min))
        return [wall for wall in walk if wall.date() in self.left_out]

    def newest(self, end: datetime) -> list[datetime]:
        """The wall-clock starts before `end`; of more than MOST the latest."""
        kept = (wall for wall in self.until(end) if wall.date() not in self.left_out)
        return list(deque(kept, maxlen=MOST))

    @property
    def last(self) -> datetime | None:
        """The last wall-clock start; None if it repeats without end."""
        if self.is_endless:
            return None
        dates = self.newest(datetime(_LAST_YEAR, 1, 1))  # noqa: DTZ001 - on the wall
        return dates[-1] if dates else self.first

    @property
    def is_endless(self) -> bool:
        return "COUNT" not in self.parts and "UNTIL" not in self.parts

    @property
    def fits_its_first_date(self) -> bool:
        """Whether the event begins on a date of its rule: calendars disagree where it does not."""
        return self.first_of_its_own == self.first

    @property
    def first_of_its_own(self) -> datetime | None:
        """The first date that the rule names, which should be the one on which it begins."""
        return next(iter(self.until(datetime(_LAST_YEAR, 1, 1))), None)  # noqa: DTZ001 - on the wall

    @property
    def text(self) -> str:
        """The rule as stored."""
        return _written(self.parts)

    def up_to(self, wall: datetime) -> str:
        """The same rule ending on the day before one of its dates."""
        parts = {name: value for name, value in self.parts.items() if name != "COUNT"}
        parts["UNTIL"] = f"{wall - timedelta(days=1):%Y%m%d}"
        return _written(parts)

    def from_on(self, wall: datetime) -> str:
        """The same rule for a series that begins with one of its dates."""
        if "COUNT" not in self.parts:
            return self.text
        left = int(self.parts["COUNT"]) - sum(1 for _one in self.until(wall))
        return _written(self.parts | {"COUNT": str(max(1, left))})

    def names(self, wall: datetime) -> bool:
        """Whether it is one of the rule's dates, left out or not."""
        return wall in self.until(wall + timedelta(seconds=1))

    def until(self, end: datetime) -> Iterator[datetime]:
        """All wall-clock starts before `end`, also those left out."""
        bounded = self._rrule(min(end, datetime(_LAST_YEAR, 1, 1)))  # noqa: DTZ001 - on the wall
        return takewhile(lambda wall: wall < end, bounded)

    def _rrule(self, end: datetime) -> rrule:
        parsed = _parse(self.text, self.first)
        if "COUNT" in self.parts:
            return parsed
        if "UNTIL" in self.parts:
            day = datetime.strptime(self.parts["UNTIL"], "%Y%m%d")  # noqa: DTZ007 - on the wall
            end = min(end, datetime.combine(day, time(23, 59, 59)))
        return parsed.replace(until=end)


def _written(parts: dict[str, str]) -> str:
    return ";".join(f"{name}={value}" for name, value in parts.items())


def read_rule(text: str, first: datetime, left_out: frozenset[date] = frozenset()) -> Rule:
    """The rule of an event whose first date is `first` on the wall; raises BadRule."""
    parts = split(text)
    if parts.get("FREQ") not in FREQUENCIES:
        raise BadRule(Reason.FREQUENCY, parts.get("FREQ", ""))
    if unknown := parts.keys() - PARTS[parts["FREQ"]]:
        raise BadRule(Reason.PART, ", ".join(sorted(unknown)))
    if "COUNT" in parts and "UNTIL" in parts:
        raise BadRule(Reason.BOTH_ENDS, text)
    _check_numbers(parts)
    _check_lists(parts)
    if not _ever_comes_true(parts, first):
        raise BadRule(Reason.NEVER, text)
    return Rule(parts=parts, first=first, left_out=left_out)


def _ever_comes_true(parts: dict[str, str], first: datetime) -> bool:
    """Whether a date follows within thirty years.

    dateutil looks for one until the year 9999. That takes long by days, so days that are chosen
    by month or weekday are looked for by years, which finds the same.
    """
    endless = {name: value for name, value in parts.items() if name != "COUNT"}
    if parts["FREQ"] == "DAILY" and endless.keys() & {"BYMONTH", "BYMONTHDAY", "BYDAY"}:
        if parts.get("INTERVAL", "1") != "1":
            raise BadRule(Reason.PART, "INTERVAL")
        endless["FREQ"] = "YEARLY"
    dates = Rule(parts=endless, first=first).until(datetime(first.year + 30, 1, 1))  # noqa: DTZ001 - on the wall
    return next(dates, None) is not None


def split(text: str) -> dict[str, str]:
    """The parts of a rule by their names, as written; raises BadRule."""
    body = re.sub(r"\s", "", text).upper().removeprefix("RRULE:").strip(";")
    parts = {}
    for part in body.split(";"):
        name, is_pair, value = part.partition("=")
        if not is_pair or not value or name in parts:
            raise BadRule(Reason.UNREADABLE, part)
        parts[name] = value
    if "UNTIL" in parts:
        # A day is meant, the day included; what follows T would need a zone of its own.
        parts["UNTIL"] = parts["UNTIL"][:8]
        if not re.fullmatch(r"[0-9]{8}", parts["UNTIL"]):
            raise BadRule(Reason.UNREADABLE, f"UNTIL={parts['UNTIL']}")
    return parts


def _check_numbers(parts: dict[str, str]) -> None:
    for name, most in (("INTERVAL", 1000), ("COUNT", MOST)):
        if name not in parts:
            continue
        if not parts[name].isdecimal() or not 1 <= int(parts[name]) <= most:
            raise BadRule(Reason.NUMBER, name)


def _check_lists(parts: dict[str, str]) -> None:
    """Each value of a list by itself: dateutil passes over much that no calendar understands."""
    counts_days = parts["FREQ"] in {"MONTHLY", "YEARLY"} and "BYWEEKNO" not in parts
    for name, value in parts.items():
        found = value.split(",")
        if name == "BYDAY":
            days = [_DAY.fullmatch(one) for one in found]
            if not all(days) or any(day and day[1] and int(day[1]) == 0 for day in days):
                raise BadRule(Reason.UNREADABLE, f"{name}={value}")
            if any(day and day[1] for day in days) and not counts_days:
                raise BadRule(Reason.PART, f"{name}={value}")
        elif name in _HIGHEST and not all(_is_within(one, _HIGHEST[name]) for one in found):
            raise BadRule(Reason.UNREADABLE, f"{name}={value}")
    if "BYMONTH" in parts and "-" in parts["BYMONTH"]:
        raise BadRule(Reason.UNREADABLE, f"BYMONTH={parts['BYMONTH']}")
    if "BYSETPOS" in parts and not parts.keys() & (_HIGHEST.keys() - {"BYSETPOS"} | {"BYDAY"}):
        raise BadRule(Reason.PART, "BYSETPOS")


def _is_within(number: str, highest: int) -> bool:
    return bool(_SIGNED.fullmatch(number)) and 1 <= abs(int(number)) <= highest


def _parse(text: str, first: datetime) -> rrule:
    body = re.sub(r"UNTIL=(\d{8})(?=;|$)", r"UNTIL=\1T235959", text)
    try:
        parsed: Any = rrulestr(body, dtstart=first, cache=False)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
        raise BadRule(Reason.UNREADABLE, text) from error
    if not isinstance(parsed, rrule):
        raise BadRule(Reason.FREQUENCY, text)
    return parsed
