"""How an event repeats, in the parts of which an editor thinks: read from a rule, made into one."""

from dataclasses import dataclass, fields
from datetime import date
from enum import Enum
from typing import Any

from .recurrence import MOST, BadRule, split

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
PLACES = ("1", "2", "3", "4", "5", "-1")
"""Which of the weekdays of a month; the last one is -1."""

LAST_DAY = "-1"


class Often(Enum):
    """How often an event happens."""

    ONCE = ""
    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    YEARLY = "yearly"
    OTHER = "other"


class Mend(Enum):
    """What is wrong with a part."""

    OFTEN = "often"
    NUMBER = "number"
    DAY = "day"
    MONTH_DAY = "month day"
    WEEKDAY = "weekday"
    DATE = "date"
    RULE = "rule"


class BadPart(ValueError):  # noqa: N818 - an honest answer, no error
    """A part that makes no rule: its name and what is wrong with it."""

    def __init__(self, name: str, mend: Mend) -> None:
        super().__init__(f"{name}: {mend.value}")
        self.name, self.mend = name, mend


@dataclass(frozen=True)
class Repetition:
    """The parts as typed, whether they make a rule or not."""

    often: str = ""
    every: str = "1"
    days: tuple[str, ...] = ()
    by: str = "day"
    month_day: str = ""
    place: str = "1"
    weekday: str = ""
    ends: str = "never"
    until: str = ""
    count: str = ""
    rule: str = ""

    @property
    def text(self) -> str:
        """The rule that the parts make; raises BadPart."""
        if self.often == Often.ONCE.value:
            return ""
        if self.often == Often.OTHER.value:
            return self._other()
        if self.often not in {often.value for often in Often}:
            raise BadPart("often", Mend.OFTEN)
        parts = {"FREQ": self.often.upper(), **self._interval(), **self._days(), **self._end()}
        return ";".join(f"{name}={value}" for name, value in parts.items())

    def bad_parts(self) -> list[BadPart]:
        """All parts of a way from the list that are to be mended; none of what is hidden then."""
        found = []
        is_listed = self.often in {often.value for often in Often} - {Often.OTHER.value}
        for part in (self._interval, self._days, self._end) if is_listed else ():
            try:
                part()
            except BadPart as bad:
                found.append(bad)
        return found

    def _other(self) -> str:
        if not self.rule.strip():
            raise BadPart("rule", Mend.RULE)
        return self.rule.strip()

    def _interval(self) -> dict[str, str]:
        number = _number("every", self.every or "1")
        return {"INTERVAL": str(number)} if number > 1 else {}

    def _days(self) -> dict[str, str]:
        if self.often == Often.WEEKLY.value:
            return self._weekdays()
        if self.often == Often.MONTHLY.value:
            return self._day_of_month() if self.by == "day" else self._weekday_of_month()
        return {}

    def _weekdays(self) -> dict[str, str]:
        if not set(self.days) <= set(WEEKDAYS):
            raise BadPart("days", Mend.DAY)
        chosen = [day for day in WEEKDAYS if day in self.days]
        return {"BYDAY": ",".join(chosen)} if chosen else {}

    def _day_of_month(self) -> dict[str, str]:
        """None: the day on which the event begins."""
        if not self.month_day:
            return {}
        if self.month_day != LAST_DAY and _number("month_day", self.month_day) > 31:
            raise BadPart("month_day", Mend.MONTH_DAY)
        return {"BYMONTHDAY": self.month_day}

    def _weekday_of_month(self) -> dict[str, str]:
        if self.by != "weekday" or self.place not in PLACES or self.weekday not in WEEKDAYS:
            raise BadPart("weekday", Mend.WEEKDAY)
        return {"BYDAY": f"{self.place}{self.weekday}"}

    def _end(self) -> dict[str, str]:
        if self.ends == "count":
            return {"COUNT": str(_number("count", self.count))}
        if self.ends != "until":
            return {}
        try:
            return {"UNTIL": f"{date.fromisoformat(self.until):%Y%m%d}"}
        except ValueError as error:
            raise BadPart("until", Mend.DATE) from error


def _number(name: str, text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= MOST):
        raise BadPart(name, Mend.NUMBER)
    return int(text)


def read_repetition(rule: str) -> Repetition:
    """A rule in parts; what the parts cannot say again stands as it was written."""
    if not rule.strip():
        return Repetition()
    other = Repetition(often=Often.OTHER.value, rule=rule)
    try:
        parts = split(rule)
        told = _told(parts)
        return told if _same(split(told.text), parts) else other
    except (BadRule, BadPart):
        return other


def _told(parts: dict[str, str]) -> Repetition:
    values: dict[str, Any] = {"often": parts.get("FREQ", "").lower()}
    values["every"] = parts.get("INTERVAL", "1")
    days = parts.get("BYDAY", "")
    if values["often"] == Often.WEEKLY.value and days:
        values["days"] = tuple(day for day in WEEKDAYS if day in days.split(","))
    elif days:
        values |= {"by": "weekday", "place": days[:-2].removeprefix("+"), "weekday": days[-2:]}
    values["month_day"] = parts.get("BYMONTHDAY", "")
    if "UNTIL" in parts:
        day = parts["UNTIL"]
        values |= {"ends": "until", "until": f"{day[:4]}-{day[4:6]}-{day[6:]}"}
    if "COUNT" in parts:
        values |= {"ends": "count", "count": parts["COUNT"]}
    return Repetition(**values)


def _same(one: dict[str, str], other: dict[str, str]) -> bool:
    return _plain(one) == _plain(other)


def _plain(parts: dict[str, str]) -> dict[str, Any]:
    """What a rule means, without what it says in vain and without the order of its days."""
    in_vain = {("INTERVAL", "1"), ("WKST", "MO")}
    plain: dict[str, Any] = dict(parts.items() - in_vain)
    if "BYDAY" in plain:
        plain["BYDAY"] = frozenset(day.removeprefix("+") for day in plain["BYDAY"].split(","))
    return plain


def says_the_same(one: str, other: str) -> bool:
    """Whether two rules differ at most in how they are written."""
    try:
        return one == other or _same(split(one), split(other))
    except BadRule:
        return False


PARTS = tuple(part.name for part in fields(Repetition))
