"""Which public events claim the same place, organisation or speaker at the same time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import combinations
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from .clock import on_the_wall
from .event import Event
from .occurrence import Occurrence
from .session import Session
from .taking_part import Mode


class Kind(StrEnum):
    """What two gatherings cannot share."""

    PLACE = "place"
    ORGANISATION = "organisation"
    SPEAKER = "speaker"


@dataclass(frozen=True)
class Use:
    """That something is taken from one moment to another, by a date or by a session of it."""

    kind: Kind
    key: int
    room: int | None
    label: str
    starts_at: datetime
    ends_at: datetime
    occurrence: Occurrence
    session: Session | None = None

    @property
    def part(self) -> tuple[int, int]:
        """The date, and its session or 0."""
        return self.occurrence.pk, self.session.pk if self.session else 0

    def excludes(self, other: "Use") -> bool:
        """Rooms side by side do not; who takes no room takes the whole venue. Ends may touch."""
        same = (self.kind, self.key) == (other.kind, other.key)
        rooms_differ = self.room and other.room and self.room != other.room
        meets = self.starts_at < other.ends_at and other.starts_at < self.ends_at
        return bool(same and meets and not rooms_differ)


@dataclass(frozen=True)
class Clash:
    """What an event wants (`mine`) while it is taken already (`theirs`)."""

    mine: Use
    theirs: Use

    @property
    def event(self) -> Event:
        """The other event; the same one where two of its own sessions clash."""
        return self.theirs.occurrence.event

    @property
    def is_within(self) -> bool:
        return self.mine.occurrence.event_id == self.theirs.occurrence.event_id

    @property
    def starts_at(self) -> datetime:
        return max(self.mine.starts_at, self.theirs.starts_at)

    @property
    def ends_at(self) -> datetime:
        return min(self.mine.ends_at, self.theirs.ends_at)

    @property
    def identity(self) -> tuple[Any, ...]:
        """Stays the same as long as the same two parts clash over the same thing."""
        return (self.mine.kind, self.mine.key, self.mine.part, self.theirs.part)


def clashes_of(event: Event, now: datetime | None = None) -> list[Clash]:
    """With which public events it clashes from now on, by time; in a constant number of queries.

    What is cancelled or postponed claims nothing, and an event never clashes with itself; its
    own parallel sessions do.
    """
    moment = now or timezone.now()
    # Not by the event's own manager: what is prefetched here must not stay with the caller's event.
    dates = Occurrence.objects.filter(event_id=event.pk).upcoming(moment).taking_place()
    mine = list(_uses(_with_claims(dates)))
    if not mine:
        return []
    theirs = list(_uses(_with_claims(_rivals(event, dates, mine))))
    found = [*_meetings(mine, theirs), *_parallel(mine)]
    return sorted(found, key=lambda clash: (clash.starts_at, clash.mine.part, clash.theirs.part))


def _with_claims(dates: models.QuerySet[Occurrence]) -> models.QuerySet[Occurrence]:
    """Dates with all that they claim, and with the pages by which people know their events."""
    # Prefetched, since then all dates of a series share one event.
    return dates.select_related("own_venue", "own_room").prefetch_related(
        "event__venue",
        "event__room",
        "event__hosts",
        "event__sessions__room__venue",
        "event__sessions__speakers__organisation",
        "event__pages__locale",
    )


def _rivals(
    event: Event, dates: models.QuerySet[Occurrence], mine: Iterable[Use]
) -> models.QuerySet[Occurrence]:
    """Dates of other public events at the same time that claim something of ours."""
    keys: dict[Kind, set[int]] = {kind: set() for kind in Kind}
    for use in mine:
        keys[use.kind].add(use.key)
    places, organisations = keys[Kind.PLACE], keys[Kind.ORGANISATION]
    claiming = Event.objects.filter(
        Q(venue__in=places)
        | Q(sessions__room__venue__in=places)
        | Q(hosts__in=organisations)
        | Q(sessions__speakers__organisation__in=organisations)
        | Q(sessions__speakers__in=keys[Kind.SPEAKER])
    )
    at_the_time = dates.order_by().filter(
        starts_at__lt=OuterRef("ends_at"), ends_at__gt=OuterRef("starts_at")
    )
    public = Event.page_model().objects.live().filter(facts=OuterRef("event"))
    others = Occurrence.objects.taking_place().exclude(event=event)
    return others.filter(
        Exists(at_the_time),
        Exists(public),
        Q(own_venue__in=places) | Q(event__in=claiming.order_by().values("pk")),
    )


def _uses(dates: Iterable[Occurrence]) -> Iterator[Use]:
    for occurrence in dates:
        event = occurrence.event
        if (venue := occurrence.venue) is not None and event.mode != Mode.ONLINE:
            label = _place(venue, occurrence.room)
            room = occurrence.room.pk if occurrence.room else None
            yield _use(Kind.PLACE, venue.pk, label, occurrence, room=room)
        for host in event.hosts.all():
            yield _use(Kind.ORGANISATION, host.pk, str(host), occurrence)
        for session in event.sessions.all():
            if _is_part(session, occurrence):
                yield from _uses_of_session(session, occurrence)


def _uses_of_session(session: Session, occurrence: Occurrence) -> Iterator[Use]:
    mode = session.mode or occurrence.event.mode
    if (room := session.room) is not None and mode != Mode.ONLINE:
        label = _place(room.venue, room)
        yield _use(Kind.PLACE, room.venue_id, label, occurrence, room=room.pk, session=session)
    for speaker in session.speakers.all():
        # Two people of one organisation may well speak at once; who stands for all of it may not.
        if speaker.name or speaker.organisation is None:
            yield _use(Kind.SPEAKER, speaker.pk, str(speaker), occurrence, session=session)
        else:
            organisation = speaker.organisation
            label = str(organisation)
            yield _use(Kind.ORGANISATION, organisation.pk, label, occurrence, session=session)


def _use(
    kind: Kind,
    key: int,
    label: str,
    occurrence: Occurrence,
    *,
    room: int | None = None,
    session: Session | None = None,
) -> Use:
    times: Any = session or occurrence
    return Use(kind, key, room, label, times.starts_at, times.ends_at, occurrence, session)


def _place(venue: Any, room: Any) -> str:
    return ", ".join(part.label for part in (room, venue) if part is not None)


def _is_part(session: Session, occurrence: Occurrence) -> bool:
    """Whether it is held on a day of this date. Breaks claim nothing."""
    if session.kind != Session.Kind.SESSION or not (session.starts_at and session.ends_at):
        return False
    day = on_the_wall(session.starts_at, occurrence.event.zone).date()
    return occurrence.first_day <= day <= occurrence.last_day


def _meetings(mine: Iterable[Use], theirs: Iterable[Use]) -> Iterator[Clash]:
    """Both walked once in the order of time, thing by thing: two daily series meet often."""
    taken = _by_thing(theirs)
    for thing, uses in _by_thing(mine).items():
        coming = iter(taken.get(thing, ()))
        ahead, open_uses = next(coming, None), list[Use]()
        for use in uses:
            while ahead is not None and ahead.starts_at < use.ends_at:
                open_uses.append(ahead)
                ahead = next(coming, None)
            open_uses = [other for other in open_uses if other.ends_at > use.starts_at]
            yield from (Clash(use, other) for other in open_uses if use.excludes(other))


def _by_thing(uses: Iterable[Use]) -> dict[tuple[Kind, int], list[Use]]:
    things: dict[tuple[Kind, int], list[Use]] = {}
    for use in sorted(uses, key=lambda use: use.starts_at):
        things.setdefault((use.kind, use.key), []).append(use)
    return things


def _parallel(mine: Iterable[Use]) -> Iterator[Clash]:
    """Sessions of one event that are in each other's way."""
    of_sessions = [use for use in mine if use.session is not None]
    for one, other in combinations(of_sessions, 2):
        if one.session != other.session and one.excludes(other):
            yield Clash(one, other)
