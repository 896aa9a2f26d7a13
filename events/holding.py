"""Holding seats for a wish, or a place on the waiting list, or the wish alone until it is decided.

Nothing here tells anybody: who asked is told the same whether the address was known or not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from . import answer, capacity, conf
from .event_facts import EventFacts
from .occurrence import Occurrence
from .pool import Pool
from .registration import Registration, derive_key, hash_of
from .seat_share import SeatShare
from .session import Session
from .sign_up_state import lets_in
from .waiting_list import let_in
from .wish import Wish

Admission = EventFacts.Admission
State = Registration.State


class Full(Exception):  # noqa: N818 - an honest answer, no error
    """No seat is left: in the session named, in the share, or in the occurrence."""

    def __init__(self, session: Session | None = None, share: SeatShare | None = None) -> None:
        super().__init__(session, share)
        self.session = session
        self.share = share


class Closed(Exception):  # noqa: N818 - an honest answer, no error
    """One cannot sign up for this occurrence now."""


class NotOffered(Closed):
    """All seats are for certain sectors or ways of taking part, and this is none of them."""


@dataclass(frozen=True)
class Held:
    """What came of a wish: a new registration, or the one that this address had already.

    Whether it would have had to wait is the same for both, so that nobody learns which it was.
    """

    registration: Registration
    was_known: bool
    waits: bool


@dataclass(frozen=True)
class Claim:
    """What a wish gets: seats (perhaps of those held back), a place on the list, or neither."""

    has_seats: bool = False
    is_held_back: bool = False
    position: int | None = None


def pools_for_wish(occurrence: Occurrence, wish: Wish, at_hand: Sequence[Pool] = ()) -> list[Pool]:
    """The pools that a wish needs, to be looked up before the transaction that takes from them.

    Where those of the date and its shares are at hand, only sessions are looked up.
    """
    sector_id = wish.sector.pk if wish.sector else None
    if at_hand and not wish.sessions:
        return capacity.chosen_among(at_hand, sector_id=sector_id, mode=wish.mode)
    pools = capacity.pools_for(occurrence, wish.sessions, sector_id=sector_id, mode=wish.mode)
    _refuse_gone(wish.sessions)
    return pools


def _refuse_gone(sessions: Sequence[Session]) -> None:
    """Raise Full for a session that the form still offered and that is there no longer."""
    there = set(Session.objects.filter(pk__in=[one.pk for one in sessions])) if sessions else ()
    for session in sessions:
        if session not in there:
            raise Full(session)


def hold_new(occurrence: Occurrence, pools: Sequence[Pool], wish: Wish) -> Registration:
    """Hold what there is for a wish, in the caller's transaction, and tell nobody yet.

    Raises Full, or NotOffered where no seats are for people like them, and IntegrityError where
    somebody with this address comes already.
    """
    asks = _asks(occurrence, wish)
    claim = claim_seats(occurrence, pools, wish, may_wait=not asks)
    return _hold(occurrence, pools, wish, claim, asks=asks)


def hold_seats(occurrence: Occurrence, pools: Sequence[Pool], wish: Wish) -> Held:
    """The same where the address may be known, which the caller may see and nobody else."""
    asks = _asks(occurrence, wish)
    claim = claim_seats(occurrence, pools, wish, may_wait=not asks)
    waits = claim.position is not None
    known = Registration.objects.active_at(occurrence, wish.email).first()
    if known is not None:
        undo(pools, claim, seats=wish.seats)
        return Held(known, was_known=True, waits=waits)
    registration = _hold(occurrence, pools, wish, claim, asks=asks)
    return Held(registration, was_known=False, waits=waits)


def _asks(occurrence: Occurrence, wish: Wish) -> bool:
    """Whether the team decides if they may come; of those invited it has decided."""
    is_decided = wish.held_back or wish.invitation
    return occurrence.event.admission != Admission.FIRST_COME and not is_decided


def _hold(
    occurrence: Occurrence, pools: Sequence[Pool], wish: Wish, claim: Claim, *, asks: bool
) -> Registration:
    if asks and occurrence.event.admission == Admission.ON_APPROVAL:
        undo(pools, claim, seats=wish.seats)
        claim = Claim()
    registration = write_row(occurrence, pools, wish, claim, asks=asks)
    if claim.position is not None:
        # Somebody may have left between the refusal and our place on the list.
        let_in(occurrence)
    return registration


def claim_seats(
    occurrence: Occurrence, pools: Sequence[Pool], wish: Wish, *, may_wait: bool
) -> Claim:
    """Take the seats; else a place on the list, where one may wait, or nothing. Raises Full."""
    if wish.held_back and capacity.take(pools, seats=wish.seats, held_back=True) is None:
        return Claim(has_seats=True, is_held_back=True)
    refused = capacity.take(pools, seats=wish.seats)
    if refused is None:
        return Claim(has_seats=True)
    refuse_unnamed(pools)
    if refused.session_id is not None:
        raise Full(refused.session)
    if not (occurrence.event.has_waiting_list and lets_in(occurrence)):
        raise Full(share=capacity.queue_of(pools).share)
    return Claim(position=capacity.join_waiting_list(pools) if may_wait else None)


def refuse_unnamed(pools: Sequence[Pool]) -> None:
    """Raise NotOffered where these are seats for nobody but those who are named elsewhere."""
    queue = capacity.queue_of(pools)
    if queue.is_rest and queue.usual == 0:
        raise NotOffered


def claim_for_team(
    occurrence: Occurrence,
    pools: list[Pool],
    wish: Wish,
    *,
    goes_beyond: bool = False,
    may_wait: bool = False,
) -> Claim:
    """Seats for whom the team chose, in the caller's transaction, which holds the gate."""
    try:
        claim = claim_seats(occurrence, pools, wish, may_wait=may_wait)
    except (Full, Closed):
        claim = Claim()
    if claim.has_seats or claim.position is not None:
        return claim
    if not goes_beyond:
        raise Full(share=capacity.queue_of(pools).share)
    capacity.take_beyond(pools, seats=wish.seats)
    return Claim(has_seats=True)


