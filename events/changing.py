"""Changing a registration: other seats, sessions, sector or words; or another person."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from django.utils import timezone

from . import answer, capacity, outbox
from .busy import in_one_go
from .holding import Claim, Full, refuse_unnamed, write_row
from .outbox import Kind, Letter
from .pool import Pool
from .registration import Registration
from .sign_up import pools_of
from .waiting_list import let_in
from .wish import Wish

State = Registration.State


def change(registration: Registration, wish: Wish) -> bool:
    """Other seats, sessions, sector or words; the address stays. False where they left.

    The wish is whole: without sessions or a sector in it, they have none then.
    Raises Full or NotOffered where what they ask for is not there; they keep what they have then.
    """
    gate = capacity.gate_of(registration.occurrence)
    return in_one_go(partial(_change, registration, gate, wish))


def _change(registration: Registration, gate: Pool, wish: Wish) -> bool:
    capacity.lock([gate])
    registration.refresh_from_db()
    if not registration.is_active:
        return False
    _exchange(registration, wish)
    registration.name, registration.organisation = wish.name, wish.organisation
    registration.wants_appointment = wish.wants_appointment
    registration.save()
    registration.sessions.set(wish.sessions)
    if wish.answers is not None:
        answer.keep(registration, wish.answers)
    if registration.is_address_confirmed:
        number = registration.letters.filter(kind=Kind.CHANGED).count() + 1
        outbox.write([Letter(registration=registration, kind=Kind.CHANGED, number=number)])
    let_in(registration.occurrence)
    return True


def _exchange(registration: Registration, wish: Wish) -> None:
    """Give back what they had and take what they ask for; nobody gets between, we hold the gate.

    Who waits keeps the place, except on the list of another share.
    """
    old = pools_of(registration)
    sector, mode = wish.sector, wish.mode or registration.mode
    sector_id = sector.pk if sector else None
    new = capacity.pools_for(registration.occurrence, wish.sessions, sector_id=sector_id, mode=mode)
    if capacity.queue_of(new) not in old:
        refuse_unnamed(new)
    if registration.has_seat:
        _exchange_seats(registration, old, new, seats=wish.seats)
    elif registration.state == State.WAITING and capacity.queue_of(old) != capacity.queue_of(new):
        _change_lists(registration, old, new)
    registration.sector, registration.mode = sector, mode
    registration.share_id = capacity.queue_of(new).share_id
    registration.seats = wish.seats


def _exchange_seats(
    registration: Registration, old: Sequence[Pool], new: Sequence[Pool], *, seats: int
) -> None:
    is_held_back = registration.takes_held_back
    more = seats - registration.seats
    for pool in old:
        gone = max(-more, 0) if pool in new else registration.seats
        capacity.give_back([pool], seats=gone, held_back=is_held_back)
    for pool in new:
        stays = pool in old
        wanted = max(more, 0) if stays else seats
        if wanted and capacity.take([pool], seats=wanted, held_back=is_held_back and stays):
            raise Full(pool.session, pool.share)
    registration.takes_held_back = is_held_back and capacity.queue_of(new) in old


def _change_lists(registration: Registration, old: Sequence[Pool], new: Sequence[Pool]) -> None:
    capacity.leave_waiting_list(old)
    registration.position = capacity.join_waiting_list(new)


def hand_over(registration: Registration, wish: Wish) -> Registration:
    """Give the seat or the place on the list to somebody else, who has yet to confirm.

    In the caller's transaction, which holds the gate, so nobody gets between. Who takes part in
    another way than the one before needs a seat of that: raises Full or NotOffered without one.
    """
    same = replace(
        wish,
        seats=registration.seats,
        sessions=list(registration.sessions.all()),
        sector=registration.sector,
        mode=wish.mode or registration.mode,
    )
    changes_way = same.mode != registration.mode
    if changes_way:
        _exchange(registration, same)
    pools = pools_of(registration)
    claim = Claim(
        has_seats=registration.has_seat,
        is_held_back=registration.takes_held_back,
        position=registration.position,
    )
    asks = registration.state == State.REQUESTED
    left = {"state": State.CANCELLED, "left_at": timezone.now(), "hold_until": None}
    Registration.objects.filter(pk=registration.pk).update(**left, position=None, holds_seat=False)
    successor = write_row(registration.occurrence, pools, same, claim, asks=asks)
    registration.refresh_from_db()
    if changes_way:
        let_in(registration.occurrence)
    return successor
