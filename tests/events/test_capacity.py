"""Pools of seats: their number, its changes, and counting anew."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from events import seating, too_few
from events.event import Event
from events.pool import Pool
from events.registration import Registration
from tests.events import making

pytestmark = pytest.mark.django_db


def _sizes() -> list[tuple[int | None, int, int]]:
    return list(Pool.objects.in_order().values_list("capacity", "taken", "waiting"))


@pytest.mark.parametrize(
    "values", [{"taken": 6}, {"taken": -1}, {"waiting": -1}], ids=["over", "under", "negative"]
)
def test_the_database_itself_refuses_impossible_numbers(values: dict[str, int]) -> None:
    making.occurrence(capacity=5)

    with pytest.raises(IntegrityError), transaction.atomic():
        Pool.objects.update(**values)


def test_a_form_refuses_fewer_seats_than_are_taken_with_the_ways_out() -> None:
    occurrence = making.occurrence(capacity=5)
    making.confirmed(occurrence, seats=3)

    too_few.refuse_too_few(occurrence.event, 3)
    with pytest.raises(ValidationError, match=r"3 seats are taken already.*cancel registrations"):
        too_few.refuse_too_few(occurrence.event, 2)


def test_facts_with_fewer_seats_keep_everybody_and_take_no_more() -> None:
    occurrence = making.occurrence(capacity=5)
    making.confirmed(occurrence, seats=3)
    Event.objects.update(capacity=2)

    seating.settle(Event.objects.get())

    assert _sizes() == [(3, 3, 0)]


def test_more_seats_let_in_as_many_as_fit_in_order() -> None:
    occurrence = making.occurrence(capacity=1)
    people = [making.confirmed(occurrence) for _ in range(4)]
    Event.objects.update(capacity=3)

    seating.settle(Event.objects.get())

    for one in people:
        one.refresh_from_db()
    assert [one.state for one in people] == ["confirmed", "confirmed", "confirmed", "waiting"]
    assert _sizes() == [(3, 3, 1)]


def test_without_a_limit_all_get_in() -> None:
    occurrence = making.occurrence(capacity=1)
    for _ in range(3):
        making.confirmed(occurrence)
    Event.objects.update(capacity=None)

    seating.settle(Event.objects.get())

    assert _sizes() == [(None, 3, 0)]


def test_a_session_gets_a_pool_when_it_has_seats_and_loses_it_when_it_has_not() -> None:
    occurrence = making.occurrence(capacity=5)
    workshop = making.session(occurrence, capacity=2)
    before = _sizes()

    workshop.capacity = None
    workshop.save()
    seating.settle(occurrence.event)

    assert before == [(5, 0, 0), (2, 0, 0)]
    assert _sizes() == [(5, 0, 0)]


def test_settling_asks_as_often_for_three_dates_as_for_one() -> None:
    counts = []
    for dates in (1, 3):
        occurrence = making.occurrence(capacity=5)
        for number in range(1, dates):
            making.another_date(occurrence, days=number)
        event = Event.objects.get(pk=occurrence.event_id)
        with CaptureQueriesContext(connection) as queries:
            seating.settle(event)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_reconciling_mends_what_was_changed_by_hand_and_lets_in_who_waits() -> None:
    occurrence = making.occurrence(capacity=2)
    gone, _stayer = making.confirmed(occurrence), making.confirmed(occurrence)
    waiting = making.confirmed(occurrence)
    Registration.objects.filter(pk=gone.pk).update(state=Registration.State.CANCELLED)

    said = seating.reconcile()

    waiting.refresh_from_db()
    assert len(said) == 1
    assert waiting.state == Registration.State.CONFIRMED
    assert _sizes() == [(2, 2, 0)]
    assert seating.reconcile() == []
