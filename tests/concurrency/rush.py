"""The rush that must not go wrong: very many ask at once for the few seats of a large gathering."""

import os
import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from events import sign_up
from events.busy import Busy
from events.holding import Full
from events.occurrence import Occurrence
from events.pool import Pool
from events.registration import Registration
from events.session import Session
from stakeholders.term import Term
from tests.events import making
from tests.events.truth import what_is_wrong

State = Registration.State

# Whoever hears that nothing was booked asks again, as people do.
PATIENCE = 200


@dataclass(frozen=True)
class Rush:
    """How many ask for how much, through how many clients."""

    clients: int
    attempts: int
    shares: dict[str, int]
    sessions: int
    session_seats: int

    def people(self, client: int) -> "Iterator[Person]":
        """Those who ask through this client, in turn; each tenth is the neighbour's, once more."""
        for number in range(client, self.attempts, self.clients):
            who = number - 1 if number % 10 == 9 else number
            chance = random.Random(who)
            chosen = chance.sample(range(self.sessions), chance.randint(0, 3))
            sector = chance.choice([*self.shares])
            yield Person(number, f"p{who}@sample.example", sector, tuple(sorted(chosen)))

    @property
    def seats(self) -> int:
        return sum(self.shares.values())

    @property
    def distinct(self) -> int:
        """How many different people ask."""
        return len(
            {person.email for client in range(self.clients) for person in self.people(client)}
        )


@dataclass(frozen=True)
class Person:
    """Somebody who asks, for which sector, and the sessions that they wish to attend."""

    number: int
    email: str
    sector: str
    sessions: tuple[int, ...]


@dataclass
class Heard:
    """What clients were answered, and how often."""

    answers: Counter[str] = field(default_factory=Counter)
    full_sessions: set[int] = field(default_factory=set)

    def __add__(self, other: "Heard") -> "Heard":
        return Heard(self.answers + other.answers, self.full_sessions | other.full_sessions)


THE_BAR = Rush(
    clients=32,
    attempts=2_000,
    shares={"government": 200, "education": 170, "entrepreneurship": 130},
    sessions=40,
    session_seats=12,
)


A_FIFTH = Rush(
    clients=32,
    attempts=400,
    shares={"government": 40, "education": 34, "entrepreneurship": 26},
    sessions=8,
    session_seats=12,
)
CHOSEN = THE_BAR if os.environ.get("GATHERING_RUSH") == "whole" else A_FIFTH
"""As many clients, and a fifth of the rest; GATHERING_RUSH=whole asks for the bar itself."""


def prepare(rush: Rush) -> int:
    """One occurrence with all its seats and sessions; gives its pk."""
    # In bulk, since a term that is saved goes into the search of the tests' own database.
    vocabulary = Term.Vocabulary.SECTOR
    terms = [Term(vocabulary=vocabulary, code=code, names={"en": code}) for code in rush.shares]
    Term.objects.bulk_create(terms, ignore_conflicts=True)
    occurrence = making.occurrence(capacity=rush.seats)
    for sector, seats in rush.shares.items():
        making.share(occurrence, sector, seats=seats)
    for _number in range(rush.sessions):
        making.session(occurrence, capacity=rush.session_seats)
    return occurrence.pk


def ask(rush: Rush, occurrence: int, client: int) -> Heard:
    """All that one client does: ask for each person, and confirm who got something."""
    heard = Heard()
    date = Occurrence.objects.select_related("event").get(pk=occurrence)
    sessions = list(date.event.sessions.order_by("pk"))
    for person in rush.people(client):
        _ask_for(date, person, [sessions[one] for one in person.sessions], heard)
        found = Registration.objects.active().filter(occurrence=date, email=person.email).first()
        if found is not None:
            _until_done(lambda one=found: sign_up.confirm(one), heard)
    return heard


