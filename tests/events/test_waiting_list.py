"""The waiting list: who gets the next seat, and when."""

from datetime import timedelta

import pytest
from django.utils import timezone

from events import sign_up
from events.letters.waiting import promoted
from events.outbox import Kind, Letter
from events.subject import Subject
from tests.events import making

from .test_sign_up import State, _letters, _pool

pytestmark = pytest.mark.django_db


def test_cancelling_gives_the_seat_to_whoever_waits_longest() -> None:
    occurrence = making.occurrence(capacity=1)
    first, second, third = (making.confirmed(occurrence) for _ in range(3))

    sign_up.cancel(first)

    for one in (second, third):
        one.refresh_from_db()
    assert [second.state, third.state] == [State.CONFIRMED, State.WAITING]
    assert third.place_on_waiting_list == 1
    assert _pool(occurrence) == (1, 1)
    assert _letters(second)[-1] == Kind.PROMOTED


def test_a_small_group_never_passes_a_large_one() -> None:
    occurrence = making.occurrence(capacity=3)
    leaver, _stayer = making.confirmed(occurrence), making.confirmed(occurrence, seats=2)
    large, small = making.confirmed(occurrence, seats=2), making.confirmed(occurrence)

    sign_up.cancel(leaver)

    for one in (large, small):
        one.refresh_from_db()
    assert [large.state, small.state] == [State.WAITING, State.WAITING]
    assert _pool(occurrence) == (2, 2)


def test_a_newcomer_does_not_pass_those_who_wait() -> None:
    occurrence = making.occurrence(capacity=3)
    leaver, _stayer = making.confirmed(occurrence), making.confirmed(occurrence, seats=2)
    making.confirmed(occurrence, seats=2)
    sign_up.cancel(leaver)

    newcomer = making.registration(occurrence)

    assert newcomer.state == State.WAITING


def test_leaving_the_waiting_list_lets_in_those_behind_who_fit() -> None:
    occurrence = making.occurrence(capacity=3)
    leaver, _stayer = making.confirmed(occurrence), making.confirmed(occurrence, seats=2)
    large, small = making.confirmed(occurrence, seats=2), making.confirmed(occurrence)
    sign_up.cancel(leaver)

    sign_up.cancel(large)

    small.refresh_from_db()
    assert small.state == State.CONFIRMED
    assert _pool(occurrence) == (3, 0)


def test_who_waited_with_an_unconfirmed_address_has_a_day_to_confirm() -> None:
    occurrence = making.occurrence(capacity=1)
    first, second = making.confirmed(occurrence), making.registration(occurrence)

    sign_up.cancel(first)

    second.refresh_from_db()
    assert second.state == State.HELD
    assert second.hold_until is not None
    assert _letters(second) == [Kind.CONFIRM]


def test_the_seat_of_an_address_never_confirmed_goes_to_the_next() -> None:
    occurrence = making.occurrence(capacity=1)
    first, second = making.registration(occurrence), making.confirmed(occurrence)

    released = sign_up.release_unconfirmed(timezone.now() + timedelta(hours=25))

    for one in (first, second):
        one.refresh_from_db()
    assert released == 1
    assert [first.state, second.state] == [State.EXPIRED, State.CONFIRMED]
    assert _letters(first) == [Kind.CONFIRM]


def test_who_gets_a_seat_as_the_date_moves_reads_both_in_one_letter() -> None:
    occurrence = making.occurrence(capacity=1)
    page = making.page(occurrence)
    making.confirmed(occurrence)
    waiting = making.confirmed(occurrence)
    page.capacity, hour = 2, timedelta(hours=1)
    page.starts_at, page.ends_at = page.starts_at + hour, page.ends_at + hour

    page.save()

    letter = Letter.objects.get(kind=Kind.PROMOTED, registration=waiting)
    assert not waiting.letters.filter(kind=Kind.EVENT_CHANGED).exists()
    words = promoted(letter, Subject(letter.registration))
    assert "Time or place of the event changed. This is what holds now." in words.holds
