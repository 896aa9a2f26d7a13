"""What a publication does to an event or a call: dates, letters, seats, calendars.

It is not reckoned beforehand but seen: the row and what hangs on it are looked at before and
after the deed itself. Publishing does the deed and keeps it; `rehearsal` does the same deed in a
transaction that it rolls back. So what is promised cannot differ from what is done.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max, Q
from django.db.models.functions import Coalesce

from .call import Call
from .event import Event
from .occurrence import Occurrence
from .outbox import Kind, Letter
from .registration import Registration

TOLD = (
    Kind.EVENT_CHANGED,
    Kind.EVENT_CANCELLED,
    Kind.DATES_CHANGED,
    Kind.PROMOTED,
    Kind.OFFERED,
    Kind.INVITATION_CHANGED,
)
"""The letters that a publication writes."""


@dataclass(frozen=True)
class Person:
    """Where a registration stands."""

    email: str
    state: str
    told: str
    is_reachable: bool


@dataclass(frozen=True)
class Look:
    """How a row stands at one moment, in a constant number of queries."""

    row: Any
    dates: dict[int, Occurrence]
    people: dict[int, Person]
    choices: frozenset[tuple[int, int]]
    entries: dict[str, tuple[int, str]]
    """The checksum of the entry in each language, and its sessions as a calendar tells them."""
    sequences: dict[int, int]
    """The sequence numbers of the sessions."""
    last_letter: int


def look_at(row: Event | Call) -> Look:
    rows: Any = type(row).objects
    if isinstance(row, Event):
        rows = rows.select_related("venue", "room")
    fresh = rows.get(pk=row.pk)
    stored = fresh.entries.values_list("language", "checksum", "programme")
    entries = {language: (checksum, programme) for language, checksum, programme in stored}
    if not isinstance(fresh, Event):
        return Look(fresh, {}, {}, frozenset(), entries, {}, 0)
    occurrences = fresh.occurrences.select_related("own_venue", "own_room")
    dates = {one.pk: one for one in occurrences}
    for one in dates.values():
        one.event = fresh
    active = Registration.objects.active().filter(occurrence__event=fresh)
    fields = ("pk", "email", "state", "told", "address_confirmed_at")
    choices = Registration.sessions.through.objects.filter(registration__in=active)
    return Look(
        row=fresh,
        dates=dates,
        people={
            key: Person(email, state, told, confirmed is not None)
            for key, email, state, told, confirmed in active.values_list(*fields)
        },
        choices=frozenset(choices.values_list("registration_id", "session_id")),
        entries=entries,
        sequences=dict(fresh.sessions.order_by().values_list("pk", "sequence")),
        last_letter=Letter.objects.aggregate(last=Max("pk"))["last"] or 0,
    )


@dataclass(frozen=True)
class Move:
    """A date before and after, each told by the clock of its own time."""

    old: Occurrence
    new: Occurrence


@dataclass(frozen=True)
class Impact:
    """What happened between two looks. Dates stand in their order; people are addresses."""

    changed: frozenset[str]
    before: Look
    after: Look
    letters: tuple[tuple[str, str, str], ...]

    @property
    def moved(self) -> list[Move]:
        return [Move(old, new) for old, new in self._pairs() if _times(old) != _times(new)]

    @property
    def elsewhere(self) -> list[Move]:
        """Dates that are in another place now."""
        return [Move(old, new) for old, new in self._pairs() if old.place_key != new.place_key]

    @property
    def added(self) -> list[Occurrence]:
        return [one for key, one in self.after.dates.items() if key not in self.before.dates]

    @property
    def dropped(self) -> list[Occurrence]:
        return [one for key, one in self.before.dates.items() if key not in self.after.dates]

    @property
    def kept(self) -> list[Occurrence]:
        """Dates that the rule no longer names, but for which people are registered."""
        return [new for old, new in self._pairs() if new.is_extra and not old.is_extra]

    @property
    def cancelled(self) -> list[Occurrence]:
        return [new for old, new in self._pairs() if new.is_cancelled and not old.is_cancelled]

    @property
    def postponed(self) -> list[Occurrence]:
        return [new for old, new in self._pairs() if new.is_postponed and not old.is_postponed]

    @property
    def resumed(self) -> list[Occurrence]:
        """Dates that take place after all."""
        return [new for old, new in self._pairs() if _is_off(old) and not _is_off(new)]

    def _pairs(self) -> list[tuple[Occurrence, Occurrence]]:
        old = self.before.dates
        return [(old[key], new) for key, new in self.after.dates.items() if key in old]

    @property
    def told(self) -> set[str]:
        """Those who get a letter; somebody registered twice is one of them."""
        return {email for _kind, _language, email in self.letters}

    @property
    def languages(self) -> set[str]:
        """The languages in which letters are written."""
        return {language for _kind, language, _email in self.letters}

    @property
    def letter_counts(self) -> dict[tuple[str, str], int]:
        """How many letters, by kind and language."""
        return dict(sorted(Counter((kind, language) for kind, language, _ in self.letters).items()))

    @property
    def untold(self) -> int:
        """Registrations that this concerns, but whose address was never confirmed."""
        known = self.before.people
        return sum(
            not person.is_reachable and key in known and known[key].told != person.told
            for key, person in self.after.people.items()
        )

    @property
    def seated(self) -> int:
        """Registrations that come off the waiting list."""
        waiting, known = Registration.State.WAITING, self.before.people
        return sum(
            key in known and known[key].state == waiting != person.state
            for key, person in self.after.people.items()
        )

    @property
    def unseated(self) -> int:
        """Registrations that lose a session they had chosen; a seat at the event nobody loses."""
        return len({key for key, _session in self.before.choices - self.after.choices})

    @property
    def touches_people(self) -> bool:
        return bool(self.letters or self.untold or self.seated or self.unseated or self.kept)

    @property
    def calendars(self) -> set[str]:
        """The languages in whose calendars its entry or those of its sessions are not the same."""
        different = self.before.entries.items() ^ self.after.entries.items()
        return {language for language, _entry in different}

    @property
    def raises_sequence(self) -> bool:
        """Whether the event, or a session of it, is another one for calendars."""
        known = self.before.sequences
        return bool(self.after.row.sequence > self.before.row.sequence) or any(
            sequence > known.get(key, sequence) for key, sequence in self.after.sequences.items()
        )


def seen(row: Event | Call, deed: Callable[[], frozenset[str]]) -> Impact:
    """Do the deed, which says what facts it changed, and say what came of it."""
    before = look_at(row)
    changed = deed()
    return Impact(changed, before, look_at(row), _letters_since(before))


def _letters_since(before: Look) -> tuple[tuple[str, str, str], ...]:
    if not isinstance(before.row, Event):
        return ()
    of_event = Q(registration__occurrence__event=before.row) | Q(invitation__event=before.row)
    letters = Letter.objects.filter(of_event, pk__gt=before.last_letter, kind__in=TOLD)
    return tuple(
        letters.order_by("pk").values_list(
            "kind",
            Coalesce("registration__language", "invitation__language"),
            Coalesce("registration__email", "invitation__email"),
        )
    )


def _times(occurrence: Occurrence) -> tuple[datetime, datetime, bool]:
    return occurrence.starts_at, occurrence.ends_at, occurrence.event.has_times


def _is_off(occurrence: Occurrence) -> bool:
    return occurrence.is_cancelled or occurrence.is_postponed
