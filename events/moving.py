"""Moving people: to another date, or two of them into each other's place.

Each deed is one transaction. Its first statements lock the gates of all dates that it touches,
the earlier row first, so two deeds never wait for each other crosswise; what is read after that
is what holds. Seats are taken and given back there by `capacity` alone, and the letters that
tell of it are rows in the same transaction.
"""

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from . import capacity, conf, outbox
from .busy import in_one_go
from .note import write_note
from .occurrence import Occurrence
from .outbox import Kind, Letter
from .pool import Pool
from .registration import Registration
from .session import Session
from .sign_up import pools_of
from .sign_up_state import sessions_to_choose
from .waiting_list import let_in

State = Registration.State


class Reason(models.TextChoices):
    """Why people stay where they are."""

    LEFT = "left", _("One of them has left, or was moved, meanwhile.")
    SAME = "same", _("They are there already.")
    OVER = "over", _("That date is over, cancelled or postponed.")
    OTHER_EVENT = "other-event", _("They are registered for different events.")
    ELSEWHERE = "elsewhere", _("They are registered for different dates. Move one first.")
    KNOWN = "known", _("The same address is registered for that date already. Merge the two.")
    FULL = "full", _("There are not enough seats.")
    UNLIKE = "unlike", _("They do not have the same number of seats in the same share.")
    UNCONFIRMED = "unconfirmed", _("Keep the one whose address is confirmed.")
    ASKS = "asks", _("One of them still waits for your answer. Approve or decline first.")


