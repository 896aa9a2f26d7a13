"""How a foreign event repeats: a rule that we keep, or single dates, and which dates differ."""

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from events.recurrence import MOST, BadRule, Reason, Rule, read_rule

LONGEST_RULE = 255
LAST_YEAR = 2199
# Rules with more dates than this up to the horizon begin anew this year.
MANY = 900


@dataclass(frozen=True)
class Repetition:
    """The first date, the rule behind it (or none) and other dates, all on the wall.

    What is written out goes on where it has dates beyond those that were asked for.
    """

    first: datetime
    rule: str = ""
    extra: tuple[datetime, ...] = ()
    last: datetime | None = None
    is_written_out: bool = False
    goes_on: bool = False

    def starts(self, until: datetime) -> set[datetime]:
        """What the rule itself names up to then; without a rule the first date alone."""
        return set(read_rule(self.rule, self.first).until(until)) if self.rule else {self.first}


def repetition(
    rules: list[str], first: datetime, zone: ZoneInfo, *, is_all_day: bool, today: date, until: date
) -> Repetition:
    """What RRULE lines mean for an event that first begins at `first`; raises BadRule."""
    read = [_read(text, first, zone, is_all_day=is_all_day) for text in rules]
    if not read:
        return Repetition(first, last=first)
    end = datetime.combine(until, time.max)
    rule = read[0]
    if len(read) > 1 or not rule.fits_its_first_date or len(rule.text) > LONGEST_RULE:
        return _written_out(read, first, end)
    new_year = datetime(today.year, 1, 1)  # noqa: DTZ001 - on the wall
    if first < new_year and len(rule.between(first, end)) > MANY:
        rule = _begun_anew(rule, new_year)
    return Repetition(rule.first, rule.text, last=_last(rule))


def _read(text: str, first: datetime, zone: ZoneInfo, *, is_all_day: bool) -> Rule:
    """The rule, without what says nothing new, and with a last day of the event's own clock."""
    parts = [part for part in re.sub(r"\s", "", text).upper().split(";") if part]
    usual = {f"BYHOUR={first.hour}", f"BYMINUTE={first.minute}", f"BYSECOND={first.second}"}
    usual |= {f"BYHOUR={first:%H}", f"BYMINUTE={first:%M}", "BYSECOND=00"}
    kept, count = [], 0
    for part in parts:
        name, _equals, value = part.partition("=")
        if part in usual or name.startswith("X-"):
            continue
        if name == "COUNT" and value.isdecimal() and int(value[:9]) > MOST and not count:
            count = int(value[:9])
            continue
        if name == "UNTIL":
            part = f"UNTIL={_last_day(value, first, zone, is_all_day=is_all_day)}"  # noqa: PLW2901 - said anew
        kept.append(part)
    rule = read_rule(";".join(kept), first)
    return _up_to_the_last(rule, count) if count else rule


def _up_to_the_last(rule: Rule, count: int) -> Rule:
    """More dates than we count: the same rule up to the day of the last of them."""
    if "UNTIL" in rule.parts:
        raise BadRule(Reason.BOTH_ENDS, rule.text)
    end = datetime(LAST_YEAR + 1, 1, 1)  # noqa: DTZ001 - on the wall
    last = end - timedelta(days=1)
    if count <= (end - rule.first).days:
        last = next(islice(rule.until(end), count - 1, None), last)
    return read_rule(f"{rule.text};UNTIL={last:%Y%m%d}", rule.first)


def _last_day(value: str, first: datetime, zone: ZoneInfo, *, is_all_day: bool) -> str:
    """The last day on which it can begin; as written, where that is no moment."""
    found = re.fullmatch(r"(\d{8})T(\d{6})(Z?)", value)
    if not found:
        return value
    try:
        moment = datetime.strptime(found[1] + found[2], "%Y%m%d%H%M%S")  # noqa: DTZ007 - see below
    except ValueError:
        return value
    if found[3]:
        moment = moment.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None)
    if not is_all_day and first.time() > moment.time():
        moment -= timedelta(days=1)
    return f"{moment:%Y%m%d}"


def _written_out(rules: list[Rule], first: datetime, end: datetime) -> Repetition:
    found = {wall for rule in rules for wall in rule.between(first, end)} - {first}
    dates = sorted(found)[:MANY]
    is_endless = any(rule.is_endless for rule in rules)
    last = None if is_endless else max(dates, default=first)
    goes_on = any(_goes_on(rule, end) for rule in rules)
    return Repetition(first, extra=tuple(dates), last=last, is_written_out=True, goes_on=goes_on)


def _goes_on(rule: Rule, end: datetime) -> bool:
    later = rule.until(datetime(LAST_YEAR + 1, 1, 1))  # noqa: DTZ001 - on the wall
    return any(wall > end for wall in later)


def _begun_anew(rule: Rule, since: datetime) -> Rule:
    """The same rule from its first date of this year on: what was before is over."""
    for before, wall in enumerate(rule.until(since + timedelta(days=4000))):
        if wall >= since:
            parts = dict(rule.parts)
            if "COUNT" in parts:
                parts["COUNT"] = str(int(parts["COUNT"]) - before)
            return Rule(parts=parts, first=wall)
    return rule


