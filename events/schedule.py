"""What follows when facts of an event were written: occurrences, sequence, previous start."""

import logging
from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any

from django.db import models, transaction
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from . import conf
from .changed_date import ChangedDateFacts
from .clock import from_the_wall, on_the_wall
from .event import Event
from .event_facts import EventFacts
from .occurrence import Occurrence, code_of
from .recurrence import MOST, BadRule

logger = logging.getLogger(__name__)

SCHEDULING = frozenset(
    {
        "starts_at",
        "ends_at",
        "is_all_day",
        "is_time_known",
        "time_zone",
        "recurrence",
        "status",
        "mode",
        "venue",
        "room",
    }
)
"""Facts whose change raises the sequence: calendars then ask people to look again.

Besides them, a changed date does that has another time, place or status.
"""


def settle(event: Event, changed: Iterable[str], *, now: datetime | None = None) -> None:
    """What follows when facts were written: occurrences, sequence, previous start."""
    names = set(changed)
    if not names:
        return
    now = now or timezone.now()
    before, first = _scheduled(event), _known_start(event)
    expand(event, now=now)
    differ = "changed_dates" in names and before != _scheduled(event, like=before)
    if event.announced_at is None:
        event.announced_at = now
    elif names & SCHEDULING or differ:
        event.sequence += 1
        if "starts_at" in names:
            event.previous_start = first
    event.changed_at = now
    event.save(update_fields=["announced_at", "sequence", "previous_start", "changed_at"])


def _scheduled(event: Event, *, like: "set[tuple[Any, ...]] | None" = None) -> Any:
    """What calendars ask people to look at again, not the seats of a date; no further than `like`.

    An endless series may have grown by a few dates meanwhile, which is no change.
    """
    names = ("original_start", "code", "starts_at", "ends_at", "status", "own_venue", "own_room")
    found = set(event.occurrences.values_list(*names))
    last = max(one[0] for one in like) if like else None
    return found if last is None else {one for one in found if one[0] <= last}


def _known_start(event: Event) -> datetime | None:
    first = event.occurrences.order_by("original_start").first()
    return first.original_start if first else None


def expand(event: Event, *, now: datetime | None = None) -> int:
    """Bring the occurrences in line with the facts, up to the horizon; say how many are new.

    One that people are registered for is never lost: when the rule leaves it out, it stays as an
    extra date. Occurrences are matched by their code, then by their day, so that a change of the
    hour keeps registrations; of an event that happens once the only one is matched anyway.
    """
    wanted = {occurrence.code: occurrence for occurrence in _wanted(event, now or timezone.now())}
    known = _concerned(event, wanted)
    pairs = _pairs(wanted, known)
    with transaction.atomic():
        for occurrence in known:
            if occurrence.pk not in pairs:
                _let_go(occurrence)
        _free_codes(known, pairs)
        _take_over(known, pairs)
        taken = {occurrence.code for occurrence in pairs.values()}
        new = [occurrence for code, occurrence in wanted.items() if code not in taken]
        Occurrence.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def draft_of(facts: Any) -> "tuple[Event, list[Occurrence]]":
    """An event with its occurrences as a draft on a page has them; nothing is saved."""
    event = Event(**{name: getattr(facts, name) for name in EventFacts.FACTS})
    return event, _wanted(event, timezone.now(), facts)


def expand_new(events: Iterable[Event], *, now: datetime | None = None) -> list[Occurrence]:
    """The occurrences of many events that have none yet, such as after an import."""
    rows = list(events)
    models.prefetch_related_objects(rows, "changed_dates")
    moment = now or timezone.now()
    wanted = [occurrence for event in rows for occurrence in _wanted(event, moment)]
    return Occurrence.objects.bulk_create(wanted, batch_size=500)


def _wanted(event: Event, now: datetime, facts: Any = None) -> list[Occurrence]:
    """The occurrences that follow from the facts, not saved."""
    facts = facts or event
    if event.starts_at is None or event.ends_at is None:
        return []
    changes = {change.on: change for change in facts.changed_dates.all()}
    kinds = ChangedDateFacts.Kind
    regular = [_regular(event, wall, changes.get(wall.date())) for wall in _walls(facts, now)]
    extra = [_extra(event, change) for change in changes.values() if change.kind == kinds.EXTRA]
    return [*regular, *extra]


def _walls(event: EventFacts, now: datetime) -> list[datetime]:
    try:
        rule = event.rule
    except BadRule:
        rule = None
    if rule is None:
        return [event.first_wall]
    horizon = on_the_wall(now + conf.horizon(), event.zone)
    return rule.newest(max(horizon, event.first_wall + timedelta(days=1)))


def _concerned(event: Event, wanted: dict[str, Occurrence]) -> list[Occurrence]:
    """Those that the facts may change: of a long series, what has long been stays as it was.

    Extra dates do not follow from the rule: the facts name all of them, however old.
    """
    known = event.occurrences.all()
    regular = [one.original_start for one in wanted.values() if not one.is_extra]
    if len(regular) < MOST:
        return list(known)
    return list(known.filter(models.Q(original_start__gte=min(regular)) | models.Q(is_extra=True)))


