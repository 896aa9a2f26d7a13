"""The waiting list: who gets the next seat, strictly in order; pools kept true to registrations."""

from functools import partial
from typing import Any

from django.db.models import Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from . import capacity, conf, outbox
from .busy import in_one_go
from .capacity import Pool
from .event import Event
from .occurrence import Occurrence
from .outbox import Kind, Letter
from .registration import Registration
from .session import Session


def promote(occurrence: Occurrence) -> int:
    """Give free seats to those who wait, longest first; say how many registrations got in."""
    gate = capacity.pools_for(occurrence)[0]
    return in_one_go(partial(_promote, occurrence, gate))


def _promote(occurrence: Occurrence, gate: Pool) -> int:
    capacity.lock([gate])
    return let_in(occurrence, gate)


def let_in(occurrence: Occurrence, gate: Pool) -> int:
    """The caller has locked the gate. Strictly in order: a small group never passes a large one."""
    if occurrence.is_cancelled or occurrence.is_postponed or occurrence.starts_at <= timezone.now():
        return 0
    count = 0
    while registration := (
        Registration.objects.longest_waiting().filter(occurrence=occurrence).first()
    ):
        if not capacity.let_in(gate, seats=registration.seats):
            break
        registration.occurrence = occurrence
        _seat(registration)
        count += 1
    return count


def _seat(registration: Registration) -> None:
    """Somebody who waited has seats now; an address that is not confirmed has a day to be.

    The letter tells when and where, too: whose date has changed meanwhile needs no second one.
    """
    is_known = registration.is_address_confirmed
    state = Registration.State.CONFIRMED if is_known else Registration.State.HELD
    hold_until = None if is_known else timezone.now() + conf.hold()
    waiting = Registration.objects.filter(pk=registration.pk, state=Registration.State.WAITING)
    waiting.update(state=state, position=None, hold_until=hold_until)
    lost = _seat_in_sessions(registration)
    if is_known:
        facts = registration.occurrence_facts()
        details: dict[str, Any] = {"lost_sessions": [session.pk for session in lost]}
        if registration.told not in ("", facts):
            details["has_changed"] = True
        Registration.objects.filter(pk=registration.pk).update(told=facts)
        outbox.write(
            [Letter(registration=registration, kind=Kind.PROMOTED, number=1, details=details)]
        )


def _seat_in_sessions(registration: Registration) -> list[Session]:
    """Take seats in the sessions asked for; those that have become full are given up."""
    pools = capacity.pools_for(registration.occurrence, registration.sessions.all())[1:]
    refused = [capacity.take([pool], seats=registration.seats) for pool in pools]
    lost = [pool.session for pool in refused if pool is not None and pool.session is not None]
    if lost:
        registration.sessions.remove(*lost)
    return lost


def settle(event: Event) -> None:
    """After the seats or dates of an event changed: fit its pools, let in those who wait.

    Called in the transaction of the change.
    """
    capacity.settle(event)
    gates = Pool.objects.of_occurrences().awaited().with_room().filter(occurrence__event=event)
    for gate in gates.select_related("occurrence__event").in_order():
        let_in(gate.occurrence, gate)


def reconcile() -> list[str]:
    """Count all seats anew and mend the pools that are wrong; say which they were."""
    pools = Pool.objects.select_related("occurrence__event").in_order()
    return [line for pool in pools for line in _reconciled(pool)]


def _reconciled(pool: Pool) -> list[str]:
    gate = capacity.pools_for(pool.occurrence)[0]
    return in_one_go(partial(_reconcile, pool, gate))


def _reconcile(pool: Pool, gate: Pool) -> list[str]:
    capacity.lock([gate])
    pool.refresh_from_db()
    of_occurrence = Registration.objects.filter(occurrence_id=pool.occurrence_id)
    seated = of_occurrence.seated()
    if pool.session_id is not None:
        seated = seated.filter(sessions=pool.session_id)
    taken = seated.aggregate(seats=Coalesce(Sum("seats"), 0))["seats"]
    waiting = of_occurrence.waiting().count() if pool.session_id is None else 0
    if (taken, waiting) == (pool.taken, pool.waiting):
        return []
    before = (pool.taken, pool.waiting)
    capacity.correct(pool, taken=taken, waiting=waiting)
    if pool.pk == gate.pk:
        let_in(pool.occurrence, gate)
    return [f"pool {pool.pk}: taken, waiting {before} → {(taken, waiting)}"]
