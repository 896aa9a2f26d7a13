"""Moving, swapping and merging where seats are shared out among sectors, or held back."""

import pytest

from events import moving, seating, sign_up, uniting
from events.moving import Reason, Refused
from events.occurrence import Occurrence
from events.pool import Pool
from events.registration import Registration
from tests.events import making

pytestmark = pytest.mark.django_db

State = Registration.State


def two_dates(*, government: int) -> tuple[Occurrence, Occurrence]:
    """Two dates of ten seats each, of which so many are for the government."""
    here = making.occurrence(capacity=10)
    making.share(here, "government", seats=government)
    there = making.another_date(here, days=7)
    seating.settle(here.event)
    return here, there


def official(of: Occurrence, **facts: object) -> Registration:
    return making.confirmed(of, sector=making.sector(), **facts)


def taken(of: Occurrence) -> tuple[int, int]:
    """Of the share for the government, and of the rest."""
    pools = Pool.objects.filter(occurrence=of, session=None)
    return pools.get(share__isnull=False).taken, pools.get(is_rest=True).taken


def test_who_is_moved_has_a_seat_of_the_same_share_there() -> None:
    here, there = two_dates(government=2)
    made = official(here)

    moving.move(made, there)

    assert (taken(here), taken(there)) == ((0, 0), (1, 0))
    assert seating.reconcile() == []


def test_seats_of_others_do_not_help_whose_share_is_full() -> None:
    here, there = two_dates(government=1)
    made = official(here)
    official(there)

    with pytest.raises(Refused) as refused:
        moving.move(made, there)

    assert refused.value.reason == Reason.FULL
    assert (taken(here), taken(there)) == ((1, 0), (1, 0))


def test_people_of_different_shares_do_not_swap() -> None:
    here, there = two_dates(government=2)
    one, other = official(here), making.confirmed(there)

    with pytest.raises(Refused) as refused:
        moving.swap(one, other)

    assert refused.value.reason == Reason.UNLIKE


def test_two_registrations_of_different_shares_become_one_in_the_better_one() -> None:
    here, _there = two_dates(government=2)
    gone, kept = official(here, seats=2), making.confirmed(here, seats=1)

    uniting.merge(kept, gone)

    kept.refresh_from_db()
    assert (kept.seats, str(kept.share)) == (2, "Government")
    assert taken(here) == (2, 0)
    assert seating.reconcile() == []


def test_a_seat_that_was_held_back_is_one_there_if_there_is_one() -> None:
    here = making.occurrence(capacity=3, held_back=1)
    there = making.another_date(here, days=7)
    seating.settle(here.event)
    made = sign_up.enter(here, making.wish(held_back=True, address_is_known=True))

    moving.move(made, there)

    made.refresh_from_db()
    gates = Pool.objects.of_occurrences()
    held = [gates.get(occurrence=one).held_taken for one in (here, there)]
    assert (made.takes_held_back, held) == (True, [0, 1])
    assert seating.reconcile() == []


def test_who_asks_to_come_takes_the_question_along_to_the_other_date() -> None:
    here = making.occurrence(admission="on-approval")
    there = making.another_date(here, days=7)
    made = making.confirmed(here)

    moving.move(made, there)

    made.refresh_from_db()
    assert (made.occurrence, made.state) == (there, State.REQUESTED)
    assert seating.reconcile() == []