def _regular(event: Event, wall: datetime, change: ChangedDateFacts | None) -> Occurrence:
    occurrence = Occurrence(
        event=event,
        code=code_of(wall, has_time=event.has_times),
        original_start=from_the_wall(wall, event.zone),
        starts_at=from_the_wall(wall, event.zone),
        ends_at=event.end_of(wall),
    )
    if change is not None:
        _change(event, occurrence, change)
    return occurrence


def _change(event: Event, occurrence: Occurrence, change: ChangedDateFacts) -> None:
    change.ensure_key()
    occurrence.change_key = change.key
    if change.kind == ChangedDateFacts.Kind.CANCELLED:
        occurrence.status = EventFacts.Status.CANCELLED
    if change.kind == ChangedDateFacts.Kind.MOVED and change.starts_at:
        _move(event, occurrence, change)
    if change.takes_place:
        occurrence.own_venue, occurrence.own_room = change.venue, change.room
        occurrence.own_capacity = change.capacity


def on_the_rule(event: Event, wall: datetime) -> Occurrence:
    """The date that begins at `wall` as the rule alone has it; nothing is saved."""
    return _regular(event, wall, None)


def _extra(event: Event, change: ChangedDateFacts) -> Occurrence:
    wall = datetime.combine(change.on, event.first_wall.time())
    if change.starts_at and event.has_times:
        wall = on_the_wall(change.starts_at, event.zone)
    occurrence = _regular(event, wall, change)
    occurrence.is_extra = True
    if change.ends_at and event.has_times:
        occurrence.ends_at = max(change.ends_at, occurrence.starts_at)
    return occurrence


def _move(event: Event, occurrence: Occurrence, change: ChangedDateFacts) -> None:
    wall = on_the_wall(change.starts_at, event.zone)  # type: ignore[arg-type]  # asked before
    if not event.has_times:
        wall = datetime.combine(wall.date(), time.min)
    occurrence.starts_at = from_the_wall(wall, event.zone)
    occurrence.ends_at = event.end_of(wall)
    if change.ends_at and event.has_times:
        occurrence.ends_at = max(change.ends_at, occurrence.starts_at)


def _pairs(wanted: dict[str, Occurrence], known: list[Occurrence]) -> dict[int, Occurrence]:
    """Which known occurrence (by its key) becomes which wanted one."""
    pairs = {
        occurrence.pk: wanted[occurrence.code] for occurrence in known if occurrence.code in wanted
    }
    taken = {occurrence.code for occurrence in pairs.values()}
    free = {code[:8]: new for code, new in wanted.items() if code not in taken}
    for occurrence in known:
        if occurrence.pk not in pairs and occurrence.code[:8] in free:
            pairs[occurrence.pk] = free.pop(occurrence.code[:8])
    if len(known) == len(wanted) == 1 and not pairs:
        pairs[known[0].pk] = next(iter(wanted.values()))
    return pairs


def _free_codes(known: list[Occurrence], pairs: dict[int, Occurrence]) -> None:
    """Codes are unique: set those aside that are about to change, so that they may be swapped."""
    changing = [o.pk for o in known if o.pk in pairs and pairs[o.pk].code != o.code]
    if changing:
        aside = Concat(models.Value("-"), Cast("pk", models.CharField()))
        Occurrence.objects.filter(pk__in=changing).update(code=aside)


FOLLOWING = (
    "code",
    "original_start",
    "starts_at",
    "ends_at",
    "status",
    "is_extra",
    "own_venue_id",
    "own_room_id",
    "own_capacity",
    "change_key",
)
"""What of an occurrence follows from the facts."""


def _take_over(known: list[Occurrence], pairs: dict[int, Occurrence]) -> None:
    changing = []
    for occurrence in known:
        wanted = pairs.get(occurrence.pk, occurrence)
        if any(getattr(occurrence, name) != getattr(wanted, name) for name in FOLLOWING):
            for name in FOLLOWING:
                setattr(occurrence, name, getattr(wanted, name))
            changing.append(occurrence)
    Occurrence.objects.bulk_update(changing, FOLLOWING)


def _let_go(occurrence: Occurrence) -> None:
    """Delete an occurrence that the facts no longer name, unless people are registered for it."""
    if occurrence.is_held:
        Occurrence.objects.filter(pk=occurrence.pk).update(is_extra=True)
    else:
        occurrence.delete()


def expand_all(*, now: datetime | None = None) -> int:
    """Extend repeating events up to the horizon; say how many occurrences are new."""
    repeating = Event.objects.exclude(recurrence="").exclude(announced_at=None)
    return sum(_expanded(event, now) for event in repeating.iterator(chunk_size=200))


def _expanded(event: Event, now: datetime | None) -> int:
    """One event whose facts make no sense does not hold up the others."""
    try:
        with transaction.atomic():
            return expand(event, now=now)
    except Exception:
        logger.exception("The dates of event %s cannot be written out", event.pk)
        return 0
