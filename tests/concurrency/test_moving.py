"""Moving people at the same moment, crosswise and twice: seats stay true, nobody is lost."""

import random
from functools import partial

import pytest

from events import moving, sign_up, uniting
from events.busy import Busy
from events.holding import Full
from events.moving import Refused
from events.occurrence import Occurrence
from events.pool import Pool
from events.registration import Registration
from tests.concurrency.arena import PROCESSES, Arena, Together, together
from tests.events import making

pytestmark = pytest.mark.concurrency

State = Registration.State


def _two_dates(*, seats: int, people: int) -> tuple[int, int]:
    """Two dates of one event, with so many seats each and so many people on each."""
    here = making.occurrence(capacity=seats)
    there = making.another_date(here, days=7)
    for number in range(people):
        making.confirmed(here, f"h{number}@sample.example")
        making.confirmed(there, f"t{number}@sample.example")
    return here.pk, there.pk


def _who(email: str) -> Registration:
    return Registration.objects.select_related("occurrence__event").get(email=email)


def _date(pk: int) -> Occurrence:
    return Occurrence.objects.select_related("event").get(pk=pk)


def assert_seats_are_true() -> dict[int, int]:
    """All pools hold what the rows say; the answer is what is taken of each date."""
    taken = {}
    for pool in Pool.objects.all():
        rows = Registration.objects.filter(occurrence=pool.occurrence_id)
        if pool.session_id:
            rows = rows.filter(sessions=pool.session_id)
        counted = sum(one.seats for one in rows.seated())
        waiting = 0 if pool.session_id else rows.waiting().count()
        assert (pool.taken, pool.waiting) == (counted, waiting)
        assert pool.capacity is None or pool.taken <= pool.capacity
        if pool.is_gate:
            taken[pool.occurrence_id] = pool.taken
    return taken


def _move_across(dates: tuple[int, int], number: int) -> str:
    """Every other process moves one the other way, so the two gates are wanted crosswise."""
    side, to = ("h", dates[1]) if number % 2 else ("t", dates[0])
    try:
        moving.move(_who(f"{side}{number // 2}@sample.example"), _date(to))
    except Refused as refused:
        return str(refused.reason.value)
    return "moved"


