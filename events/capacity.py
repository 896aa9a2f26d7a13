"""Giving and taking seats: the only code that does.

Whoever changes seats does so inside a transaction whose first statement is an UPDATE from this
file. That statement decides and locks at once, so it is right on PostgreSQL at both isolation
levels and on SQLite, where a lock that is read first is none. The pool of the occurrence always
comes first: it is the gate of all the occurrence's pools, and nobody can meet in it crosswise.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least

from .compiled import Update, compiled
from .event import Event
from .occurrence import Occurrence
from .pool import Pool, has_room_for, keeps
from .seat_share import share_for
from .session import Session


class Rearranged(Exception):  # noqa: N818 - a reason to look again, no error
    """The facts of the event changed between the look at the pools and the deed."""


# Which pools


def gate_of(occurrence: Occurrence) -> Pool:
    """The occurrence's own pool, which whoever changes its seats must lock first."""
    return _known(occurrence)[0]


def pools_for(
    occurrence: Occurrence,
    sessions: Iterable[Session] = (),
    *,
    sector_id: int | None = None,
    mode: str = "",
) -> list[Pool]:
    """The pools that a wish needs, in their order: own, share (where divided), sessions."""
    return chosen_among(_known(occurrence, sessions), sector_id=sector_id, mode=mode)


def chosen_among(pools: Sequence[Pool], *, sector_id: int | None, mode: str) -> list[Pool]:
    """The same of pools that are at hand; the occurrence's own comes first."""
    shares = [pool.share for pool in pools if pool.share_id is not None]
    share = share_for(shares, sector_id=sector_id, mode=mode)
    chosen = _of_share(pools, share.pk if share else None)
    return sorted(chosen, key=lambda pool: not pool.is_gate)


def pools_of(
    occurrence: Occurrence, sessions: Iterable[Session] = (), *, share_id: int | None
) -> list[Pool]:
    """The pools in which a registration of this share has its seats, in their order."""
    return _of_share(_known(occurrence, sessions), share_id)


def queue_of(pools: Sequence[Pool]) -> Pool:
    """Where one waits for these pools."""
    return next(pool for pool in pools if pool.is_queue)


def _known(occurrence: Occurrence, sessions: Iterable[Session] = ()) -> list[Pool]:
    wanted = [session.pk for session in sessions]
    choice = Q(session=None) | Q(session__in=wanted) if wanted else Q(session=None)
    found = Pool.objects.filter(choice, occurrence=occurrence).select_related("share").in_order()
    pools = list(found)
    if not pools or not pools[0].is_gate:
        settle(occurrence.event, [occurrence])
        pools = list(found.all())
    return pools


def _of_share(pools: Sequence[Pool], share_id: int | None) -> list[Pool]:
    return [
        pool
        for pool in pools
        if pool.is_gate
        or pool.session_id is not None
        or (pool.is_rest if share_id is None else pool.share_id == share_id)
    ]


# Taking


def lock(pools: Iterable[Pool]) -> None:
    """Make these pools ours until the transaction ends, without changing them."""
    for pool in pools:
        Pool.objects.filter(pk=pool.pk).update(taken=F("taken"))


def lock_all(event: Event) -> None:
    """Lock the seats of all dates of an event."""
    # By their keys: PostgreSQL, where it has not yet counted the dates of a new series, joins each
    # of them with each pool.
    dates = list(event.occurrences.values_list("pk", flat=True))
    Pool.objects.of_occurrences().filter(occurrence__in=dates).update(taken=F("taken"))


def take(pools: Sequence[Pool], *, seats: int, held_back: bool = False) -> Pool | None:
    """Take seats in all of these pools or in none; the answer is the pool that refused.

    Nobody passes those who wait, except on seats that are held back. The pools must stand in
    their order (`in_order`). Raises Rearranged where they are no longer those that are needed.
    """
    for number, pool in enumerate(pools):
        if not _take(pool, seats, held_back=held_back):
            put_back(pools[:number], seats=seats, held_back=held_back)
            return pool
    return None


