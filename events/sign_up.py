"""Signing up, confirming, changing, cancelling: the deeds that change a registration.

Each deed is one transaction. Its first statement is an UPDATE of the occurrence's own pool, so
the deeds of one occurrence happen one after the other; one conditional UPDATE then decides, so a
deed done twice happens once. The letter that tells of it is a row in the same transaction.
Whoever waits longest is let in by the deed that makes room.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.db.models.functions import Coalesce
from django.utils import timezone

from . import capacity, outbox
from .busy import ATTEMPTS, Busy, in_one_go
from .first_letters import SETTLED, Met, first_letters, letter_again, letters_to, meet
from .holding import (
    Closed,
    claim_for_team,
    hold_new,
    pools_for_wish,
    write_row,
)
from .occurrence import Occurrence
from .outbox import Kind, Letter
from .pool import Pool
from .registration import Registration
from .sign_up_state import SignUp, sign_up_state
from .waiting_list import let_in, next_letter
from .wish import Wish

State = Registration.State


class Known(Exception):  # noqa: N818 - an honest answer, no error
    """Whom the team registers is registered already."""

    def __init__(self, registration: Registration) -> None:
        super().__init__(registration)
        self.registration = registration


def register(
    occurrence: Occurrence,
    wish: Wish,
    *,
    state: SignUp | None = None,
    at_hand: Sequence[Pool] = (),
) -> None:
    """Hold seats for somebody until the address is confirmed, or a place on the waiting list.

    Who is registered already gets a letter instead; the caller cannot tell the difference, and
    neither can whoever asked. Raises Full, Closed or Busy; nothing is changed then. Whoever has
    just looked gives the state and the pools that were found; where something was published
    since, that is seen here, and we look anew.
    """
    if not (state or sign_up_state(occurrence)).may_register:
        raise Closed
    # Looked up before the seats are ours: others wait for them.
    pools, met = pools_for_wish(occurrence, wish, at_hand), meet(occurrence, wish.email)
    for _attempt in range(ATTEMPTS):
        try:
            return in_one_go(partial(_register, occurrence, met, pools, wish))
        except capacity.Rearranged:
            occurrence = _still_open(occurrence)
            pools = pools_for_wish(occurrence, wish)
        except IntegrityError:
            # Somebody signed up with the same address in this moment; now they are known.
            met = meet(occurrence, wish.email)
            if met.registration is None:
                raise
    raise Busy


def _still_open(occurrence: Occurrence) -> Occurrence:
    now = Occurrence.objects.select_related("event").filter(pk=occurrence.pk).first()
    if now is None or not sign_up_state(now).may_register:
        raise Closed
    return now


def _register(occurrence: Occurrence, met: Met, pools: list[Pool], wish: Wish) -> None:
    """Known or new, the same is done, so that the time it takes tells a stranger nothing.

    For who is known it is done under an address that nobody has, and taken back; what is written
    to them is another letter.
    """
    known = met.registration
    nobody = replace(wish, email=f"{uuid4()}@stand-in.invalid")
    with transaction.atomic():
        row = hold_new(occurrence, pools, wish if known is None else nobody)
        outbox.write(first_letters(row, met.letters))
        transaction.set_rollback(known is not None)
    if known is not None:
        outbox.write(letter_again(known, met.letters))


def at_its_pools(deed: Any, occurrence: Occurrence, wish: Wish) -> Any:
    """Do it with the pools that the wish needs, and once more where the shares just changed."""
    for _attempt in range(2):
        pools = pools_for_wish(occurrence, wish)
        try:
            return in_one_go(partial(deed, pools, wish))
        except capacity.Rearranged:
            continue
    raise Busy


# By the team


def enter(
    occurrence: Occurrence, wish: Wish, *, goes_beyond: bool = False, may_wait: bool = False
) -> Registration:
    """Register somebody by the team, also where sign-up is closed or the team decides.

    Where no seat is left: one more than there are if the team says so (`goes_beyond`), a place on
    the list (`may_wait`), else Full. Raises Known, Closed (the date is cancelled) or Busy, too.
    """
    if occurrence.is_cancelled:
        raise Closed
    deed = partial(_enter, occurrence, goes_beyond=goes_beyond, may_wait=may_wait)
    registration: Registration = at_its_pools(deed, occurrence, wish)
    return registration


def _enter(
    occurrence: Occurrence, pools: list[Pool], wish: Wish, *, goes_beyond: bool, may_wait: bool
) -> Registration:
    capacity.lock(pools[:1])
    known = Registration.objects.active_at(occurrence, wish.email).first()
    if known is not None:
        raise Known(known)
    claim = claim_for_team(occurrence, pools, wish, goes_beyond=goes_beyond, may_wait=may_wait)
    registration = write_row(occurrence, pools, wish, claim, by_team=True)
    outbox.write(first_letters(registration, letters_to(wish.email)))
    return registration


# Confirming


def confirm(registration: Registration) -> bool:
    """The address is theirs: a held seat becomes a confirmed one. True if that was news.

    Who said yes by coming has the seat already.
    """
    gate = capacity.gate_of(registration.occurrence)
    return in_one_go(partial(_confirm, registration, gate))


def _confirm(registration: Registration, gate: Pool) -> bool:
    capacity.lock([gate])
    rows = Registration.objects.filter(pk=registration.pk, address_confirmed_at=None)
    mine = rows.exclude(email="")
    confirmed = {"address_confirmed_at": timezone.now(), "hold_until": None}
    was_news = bool(
        mine.filter(state=State.HELD).update(state=State.CONFIRMED, **confirmed)
        or mine.filter(state__in=SETTLED).update(**confirmed)
    )
    registration.refresh_from_db()
    if was_news:
        kind = SETTLED[registration.state]
        outbox.write([Letter(registration=registration, kind=kind, number=1)])
    return was_news


def accept(registration: Registration) -> bool:
    """Take the seat that is offered. False where the offer is over, or was taken already."""
    gate = capacity.gate_of(registration.occurrence)
    return in_one_go(partial(_accept, registration, gate))


def _accept(registration: Registration, gate: Pool) -> bool:
    capacity.lock([gate])
    now = timezone.now()
    mine = Registration.objects.filter(pk=registration.pk, state=State.OFFERED, hold_until__gt=now)
    confirmed = {"hold_until": None, "address_confirmed_at": Coalesce("address_confirmed_at", now)}
    was_news = bool(mine.update(state=State.CONFIRMED, **confirmed))
    registration.refresh_from_db()
    if was_news:
        outbox.write([next_letter(registration, Kind.REGISTERED, {})])
    return was_news


# Leaving


def cancel(registration: Registration, *, tell: bool = True) -> bool:
    """Give the seats back and let in whoever waits longest. True if that was news.

    With `tell=False` the caller writes a letter that says more.
    """
    gate = capacity.gate_of(registration.occurrence)
    letter = Kind.CANCELLED if tell else None
    deed = partial(leave, registration, gate, state=State.CANCELLED, letter=letter)
    return in_one_go(deed)


def keep_seats(now: datetime) -> int:
    """Who is in when the time to confirm or accept is over said yes by coming; how many.

    A date at which the database is too busy is left to the next round.
    """
    late = Registration.objects.overdue_but_there(now)
    count = 0
    for date in Occurrence.objects.filter(pk__in=late.values("occurrence")).order_by("pk"):
        with suppress(Busy):
            count += in_one_go(partial(_keep, capacity.gate_of(date), now))
    return count


def _keep(gate: Pool, now: datetime) -> int:
    capacity.lock([gate])
    late = Registration.objects.overdue_but_there(now).filter(occurrence=gate.occurrence_id)
    return late.update(state=State.CONFIRMED)


def release_unconfirmed(now: datetime | None = None) -> int:
    """Give back the seats of those who let pass the time to confirm an address or to accept."""
    moment = now or timezone.now()
    late = Registration.objects.late(moment).select_related("occurrence__event")
    return sum(_release(one, moment) for one in late)


def _release(registration: Registration, now: datetime) -> bool:
    gate = capacity.gate_of(registration.occurrence)
    letter = Kind.OFFER_EXPIRED if registration.state == State.OFFERED else None
    among = Registration.objects.late(now)
    deed = partial(leave, registration, gate, state=State.EXPIRED, letter=letter, among=among)
    return in_one_go(deed)


def leave(
    registration: Registration,
    gate: Pool,
    *,
    state: "Registration.State",
    letter: Kind | None,
    among: Any = None,
) -> bool:
    """End an active registration, if it is one of those; whoever waits longest is let in."""
    capacity.lock([gate])
    rows = Registration.objects.active() if among is None else among
    found = rows.filter(pk=registration.pk).first()
    if found is None:
        registration.refresh_from_db()
        return False
    left = {"state": state, "left_at": timezone.now(), "hold_until": None, "position": None}
    Registration.objects.filter(pk=found.pk).update(**left, holds_seat=False)
    pools = pools_of(found)
    if found.has_seat:
        capacity.give_back(pools, seats=found.seats, held_back=found.takes_held_back)
    elif found.state == State.WAITING:
        capacity.leave_waiting_list(pools)
    registration.refresh_from_db()
    if letter and registration.is_address_confirmed:
        outbox.write([Letter(registration=registration, kind=letter, number=1)])
    let_in(registration.occurrence)
    return True


def pools_of(registration: Registration) -> list[Pool]:
    """Where a registration has its seats."""
    sessions = registration.sessions.all()
    return capacity.pools_of(registration.occurrence, sessions, share_id=registration.share_id)
