"""Who was let in keeps the seat, whatever they forgot to confirm or to accept before."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.utils import timezone

from events import check_in, sign_up
from events.afterwards.counted import Counted
from events.check_in import By, NoSeat, Tap
from events.occurrence import Occurrence
from events.pool import Pool
from events.registration import Registration
from tests.events import making

pytestmark = pytest.mark.django_db

State = Registration.State


def tap() -> Tap:
    return Tap(uuid4(), by=By(), at=timezone.now())


def held(occurrence: Occurrence) -> Registration:
    return making.registration(occurrence)


def offered(occurrence: Occurrence) -> Registration:
    first, second = making.confirmed(occurrence), making.confirmed(occurrence)
    sign_up.cancel(first)
    second.refresh_from_db()
    assert second.state == State.OFFERED
    return second


def their_time_is_over(guest: Registration) -> None:
    Registration.objects.filter(pk=guest.pk).update(
        hold_until=timezone.now() - timedelta(minutes=1)
    )


@pytest.fixture
def room() -> Occurrence:
    return making.occurrence(capacity=1, offer_hours=48)


BOTH = pytest.mark.parametrize("made", [held, offered])


@BOTH
def test_a_seat_on_which_somebody_sits_is_not_given_twice(room: Occurrence, made: Any) -> None:
    guest = made(room)
    check_in.let_in(guest, tap())
    their_time_is_over(guest)

    released = sign_up.release_unconfirmed()

    assert (released, Pool.objects.get().taken) == (0, 1)
    with pytest.raises(NoSeat):
        check_in.walk_in(room, "Wim Walk", tap(), language="nl")


@BOTH
def test_who_came_is_counted_as_registered_once_the_time_is_over(
    room: Occurrence, made: Any
) -> None:
    guest = made(room)
    check_in.let_in(guest, tap())
    their_time_is_over(guest)

    call_command("release_unconfirmed", verbosity=0)

    guest.refresh_from_db()
    assert guest.state == State.CONFIRMED
    assert [(one.registered, one.came) for one in Counted(room).people] == [(1, 1)]


def test_until_then_the_letter_still_confirms_the_address(room: Occurrence) -> None:
    guest = held(room)
    check_in.let_in(guest, tap())
    call_command("release_unconfirmed", verbosity=0)

    assert sign_up.confirm(guest)

    assert (guest.state, guest.is_address_confirmed) == (State.CONFIRMED, True)


@BOTH
@pytest.mark.parametrize("is_round_between", [False, True], ids=["at-once", "after-a-round"])
def test_an_undo_leaves_them_as_late_as_they_were(
    room: Occurrence, made: Any, is_round_between: bool
) -> None:
    guest, wrong = made(room), tap()
    check_in.let_in(guest, wrong)
    their_time_is_over(guest)
    if is_round_between:
        call_command("release_unconfirmed", verbosity=0)

    check_in.undo(guest, [wrong.uuid])
    call_command("release_unconfirmed", verbosity=0)

    guest.refresh_from_db()
    assert (guest.state, Pool.objects.get().taken) == (State.EXPIRED, 0)


def test_an_undo_of_some_of_a_group_keeps_the_seats_of_all() -> None:
    occurrence = making.occurrence(capacity=3)
    guest, wrong = making.registration(occurrence, seats=3), tap()
    check_in.let_in(guest, tap(), seats=2)
    check_in.let_in(guest, wrong, seats=1)
    their_time_is_over(guest)
    call_command("release_unconfirmed", verbosity=0)

    check_in.undo(guest, [wrong.uuid])
    call_command("release_unconfirmed", verbosity=0)

    guest.refresh_from_db()
    assert (guest.state, Pool.objects.get().taken) == (State.CONFIRMED, 3)


def test_an_undo_changes_nothing_for_who_confirmed_or_accepted(room: Occurrence) -> None:
    guest, wrong = offered(room), tap()
    sign_up.accept(guest)
    check_in.let_in(guest, wrong)

    check_in.undo(guest, [wrong.uuid])
    call_command("release_unconfirmed", verbosity=0)

    guest.refresh_from_db()
    assert guest.state == State.CONFIRMED


def test_the_round_asks_as_often_for_three_as_for_one(django_assert_max_num_queries: Any) -> None:
    occurrence = making.occurrence(capacity=3)
    for _number in range(3):
        guest = making.registration(occurrence)
        check_in.let_in(guest, tap())
        their_time_is_over(guest)

    with django_assert_max_num_queries(2):
        call_command("release_unconfirmed", verbosity=0)
