"""Very many ask at once for the few seats of three sectors and of sessions.

The bar itself (32 clients, 2,000 attempts, 500 seats, 40 sessions) with GATHERING_RUSH=whole.
"""

import logging
from collections.abc import Sequence
from functools import partial, reduce
from operator import add
from typing import Any

import pytest

from events import capacity, sign_up
from events.occurrence import Occurrence
from events.pool import Pool
from tests.concurrency import rush
from tests.concurrency.arena import PROCESSES, Arena, Together, together
from tests.concurrency.rush import CHOSEN, Heard
from tests.events import making
from tests.events.truth import what_is_wrong, what_reconciling_finds

pytestmark = pytest.mark.concurrency
logger = logging.getLogger(__name__)


def _all(heard: list[Heard]) -> Heard:
    return reduce(add, heard)


def test_exactly_as_many_are_confirmed_as_there_are_seats(everywhere: Arena) -> None:
    pk = everywhere.run(partial(rush.prepare, CHOSEN))

    asked = _all(everywhere.rush(partial(rush.ask, CHOSEN, pk), processes=CHOSEN.clients))
    after_asking = everywhere.run(partial(rush.after_asking, CHOSEN, pk, asked.full_sessions))
    queue = everywhere.run(partial(rush.queue, pk))
    left = _all(everywhere.rush(partial(rush.leave, CHOSEN, pk), processes=CHOSEN.clients))
    after_leaving = everywhere.run(partial(rush.after_leaving, CHOSEN, pk, queue))

    logger.info("Asked: %s. Left: %s", dict(asked.answers), dict(left.answers))
    assert (after_asking, after_leaving) == ([], [])
    assert asked.answers["ok"] == CHOSEN.attempts
    assert (asked + left).answers["gave up"] == 0
    assert everywhere.run(what_reconciling_finds) == []


# Controls: with a pool that decides wrongly, this test would notice


def _take_what_was_read(
    pools: Sequence[Pool], *, seats: int, held_back: bool = False
) -> Pool | None:
    """What everybody writes first: compare what was read, then write the sum."""
    for pool in pools:
        if pool.capacity is not None and pool.taken + seats > pool.capacity:
            return pool
        Pool.objects.filter(pk=pool.pk).update(taken=pool.taken + seats)
    return None


def _ask_with_a_naive_pool(pk: int, all_have_read: Together, number: int) -> None:
    pools_for = capacity.pools_for

    def read_together(*args: Any, **kwargs: Any) -> list[Pool]:
        pools = pools_for(*args, **kwargs)
        all_have_read()
        return pools

    capacity.pools_for, capacity.take = read_together, _take_what_was_read
    date = Occurrence.objects.select_related("event").get(pk=pk)
    sign_up.register(date, making.wish(f"p{number}@sample.example"))


def test_a_pool_that_reads_first_would_be_noticed(arena: Arena) -> None:
    pk = arena.run(lambda: making.occurrence(capacity=5).pk)

    arena.rush(partial(_ask_with_a_naive_pool, pk, together()))

    found = arena.run(partial(what_is_wrong, pk))
    assert any(sentence.endswith(f"overbooked: {PROCESSES} of 5") for sentence in found)


def _ask_without_the_guard(pk: int) -> None:
    """Whoever waits is passed where the pool does not ask whether anybody does."""

    def take_unguarded(
        pools: Sequence[Pool], *, seats: int, held_back: bool = False
    ) -> Pool | None:
        waiting = {pool.pk: Pool.objects.get(pk=pool.pk).waiting for pool in pools}
        Pool.objects.filter(pk__in=waiting).update(waiting=0)
        refused = take(pools, seats=seats)
        for pool in pools:
            Pool.objects.filter(pk=pool.pk).update(waiting=waiting[pool.pk])
        return refused

    take = capacity.take
    date = Occurrence.objects.select_related("event").get(pk=pk)
    making.confirmed(date, seats=2)
    making.confirmed(date, seats=3)
    capacity.take = take_unguarded
    making.confirmed(date, seats=1)


def test_a_pool_that_lets_people_pass_would_be_noticed(arena: Arena) -> None:
    pk = arena.run(lambda: making.occurrence(capacity=4).pk)

    arena.run(partial(_ask_without_the_guard, pk))

    found = arena.run(partial(what_is_wrong, pk))
    assert [sentence.partition(" ")[2] for sentence in found] == ["was passed by 1 who came later"]
