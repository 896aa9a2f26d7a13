"""Seats are never given twice, whoever asks at the same moment."""

import random
from functools import partial

import pytest
from django.db.models import Sum

from events import changing, sign_up
from events.busy import Busy
from events.holding import Full
from events.occurrence import Occurrence
from events.pool import Pool
from events.registration import Registration
from tests.concurrency.arena import PROCESSES, Arena, Together, together
from tests.events import making

pytestmark = pytest.mark.concurrency

State = Registration.State


def _make(**facts: object) -> int:
    return making.occurrence(**facts).pk


def _get(pk: int) -> Occurrence:
    return Occurrence.objects.select_related("event").get(pk=pk)


def _seats(registrations: object) -> int:
    return registrations.aggregate(seats=Sum("seats"))["seats"] or 0


def assert_seats_are_true(pk: int) -> dict[str, int]:
    """What must hold whenever nobody is at work, for all pools of an occurrence."""
    for pool in Pool.objects.filter(occurrence=pk):
        rows = Registration.objects.filter(occurrence=pk)
        if pool.session_id:
            rows = rows.filter(sessions=pool.session_id)
        assert pool.taken == _seats(rows.seated())
        assert pool.capacity is None or pool.taken <= pool.capacity
    gate = Pool.objects.of_occurrences().get(occurrence=pk)
    waiting = Registration.objects.filter(occurrence=pk).longest_waiting()
    assert gate.waiting == waiting.count()
    head = waiting.first()
    assert head is None or gate.taken + head.seats > gate.capacity
    positions = list(waiting.values_list("position", flat=True))
    assert len(positions) == len(set(positions))
    return {"taken": gate.taken, "waiting": gate.waiting, "last": gate.last_position}


def _ask(pk: int, number: int, *, attempts: int, most: int = 1) -> list[str]:
    """One process that signs up several people, one after the other."""
    chance = random.Random(number)
    answers = []
    for attempt in range(attempts):
        asked = making.wish(f"p{number}-{attempt}@sample.example", seats=chance.randint(1, most))
        try:
            sign_up.register(_get(pk), asked)
        except (Full, Busy) as answer:
            answers.append(type(answer).__name__)
        else:
            answers.append("ok")
    return answers


def test_as_many_get_a_seat_as_there_are_and_the_others_wait(arena: Arena) -> None:
    pk = arena.run(partial(_make, capacity=20))

    answers = arena.rush(partial(_ask, pk, attempts=5))

    assert {answer for each in answers for answer in each} == {"ok"}
    assert arena.run(partial(assert_seats_are_true, pk)) == {
        "taken": 20,
        "waiting": PROCESSES * 5 - 20,
        "last": PROCESSES * 5 - 20,
    }


def test_without_a_waiting_list_the_others_hear_that_it_is_full(arena: Arena) -> None:
    pk = arena.run(partial(_make, capacity=20, has_waiting_list=False))

    answers = [answer for each in arena.rush(partial(_ask, pk, attempts=3)) for answer in each]

    assert (answers.count("ok"), answers.count("Full")) == (20, PROCESSES * 3 - 20)
    assert arena.run(partial(assert_seats_are_true, pk))["taken"] == 20


def _ask_naively(pk: int, all_have_read: Together, number: int) -> str:
    """What everybody writes first: count, then insert."""
    taken = _seats(Registration.objects.filter(occurrence=pk).seated())
    all_have_read()
    if taken + 1 > 5:
        return "full"
    Registration.objects.create(
        occurrence_id=pk,
        name="Sam Sample",
        email=f"p{number}@sample.example",
        language="en",
        state=State.HELD,
        consent_version="1",
        consent_language="en",
    )
    return "ok"


def test_this_test_would_notice_an_overbooking(arena: Arena) -> None:
    """The positive control: the naive way overbooks when all have read before one has written."""
    pk = arena.run(partial(_make, capacity=5))

    answers = arena.rush(partial(_ask_naively, pk, together()))

    assert answers == ["ok"] * PROCESSES
    with pytest.raises(AssertionError):
        arena.run(partial(assert_seats_are_true, pk))


