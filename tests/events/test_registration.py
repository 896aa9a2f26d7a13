"""Registrations as rows: their state for visitors."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events.occurrence import Occurrence
from events.registration import Registration
from events.sign_up_state import SignUp, SignUpState, sign_up_state, sign_up_states
from tests.events import making

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ({"is_registration_needed": False}, SignUpState.NOT_NEEDED),
        ({"registration_opens_at": DAY}, SignUpState.NOT_YET),
        ({}, SignUpState.OPEN),
        ({"registration_closes_at": -DAY}, SignUpState.CLOSED),
        ({"status": "postponed"}, SignUpState.CLOSED),
        ({"status": "cancelled"}, SignUpState.CANCELLED),
        ({"starts_at": -DAY}, SignUpState.PAST),
        ({"starts_at": -timedelta(minutes=5)}, SignUpState.CLOSED),
    ],
)
def test_a_visitor_hears_whether_one_can_sign_up(facts: dict, state: SignUpState) -> None:
    now = timezone.now()
    facts = {name: now + fact if name.endswith("_at") else fact for name, fact in facts.items()}

    assert sign_up_state(making.occurrence(**facts)) == SignUp(state)


def test_places_left_are_counted() -> None:
    occurrence = making.occurrence(capacity=5)
    making.registration(occurrence, seats=2)

    assert sign_up_state(occurrence) == SignUp(SignUpState.OPEN, places_left=3, capacity=5)


@pytest.mark.parametrize(
    ("has_waiting_list", "state"), [(True, SignUpState.WAITING_LIST), (False, SignUpState.FULL)]
)
def test_when_all_is_taken_one_can_wait_or_not(has_waiting_list: bool, state: SignUpState) -> None:
    occurrence = making.occurrence(capacity=1, has_waiting_list=has_waiting_list)
    making.registration(occurrence)

    assert sign_up_state(occurrence) == SignUp(state, places_left=0, capacity=1)


def test_states_of_many_cost_one_query() -> None:
    for _number in range(3):
        making.occurrence(capacity=5)
    occurrences = list(Occurrence.objects.select_related("event"))

    with CaptureQueriesContext(connection) as queries:
        states = sign_up_states(occurrences)

    assert len(queries) == 1
    assert {one.state for one in states.values()} == {SignUpState.OPEN}


def test_the_database_refuses_a_second_active_registration_of_one_address() -> None:
    made = making.registration(making.occurrence())
    made.pk, made.key_hash, made.uuid = None, "another", None
    made.uuid = Registration._meta.get_field("uuid").get_default()

    with pytest.raises(IntegrityError), transaction.atomic():
        made.save(force_insert=True)
