"""Pools kept true to registrations: fitted to the facts, counted anew, shared anew."""

from functools import partial
from typing import Any

from django.db.models import Count, Q, Sum

from . import capacity
from .busy import in_one_go
from .event import Event
from .pool import Pool, PoolQuerySet
from .registration import Registration, RegistrationQuerySet
from .seat_share import share_for
from .waiting_list import let_in


def settle(event: Event) -> None:
    """After the seats or dates of an event changed: fit its pools, let in those who wait.

    Called in the transaction of the change. Where the shares changed, everybody goes to the one
    that suits best now, and nobody loses a seat or a place on the list.
    """
    dates = list(event.occurrences.all())
    # By their keys, as in `capacity.lock_all`.
    pools = Pool.objects.filter(occurrence__in=dates)
    was_divided = pools.filter(is_divided=True).exists()
    capacity.settle(event, dates)
    _count_sessions(event, pools)
    if was_divided or event.seat_shares.exists():
        _bring_home(event)
        _count_anew(event, pools.filter(session=None))
        capacity.settle(event, dates)
    awaited = set(pools.queues().awaited().with_room().values_list("occurrence_id", flat=True))
    for occurrence in dates:
        if occurrence.pk in awaited:
            occurrence.event = event
            let_in(occurrence)


def _bring_home(event: Event) -> None:
    """Each registration to the share that suits it best, in as many queries as there are sorts."""
    shares = list(event.seat_shares.all())
    rows = Registration.objects.filter(occurrence__event=event)
    for sector_id, mode, share_id in (
        rows.order_by().values_list("sector", "mode", "share").distinct()
    ):
        best = share_for(shares, sector_id=sector_id, mode=mode)
        if (best.pk if best else None) != share_id:
            rows.filter(sector=sector_id, mode=mode, share=share_id).update(share=best)


def _count_anew(event: Event, pools: PoolQuerySet) -> None:
    """Write what the registrations say into the pools of dates, shares and rest."""
    rows = Registration.objects.filter(occurrence__event=event)
    whole, shared = _counts(rows, "occurrence"), _counts(rows, "occurrence", "share")
    nothing = (0, 0, 0)
    for pool in pools.select_related("occurrence").in_order():
        if pool.is_gate:
            taken, waiting, held = whole.get((pool.occurrence_id,), nothing)
            counted = (taken, 0, 0) if pool.is_divided else (taken, waiting, held)
        else:
            counted = shared.get((pool.occurrence_id, pool.share_id), nothing)
        _write(pool, *counted)


def _count_sessions(event: Event, pools: PoolQuerySet) -> None:
    """A session that was given a number of seats has those already who chose it before."""
    seated = Registration.objects.seated().filter(occurrence__event=event).order_by()
    taken = {
        (occurrence, session): seats
        for occurrence, session, seats in seated.exclude(sessions=None)
        .values_list("occurrence", "sessions")
        .annotate(taken=Sum("seats"))
    }
    for pool in pools.filter(taken=0).exclude(session=None).in_order():
        _write(pool, taken.get((pool.occurrence_id, pool.session_id), 0), 0, 0)


def _counts(rows: RegistrationQuerySet, *by: str) -> dict[tuple[Any, ...], tuple[int, int, int]]:
    """Seats taken, registrations that wait and held-back seats taken, by these columns."""
    is_seated = Registration.IS_SEATED
    found = (
        rows.order_by()
        .values_list(*by)
        .annotate(
            taken=Sum("seats", filter=is_seated, default=0),
            waiting=Count("pk", filter=Q(state=Registration.State.WAITING)),
            held=Sum("seats", filter=is_seated & Q(takes_held_back=True), default=0),
        )
    )
    return {row[: len(by)]: row[len(by) :] for row in found}


def _write(pool: Pool, taken: int, waiting: int, held: int) -> str:
    """Mend a pool that is wrong, and say how; nothing where it is right."""
    before, after = (pool.taken, pool.waiting, pool.held_taken), (taken, waiting, held)
    if before == after:
        return ""
    capacity.correct(pool, taken=taken, waiting=waiting, held_taken=held)
    return f"pool {pool.pk}: taken, waiting, of those held back {before} → {after}"


def reconcile() -> list[str]:
    """Count all seats anew and mend the pools that are wrong; say which they were."""
    gates = Pool.objects.of_occurrences().select_related("occurrence__event").in_order()
    return [line for gate in gates for line in in_one_go(partial(_reconcile, gate))]


def _reconcile(gate: Pool) -> list[str]:
    capacity.lock([gate])
    rows = Registration.objects.filter(occurrence=gate.occurrence_id)
    pools = Pool.objects.filter(occurrence=gate.occurrence_id).in_order()
    said = [_write(pool, *_counted(pool, rows)) for pool in pools]
    if any(said):
        let_in(gate.occurrence)
    return [line for line in said if line]


def _counted(pool: Pool, rows: RegistrationQuerySet) -> tuple[int, int, int]:
    if pool.session_id is not None:
        seated = rows.seated().filter(sessions=pool.session_id)
        return seated.aggregate(seats=Sum("seats", default=0))["seats"], 0, 0
    if not pool.is_gate:
        rows = rows.filter(share=pool.share_id)
    taken, waiting, held = _counts(rows, "occurrence").get((pool.occurrence_id,), (0, 0, 0))
    return (taken, 0, 0) if pool.is_divided else (taken, waiting, held)
