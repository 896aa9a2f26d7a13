"""Whom to remind, and when: by day on the event's own clock, and not of what they just heard."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from . import conf, outbox
from .clock import from_the_wall, on_the_wall
from .occurrence import Occurrence
from .outbox import Kind, Letter
from .registration import Registration

MORNING, EVENING = time(9), time(20)
LAST_HOUR = time(19)


def remind(now: datetime | None = None) -> int:
    """Write to those whose event begins soon; how many. Once for each of the hours that are set."""
    moment = now or timezone.now()
    letters: list[Letter] = []
    for hours, due in _due(moment).items():
        letters += _letters(hours, due)
    outbox.write(letters)
    return len(letters)


def start_told(occurrence: Occurrence) -> str:
    """When it begins, as a reminder keeps it: one of another begin is another reminder."""
    return occurrence.starts_at.astimezone(UTC).isoformat()


def by_day(moment: datetime, starts_at: datetime, zone: ZoneInfo) -> datetime:
    """The same moment by day; by night the next morning, or where that is late, the evening before.

    Late is what leaves less than half the time.
    """
    morning = _morning_after(moment, zone)
    if morning is None:
        return moment
    if starts_at - morning >= (starts_at - moment) / 2:
        return morning
    day = on_the_wall(morning, zone).date() - timedelta(days=1)
    return from_the_wall(datetime.combine(day, LAST_HOUR), zone)


def _morning_after(moment: datetime, zone: ZoneInfo) -> datetime | None:
    """When the night ends in which this moment is; None by day."""
    wall = on_the_wall(moment, zone)
    if MORNING <= wall.time() < EVENING:
        return None
    day = wall.date() if wall.time() < MORNING else wall.date() + timedelta(days=1)
    return from_the_wall(datetime.combine(day, MORNING), zone)


@dataclass(frozen=True)
class _Due:
    """A date of which to remind now: since when that is due, and which begin is told."""

    since: datetime
    start: str


def _due(now: datetime) -> dict[int, dict[int, _Due]]:
    """By the hours that are set, the dates of which to remind now, by their keys.

    Of several reminders that are due at once, after a long silence, only the last is written.
    """
    reminders = conf.reminders()
    if not reminders:
        return {}
    latest = now + timedelta(hours=max(reminders)) + timedelta(days=1)
    soon = Occurrence.objects.taking_place().filter(starts_at__gt=now, starts_at__lte=latest)
    due: dict[int, dict[int, _Due]] = {}
    for one in soon.select_related("event"):
        zone = one.event.zone
        morning = _morning_after(now, zone)
        if morning is not None and morning <= one.starts_at - timedelta(hours=1):
            continue
        for hours in sorted(reminders):
            moment = by_day(one.starts_at - timedelta(hours=hours), one.starts_at, zone)
            if moment <= now:
                due.setdefault(hours, {})[one.pk] = _Due(moment, start_told(one))
                break
    return due


def _letters(hours: int, due: dict[int, _Due]) -> list[Letter]:
    """To those who had neither this nor a later reminder, and were registered before it was due.

    Whoever confirmed the address since then has just had a letter with the same facts.
    """
    confirmed = Registration.objects.reachable().filter(state=Registration.State.CONFIRMED)
    people = confirmed.filter(occurrence__in=due).order_by()
    had = _had(people)
    return [
        _letter(key, hours, due[date], had[key])
        for key, date, confirmed_at in people.values_list(
            "pk", "occurrence", "address_confirmed_at"
        )
        if confirmed_at
        and confirmed_at < due[date].since
        and not any(_is_told(one, hours, due[date]) for one in had[key])
    ]


def _had(people: Any) -> dict[Any, list[Letter]]:
    """The reminders that each of them had."""
    rows = Letter.objects.filter(kind=Kind.REMINDER, registration__in=people.values("pk"))
    found: dict[Any, list[Letter]] = defaultdict(list)
    for one in rows.only("registration", "number", "details", "written_at").order_by():
        found[one.registration_id].append(one)
    return found


def _is_told(had: Letter, hours: int, due: _Due) -> bool:
    """Whether a reminder was of this begin, and as late or later.

    Older letters do not keep the begin: those written since it is due were of this one.
    """
    if had.details.get("hours", had.number) > hours:
        return False
    start = had.details.get("start")
    return had.written_at >= due.since if start is None else start == due.start


def _letter(registration: int, hours: int, due: _Due, had: list[Letter]) -> Letter:
    """Its number is the hours; where another begin has that, the next that nobody has."""
    numbers = {one.number for one in had}
    number = max(numbers) + 1 if hours in numbers else hours
    details = {"hours": hours, "start": due.start}
    return Letter(registration_id=registration, kind=Kind.REMINDER, number=number, details=details)
