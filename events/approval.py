"""Approval: the team decides who comes, of those who ask to."""

from functools import partial
from typing import Any

from django.utils import timezone

from . import capacity, conf, outbox
from .busy import in_one_go
from .holding import Full
from .outbox import Kind
from .pool import Pool
from .registration import Registration
from .sign_up import leave, pools_of
from .sign_up_state import lets_in
from .waiting_list import next_letter, seat_in_sessions

State = Registration.State


def approve(registration: Registration, *, goes_beyond: bool = False) -> bool:
    """Let somebody come who asked to. True if that was news.

    Where no seat is left they wait behind the others; without a list, Full is raised unless the
    team gives one more than there are (`goes_beyond`). Raises Busy, too.
    """
    gate = capacity.gate_of(registration.occurrence)
    return in_one_go(partial(_approve, registration, gate, goes_beyond=goes_beyond))


def _approve(registration: Registration, gate: Pool, *, goes_beyond: bool) -> bool:
    capacity.lock([gate])
    registration.refresh_from_db()
    if registration.state != State.REQUESTED or not registration.is_active:
        return False
    values, lost = _admitted(registration, goes_beyond=goes_beyond)
    Registration.objects.filter(pk=registration.pk).update(**values, holds_seat=False)
    registration.refresh_from_db()
    if registration.is_address_confirmed:
        kind = Kind.WAITING if registration.state == State.WAITING else Kind.APPROVED
        outbox.write([next_letter(registration, kind, lost)])
    return True


def _admitted(
    registration: Registration, *, goes_beyond: bool
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The state of who is let come, and which sessions they lost; raises Full."""
    seated: dict[str, Any] = {"state": State.CONFIRMED}
    if registration.must_confirm:
        seated = {"state": State.HELD, "hold_until": timezone.now() + conf.hold()}
    if registration.holds_seat:
        return seated, {}
    pools = pools_of(registration)
    whole = [pool for pool in pools if pool.session_id is None]
    if capacity.take(whole, seats=registration.seats) is not None:
        occurrence = registration.occurrence
        if goes_beyond:
            capacity.take_beyond(whole, seats=registration.seats)
        elif occurrence.event.has_waiting_list and lets_in(occurrence):
            return {"state": State.WAITING, "position": capacity.join_waiting_list(pools)}, {}
        else:
            raise Full(share=registration.share)
    lost = [session.pk for session in seat_in_sessions(registration, pools)]
    return seated, {"lost_sessions": lost}


def decline(registration: Registration) -> bool:
    """Tell somebody who asked that they cannot come. True if that was news."""
    gate = capacity.gate_of(registration.occurrence)
    asking = Registration.objects.active().filter(state=State.REQUESTED)
    deed = partial(
        leave, registration, gate, state=State.DECLINED, letter=Kind.DECLINED, among=asking
    )
    return in_one_go(deed)
