"""Pools kept true to registrations, while shares of the seats come, change and go."""

import pytest

from events import capacity, seating, sign_up
from events.occurrence import Occurrence
from events.pool import Pool
from events.registration import Registration
from tests.events import making

pytestmark = pytest.mark.django_db
State = Registration.State


def _shares(of: Occurrence) -> dict[str, tuple[int | None, int, int]]:
    """By whom they are for: seats, taken, waiting."""
    pools = Pool.objects.filter(occurrence=of, session=None).select_related("share__sector")
    return {
        pool.share.name if pool.share else "rest" if pool.is_rest else "all": (
            pool.capacity,
            pool.taken,
            pool.waiting,
        )
        for pool in pools
    }


def test_the_rest_is_what_the_shares_leave() -> None:
    occurrence = making.occurrence(capacity=10)

    making.share(occurrence, "government", seats=3)
    making.share(occurrence, "education", seats=4)

    assert _shares(occurrence) == {
        "all": (10, 0, 0),
        "Government": (3, 0, 0),
        "Education": (4, 0, 0),
        "rest": (3, 0, 0),
    }


def test_new_shares_take_in_those_who_are_like_them() -> None:
    occurrence = making.occurrence(capacity=10)
    for email in ("a@sample.example", "b@sample.example"):
        making.confirmed(occurrence, email, sector=making.sector())
    making.confirmed(occurrence)

    making.share(occurrence, "government", seats=3)
    seating.settle(occurrence.event)

    assert _shares(occurrence) == {"all": (10, 3, 0), "Government": (3, 2, 0), "rest": (7, 1, 0)}
    assert seating.reconcile() == []


def test_who_loses_the_share_keeps_the_seat_among_the_rest() -> None:
    occurrence = making.occurrence(capacity=4)
    share = making.share(occurrence, "government", seats=4)
    government = [making.confirmed(occurrence, sector=making.sector()) for _number in range(4)]
    waiting = making.confirmed(occurrence, sector=making.sector())

    share.seats = 1
    share.save()
    seating.settle(occurrence.event)

    assert _shares(occurrence) == {"all": (4, 4, 0), "Government": (4, 4, 1), "rest": (3, 0, 0)}
    share.delete()
    seating.settle(occurrence.event)

    assert _shares(occurrence) == {"all": (4, 4, 1)}
    waiting.refresh_from_db()
    assert (waiting.state, waiting.place_on_waiting_list) == (State.WAITING, 1)
    assert {one.state for one in government} == {State.CONFIRMED}
    assert seating.reconcile() == []


def test_seats_beyond_the_facts_are_gone_when_somebody_leaves() -> None:
    occurrence = making.occurrence(capacity=2)
    first, _second = (making.confirmed(occurrence) for _number in range(2))
    occurrence.event.capacity = 1
    occurrence.event.save()
    seating.settle(occurrence.event)
    assert _shares(occurrence) == {"all": (2, 2, 0)}

    sign_up.cancel(first)

    assert _shares(occurrence) == {"all": (1, 1, 0)}


def test_a_share_that_grows_lets_in_who_waits_for_it() -> None:
    occurrence = making.occurrence(capacity=4)
    share = making.share(occurrence, "government", seats=1)
    making.confirmed(occurrence, sector=making.sector())
    waiting = making.confirmed(occurrence, sector=making.sector())

    share.seats = 2
    share.save()
    seating.settle(occurrence.event)

    waiting.refresh_from_db()
    assert waiting.state == State.CONFIRMED
    assert _shares(occurrence)["Government"] == (2, 2, 0)


def test_reconciling_counts_shares_and_held_back_seats_anew() -> None:
    occurrence = making.occurrence(capacity=9)
    making.share(occurrence, "government", seats=3, held_back=2)
    sign_up.enter(occurrence, making.wish(sector=making.sector(), held_back=True))
    Pool.objects.filter(occurrence=occurrence).update(taken=0, held_taken=0)

    mended = seating.reconcile()

    assert len(mended) == 2
    assert _shares(occurrence) == {"all": (9, 1, 0), "Government": (3, 1, 0), "rest": (6, 0, 0)}
    assert Pool.objects.get(share__isnull=False).held_taken == 1
    assert seating.reconcile() == []


def test_whoever_looked_before_the_shares_changed_looks_again() -> None:
    occurrence = making.occurrence(capacity=4)
    seen = capacity.pools_for(occurrence)
    making.share(occurrence, "government", seats=1)

    with pytest.raises(capacity.Rearranged):
        capacity.take(seen, seats=1)

    assert _shares(occurrence)["all"] == (4, 0, 0)
