"""What is told of the seats: places left, of each share, and whether one can wait."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events import sign_up
from events.occurrence import Occurrence
from events.sign_up_state import SignUpState, shares_on_offer, sign_up_state, sign_up_states
from tests.events import making

pytestmark = pytest.mark.django_db


def _texts(occurrence: Occurrence) -> list[str]:
    return [share.text for share in shares_on_offer(occurrence)]


def test_each_share_tells_what_is_left() -> None:
    occurrence = making.occurrence(capacity=10)
    making.share(occurrence, "government", seats=3)
    making.share(occurrence, "education", seats=1)
    making.confirmed(occurrence, sector=making.sector("education"))

    state = sign_up_state(occurrence)

    assert (state.state, state.places_left, state.capacity) == (SignUpState.OPEN, 9, 10)
    assert _texts(occurrence) == [
        "Government: 3 places left",
        "Education: waiting list",
        "Everybody else: 6 places left",
    ]


def test_where_nothing_is_left_for_others_they_are_not_named() -> None:
    occurrence = making.occurrence(capacity=1)
    making.share(occurrence, "government", seats=1)

    assert _texts(occurrence) == ["Government: 1 place left"]


def test_seats_held_back_are_not_told() -> None:
    occurrence = making.occurrence(capacity=10, held_back=4)
    making.share(occurrence, "government", seats=5, held_back=2)

    assert _texts(occurrence) == ["Government: 3 places left", "Everybody else: 1 place left"]
    assert sign_up_state(occurrence).places_left == 4


def test_undivided_seats_have_no_shares() -> None:
    occurrence = making.occurrence(capacity=3, held_back=1)

    state = sign_up_state(occurrence)

    assert (state.places_left, state.shares, shares_on_offer(occurrence)) == (2, (), [])


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        pytest.param({}, SignUpState.WAITING_LIST, id="with a list"),
        pytest.param({"has_waiting_list": False}, SignUpState.FULL, id="without one"),
        pytest.param({"promotion_ends_hours": 24 * 30}, SignUpState.FULL, id="when it is over"),
    ],
)
def test_when_all_shares_are_full(facts: dict[str, Any], expected: SignUpState) -> None:
    occurrence = making.occurrence(capacity=1, **facts)
    making.share(occurrence, "government", seats=1)
    making.confirmed(occurrence, sector=making.sector())

    state = sign_up_state(occurrence)

    assert (state.state, [share.state for share in state.shares]) == (expected, [expected])


def test_the_team_decides_is_told() -> None:
    occurrence = making.occurrence(admission="on-approval")

    assert sign_up_state(occurrence).needs_approval


@pytest.mark.parametrize("shares", [0, 3])
def test_states_cost_one_query_for_one_date_and_for_three(
    shares: int, django_assert_num_queries: Any
) -> None:
    occurrence = making.occurrence(capacity=30)
    for number in range(shares):
        making.share(occurrence, f"sector-{number}", seats=3)
    dates = [occurrence, *(making.another_date(occurrence, days=days) for days in (1, 2))]

    for chosen in (dates[:1], dates):
        with django_assert_num_queries(1):
            states = sign_up_states(chosen)
            assert all(share.text for state in states.values() for share in state.shares)


@pytest.mark.parametrize("shares", [0, 3])
def test_signing_up_costs_as_many_queries_for_the_seventh_as_for_the_second(shares: int) -> None:
    occurrence = making.occurrence(capacity=30)
    for number in range(shares):
        making.share(occurrence, f"sector-{number}", seats=3)
    making.registration(occurrence)

    costs = [_cost_of_signing_up(occurrence) for _number in range(6)]

    assert len(set(costs)) == 1
    assert costs[0] <= 12 + bool(shares)  # one UPDATE more, that of the share


def _cost_of_signing_up(occurrence: Occurrence) -> int:
    with CaptureQueriesContext(connection) as queries:
        sign_up.register(occurrence, making.wish())
    return len(queries)


def test_it_is_closed_a_moment_before_it_begins_at_the_latest() -> None:
    occurrence = making.occurrence(capacity=2)

    state = sign_up_state(occurrence, occurrence.starts_at + timedelta(seconds=1))

    assert state.state == SignUpState.CLOSED
