"""Uniting two registrations of the same person for one date, with all that hangs on them.

One transaction, whose first statement locks the gate of the date. Seats that the person had
twice are free for those who wait; none is lost that is still wanted.
"""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.utils import timezone

from . import answer, capacity, conf
from .busy import in_one_go
from .check_in import CheckIn
from .moving import Reason, Refused, gates_of, look_again, session_pools, tell
from .outbox import Kind
from .pool import Pool
from .registration import Registration
from .session import Session
from .sign_up import pools_of
from .taking_part import Mode
from .waiting_list import let_in

State = Registration.State
BEST = (State.CONFIRMED, State.OFFERED, State.HELD, State.REQUESTED, State.WAITING)
"""Of two states the one that stays: the first of these."""


def merge(kept: Registration, gone: Registration, *, seats: int | None = None) -> None:
    """Put what `gone` has into `kept`, and cancel it. Without a number: the larger of both.

    What both have, such as an answer to the same question, stays as it is on `kept`. Raises
    Refused or Busy; nothing is changed then.
    """
    in_one_go(partial(_merge, kept, gone, seats, gates_of(kept.occurrence, gone.occurrence)))


def _merge(kept: Registration, gone: Registration, seats: int | None, gates: list[Pool]) -> None:
    capacity.lock(gates)
    look_again(kept)
    look_again(gone)
    _check(kept, gone)
    sessions = {one.pk: one for row in (kept, gone) for one in row.sessions.all()}
    base, other = sorted((kept, gone), key=_worth)
    wanted = seats or max(kept.seats, gone.seats)
    _leave_sessions(kept, gone)
    _exchange_seats(base, other, wanted)
    _write(kept, gone, base, wanted)
    _sit_in(kept, sessions.values())
    _hand_over(kept, gone)
    tell(kept, Kind.MERGED)
    tell(gone, Kind.MERGED)
    let_in(kept.occurrence)


def _check(kept: Registration, gone: Registration) -> None:
    if kept.pk == gone.pk:
        raise Refused(Reason.SAME)
    if kept.occurrence_id != gone.occurrence_id:
        raise Refused(Reason.ELSEWHERE)
    if gone.is_address_confirmed and not kept.is_address_confirmed:
        raise Refused(Reason.UNCONFIRMED)


def _worth(registration: Registration) -> tuple[bool, int]:
    """Sorts first whose place is kept: a seat before none, more before fewer, who is ahead."""
    if registration.has_seat:
        return False, -registration.seats
    return True, registration.position or 0


# Seats


def _exchange_seats(base: Registration, other: Registration, wanted: int) -> None:
    """Bring the seats of both to as many as are wanted, in the share of the better place."""
    over = _taken_over(base, other, wanted)
    if other.has_seat:
        held = other.takes_held_back
        capacity.give_back(_whole(other), seats=other.seats - over, held_back=held)
    elif other.state == State.WAITING:
        capacity.leave_waiting_list(_whole(other))
    more = wanted - base.seats - over
    if not base.has_seat or more == 0:
        return
    held = base.takes_held_back
    if more < 0:
        capacity.give_back(_whole(base), seats=-more, held_back=held)
    elif capacity.take(_whole(base), seats=more, held_back=held) is not None:
        raise Refused(Reason.FULL)


def _taken_over(base: Registration, other: Registration, wanted: int) -> int:
    """How many seats of the other simply become theirs: only those of the same sort can."""
    is_alike = (base.share_id, base.takes_held_back) == (other.share_id, other.takes_held_back)
    if not (is_alike and base.has_seat and other.has_seat):
        return 0
    return min(other.seats, max(wanted - base.seats, 0))


def _whole(registration: Registration) -> list[Pool]:
    """The pools of the date and the share, without those of sessions."""
    return [pool for pool in pools_of(registration) if pool.session_id is None]


def _leave_sessions(kept: Registration, gone: Registration) -> None:
    if kept.has_seat:
        capacity.put_back(session_pools(kept), seats=kept.seats)
    if gone.has_seat:
        capacity.give_back(session_pools(gone), seats=gone.seats)


def _sit_in(kept: Registration, sessions: Iterable[Session]) -> None:
    """Take seats in all sessions that one of them had chosen. Raises Refused."""
    kept.sessions.set(sessions)
    if kept.has_seat and capacity.take(session_pools(kept), seats=kept.seats) is not None:
        raise Refused(Reason.FULL)


# Rows


def _write(kept: Registration, gone: Registration, base: Registration, wanted: int) -> None:
    state, hold_until = _state(kept, gone)
    taken_over = {
        "seats": wanted,
        "share_id": base.share_id,
        "takes_held_back": base.takes_held_back,
        "holds_seat": base.holds_seat and state == State.REQUESTED,
        "position": base.position,
        "state": state,
        "hold_until": hold_until,
        "invitation_id": kept.invitation_id or gone.invitation_id,
        "organisation": kept.organisation or gone.organisation,
        "wants_appointment": kept.wants_appointment or gone.wants_appointment,
        "wants_mailings": kept.wants_mailings and gone.wants_mailings,
        **_belongs(kept, gone, base),
    }
    Registration.objects.filter(pk=gone.pk).update(
        state=State.CANCELLED,
        left_at=timezone.now(),
        hold_until=None,
        position=None,
        holds_seat=False,
    )
    Registration.objects.filter(pk=kept.pk).update(**taken_over)
    for registration in (kept, gone):
        registration.refresh_from_db()


def _belongs(kept: Registration, gone: Registration, base: Registration) -> dict[str, Any]:
    """Sector and way of taking part: where seats are shared out by them, those of the seat."""
    if base.occurrence.event.seat_shares.exists():
        return {"sector_id": base.sector_id, "mode": base.mode}
    return {"sector_id": kept.sector_id or gone.sector_id, "mode": kept.mode or gone.mode}


def _state(kept: Registration, gone: Registration) -> tuple[str, Any]:
    """The better state of both, as far as the address that stays is confirmed."""
    best = min((kept, gone), key=lambda one: BEST.index(State(one.state)))
    if best.state == State.HELD and not kept.must_confirm:
        return State.CONFIRMED, None
    if best.state == State.CONFIRMED and kept.must_confirm:
        return State.HELD, kept.hold_until or timezone.now() + conf.hold()
    return best.state, best.hold_until


def _hand_over(kept: Registration, gone: Registration) -> None:
    """Answers that `kept` lacks, all notes, who named them, that they came, what they gave.

    The way in is not handed over: a link belongs to an address, and `kept` has its own. The entry
    in the calendar goes with the letter to `gone`, and comes with the one to `kept`.
    """
    answered = kept.answers.values_list("key", flat=True)
    gone.answers.exclude(key__in=list(answered)).update(registration=kept)
    answer.forget_of([gone.pk])
    gone.notes.update(registration=kept)
    named = kept.named_by.named().values_list("invitation", flat=True)
    gone.named_by.exclude(invitation__in=list(named)).update(registration=kept)
    came = CheckIn.objects.filter(registration=gone)
    if kept.check_ins.online().exists():
        came = came.exclude(mode=Mode.ONLINE)
    # They are signed up: taking it back at the door cancels nothing.
    came.update(registration=kept, is_walk_in=False)
    gone.certificates.update(registration=kept)
    gone.contributions.update(registration=kept)