class Refused(Exception):  # noqa: N818 - an honest answer, no error
    """It cannot be done, and nothing was changed."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(str(reason.label))
        self.reason = reason


# To another date


def move(registration: Registration, to: Occurrence, *, may_wait: bool = False) -> None:
    """Let somebody come on another date of the event: seats there, then those here are free.

    Who has a seat gets one there, or stays; with `may_wait` they would rather wait there. Who
    waits gets a seat there, if there is one, else the last place on the list. Sessions that are
    not on that date, or full, are given up. Raises Refused or Busy.
    """
    gates = gates_of(registration.occurrence, to)
    in_one_go(partial(_move, registration, to, gates, may_wait=may_wait))


def _move(registration: Registration, to: Occurrence, gates: list[Pool], *, may_wait: bool) -> None:
    here = registration.occurrence
    capacity.lock(gates)
    look_again(registration)
    _check_date(registration, to)
    place = _place_there(registration, to, may_wait=may_wait)
    leave_place(registration)
    _take_place(registration, place)
    let_in(here)
    let_in(to)


@dataclass(frozen=True)
class Place:
    """What somebody has of a date: seats of a share, or a place on its list."""

    occurrence: Occurrence
    share_id: int | None
    state: str
    position: int | None = None
    takes_held_back: bool = False
    hold_until: Any = None


def _place_there(registration: Registration, to: Occurrence, *, may_wait: bool) -> Place:
    """Take the seats there, or a place on the list; a request takes its seat along, if it has."""
    pools = capacity.pools_for(to, sector_id=registration.sector_id, mode=registration.mode)
    share_id = capacity.queue_of(pools).share_id
    if registration.state == State.REQUESTED and not registration.holds_seat:
        return Place(to, share_id, registration.state, hold_until=registration.hold_until)
    if (held := _take(registration, pools)) is not None:
        state, hold_until = _seated(registration)
        return Place(to, share_id, state, takes_held_back=held, hold_until=hold_until)
    waits = registration.state == State.WAITING or may_wait
    if not waits or registration.state == State.REQUESTED or not to.event.has_waiting_list:
        raise Refused(Reason.FULL)
    position = capacity.join_waiting_list(pools)
    return Place(to, share_id, State.WAITING, position=position, hold_until=registration.hold_until)


def _take(registration: Registration, pools: list[Pool]) -> bool | None:
    """Whether the seats are of those held back; None where there are none."""
    for held_back in (True, False) if registration.takes_held_back else (False,):
        if capacity.take(pools, seats=registration.seats, held_back=held_back) is None:
            return held_back
    return None


def _seated(registration: Registration) -> tuple[str, Any]:
    """The state of somebody who has a seat there, and until when it is kept."""
    if registration.state != State.WAITING:
        return registration.state, registration.hold_until
    if registration.must_confirm:
        return State.HELD, registration.may_confirm_until()
    return State.CONFIRMED, None


# Into each other's place


def swap(one: Registration, other: Registration, *, reason: str = "", user: Any = None) -> None:
    """Let two people change places: their dates, or a seat for a place on the waiting list.

    They have as many seats in the same share, so no pool changes and nobody gets between.
    The reason becomes a note on both. Raises Refused or Busy.
    """
    gates = gates_of(one.occurrence, other.occurrence)
    in_one_go(partial(_swap, one, other, gates, reason, user))


def _swap(
    one: Registration, other: Registration, gates: list[Pool], reason: str, user: Any
) -> None:
    capacity.lock(gates)
    look_again(one)
    look_again(other)
    _check_pair(one, other)
    places = [_place_of(other, for_whom=one), _place_of(one, for_whom=other)]
    for registration in (one, other):
        if registration.has_seat:
            capacity.give_back(session_pools(registration), seats=registration.seats)
    for registration, place in zip((one, other), places, strict=True):
        _take_place(registration, place)
        if reason:
            write_note(registration, reason, user=user)


def _check_pair(one: Registration, other: Registration) -> None:
    here, there = one.occurrence, other.occurrence
    if here.event_id != there.event_id:
        raise Refused(Reason.OTHER_EVENT)
    if State.REQUESTED in {one.state, other.state}:
        raise Refused(Reason.ASKS)
    if one.pk == other.pk or (here == there and one.has_seat == other.has_seat):
        raise Refused(Reason.SAME)
    if (one.seats, one.share_id) != (other.seats, other.share_id):
        raise Refused(Reason.UNLIKE)
    for registration, to in ((one, there), (other, here)):
        if here != there:
            _check_date(registration, to)


def _place_of(registration: Registration, *, for_whom: Registration) -> Place:
    """What somebody has, for somebody else, whose address may not be confirmed yet."""
    held = registration.takes_held_back
    if not registration.has_seat:
        state, hold_until = State.WAITING.value, for_whom.hold_until
    elif for_whom.must_confirm:
        state, hold_until = State.HELD.value, for_whom.hold_until or timezone.now() + conf.hold()
    else:
        state, hold_until = State.CONFIRMED.value, None
    return Place(
        registration.occurrence,
        registration.share_id,
        state,
        position=registration.position,
        takes_held_back=held,
        hold_until=hold_until,
    )


# What all of these deeds do


def gates_of(*occurrences: Occurrence) -> list[Pool]:
    """The gates of these dates, the earlier row first: looked up before the transaction."""
    different = {one.pk: one for one in occurrences}
    return [capacity.gate_of(different[pk]) for pk in sorted(different)]


def look_again(registration: Registration) -> None:
    """What holds now that nobody else can change it. Raises Refused where they have left."""
    occurrence = registration.occurrence
    registration.refresh_from_db()
    if not registration.is_active or registration.occurrence_id != occurrence.pk:
        raise Refused(Reason.LEFT)
    registration.occurrence = occurrence


def leave_place(registration: Registration) -> None:
    """Give back the seats, or leave the list; the caller says where they are now."""
    pools = pools_of(registration)
    if registration.has_seat:
        held = registration.takes_held_back
        capacity.give_back(pools, seats=registration.seats, held_back=held)
    elif registration.state == State.WAITING:
        capacity.leave_waiting_list(pools)


def session_pools(registration: Registration) -> list[Pool]:
    return [pool for pool in pools_of(registration) if pool.session_id is not None]


def tell(registration: Registration, kind: Kind, **details: Any) -> None:
    """One letter of this kind, if the address is known to be theirs."""
    if registration.email and registration.is_address_confirmed:
        number = registration.letters.filter(kind=kind).count() + 1
        letter = Letter(registration=registration, kind=kind, number=number, details=details)
        outbox.write([letter])


def _check_date(registration: Registration, to: Occurrence) -> None:
    if to.pk == registration.occurrence_id:
        raise Refused(Reason.SAME)
    if to.event_id != registration.occurrence.event_id:
        raise Refused(Reason.OTHER_EVENT)
    if to.is_cancelled or to.is_postponed or to.ends_at <= timezone.now():
        raise Refused(Reason.OVER)
    there = Registration.objects.active().filter(occurrence=to, email=registration.email)
    if registration.email and there.exists():
        raise Refused(Reason.KNOWN)


def _take_place(registration: Registration, place: Place) -> None:
    """Write where they are now, take seats in sessions of that date, and tell them."""
    registration.occurrence = place.occurrence
    registration.share_id = place.share_id
    registration.state = place.state
    registration.position = place.position
    registration.takes_held_back = place.takes_held_back
    registration.hold_until = place.hold_until
    registration.told = registration.occurrence_facts()
    changed = ["occurrence", "share", "state", "position", "takes_held_back", "hold_until", "told"]
    registration.save(update_fields=changed)
    lost = _sit_in_sessions(registration)
    tell(registration, Kind.MOVED, lost_sessions=[one.pk for one in lost])


def _sit_in_sessions(registration: Registration) -> list[Session]:
    """Keep the sessions that are on the date and have room; the answer is those given up."""
    there = {one.pk for one in sessions_to_choose(registration.occurrence)}
    lost = [one for one in registration.sessions.all() if one.pk not in there]
    registration.sessions.remove(*lost)
    if registration.has_seat:
        for pool in session_pools(registration):
            if capacity.take([pool], seats=registration.seats) is not None and pool.session:
                lost.append(pool.session)
                registration.sessions.remove(pool.session)
    return lost
