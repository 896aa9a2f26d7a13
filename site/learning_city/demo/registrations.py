"""The sample people who come to the gatherings: seats and waiting list full, nobody written to.

Seats are taken by `events.capacity` alone, as for everybody. No letter tells these people that
they are in: a demo should not begin with two hundred. Later ones, such as reminders, go to
addresses that lead nowhere (RFC 2606).
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from django.utils import timezone

from events import capacity
from events.models import EventPage, Occurrence, Registration, Session
from events.registration import derive_key, hash_of
from stakeholders.models import Term

from . import texts, tree
from .tree import key_of
from .vocabularies import terms_of

CONSENT = "sample"


def load_registrations() -> None:
    """Fill each gathering to whose first date nobody has signed up yet."""
    for code, facts in texts.facts()["events"].items():
        page = tree.find(f"events/{code}", texts.HOME_LANGUAGE)
        if not isinstance(page, EventPage) or page.facts is None or not facts.get("fill"):
            continue
        occurrence = page.facts.occurrences.order_by("starts_at").first()
        if occurrence is not None and not occurrence.registrations.exists():
            _fill(occurrence, code, facts)


def _fill(occurrence: Occurrence, code: str, facts: dict[str, Any]) -> None:
    chosen = list(_choices(occurrence, code, facts))
    sectors = list(_sectors(facts))
    people = [
        _person(
            occurrence,
            number,
            chosen[number] if number < len(chosen) else [],
            sectors[number] if number < len(sectors) else None,
        )
        for number in range(facts["fill"] + facts["waiting"])
    ]
    for person, sessions in people:
        person.save(force_insert=True)
        person.sessions.set(sessions)


def _choices(occurrence: Occurrence, code: str, facts: dict[str, Any]) -> Iterator[list[Session]]:
    """Who goes to which session: of those that begin together, each person chooses one."""
    sessions = {session.key: session for session in occurrence.event.sessions.all()}
    limited = [session for session in facts.get("sessions", ()) if session.get("fill")]
    columns: list[list[Session]] = []
    for _begin, together in groupby(limited, key=lambda one: (one["day"], one["time"])):
        column: list[Session] = []
        for session in together:
            found = sessions[key_of(f"events/{code}", session["key"])]
            column += [found] * session["fill"]
        columns.append(column)
    for number in range(max(map(len, columns), default=0)):
        yield [column[number] for column in columns if number < len(column)]


def _sectors(facts: dict[str, Any]) -> Iterator[Term]:
    """For which sector each person comes, where the seats are shared out between sectors."""
    for share in facts.get("seat_shares", ()):
        sector = terms_of(Term.Vocabulary.SECTOR, [share["sector"]])[0]
        yield from [sector] * share["fill"]


def _person(
    occurrence: Occurrence, number: int, sessions: Sequence[Session], sector: Term | None
) -> tuple[Registration, Sequence[Session]]:
    """Somebody with a seat, or with a place on the waiting list where all are taken."""
    pools = capacity.pools_for(occurrence, sessions, sector_id=sector.pk if sector else None)
    refused = capacity.take(pools, seats=1)
    position = None if refused is None else capacity.join_waiting_list(pools)
    person = draft(occurrence, number, language=("nl", "en")[number % 2])
    person.sector, person.share_id = sector, capacity.queue_of(pools).share_id
    if position is not None:
        person.state, person.position = Registration.State.WAITING, position
    return person, sessions


def draft(occurrence: Occurrence, number: int, *, language: str) -> Registration:
    """A confirmed registration of a sample person, not saved; the caller has the seat."""
    now = timezone.now()
    person = Registration(
        occurrence=occurrence,
        name=f"Sample person {number + 1}",
        email=f"person-{number + 1}@sample.example",
        language=language,
        state=Registration.State.CONFIRMED,
        address_confirmed_at=now,
        consent_version=CONSENT,
        consent_language=language,
        consent_at=now,
        created_at=now,
    )
    person.told = person.occurrence_facts()
    person.key_hash = hash_of(derive_key(person.uuid, person.key_number))
    return person