def _last(rule: Rule) -> datetime | None:
    """When it begins for the last time, or a little later; None if it repeats without end."""
    if rule.is_endless:
        return None
    if "UNTIL" in rule.parts:
        day = datetime.strptime(rule.parts["UNTIL"][:8], "%Y%m%d")  # noqa: DTZ007 - on the wall
        return datetime.combine(day, rule.first.time())
    return rule.last


# Which dates differ


@dataclass(frozen=True)
class Single:
    """One date by itself; `words` are those that it alone has."""

    start: datetime
    end: datetime
    words: dict[str, str] = field(default_factory=dict)
    is_cancelled: bool = False


@dataclass(frozen=True)
class Named:
    """A begin as a list names it, or all that day where it names only the day."""

    wall: datetime
    is_day: bool = False


class Singles:
    """The dates that differ from the rule, at most one for each day.

    As RFC 5545 has it: all that rule and RDATE name, without EXDATE; then overrides, each for the
    begin that it names. What no rule names is an extra date, and one that is called off is simply
    not there: `cancelled` and `shifted` say which ones were and where they are now. `crowded` are
    those for which their day has no room.
    """

    def __init__(self, repeated: Repetition, length: timedelta) -> None:
        self.first = Single(repeated.first, repeated.first + length)
        self.changes: dict[date, tuple[str, Single]] = {}
        self.cancelled: list[datetime] = []
        self.shifted: list[tuple[datetime, datetime]] = []
        self.crowded: list[datetime] = []
        self.is_empty = False
        self._repeated, self._length = repeated, length
        self._extra = {wall: Single(wall, wall + length) for wall in repeated.extra}
        self._regular: set[datetime] = set()

    def take(
        self,
        *,
        added: list[Single],
        left_out: list[Named],
        replaced: dict[datetime, Single],
        until: datetime,
    ) -> None:
        self._regular = self._repeated.starts(until)
        self._extra |= {one.start: one for one in added if one.start not in self._regular}
        gone = self._leave_out(left_out)
        changed = self._replace(replaced)
        for wall, single in changed.items():
            self._change(wall, single)
        self._write(gone - changed.keys())

    def _leave_out(self, left_out: list[Named]) -> set[datetime]:
        """Drop extra dates; say which of the rule's are left out."""
        walls = {one.wall for one in left_out}
        days = {one.wall.date() for one in left_out if one.is_day}
        for wall in [one for one in self._extra if one in walls or one.date() in days]:
            del self._extra[wall]
        return {wall for wall in self._regular if wall in walls or wall.date() in days}

    def _replace(self, replaced: dict[datetime, Single]) -> dict[datetime, Single]:
        """Put others in the place of extra dates; say what becomes of the rule's."""
        meant = self._meant(replaced)
        extra = {wall for wall in meant.values() if self._extra.pop(wall, None)}
        changed = {}
        for named, single in replaced.items():
            wall = meant[named]
            if wall in self._regular:
                changed[wall] = single
            elif wall in extra and single.is_cancelled:
                self.cancelled.append(wall)
            elif wall in extra or not (single.is_cancelled or self._is_before(wall)):
                self._extra[single.start] = single
                if wall in extra and single.start != wall:
                    self.shifted.append((wall, single.start))
        return changed

    def _meant(self, replaced: dict[datetime, Single]) -> dict[datetime, datetime]:
        """Which date an override means: the one that begins then, else another one of that day.

        Many programs forget to follow with overrides when the hour of all dates is changed.
        """
        known = self._regular | self._extra.keys()
        by_day = {wall.date(): wall for wall in sorted(known - replaced.keys(), reverse=True)}
        return {
            named: named if named in known else by_day.pop(named.date(), named)
            for named in replaced
        }

    def _is_before(self, wall: datetime) -> bool:
        """Of a series that was begun anew, what was before is over."""
        return bool(self._repeated.rule) and wall.date() < self._repeated.first.date()

    def _write(self, gone: set[datetime]) -> None:
        if gone and not self._repeated.rule:
            self._begin_with_another()
            gone = set()
        by_day = {wall.date(): wall for wall in sorted(self._extra, reverse=True)}
        for wall in sorted(gone):
            if (other := by_day.get(wall.date())) is not None:
                self._change(wall, self._extra.pop(other))
            else:
                self._add("left-out", wall, Single(wall, wall))
        for start, single in sorted(self._extra.items()):
            if start not in self._regular or start in gone:
                self._add("extra", start, single)

    def _begin_with_another(self) -> None:
        """The first date is left out and no rule names another one: an extra date is the first."""
        if not self._extra:
            self.is_empty = True
            return
        self.first = self._extra.pop(min(self._extra))
        self._regular = {self.first.start}
        if self.first.words:
            self._add("changed", self.first.start, self.first)

    def _change(self, wall: datetime, single: Single) -> None:
        if single.is_cancelled:
            self._add("cancelled", wall, single)
        elif (single.start, single.end - single.start) != (wall, self._length):
            self._add("moved", wall, single)
        elif single.words:
            self._add("changed", wall, single)

    def _add(self, kind: str, on: datetime, single: Single) -> None:
        if on.date() in self.changes:
            self.crowded.append(single.start)
        else:
            self.changes[on.date()] = (kind, single)