def test_people_cross_between_two_dates_and_nobody_waits_for_ever(arena: Arena) -> None:
    dates = arena.run(partial(_two_dates, seats=PROCESSES, people=PROCESSES // 2))

    answers = arena.rush(partial(_move_across, dates))

    assert answers == ["moved"] * PROCESSES
    assert set(arena.run(assert_seats_are_true).values()) == {PROCESSES // 2}


def test_as_many_are_moved_as_there_are_seats(arena: Arena) -> None:
    def make() -> tuple[int, int]:
        here = making.occurrence(capacity=PROCESSES)
        there = making.another_date(here, days=7)
        Occurrence.objects.filter(pk=there.pk).update(own_capacity=5)
        there.refresh_from_db()
        from events import seating

        seating.settle(there.event)
        for number in range(PROCESSES):
            making.confirmed(here, f"h{number}@sample.example")
        return here.pk, there.pk

    def go(number: int) -> str:
        try:
            moving.move(_who(f"h{number}@sample.example"), _date(dates[1]))
        except Refused as refused:
            return str(refused.reason.value)
        return "moved"

    dates = arena.run(make)

    answers = arena.rush(go)

    assert (answers.count("moved"), answers.count("full")) == (5, PROCESSES - 5)
    assert arena.run(assert_seats_are_true)[dates[1]] == 5


def test_one_person_is_moved_once_however_often_the_team_asks(arena: Arena) -> None:
    dates = arena.run(partial(_two_dates, seats=3, people=1))

    def go(_number: int) -> str:
        try:
            moving.move(_who("h0@sample.example"), _date(dates[1]))
        except Refused as refused:
            return str(refused.reason.value)
        return "moved"

    answers = arena.rush(go)

    assert answers.count("moved") == 1
    assert set(answers) <= {"moved", "left", "same"}
    assert arena.run(lambda: _who("h0@sample.example").letters.filter(kind="moved").count()) == 1
    arena.run(assert_seats_are_true)


def test_two_people_swap_once_however_often_the_team_asks(arena: Arena) -> None:
    dates = arena.run(partial(_two_dates, seats=1, people=1))

    def go(number: int) -> str:
        pair = [_who("h0@sample.example"), _who("t0@sample.example")]
        try:
            moving.swap(*(pair if number % 2 else reversed(pair)))
        except Refused as refused:
            return str(refused.reason.value)
        return "swapped"

    answers = arena.rush(go)

    # Each swap that happens does so whole: an odd number of them leaves the two swapped.
    where = arena.run(lambda: [_who(f"{side}0@sample.example").occurrence_id for side in "ht"])
    assert set(answers) <= {"swapped", "left"}
    assert tuple(where) == (dates[::-1] if answers.count("swapped") % 2 else dates)
    arena.run(assert_seats_are_true)


def test_two_registrations_become_one_once(arena: Arena) -> None:
    arena.run(partial(_two_dates, seats=4, people=2))

    def go(number: int) -> str:
        pair = [_who("h0@sample.example"), _who("h1@sample.example")]
        try:
            uniting.merge(*(pair if number % 2 else reversed(pair)))
        except Refused as refused:
            return str(refused.reason.value)
        return "merged"

    answers = arena.rush(go)

    assert (answers.count("merged"), answers.count("left")) == (1, PROCESSES - 1)
    arena.run(assert_seats_are_true)


def _anything(dates: tuple[int, int], number: int) -> str:
    """Sign up, move, swap, merge and cancel, as it comes, on both dates."""
    chance = random.Random(number)
    for attempt in range(4):
        mine = f"p{number}-{attempt}@sample.example"
        try:
            wish = making.wish(mine, seats=chance.randint(1, 2))
            sign_up.register(_date(chance.choice(dates)), wish)
            sign_up.confirm(_who(mine))
            _one_of_the_deeds(chance, dates, _who(mine))
        except (Refused, Full):
            continue
    return "done"


def _one_of_the_deeds(chance: random.Random, dates: tuple[int, int], mine: Registration) -> None:
    other = chance.choice(
        Registration.objects.active().exclude(pk=mine.pk).select_related("occurrence__event")
    )
    deed = chance.choice(["move", "swap", "merge", "cancel"])
    if deed == "move":
        moving.move(mine, _date(chance.choice(dates)), may_wait=chance.random() < 0.5)
    elif deed == "swap":
        moving.swap(mine, other)
    elif deed == "merge":
        uniting.merge(mine, other)
    else:
        sign_up.cancel(mine)


def test_seats_stay_true_whatever_the_team_and_people_do_at_once(arena: Arena) -> None:
    dates = arena.run(partial(_two_dates, seats=12, people=3))

    answers = arena.rush(partial(_anything, dates))

    assert answers == ["done"] * PROCESSES
    arena.run(assert_seats_are_true)


def _move_naively(dates: tuple[int, int], all_have_read: Together, number: int) -> str:
    """What everybody writes first: look whether there is room, then write."""
    mine = _who(f"h{number}@sample.example")
    gates = Pool.objects.of_occurrences()
    there = gates.get(occurrence=dates[1])
    here = gates.get(occurrence=dates[0])
    all_have_read()
    if there.capacity is not None and there.taken + mine.seats > there.capacity:
        return "full"
    gates.filter(pk=there.pk).update(taken=there.taken + mine.seats)
    gates.filter(pk=here.pk).update(taken=here.taken - mine.seats)
    Registration.objects.filter(pk=mine.pk).update(occurrence=dates[1])
    return "moved"


def test_this_test_would_notice_seats_that_are_lost(arena: Arena) -> None:
    """The positive control: reading first and writing then counts all who move as one."""
    dates = arena.run(partial(_two_dates, seats=PROCESSES, people=PROCESSES))

    arena.run(lambda: Registration.objects.filter(email__startswith="t").delete())
    arena.run(lambda: Pool.objects.filter(occurrence=dates[1]).update(taken=0))
    answers = arena.rush(partial(_move_naively, dates, together()))

    assert answers == ["moved"] * PROCESSES
    with pytest.raises(AssertionError):
        arena.run(assert_seats_are_true)


def test_repeatable_read_moves_no_more_than_there_are_seats(repeatable_read_arena: Arena) -> None:
    arena = repeatable_read_arena
    dates = arena.run(partial(_two_dates, seats=PROCESSES, people=PROCESSES // 2))

    def go(number: int) -> str:
        try:
            return _move_across(dates, number)
        except Busy:
            return "busy"

    answers = arena.rush(go)

    assert set(answers) <= {"moved", "busy"}
    assert sum(arena.run(assert_seats_are_true).values()) == PROCESSES
