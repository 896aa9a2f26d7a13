"""A seat from the waiting list as an offer: accepted in time, let pass, or turned down."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from events import seating, sign_up, waiting_list
from events.holding import Full
from events.letters.waiting import offer_expired
from events.occurrence import Occurrence
from events.outbox import Letter, NotNeeded
from events.pool import Pool
from events.registration import Registration
from events.subject import Subject
from tests.events import making

pytestmark = pytest.mark.django_db
State = Registration.State


@pytest.fixture
def queue() -> list[Registration]:
    """Somebody with the only seat, and two who wait for it."""
    occurrence = making.occurrence(capacity=1, offer_hours=48)
    return [making.confirmed(occurrence) for _number in range(3)]


def _states(people: list[Registration]) -> list[str]:
    for one in people:
        one.refresh_from_db()
    return [one.state for one in people]


def _kinds(registration: Registration) -> list[str]:
    return list(registration.letters.order_by("pk").values_list("kind", flat=True))


def test_a_free_seat_is_offered_to_whoever_waits_longest(queue: list[Registration]) -> None:
    sign_up.cancel(queue[0])

    assert _states(queue) == [State.CANCELLED, State.OFFERED, State.WAITING]
    assert _kinds(queue[1]) == ["confirm", "waiting", "offered"]
    assert queue[1].hold_until - timezone.now() == pytest.approx(
        timedelta(hours=48), abs=timedelta(minutes=1)
    )
    assert Pool.objects.get().taken == 1


def test_an_offer_is_accepted_once(queue: list[Registration]) -> None:
    sign_up.cancel(queue[0])
    queue[1].refresh_from_db()

    assert sign_up.accept(queue[1])
    assert not sign_up.accept(queue[1])

    assert _states(queue) == [State.CANCELLED, State.CONFIRMED, State.WAITING]
    assert _kinds(queue[1]) == ["confirm", "waiting", "offered", "registered"]


def test_an_offer_that_is_let_pass_goes_to_the_next(queue: list[Registration]) -> None:
    sign_up.cancel(queue[0])
    late = timezone.now() + timedelta(hours=49)

    released = sign_up.release_unconfirmed(late)

    assert released == 1
    assert _states(queue) == [State.CANCELLED, State.EXPIRED, State.OFFERED]
    assert _kinds(queue[1]) == ["confirm", "waiting", "offered", "offer-expired"]
    assert seating.reconcile() == []


def test_an_offer_cannot_be_accepted_when_its_time_is_over(queue: list[Registration]) -> None:
    sign_up.cancel(queue[0])
    Registration.objects.filter(state=State.OFFERED).update(hold_until=timezone.now())

    assert not sign_up.accept(queue[1])

    assert _states(queue)[1] == State.OFFERED


def test_who_turns_it_down_is_not_asked_again(queue: list[Registration]) -> None:
    sign_up.cancel(queue[0])

    sign_up.cancel(queue[1])
    sign_up.cancel(queue[2])

    assert _states(queue) == [State.CANCELLED] * 3
    assert waiting_list.promote(queue[0].occurrence) == 0
    assert Pool.objects.get().taken == 0


def test_an_offer_ends_when_the_event_begins(queue: list[Registration]) -> None:
    start = timezone.now() + timedelta(hours=3)
    Occurrence.objects.update(starts_at=start, ends_at=start + timedelta(hours=1))
    queue[0].refresh_from_db()

    sign_up.cancel(Registration.objects.select_related("occurrence__event").get(pk=queue[0].pk))

    _states(queue)
    assert queue[1].hold_until == start


def test_the_own_page_takes_the_seat_by_a_deliberate_step(
    client: Client, queue: list[Registration]
) -> None:
    making.page(queue[0].occurrence)
    sign_up.cancel(queue[0])
    address = f"/en/registration/{queue[1].key()}/"

    shown = client.get(address).content.decode()
    answer = client.post(f"{address}accept/")

    assert "Yes, I take the seat" in shown
    assert f'action="{address}accept/"' in shown
    assert (answer.status_code, answer["Location"]) == (303, address)
    assert _states(queue)[1] == State.CONFIRMED
    assert client.get(f"{address}accept/").status_code == 405


def test_nobody_is_let_in_just_before_the_start() -> None:
    occurrence = making.occurrence(capacity=1, promotion_ends_hours=24 * 8)
    first = making.confirmed(occurrence)

    with pytest.raises(Full):
        sign_up.register(occurrence, making.wish())

    assert sign_up.cancel(first)
    assert not Letter.objects.filter(kind="promoted").exists()


def test_nobody_is_sent_to_sign_up_for_a_date_that_is_cancelled(queue: list[Registration]) -> None:
    sign_up.cancel(queue[0])
    Occurrence.objects.filter(pk=queue[1].occurrence_id).update(status="cancelled")
    sign_up.release_unconfirmed(timezone.now() + timedelta(hours=49))
    queue[1].refresh_from_db()
    letter = queue[1].letters.get(kind="offer-expired")

    with pytest.raises(NotNeeded):
        offer_expired(letter, Subject(queue[1]))