def _ask_for(date: Occurrence, person: Person, sessions: list[Session], heard: Heard) -> None:
    """As people do: without the session that is full, and again after "too busy"."""
    for _patience in range(PATIENCE):
        sector = making.sector(person.sector)
        asked = making.wish(person.email, sector=sector, sessions=sessions)
        try:
            sign_up.register(date, asked)
        except Busy:
            heard.answers["busy"] += 1
        except Full as full:
            heard.answers["full"] += 1
            if full.session is None:
                return
            heard.full_sessions.add(full.session.pk)
            sessions = [one for one in sessions if one != full.session]
        else:
            heard.answers["ok"] += 1
            return
    heard.answers["gave up"] += 1


def _until_done(deed: Callable[[], object], heard: Heard) -> None:
    for _patience in range(PATIENCE):
        try:
            deed()
        except Busy:
            heard.answers["busy"] += 1
        else:
            return
    heard.answers["gave up"] += 1


def leave(rush: Rush, occurrence: int, client: int) -> Heard:
    """A third of one's own people leave, twice; some that are new ask."""
    heard = Heard()
    date = Occurrence.objects.select_related("event").get(pk=occurrence)
    for person in rush.people(client):
        if person.number % 3 == 0:
            mine = Registration.objects.select_related("occurrence__event")
            for row in [*mine.filter(email=person.email)] * 2:
                _until_done(lambda one=row: sign_up.cancel(one), heard)
        elif person.number % 7 == 0:
            late = Person(person.number, f"late-{person.email}", person.sector, ())
            _ask_for(date, late, [], heard)
    return heard


# What must be so afterwards


def after_asking(rush: Rush, occurrence: int, full_sessions: set[int]) -> list[str]:
    """As many are confirmed as there are seats, the first who came; the others wait in order."""
    rows = Registration.objects.filter(occurrence=occurrence).order_by("pk")
    found = what_is_wrong(occurrence)
    if rows.count() != rush.distinct:
        found.append(f"{rows.count()} registrations of {rush.distinct} people")
    for sector, seats in rush.shares.items():
        # A pk is given while the gate is locked: by it one sees who came first.
        came = list(rows.filter(share__sector__code=sector))
        found += [f"{sector}: {sentence}" for sentence in _in_order(came[:seats], came[seats:])]
    if rows.filter(state=State.CONFIRMED).count() != rush.seats:
        found.append(f"not all of {rush.seats} seats are given")
    refused = Pool.objects.filter(session__in=full_sessions)
    if any(pool.taken != pool.capacity for pool in refused):
        found.append("a session refused somebody and has seats left")
    return found


def _in_order(first: list[Registration], later: list[Registration]) -> Iterator[str]:
    if {one.state for one in first} != {State.CONFIRMED}:
        yield f"not all of the first {len(first)} are confirmed"
    if {one.state for one in later} != {State.WAITING}:
        yield "somebody who came later has a seat"
    if [one.position for one in later] != sorted(one.position or 0 for one in later):
        yield "places on the list are not in the order of coming"


def queue(occurrence: int) -> dict[int, int]:
    """Who waits, by pk, and the place that they were given."""
    waiting = Registration.objects.filter(occurrence=occurrence).waiting()
    return dict(waiting.values_list("pk", "position"))


def after_leaving(rush: Rush, occurrence: int, before: dict[int, int]) -> list[str]:
    """Those who waited longest have the seats of those who left, and nobody passed them."""
    found = what_is_wrong(occurrence)
    for sector, seats in rush.shares.items():
        rows = Registration.objects.filter(occurrence=occurrence, share__sector__code=sector)
        still = set(rows.waiting().values_list("pk", flat=True)) & set(before)
        let_in = set(rows.seated().values_list("pk", flat=True)) & set(before)
        if max(before[pk] for pk in let_in) > min(before[pk] for pk in still):
            found.append(f"{sector}: somebody was let in before another who had waited longer")
        if rows.seated().count() != seats:
            found.append(f"{sector}: {rows.seated().count()} of {seats} seats are given")
    return found