def _take(pool: Pool, seats: int, *, held_back: bool) -> bool:
    take_from = _take_kept if held_back and pool.is_queue else _take_free
    done = take_from(pk=pool.pk, arrangement=pool.arrangement, seats=seats)
    mine = Pool.objects.filter(pk=pool.pk, arrangement=pool.arrangement)
    if not done and pool.is_gate and not mine.exists():
        raise Rearranged
    return bool(done)


@compiled
def _take_free(pk: int, arrangement: int, seats: int) -> Update:
    pools = Pool.objects.filter(has_room_for(seats), pk=pk, arrangement=arrangement, waiting=0)
    return pools, {"taken": F("taken") + seats}


@compiled
def _take_kept(pk: int, arrangement: int, seats: int) -> Update:
    pools = Pool.objects.filter(keeps(seats), pk=pk, arrangement=arrangement)
    return pools, {"taken": F("taken") + seats, "held_taken": F("held_taken") + seats}


def take_beyond(pools: Sequence[Pool], *, seats: int) -> None:
    """Take seats that are not there: the pools grow by what they lack. The gate is locked.

    The gate grows as its share does, or the seats would be missing in another share.
    """
    keys = [pool.pk for pool in pools]
    lacking = {pool.pk: _lacking(pool, seats) for pool in Pool.objects.filter(pk__in=keys)}
    whole = max(lacking[pool.pk] for pool in pools if pool.session_id is None)
    for pool in pools:
        more = whole if pool.session_id is None else lacking[pool.pk]
        Pool.objects.filter(pk=pool.pk).update(
            taken=F("taken") + seats, capacity=F("capacity") + more, extra=F("extra") + more
        )


def _lacking(pool: Pool, seats: int) -> int:
    if pool.capacity is None:
        return 0
    return max(pool.taken + pool.still_held_back + seats - pool.capacity, 0)


# Giving back


def put_back(pools: Iterable[Pool], *, seats: int, held_back: bool = False) -> None:
    """Undo what was taken a moment ago."""
    for pool in pools:
        held = seats if held_back and pool.is_queue else 0
        Pool.objects.filter(pk=pool.pk).update(
            taken=F("taken") - seats, held_taken=F("held_taken") - held
        )


def give_back(pools: Iterable[Pool], *, seats: int, held_back: bool = False) -> None:
    """Give seats back; those beyond what the facts give are there no longer."""
    for pool in pools:
        held = seats if held_back and pool.is_queue else 0
        gone = Least(F("extra"), seats)
        Pool.objects.filter(pk=pool.pk).update(
            taken=F("taken") - seats,
            held_taken=F("held_taken") - held,
            capacity=F("capacity") - gone,
            extra=F("extra") - gone,
        )


# Waiting


def join_waiting_list(pools: Sequence[Pool]) -> int:
    """Count one more who waits; the answer is the place on the list.

    Places are counted through the gate, so they can be compared between shares.
    """
    gate, queue = pools[0], queue_of(pools)
    Pool.objects.filter(pk=gate.pk).update(last_position=F("last_position") + 1)
    Pool.objects.filter(pk=queue.pk).update(waiting=F("waiting") + 1)
    position: int = Pool.objects.values_list("last_position", flat=True).get(pk=gate.pk)
    return position


def leave_waiting_list(pools: Sequence[Pool]) -> None:
    Pool.objects.filter(pk=queue_of(pools).pk).update(waiting=F("waiting") - 1)


def let_in(pools: Sequence[Pool], *, seats: int) -> bool:
    """Give seats to whoever waits longest, if there are as many."""
    queue = queue_of(pools)
    gates = [pool for pool in pools if pool.is_gate and pool != queue]
    if take(gates, seats=seats) is not None:
        return False
    awaited = Pool.objects.filter(has_room_for(seats), pk=queue.pk, waiting__gt=0)
    if awaited.update(taken=F("taken") + seats, waiting=F("waiting") - 1):
        return True
    put_back(gates, seats=seats)
    return False


