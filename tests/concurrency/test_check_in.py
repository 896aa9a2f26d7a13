"""The same person at many doors at once, and many people at one: each counts once."""

from functools import partial
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from events import check_in
from events.busy import Busy
from events.check_in import By, CheckIn, NoSeat, Tap
from events.occurrence import Occurrence
from events.pool import Pool
from events.registration import Registration
from tests.concurrency.arena import Arena, Together, together
from tests.events import making

pytestmark = pytest.mark.concurrency

HELPERS = 8


def _tap(uuid: UUID | None = None, *, may_exceed: bool = False) -> Tap:
    return Tap(uuid or uuid4(), by=By(), at=timezone.now(), may_exceed=may_exceed)


def _guest(seats: int) -> int:
    return making.confirmed(making.occurrence(capacity=40), seats=seats).pk


def _came(pk: int) -> int:
    return CheckIn.objects.standing().filter(registration=pk).seats_of()


def _patiently(pk: int, seats: int, uuid: UUID | None, _number: int) -> str:
    """As a device does: the same tap again until it hears an answer."""
    tap = _tap(uuid)
    for _attempt in range(20):
        guest = Registration.objects.select_related("occurrence__event").get(pk=pk)
        try:
            return "in" if check_in.let_in(guest, tap, seats=seats).seats else "before"
        except Busy:
            continue
    return "busy"


def test_one_person_let_in_by_eight_helpers_counts_once(everywhere: Arena) -> None:
    pk = everywhere.run(partial(_guest, 1))

    answers = everywhere.rush(partial(_patiently, pk, 1, None), HELPERS)

    assert sorted(answers) == ["before"] * (HELPERS - 1) + ["in"]
    assert everywhere.run(partial(_came, pk)) == 1


def test_a_group_at_eight_doors_is_never_more_than_its_seats(everywhere: Arena) -> None:
    pk = everywhere.run(partial(_guest, 5))

    answers = everywhere.rush(partial(_patiently, pk, 2, None), HELPERS)

    assert answers.count("in") == 3
    assert everywhere.run(partial(_came, pk)) == 5


def test_one_tap_that_is_sent_eight_times_at_once_counts_once(everywhere: Arena) -> None:
    pk = everywhere.run(partial(_guest, 5))

    everywhere.rush(partial(_patiently, pk, 2, uuid4()), HELPERS)

    assert everywhere.run(partial(_came, pk)) == 2


def _naively(pk: int, all_have_read: Together, _number: int) -> None:
    """What everybody writes first: look whether they are in, then write that they are."""
    guest = Registration.objects.get(pk=pk)
    is_in = guest.check_ins.standing().exists()
    all_have_read()
    if not is_in:
        CheckIn.objects.create(uuid=uuid4(), registration=guest)


def test_this_test_would_notice_who_counts_twice(arena: Arena) -> None:
    """The positive control."""
    pk = arena.run(partial(_guest, 1))

    arena.rush(partial(_naively, pk, together(HELPERS)), HELPERS)

    assert arena.run(partial(_came, pk)) == HELPERS


def _room(seats: int) -> int:
    return making.occurrence(capacity=seats).pk


def _walks_in(pk: int, uuid: UUID | None, number: int) -> str:
    occurrence = Occurrence.objects.select_related("event").get(pk=pk)
    tap = _tap(uuid)
    for _attempt in range(20):
        try:
            check_in.walk_in(occurrence, f"Walk {number}", tap, language="en")
        except Busy:
            continue
        except NoSeat:
            return "full"
        return "in"
    return "busy"


def _seats(pk: int) -> tuple[int, int]:
    pool = Pool.objects.of_occurrences().get(occurrence=pk)
    return pool.taken, Registration.objects.filter(occurrence=pk).count()


def test_walk_ins_at_eight_doors_take_the_seats_that_there_are(everywhere: Arena) -> None:
    pk = everywhere.run(partial(_room, 5))

    answers = everywhere.rush(partial(_walks_in, pk, None), HELPERS)

    assert (answers.count("in"), answers.count("full")) == (5, 3)
    assert everywhere.run(partial(_seats, pk)) == (5, 5)


def test_one_walk_in_that_is_sent_eight_times_at_once_takes_one_seat(everywhere: Arena) -> None:
    pk = everywhere.run(partial(_room, 5))

    answers = everywhere.rush(partial(_walks_in, pk, uuid4()), HELPERS)

    assert answers == ["in"] * HELPERS
    assert everywhere.run(partial(_seats, pk)) == (1, 1)