def undo(pools: Sequence[Pool], claim: Claim, *, seats: int) -> None:
    if claim.has_seats:
        capacity.put_back(pools, seats=seats, held_back=claim.is_held_back)
    elif claim.position is not None:
        capacity.leave_waiting_list(pools)


def write_row(
    occurrence: Occurrence,
    pools: Sequence[Pool],
    wish: Wish,
    claim: Claim,
    *,
    by_team: bool = False,
    asks: bool = False,
) -> Registration:
    """The row of a wish, with what it got."""
    now = timezone.now()
    registration = Registration(
        occurrence=occurrence,
        name=wish.name,
        email=wish.email,
        organisation=wish.organisation,
        seats=wish.seats,
        language=wish.language,
        wants_appointment=wish.wants_appointment,
        sector=wish.sector,
        mode=wish.mode,
        share_id=capacity.queue_of(pools).share_id,
        position=claim.position,
        takes_held_back=claim.is_held_back,
        holds_seat=asks and claim.has_seats,
        invitation=wish.invitation,
        created_at=now,
        **_confirmed(wish, claim, asks=asks),
        **({"consent_at": None} if by_team else _consent(wish)),
    )
    registration.told = registration.occurrence_facts()
    registration.key_hash = hash_of(derive_key(registration.uuid, registration.key_number))
    registration.save(force_insert=True)
    if wish.sessions:
        registration.sessions.set(wish.sessions)
    if wish.answers:
        answer.keep(registration, wish.answers)
    return registration


def _confirmed(wish: Wish, claim: Claim, *, asks: bool) -> dict[str, Any]:
    """Its state, and until when the address must be confirmed; without one, nothing is to be."""
    now = timezone.now()
    is_settled = wish.address_is_known or not wish.email
    values: dict[str, Any] = {"hold_until": None, "address_confirmed_at": None}
    if not is_settled:
        values["hold_until"] = wish.hold_until or now + conf.hold()
    elif wish.email:
        values["address_confirmed_at"] = now
    if asks:
        return {**values, "state": State.REQUESTED}
    if claim.position is not None:
        return {**values, "state": State.WAITING}
    return {**values, "state": State.CONFIRMED if is_settled else State.HELD}


def _consent(wish: Wish) -> dict[str, Any]:
    """What they agreed to; those who are invited do so by themselves, later."""
    if wish.invitation:
        return {"consent_version": "", "consent_language": "", "consent_at": None}
    return {
        "consent_version": conf.consent_version(),
        "consent_language": wish.language,
        "consent_at": timezone.now(),
    }
