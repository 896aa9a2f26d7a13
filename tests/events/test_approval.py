"""The team decides who comes: asked, approved, declined, with the seat kept or not."""

import pytest

from events import approval, seating, sign_up
from events.holding import Full
from events.outbox import Letter
from events.pool import Pool
from events.registration import Registration
from tests.events import making

pytestmark = pytest.mark.django_db
State = Registration.State


def _taken() -> int:
    return Pool.objects.of_occurrences().get().taken


def _kinds(registration: Registration) -> list[str]:
    return list(registration.letters.order_by("pk").values_list("kind", flat=True))


@pytest.mark.parametrize(("admission", "kept"), [("on-approval", 0), ("while-asked", 1)])
def test_who_asks_has_a_seat_kept_or_not(admission: str, kept: int) -> None:
    occurrence = making.occurrence(capacity=2, admission=admission)

    asked = making.confirmed(occurrence)

    assert (asked.state, _kinds(asked), _taken()) == (
        State.REQUESTED,
        ["confirm", "requested"],
        kept,
    )
    assert list(Registration.objects.requested()) == [asked]


@pytest.mark.parametrize("admission", ["on-approval", "while-asked"])
def test_who_is_approved_comes_and_is_told_once(admission: str) -> None:
    asked = making.confirmed(making.occurrence(capacity=2, admission=admission))

    assert approval.approve(asked)
    assert not approval.approve(asked)

    assert (asked.state, asked.holds_seat, _taken()) == (State.CONFIRMED, False, 1)
    assert _kinds(asked) == ["confirm", "requested", "approved"]
    assert seating.reconcile() == []


@pytest.mark.parametrize("admission", ["on-approval", "while-asked"])
def test_who_is_declined_gives_the_seat_back_and_is_told_once(admission: str) -> None:
    asked = making.confirmed(making.occurrence(capacity=2, admission=admission))

    assert approval.decline(asked)
    assert not approval.decline(asked)
    assert not approval.approve(asked)

    assert (asked.state, asked.is_active, _taken()) == (State.DECLINED, False, 0)
    assert _kinds(asked) == ["confirm", "requested", "declined"]


def test_who_is_approved_when_all_is_full_waits_behind_the_others() -> None:
    occurrence = making.occurrence(capacity=1, admission="on-approval")
    first, second, third = (making.confirmed(occurrence) for _number in range(3))

    for one in (first, second, third):
        approval.approve(one)

    assert [one.state for one in (first, second, third)] == [
        State.CONFIRMED,
        State.WAITING,
        State.WAITING,
    ]
    sign_up.cancel(first)
    second.refresh_from_db()
    assert (second.state, third.place_on_waiting_list) == (State.CONFIRMED, 1)


def test_without_a_list_the_team_hears_that_it_is_full_and_may_go_beyond() -> None:
    occurrence = making.occurrence(capacity=1, admission="on-approval", has_waiting_list=False)
    asked = making.confirmed(occurrence)
    approval.approve(making.confirmed(occurrence))

    with pytest.raises(Full):
        approval.approve(asked)
    approval.approve(asked, goes_beyond=True)

    assert (asked.state, _taken()) == (State.CONFIRMED, 2)


def test_an_approved_address_that_was_never_confirmed_gets_a_day() -> None:
    asked = making.registration(making.occurrence(admission="on-approval"))

    approval.approve(asked)

    assert (asked.state, asked.hold_until is not None) == (State.HELD, True)
    assert not Letter.objects.filter(kind="approved").exists()
    sign_up.confirm(asked)
    assert asked.state == State.CONFIRMED


def test_who_was_invited_is_not_asked_about() -> None:
    occurrence = making.occurrence(capacity=3, held_back=2, admission="on-approval")

    sign_up.register(occurrence, making.wish(held_back=True))

    assert Registration.objects.get().state == State.HELD


def test_a_request_can_be_taken_back() -> None:
    asked = making.confirmed(making.occurrence(capacity=1, admission="while-asked"))

    assert sign_up.cancel(asked)

    assert (asked.state, asked.holds_seat, _taken()) == (State.CANCELLED, False, 0)
