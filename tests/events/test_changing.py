"""Changing a registration between shares, and with seats that were held back."""

from typing import Any

import pytest
from django.test import Client

from events import changing, seating, sign_up
from events.holding import Full
from events.occurrence import Occurrence
from events.pool import Pool
from events.registration import Registration
from tests.delegations.guests import invitation, organisation
from tests.events import making

pytestmark = pytest.mark.django_db
State = Registration.State


@pytest.fixture
def divided() -> Occurrence:
    occurrence = making.occurrence(capacity=4)
    making.share(occurrence, "government", seats=2)
    making.share(occurrence, "education", seats=2)
    return occurrence


def _taken() -> dict[str, int]:
    pools = Pool.objects.exclude(share=None).select_related("share__sector")
    return {pool.share.name: pool.taken for pool in pools}


def _change_page(made: Registration) -> str:
    return f"/en/registration/{made.key()}/change/"


def _education() -> object:
    return making.sector("education")


def test_whoever_changes_the_sector_changes_the_share(divided: Occurrence) -> None:
    made = making.confirmed(divided, sector=making.sector(), seats=2)

    changing.change(made, making.wish(made.email, seats=1, sector=_education()))

    assert _taken() == {"Government": 0, "Education": 1}
    assert seating.reconcile() == []


def test_whoever_finds_the_other_share_full_keeps_what_there_was(divided: Occurrence) -> None:
    making.confirmed(divided, sector=_education(), seats=2)
    made = making.confirmed(divided, sector=making.sector())

    with pytest.raises(Full) as refused:
        changing.change(made, making.wish(made.email, sector=_education()))

    made.refresh_from_db()
    assert refused.value.share.name == "Education"
    assert made.share.name == "Government"
    assert _taken() == {"Government": 1, "Education": 2}


def test_a_form_that_asks_for_no_sector_changes_none(client: Client) -> None:
    occurrence = making.occurrence()
    making.page(occurrence)
    made = making.confirmed(occurrence, sector=making.sector())

    client.post(_change_page(made), {"name": "Ada", "seats": "2"})

    made.refresh_from_db()
    assert (made.name, made.seats, made.sector) == ("Ada", 2, making.sector())


def test_none_of_the_sectors_can_be_chosen_instead_of_one(client: Client) -> None:
    occurrence = making.occurrence(capacity=9)
    making.page(occurrence)
    making.share(occurrence, "government", seats=2)
    made = making.confirmed(occurrence, sector=making.sector())

    client.post(_change_page(made), {"name": "Ada", "seats": "1", "sector": ""})

    made.refresh_from_db()
    assert (made.sector, made.share) == (None, None)
    assert seating.reconcile() == []


def test_a_group_that_an_organisation_names_keeps_its_seats(client: Client) -> None:
    asked = invitation(seats=5, organisation=organisation())
    assert asked.occurrence is not None
    making.page(asked.occurrence)
    made = making.confirmed(asked.occurrence, seats=3)
    Registration.objects.filter(pk=made.pk).update(invitation=asked)

    client.post(_change_page(made), {"name": "Ada"})

    made.refresh_from_db()
    assert (made.name, made.seats) == ("Ada", 3)


def test_a_group_that_the_team_entered_may_be_larger_than_visitors_may_ask(
    client: Client, settings: Any
) -> None:
    settings.EVENTS_MAX_SEATS = 2
    occurrence = making.occurrence(capacity=9)
    making.page(occurrence)
    made = making.confirmed(occurrence, seats=5)

    client.post(_change_page(made), {"name": "Ada", "seats": "5"})

    made.refresh_from_db()
    assert (made.name, made.seats) == ("Ada", 5)


def test_who_waits_keeps_the_place_with_other_sessions() -> None:
    occurrence = making.occurrence(capacity=1)
    one, other = (making.session(occurrence, hour=hour, capacity=5) for hour in (0, 1))
    making.confirmed(occurrence)
    first = making.confirmed(occurrence, sessions=[one])
    second = making.confirmed(occurrence)

    changing.change(first, making.wish(first.email, sessions=[other]))

    first.refresh_from_db()
    assert (first.place_on_waiting_list, second.place_on_waiting_list) == (1, 2)
    assert seating.reconcile() == []


def test_who_waits_goes_to_the_end_of_the_other_list(divided: Occurrence) -> None:
    for sector in (making.sector(), _education()):
        making.confirmed(divided, sector=sector, seats=2)
    first = making.confirmed(divided, sector=making.sector())
    other = making.confirmed(divided, sector=_education())

    changing.change(first, making.wish(first.email, sector=_education()))

    first.refresh_from_db()
    assert (other.place_on_waiting_list, first.place_on_waiting_list) == (1, 2)
    assert seating.reconcile() == []


def test_more_seats_of_those_held_back_only_where_there_are_more() -> None:
    occurrence = making.occurrence(capacity=9, held_back=2)
    made = sign_up.enter(occurrence, making.wish(held_back=True, address_is_known=True))

    changing.change(made, making.wish(made.email, seats=2))
    with pytest.raises(Full):
        changing.change(made, making.wish(made.email, seats=3))

    pool = Pool.objects.get()
    assert (pool.taken, pool.held_taken, pool.places_left) == (2, 2, 7)
