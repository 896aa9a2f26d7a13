"""Whom to remind, and when: by day on the event's own clock, and not of what they just heard."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef
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
    for hours, occurrences in _due(moment).items():
        letters += _letters(hours, occurrences)
    outbox.write(letters)
    return len(letters)


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


def _due(now: datetime) -> dict[int, dict[int, datetime]]:
    """By the hours that are set, the dates of which to remind now, and since when that is due.

    Of several reminders that are due at once, after a long silence, only the last is written.
    """
    reminders = conf.reminders()
    if not reminders:
        return {}
    latest = now + timedelta(hours=max(reminders)) + timedelta(days=1)
    soon = Occurrence.objects.taking_place().filter(starts_at__gt=now, starts_at__lte=latest)
    due: dict[int, dict[int, datetime]] = {}
    for one in soon.select_related("event"):
        zone = one.event.zone
        morning = _morning_after(now, zone)
        if morning is not None and morning <= one.starts_at - timedelta(hours=1):
            continue
        for hours in sorted(reminders):
            moment = by_day(one.starts_at - timedelta(hours=hours), one.starts_at, zone)
            if moment <= now:
                due.setdefault(hours, {})[one.pk] = moment
                break
    return due


def _letters(hours: int, occurrences: dict[int, datetime]) -> list[Letter]:
    """To those who had neither this nor a later reminder, and were registered before it was due.

    Whoever confirmed the address since then has just had a letter with the same facts.
    """
    had = Letter.objects.filter(registration=OuterRef("pk"), kind=Kind.REMINDER, number__lte=hours)
    people = Registration.objects.reachable().filter(
        ~Exists(had), state=Registration.State.CONFIRMED, occurrence__in=occurrences
    )
    return [
        Letter(registration=one, kind=Kind.REMINDER, number=hours)
        for one in people
        if one.address_confirmed_at and one.address_confirmed_at < occurrences[one.occurrence_id]
    ]
