"""The waiting list: who gets the next seat, strictly in order, at once or as an offer."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from typing import Any

from django.db.models import Q
from django.utils import timezone

from . import capacity, outbox
from .busy import in_one_go
from .capacity import Pool
from .occurrence import Occurrence
from .outbox import Kind, Letter
from .registration import Registration
from .session import Session
from .sign_up_state import lets_in


def promote(occurrence: Occurrence) -> int:
    """Give free seats to those who wait, longest first; say how many registrations got in."""
    gate = capacity.gate_of(occurrence)
    return in_one_go(partial(_promote, occurrence, gate))


def _promote(occurrence: Occurrence, gate: Pool) -> int:
    capacity.lock([gate])
    return let_in(occurrence)


def let_in(occurrence: Occurrence) -> int:
    """The caller has locked the gate. Strictly in order: a small group never passes a large one.

    Each share of the seats has its own list; whoever waits longest in one is asked first.
    """
    if not lets_in(occurrence):
        return 0
    count, full = 0, set[int | None]()
    while registration := _longest_waiting(occurrence, full):
        sessions = registration.sessions.all()
        pools = capacity.pools_of(occurrence, sessions, share_id=registration.share_id)
        if capacity.let_in(pools, seats=registration.seats):
            registration.occurrence = occurrence
            _seat(registration, pools)
            count += 1
        elif pools[0].is_queue:
            break
        else:
            full.add(registration.share_id)
    return count


def _longest_waiting(occurrence: Occurrence, full: set[int | None]) -> Registration | None:
    waiting = Registration.objects.longest_waiting().filter(occurrence=occurrence)
    if full:
        in_full = Q(share__in=[pk for pk in full if pk is not None])
        waiting = waiting.exclude(in_full | Q(share=None) if None in full else in_full)
    return waiting.first()


def _seat(registration: Registration, pools: Sequence[Pool]) -> None:
    """Somebody who waited has seats now, or an offer of them.

    An address that is not confirmed has a day to be. The letter tells when and where, too: whose
    date has changed meanwhile needs no second one.
    """
    waiting = Registration.objects.filter(pk=registration.pk, state=Registration.State.WAITING)
    seated = _seated(registration)
    waiting.update(position=None, **seated)
    lost = seat_in_sessions(registration, pools)
    if registration.is_address_confirmed:
        facts = registration.occurrence_facts()
        details: dict[str, Any] = {"lost_sessions": [session.pk for session in lost]}
        if registration.told not in ("", facts):
            details["has_changed"] = True
        Registration.objects.filter(pk=registration.pk).update(told=facts)
        is_offer = seated["state"] == Registration.State.OFFERED
        kind = Kind.OFFERED if is_offer else Kind.PROMOTED
        outbox.write([next_letter(registration, kind, details)])


def next_letter(registration: Registration, kind: Kind, details: dict[str, Any]) -> Letter:
    """A letter that somebody who is moved about may get more than once."""
    number = registration.letters.filter(kind=kind).count() + 1
    return Letter(registration=registration, kind=kind, number=number, details=details)


def _seated(registration: Registration) -> dict[str, Any]:
    now, state = timezone.now(), Registration.State
    if registration.must_confirm:
        return {"state": state.HELD, "hold_until": registration.may_confirm_until()}
    hours = registration.occurrence.event.offer_hours
    if hours and registration.is_address_confirmed:
        until = min(now + timedelta(hours=hours), registration.occurrence.starts_at)
        return {"state": state.OFFERED, "hold_until": until}
    return {"state": state.CONFIRMED, "hold_until": None}


def seat_in_sessions(registration: Registration, pools: Sequence[Pool]) -> list[Session]:
    """Take seats in the sessions asked for; those that have become full are given up."""
    asked = [pool for pool in pools if pool.session_id is not None]
    refused = [capacity.take([pool], seats=registration.seats) for pool in asked]
    lost = [pool.session for pool in refused if pool is not None and pool.session is not None]
    if lost:
        registration.sessions.remove(*lost)
    return lost
