"""Who was let in keeps the seat, whatever they forgot to confirm or to accept before."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events import agreeing, capacity, check_in, sign_up
from events.afterwards.counted import Counted
from events.busy import Busy
from events.check_in import By, NoSeat, Tap
from events.desk.actions import ConfirmAddresses
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


def who_came_and_never_confirmed(occurrence: Occurrence) -> Registration:
    guest = held(occurrence)
    check_in.let_in(guest, tap())
    their_time_is_over(guest)
    call_command("release_unconfirmed", verbosity=0)
    guest.refresh_from_db()
    assert (guest.state, guest.is_address_confirmed) == (State.CONFIRMED, False)
    return guest


def test_who_came_may_still_confirm_the_address(room: Occurrence) -> None:
    guest = who_came_and_never_confirmed(room)

    assert sign_up.confirm(guest)

    assert (guest.state, guest.hold_until, Pool.objects.get().taken) == (State.CONFIRMED, None, 1)
    assert Registration.objects.reachable().get() == guest
    assert guest.letters.filter(kind="registered").count() == 1
    assert not sign_up.confirm(guest)


def test_the_button_on_their_own_page_and_the_desk_confirm_it(
    room: Occurrence, client: Any, admin_client: Any
) -> None:
    making.page(room)
    guest = who_came_and_never_confirmed(room)
    client.post(f"/en/registration/{guest.key()}/confirm/")
    guest.refresh_from_db()
    assert guest.is_address_confirmed
    Registration.objects.update(address_confirmed_at=None)
    url = ConfirmAddresses.url_for(guest, back="/admin/")

    admin_client.post(url)

    guest.refresh_from_db()
    assert guest.is_address_confirmed


def test_who_has_no_address_has_none_to_confirm(room: Occurrence) -> None:
    walked_in = check_in.walk_in(room, "Wim Walk", tap(), language="nl").registration

    assert not sign_up.confirm(walked_in)

    assert not walked_in.is_address_confirmed


def test_who_came_and_says_yes_to_the_organisation_has_confirmed(room: Occurrence) -> None:
    guest = who_came_and_never_confirmed(room)

    agreeing._take_the_seat(guest)

    assert guest.is_address_confirmed


def test_an_undo_locks_the_gate_then_the_person_then_the_taps(room: Occurrence) -> None:
    guest, wrong = held(room), tap()
    check_in.let_in(guest, wrong)

    with CaptureQueriesContext(connection) as asked:
        check_in.undo(guest, [wrong.uuid])

    updates = [one["sql"].split('"')[1] for one in asked if one["sql"].startswith("UPDATE")]
    assert updates[:3] == ["events_pool", "events_registration", "events_checkin"]


def test_an_offer_that_a_group_took_by_coming_stays_taken_while_some_are_in() -> None:
    occurrence = making.occurrence(capacity=2, offer_hours=48)
    first = making.confirmed(occurrence, seats=2)
    guest, wrong = making.confirmed(occurrence, seats=2), tap()
    sign_up.cancel(first)
    check_in.let_in(guest, tap())
    check_in.let_in(guest, wrong)
    their_time_is_over(guest)
    call_command("release_unconfirmed", verbosity=0)

    check_in.undo(guest, [wrong.uuid])

    guest.refresh_from_db()
    assert (guest.state, Pool.objects.get().taken) == (State.CONFIRMED, 2)


def test_a_date_that_is_too_busy_leaves_the_round_its_other_dates(
    room: Occurrence, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = making.occurrence(capacity=1)
    busy, guest, late = held(room), held(other), held(making.occurrence(capacity=1))
    for one in (busy, guest):
        check_in.let_in(one, tap())
    for one in (busy, guest, late):
        their_time_is_over(one)
    lock = capacity.lock

    def lock_unless_busy(pools: list[Pool]) -> None:
        if pools[0].occurrence_id == room.pk:
            raise Busy
        lock(pools)

    monkeypatch.setattr(capacity, "lock", lock_unless_busy)

    call_command("release_unconfirmed", verbosity=0)

    states = dict(Registration.objects.values_list("pk", "state"))
    assert states == {busy.pk: "held", guest.pk: "confirmed", late.pk: "expired"}


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

    with django_assert_max_num_queries(7):
        call_command("release_unconfirmed", verbosity=0)