def correct(pool: Pool, *, taken: int, waiting: int, held_taken: int = 0) -> None:
    """Write what was counted, for reconciling. More taken than allowed keeps everybody."""
    usual = F("capacity") - F("extra")
    limit = {}
    if pool.capacity is not None:
        kept = Greatest(usual, taken)
        limit = {"capacity": kept, "extra": kept - usual}
    counted = {"taken": taken, "waiting": waiting, "held_taken": held_taken}
    Pool.objects.filter(pk=pool.pk).update(**counted, **limit)


# What the facts ask for


def settle(event: Event, occurrences: Iterable[Occurrence] | None = None) -> None:
    """Give each occurrence, share and session with seats of its own the pool that it needs.

    Where more seats are taken than there now are, nobody loses one: the pool closes at what is
    taken. `seating.settle` calls this, then counts, and lets in those who wait.
    """
    chosen = list(event.occurrences.all() if occurrences is None else occurrences)
    limited = [session for session in event.sessions.all() if session.capacity is not None]
    shares = list(event.seat_shares.all())
    pools = Pool.objects.filter(occurrence__in=chosen)
    gates = pools.of_occurrences()
    gates.update(is_divided=bool(shares), arrangement=F("arrangement") + 1)
    _add_missing(chosen, limited, shares)
    for session in limited:
        _resize(pools.filter(session=session), session.capacity)
    pools.exclude(session=None).exclude(session__in=limited).delete()
    for share in shares:
        _resize(pools.filter(share=share), share.seats, held_back=share.held_back)
    if not shares:
        pools.filter(is_rest=True).delete()
    own = {one.own_capacity for one in chosen if one.own_capacity is not None}
    for capacity in [None, *sorted(own)]:
        of_these = [one for one in chosen if one.own_capacity == capacity]
        _resize_whole(event, shares, Pool.objects.filter(occurrence__in=of_these), capacity)


def _resize_whole(event: Event, shares: list[Any], pools: Any, own: int | None) -> None:
    """The own pools of dates, and the rest of those that are divided."""
    seats = event.capacity if own is None else own
    _resize(pools.of_occurrences(), seats, held_back=0 if shares else event.held_back)
    if shares:
        rest = None if seats is None else max(seats - named_seats(shares), 0)
        _resize(pools.filter(is_rest=True), rest, held_back=event.held_back)


def named_seats(shares: Iterable[Any]) -> int:
    """The seats of all shares that have a number."""
    return sum(share.seats or 0 for share in shares)


def _add_missing(occurrences: list[Occurrence], sessions: list[Session], shares: list[Any]) -> None:
    wanted: list[dict[str, Any]] = [{"is_divided": bool(shares)}]
    wanted += [{"share": share} for share in shares] + ([{"is_rest": True}] if shares else [])
    wanted += [{"session": session} for session in sessions]
    known = {
        (pool.occurrence_id, pool.share_id, pool.session_id, pool.is_rest)
        for pool in Pool.objects.filter(occurrence__in=occurrences)
    }
    every = [Pool(occurrence=one, **values) for one in occurrences for values in wanted]
    Pool.objects.bulk_create(
        [
            pool
            for pool in every
            if (pool.occurrence_id, pool.share_id, pool.session_id, pool.is_rest) not in known
        ],
        ignore_conflicts=True,
    )


def _resize(pools: models.QuerySet[Pool], capacity: int | None, *, held_back: int = 0) -> None:
    pools.exclude(held_back=held_back).update(held_back=held_back)
    if capacity is None:
        pools.exclude(capacity=None).update(capacity=None, extra=0)
    else:
        kept = Greatest(F("taken"), capacity)
        pools.update(capacity=kept, extra=kept - capacity)