def _ask_and_leave(pk: int, number: int) -> str:
    """Sign up groups, confirm some, change some, cancel some, some of them twice."""
    chance = random.Random(number)
    mine: list[Registration] = []
    sessions = list(_get(pk).event.sessions.all())
    for attempt in range(4):
        chosen = chance.sample(sessions, 2)
        asked = making.wish(
            f"p{number}-{attempt}@sample.example", seats=chance.randint(1, 3), sessions=chosen
        )
        try:
            sign_up.register(_get(pk), asked)
        except Full:
            continue
        mine.append(Registration.objects.get(email=asked.email))
        one = chance.choice(mine)
        sign_up.confirm(one)
        if chance.random() < 0.5:
            sign_up.cancel(one)
            sign_up.cancel(Registration.objects.get(pk=one.pk))
        elif chance.random() < 0.5:
            try:
                changing.change(one, making.wish(seats=chance.randint(1, 3), sessions=chosen[:1]))
            except Full:
                continue
    return "done"


def _make_with_sessions() -> int:
    occurrence = making.occurrence(capacity=15)
    for hour in range(3):
        making.session(occurrence, hour=hour, capacity=8)
    return occurrence.pk


def test_seats_stay_true_while_people_come_change_and_leave(arena: Arena) -> None:
    pk = arena.run(_make_with_sessions)

    answers = arena.rush(partial(_ask_and_leave, pk))

    assert answers == ["done"] * PROCESSES
    arena.run(partial(assert_seats_are_true, pk))


def _ask_for_one(pk: int, number: int) -> None:
    sign_up.register(_get(pk), making.wish("same@sample.example"))


def test_one_address_gets_one_seat_however_often_it_asks_at_once(arena: Arena) -> None:
    pk = arena.run(partial(_make, capacity=20))

    arena.rush(partial(_ask_for_one, pk))

    assert arena.run(Registration.objects.count) == 1
    assert arena.run(partial(assert_seats_are_true, pk))["taken"] == 1


def _prepare_queue() -> int:
    occurrence = making.occurrence(capacity=1)
    for number in range(4):
        making.confirmed(occurrence, f"p{number}@sample.example")
    return occurrence.pk


def _by_number(number: int) -> Registration:
    rows = Registration.objects.select_related("occurrence__event")
    return rows.get(email=f"p{number}@sample.example")


def _states() -> list[str]:
    return [_by_number(number).state for number in range(4)]


def test_cancelling_many_times_at_once_lets_in_one(arena: Arena) -> None:
    pk = arena.run(_prepare_queue)

    answers = arena.rush(lambda _number: sign_up.cancel(_by_number(0)))

    assert answers.count(True) == 1
    assert arena.run(_states) == ["cancelled", "confirmed", "waiting", "waiting"]
    arena.run(partial(assert_seats_are_true, pk))


def _prepare_held() -> int:
    return making.registration(making.occurrence(capacity=1), "p0@sample.example").pk


def _letters() -> list[str]:
    return sorted(_by_number(0).letters.values_list("kind", flat=True))


def test_confirming_many_times_at_once_writes_one_letter(arena: Arena) -> None:
    arena.run(_prepare_held)

    answers = arena.rush(lambda _number: sign_up.confirm(_by_number(0)))

    assert answers.count(True) == 1
    assert arena.run(_letters) == ["confirm", "registered"]


def test_repeatable_read_never_overbooks_and_says_so_when_it_gives_up(
    repeatable_read_arena: Arena,
) -> None:
    arena = repeatable_read_arena
    pk = arena.run(partial(_make, capacity=20, has_waiting_list=False))

    answers = [answer for each in arena.rush(partial(_ask, pk, attempts=3)) for answer in each]

    taken = arena.run(partial(assert_seats_are_true, pk))["taken"]
    assert answers.count("ok") == taken <= 20
    assert set(answers) <= {"ok", "Full", "Busy"}
