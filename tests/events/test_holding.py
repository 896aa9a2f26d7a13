"""Seats for a wish: of its share, of those held back, beyond what there is."""

import pytest

from events import sign_up
from events.holding import Closed, Full, NotOffered
from events.occurrence import Occurrence
from events.outbox import Letter
from events.pool import Pool
from events.registration import Registration
from events.sign_up import Known
from tests.events import making

pytestmark = pytest.mark.django_db
State = Registration.State


def _pool(of: Occurrence, share: object = None) -> tuple[int | None, int, int]:
    pool = Pool.objects.get(occurrence=of, share=share, is_rest=False, session=None)
    return pool.capacity, pool.taken, pool.held_taken


def _kinds(registration: Registration) -> list[str]:
    return sorted(registration.letters.values_list("kind", flat=True))


def test_a_full_share_leaves_the_others_open() -> None:
    occurrence = making.occurrence(capacity=4)
    share = making.share(occurrence, "government", seats=1)
    making.confirmed(occurrence, sector=making.sector())

    late = making.confirmed(occurrence, sector=making.sector())
    other = making.confirmed(occurrence, sector=making.sector("education", "Education"))

    assert (late.state, late.share, late.place_on_waiting_list) == (State.WAITING, share, 1)
    assert (other.state, other.share) == (State.CONFIRMED, None)


def test_where_nothing_is_left_for_others_only_those_named_can_come() -> None:
    occurrence = making.occurrence(capacity=2)
    making.share(occurrence, "government", seats=2)

    with pytest.raises(NotOffered):
        sign_up.register(occurrence, making.wish())

    assert not Registration.objects.exists()
    assert not Letter.objects.exists()


def test_seats_held_back_are_for_the_team_alone() -> None:
    occurrence = making.occurrence(capacity=2, held_back=1)
    making.confirmed(occurrence)

    waits = making.confirmed(occurrence)
    invited = sign_up.enter(occurrence, making.wish(held_back=True, address_is_known=True))

    assert waits.state == State.WAITING
    assert (invited.state, invited.takes_held_back) == (State.CONFIRMED, True)
    assert _pool(occurrence) == (2, 2, 1)


def test_a_held_back_seat_that_is_given_up_is_held_back_again() -> None:
    occurrence = making.occurrence(capacity=2, held_back=1)
    making.confirmed(occurrence)
    invited = sign_up.enter(occurrence, making.wish(held_back=True, address_is_known=True))
    waits = making.confirmed(occurrence)

    sign_up.cancel(invited)

    waits.refresh_from_db()
    assert waits.state == State.WAITING
    assert _pool(occurrence) == (2, 1, 0)


def test_who_is_invited_takes_an_open_seat_when_none_is_held_back_any_more() -> None:
    occurrence = making.occurrence(capacity=2)

    invited = sign_up.enter(occurrence, making.wish(held_back=True))

    assert (invited.state, invited.takes_held_back) == (State.HELD, False)


def test_the_team_registers_somebody_when_sign_up_is_closed() -> None:
    occurrence = making.occurrence(capacity=2)
    event = occurrence.event
    event.registration_closes_at = event.starts_at.replace(year=2020)
    event.save()

    made = sign_up.enter(occurrence, making.wish(address_is_known=True))

    assert (made.state, made.consent_at, _kinds(made)) == (State.CONFIRMED, None, ["registered"])


def test_the_team_hears_that_all_is_full_and_may_go_beyond() -> None:
    occurrence = making.occurrence(capacity=3)
    share = making.share(occurrence, "government", seats=1)
    making.confirmed(occurrence, sector=making.sector())
    wish = making.wish(sector=making.sector(), address_is_known=True)

    with pytest.raises(Full) as refused:
        sign_up.enter(occurrence, wish)
    made = sign_up.enter(occurrence, wish, goes_beyond=True)

    assert refused.value.share == share
    assert made.state == State.CONFIRMED
    assert _pool(occurrence, share) == (2, 2, 0)
    assert _pool(occurrence) == (4, 2, 0)


def test_the_team_passes_nobody_who_waits() -> None:
    occurrence = making.occurrence(capacity=2)
    making.confirmed(occurrence)
    making.confirmed(occurrence, seats=2)

    with pytest.raises(Full):
        sign_up.enter(occurrence, making.wish())
    waits = sign_up.enter(occurrence, making.wish(address_is_known=True), may_wait=True)

    assert (waits.state, waits.place_on_waiting_list) == (State.WAITING, 2)
    assert _kinds(waits) == ["waiting"]


def test_the_team_is_told_who_is_registered_already() -> None:
    occurrence = making.occurrence()
    made = making.confirmed(occurrence, "ada@sample.example")

    with pytest.raises(Known) as known:
        sign_up.enter(occurrence, making.wish("ada@sample.example"))

    assert known.value.registration == made
    assert _pool(occurrence) == (None, 1, 0)


def test_people_without_an_address_are_different_people_and_get_no_letter() -> None:
    occurrence = making.occurrence()
    nameless = making.wish()
    nameless = type(nameless)(name="Sam Sample", email="", language="en")

    made = [sign_up.enter(occurrence, nameless) for _number in range(2)]

    assert [one.state for one in made] == [State.CONFIRMED] * 2
    assert sign_up.release_unconfirmed() == 0
    assert not Letter.objects.exists()


def test_nobody_is_registered_for_what_is_cancelled() -> None:
    occurrence = making.occurrence(status="cancelled")

    with pytest.raises(Closed):
        sign_up.enter(occurrence, making.wish())
