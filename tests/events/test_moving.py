"""People move to another date or into each other's place; seats stay true, letters tell of it."""

import pytest

from events import moving, seating, sign_up
from events.letters.registry import LETTERS
from events.moving import Reason, Refused
from events.outbox import Kind, Letter
from events.pool import Pool
from events.registration import Registration
from events.subject import Subject
from tests.events import making

pytestmark = pytest.mark.django_db

State = Registration.State


def taken(*occurrences: object) -> list[int]:
    gates = Pool.objects.of_occurrences()
    return [gates.get(occurrence=one).taken for one in occurrences]


def told(registration: Registration) -> list[str]:
    return list(registration.letters.order_by("pk").values_list("kind", flat=True))


def refused(deed: object) -> str:
    with pytest.raises(Refused) as caught:
        deed()
    return caught.value.reason


def test_who_is_moved_has_a_seat_there_and_none_here() -> None:
    here = making.occurrence(capacity=2)
    there = making.another_date(here, days=7)
    made = making.confirmed(here, seats=2)

    moving.move(made, there)

    made.refresh_from_db()
    assert (made.occurrence, made.state) == (there, State.CONFIRMED)
    assert taken(here, there) == [0, 2]
    assert told(made)[-1] == Kind.MOVED


def test_the_seat_that_becomes_free_goes_to_who_waits_longest() -> None:
    here = making.occurrence(capacity=1)
    there = making.another_date(here, days=7)
    made, waits = making.confirmed(here), making.confirmed(here)

    moving.move(made, there)

    waits.refresh_from_db()
    assert waits.state == State.CONFIRMED
    assert taken(here, there) == [1, 1]


def test_nobody_loses_a_seat_for_a_date_that_is_full() -> None:
    here = making.occurrence(capacity=1)
    there = making.another_date(here, days=7)
    made = making.confirmed(here)
    making.confirmed(there)

    assert refused(lambda: moving.move(made, there)) == Reason.FULL

    made.refresh_from_db()
    assert (made.occurrence, taken(here, there)) == (here, [1, 1])
    assert Kind.MOVED not in told(made)


def test_who_would_rather_wait_there_has_a_place_on_the_list() -> None:
    here = making.occurrence(capacity=1)
    there = making.another_date(here, days=7)
    made = making.confirmed(here)
    making.confirmed(there)

    moving.move(made, there, may_wait=True)

    made.refresh_from_db()
    assert (made.state, made.place_on_waiting_list) == (State.WAITING, 1)
    assert taken(here, there) == [0, 1]


def test_who_waits_gets_a_free_seat_of_another_date() -> None:
    here = making.occurrence(capacity=1)
    there = making.another_date(here, days=7)
    making.confirmed(here)
    waits = making.confirmed(here)

    moving.move(waits, there)

    waits.refresh_from_db()
    gate = Pool.objects.of_occurrences().get(occurrence=here)
    assert (waits.state, waits.position, gate.waiting) == (State.CONFIRMED, None, 0)


def test_sessions_of_the_old_date_are_given_up_and_named_in_the_letter() -> None:
    here = making.occurrence(capacity=3)
    session = making.session(here, capacity=2)
    there = making.another_date(here, days=7)
    making.page(here)
    made = making.confirmed(here, sessions=[session])

    moving.move(made, there)

    letter = made.letters.get(kind=Kind.MOVED)
    made = Registration.objects.get(pk=made.pk)
    wording = LETTERS[letter.kind](letter, Subject(made))
    assert (
        list(made.sessions.all()),
        Pool.objects.get(session=session, occurrence=here).taken,
    ) == (
        [],
        0,
    )
    assert any("Session 1" in line for line in wording.holds)


@pytest.mark.parametrize("case", ["same", "over", "other-event", "known", "left"])
def test_a_move_that_makes_no_sense_is_refused(case: str) -> None:
    here = making.occurrence()
    there = making.another_date(here, days=7)
    made = making.confirmed(here, "ada@sample.example")
    to = {"same": here, "other-event": making.occurrence()}.get(case, there)
    if case == "over":
        there.status = "cancelled"
    if case == "known":
        making.confirmed(there, "ada@sample.example")
    if case == "left":
        sign_up.cancel(Registration.objects.get(pk=made.pk))

    assert refused(lambda: moving.move(made, to)) == case


def test_two_people_swap_their_dates() -> None:
    here = making.occurrence(capacity=1)
    there = making.another_date(here, days=7)
    one, other = making.confirmed(here), making.confirmed(there)

    moving.swap(one, other)

    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.occurrence, other.occurrence) == (there, here)
    assert (told(one)[-1], told(other)[-1]) == (Kind.MOVED, Kind.MOVED)
    assert seating.reconcile() == []


def test_a_seat_is_swapped_for_a_place_on_the_list() -> None:
    occurrence = making.occurrence(capacity=1)
    seated, first, second = (making.confirmed(occurrence) for _number in range(3))

    moving.swap(seated, second)

    for one in (seated, first, second):
        one.refresh_from_db()
    assert (second.state, seated.state) == (State.CONFIRMED, State.WAITING)
    assert (first.place_on_waiting_list, seated.place_on_waiting_list) == (1, 2)
    assert seating.reconcile() == []


def test_who_has_not_confirmed_yet_has_a_day_to_do_so_after_a_swap() -> None:
    occurrence = making.occurrence(capacity=1)
    seated, waits = making.confirmed(occurrence), making.registration(occurrence)

    moving.swap(seated, waits)

    waits.refresh_from_db()
    assert (waits.state, waits.hold_until is None) == (State.HELD, False)


@pytest.mark.parametrize("case", ["unlike", "same", "asks", "other-event"])
def test_a_swap_that_would_cost_somebody_a_seat_is_refused(case: str) -> None:
    occurrence = making.occurrence(capacity=3)
    seats = 3 if case == "unlike" else 1
    one = making.confirmed(occurrence)
    other = making.confirmed(
        making.occurrence() if case == "other-event" else occurrence, seats=seats
    )
    if case == "asks":
        Registration.objects.filter(pk=other.pk).update(state=State.REQUESTED)

    assert refused(lambda: moving.swap(one, other)) == case


def test_nobody_is_written_to_whose_address_is_not_known() -> None:
    here = making.occurrence()
    made = making.registration(here)

    moving.move(made, making.another_date(here, days=7))

    assert not Letter.objects.filter(registration=made, kind=Kind.MOVED).exists()
