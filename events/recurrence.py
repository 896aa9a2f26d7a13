"""When a repeating event happens: RFC 5545 rules on the event's own clock, without a database."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from dateutil.rrule import DAILY, rrule, rrulestr

FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
PARTS = {
    "FREQ",
    "INTERVAL",
    "COUNT",
    "UNTIL",
    "WKST",
    "BYDAY",
    "BYMONTH",
    "BYMONTHDAY",
    "BYYEARDAY",
    "BYWEEKNO",
    "BYSETPOS",
}
MOST = 1000
"""More dates than this are never reckoned for one rule."""

# dateutil walks on until year 9999 where a rule can never come true (30 February).
_LAST_YEAR = 2200


class BadRule(ValueError):
    """A rule that cannot be read or that we do not keep; says why in plain words."""


@dataclass(frozen=True)
class Rule:
    """A rule for wall-clock dates: `parts` as written, in the order of the text."""

    parts: dict[str, str]
    first: datetime
    left_out: frozenset[date] = field(default_factory=frozenset)

    def between(self, start: datetime, end: datetime) -> list[datetime]:
        """The wall-clock starts from `start` up to `end` (not included), at most MOST."""
        found = []
        for wall in self._walk(end):
            if wall >= start and wall.date() not in self.left_out:
                found.append(wall)
            if len(found) >= MOST:
                break
        return found

    @property
    def is_endless(self) -> bool:
        return "COUNT" not in self.parts and "UNTIL" not in self.parts

    @property
    def fits_its_first_date(self) -> bool:
        """Whether the event begins on a date of its rule: calendars disagree where it does not."""
        return next(iter(self._walk(datetime(_LAST_YEAR, 1, 1))), None) == self.first  # noqa: DTZ001 - on the wall

    @property
    def text(self) -> str:
        """The rule as stored."""
        return ";".join(f"{name}={value}" for name, value in self.parts.items())

    def _walk(self, end: datetime) -> Iterator[datetime]:
        bounded = self._rrule(min(end, datetime(_LAST_YEAR, 1, 1)))  # noqa: DTZ001 - on the wall
        return (wall for wall in bounded if wall < end)

    def _rrule(self, end: datetime) -> rrule:
        parsed = _parse(self.text, self.first)
        if "COUNT" in self.parts:
            return parsed.replace(cache=False)
        until = parsed._until  # noqa: SLF001 - dateutil has no public way to ask
        return parsed.replace(until=min(until, end) if until else end)


def read_rule(text: str, first: datetime, left_out: frozenset[date] = frozenset()) -> Rule:
    """The rule of an event whose first date is `first` on the wall; raises BadRule."""
    parts = _split(text)
    if parts.get("FREQ") not in FREQUENCIES:
        raise BadRule("FREQ must be DAILY, WEEKLY, MONTHLY or YEARLY.")
    if unknown := parts.keys() - PARTS:
        raise BadRule(f"{', '.join(sorted(unknown))} cannot be used here.")
    if "COUNT" in parts and "UNTIL" in parts:
        raise BadRule("Give either COUNT or UNTIL, not both.")
    rule = Rule(parts=parts, first=first, left_out=left_out)
    _parse(rule.text, first)
    _check_numbers(parts)
    if next(iter(rule.between(first, datetime(first.year + 30, 1, 1))), None) is None:  # noqa: DTZ001 - on the wall
        raise BadRule("No date follows from this rule.")
    return rule


def _split(text: str) -> dict[str, str]:
    body = re.sub(r"\s", "", text).upper().removeprefix("RRULE:").strip(";")
    parts = {}
    for part in body.split(";"):
        name, is_pair, value = part.partition("=")
        if not is_pair or not value or name in parts:
            raise BadRule(f"“{part}” is not understood. Write for example FREQ=WEEKLY;BYDAY=TU.")
        parts[name] = value
    if "UNTIL" in parts:
        # A day is meant, the day included; what follows T would need a zone of its own.
        parts["UNTIL"] = parts["UNTIL"][:8]
    return parts


def _check_numbers(parts: dict[str, str]) -> None:
    for name, most in (("INTERVAL", 1000), ("COUNT", MOST)):
        if name in parts and not 1 <= int(parts[name]) <= most:
            raise BadRule(f"{name} must be a number from 1 to {most}.")


def _parse(text: str, first: datetime) -> rrule:
    body = re.sub(r"UNTIL=(\d{8})(?=;|$)", r"UNTIL=\1T235959", text)
    try:
        parsed: Any = rrulestr(body, dtstart=first, cache=False)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
        raise BadRule(f"“{text}” is not understood. Write for example FREQ=WEEKLY;BYDAY=TU.") from error
    if not isinstance(parsed, rrule) or parsed._freq > DAILY:  # noqa: SLF001 - as above
        raise BadRule("Only rules from daily upwards are kept.")
    return parsed
