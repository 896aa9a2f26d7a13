"""How a foreign event repeats: as a rule that we keep, or written out as single dates."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from events.recurrence import Rule, read_rule

LONGEST_RULE = 255
# Rules with more dates than this up to the horizon begin anew this year.
MANY = 900


@dataclass(frozen=True)
class Repetition:
    """The first date, the rule behind it (or none) and other dates, all on the wall."""

    first: datetime
    rule: str = ""
    extra: tuple[datetime, ...] = ()
    last: datetime | None = None
    is_written_out: bool = False


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
    kept = []
    for part in parts:
        name, _equals, value = part.partition("=")
        if part in usual or name.startswith("X-"):
            continue
        if name == "COUNT" and value.isdecimal() and len(value) > 3 and int(value[:9]) > 1000:
            continue
        if name == "UNTIL":
            part = f"UNTIL={_last_day(value, first, zone, is_all_day=is_all_day)}"  # noqa: PLW2901 - said anew
        kept.append(part)
    return read_rule(";".join(kept), first)


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
    return Repetition(first, extra=tuple(dates), last=last, is_written_out=True)


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
