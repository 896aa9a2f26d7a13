"""Shares of the seats on pages: published, shown, filtered by, split, told in the admin."""

from typing import Any

import pytest
from django.test import Client

from events import seating, sign_up
from events.models import EventPage, EventPageSeatShare, Pool, SeatShare
from events.registration import Registration
from events.splitting import split

from . import making
from .stage import agenda, at, event_page, fresh, locale, publish

pytestmark = pytest.mark.django_db
State = Registration.State
SERIES = "FREQ=WEEKLY;COUNT=4"


def shared(*seats: int, **facts: Any) -> EventPage:
    """A page whose seats are shared out between sectors, so many for each."""
    page = event_page(is_registration_needed=True, **{"capacity": 20, **facts})
    codes = ("government", "education", "entrepreneurship")
    page.seat_shares = [
        EventPageSeatShare(
            sector=making.sector(code, code.title()), seats=number, locale_id=page.locale_id
        )
        for code, number in zip(codes, seats, strict=False)
    ]
    return publish(page)


def _share(page: EventPage, code: str) -> SeatShare:
    return SeatShare.objects.get(event=page.facts, sector__code=code)


def test_the_box_and_the_agenda_tell_what_is_left_of_each_share(
    client: Client, at_the_test_client: None
) -> None:
    page = shared(4, 1)
    making.confirmed(page.facts.occurrences.get(), sector=making.sector("education"))

    told = [
        client.get(address).content.decode()
        for address in (page.get_url(), page.get_parent().get_url())
    ]

    for html in told:
        for text in ("Government: 4 places left", "Education: waiting list"):
            assert text in html
    assert "<strong>19</strong> of 20 places left" in told[0]


@pytest.mark.parametrize(("seats", "is_open"), [((1, 1), True), ((1,), False)])
def test_an_event_is_open_while_one_share_has_room(
    client: Client, at_the_test_client: None, seats: tuple[int, ...], is_open: bool
) -> None:
    page = shared(*seats, capacity=sum(seats))
    making.confirmed(page.facts.occurrences.get(), sector=making.sector())

    html = client.get(f"{page.get_parent().get_url()}?open=1").content.decode()

    assert (page.get_url() in html) == is_open


def test_seats_that_are_all_held_back_are_not_open(
    client: Client, at_the_test_client: None
) -> None:
    page = event_page(is_registration_needed=True, capacity=2, held_back=2)

    html = client.get(f"{page.get_parent().get_url()}?open=1").content.decode()

    assert page.get_url() not in html


def test_a_share_keeps_its_row_when_its_seats_change() -> None:
    page = shared(4, 4)
    share = _share(page, "government")
    first = making.confirmed(page.facts.occurrences.get(), sector=share.sector)

    government, education = page.seat_shares.all()
    government.seats = 6
    page.seat_shares = [government, education]
    publish(page)

    first.refresh_from_db()
    assert first.share == share
    assert Pool.objects.get(share=share).capacity == 6


def test_whose_share_goes_keeps_the_seat_and_who_waited_still_waits() -> None:
    page = shared(1, 19)
    occurrence = page.facts.occurrences.get()
    seated, waits = (making.confirmed(occurrence, sector=making.sector()) for _number in range(2))

    page.seat_shares = list(page.seat_shares.all())[1:]
    publish(page)

    for one in (seated, waits):
        one.refresh_from_db()
    assert (seated.state, seated.share, waits.share) == (State.CONFIRMED, None, None)
    assert waits.place_on_waiting_list == 1
    assert seating.reconcile() == []


def test_releasing_held_back_seats_lets_in_who_waits() -> None:
    page = event_page(is_registration_needed=True, capacity=1, held_back=1)
    waits = making.confirmed(page.facts.occurrences.get())
    assert waits.state == State.WAITING

    page.held_back = 0
    publish(page)

    waits.refresh_from_db()
    assert waits.state == State.CONFIRMED


def test_a_share_is_one_of_each_series_after_a_split() -> None:
    page = shared(4, starts_at=at("2027-02-03 20:00"), recurrence=SERIES)
    early = making.confirmed(page.facts.occurrences.first(), sector=making.sector())
    late = making.confirmed(page.facts.occurrences.last(), sector=making.sector())

    made = split(page.facts, "20270217T2000")

    for one in (early, late):
        one.refresh_from_db()
    assert (early.share, late.share) == (_share(page, "government"), _share(made, "government"))
    assert early.share != late.share
    assert seating.reconcile() == []
    sign_up.cancel(late)
    assert seating.reconcile() == []


def test_the_admin_tells_seats_and_all_who_wait(admin_client: Client) -> None:
    page = shared(1, 1, capacity=2)
    for code in ("government", "education"):
        for _number in range(2):
            making.confirmed(page.facts.occurrences.get(), sector=making.sector(code))

    html = admin_client.get("/admin/event/").content.decode()

    assert "2/2, 2 waiting" in html


def test_a_page_in_another_language_has_the_same_shares() -> None:
    page = shared(4)
    agenda("nl")
    copy = fresh(page).copy_for_translation(locale("nl"))

    publish(copy)

    assert _share(page, "government").seats == 4
    assert SeatShare.objects.count() == 1
