"""Who may open the check-in page: helpers of this date, on its day, and who of the team may."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from events import check_in
from events.check_in import CheckIn
from events.occurrence import Occurrence
from tests.events import making
from tests.the_day.conftest import NOW, door, move, tapped

Helper = Callable[..., Client]


def test_a_code_says_nothing_to_who_is_no_helper(today: Occurrence) -> None:
    guest = making.confirmed(today, name="Ada Lovelace")
    move(today, NOW)

    answers = [
        Client().get(address)
        for address in (
            f"{door(today)}?code={check_in.code_of(guest)}",
            f"{door(today)}?code=nonsense",
            f"/en/check-in/{uuid4()}/?code=nonsense",
        )
    ]

    assert {one.status_code for one in answers} == {403}
    assert len({one.content for one in answers}) == 1
    assert b"Ada" not in answers[0].content


def test_who_is_no_helper_can_do_nothing(today: Occurrence) -> None:
    guest = making.confirmed(today)
    move(today, NOW)
    client = Client()

    answers = [
        client.post(door(today), tapped(guest)).status_code,
        client.get(reverse("events_check_in_list", args=[today.event.public_id])).status_code,
    ]

    assert (answers, CheckIn.objects.count()) == ([403, 403], 0)


def test_a_helper_of_one_event_is_none_of_another(today: Occurrence, helper: Helper) -> None:
    other = making.occurrence()
    guest = making.confirmed(other)
    move(today, NOW)
    move(other, NOW)
    client = helper(today)

    answers = [
        client.post(door(other), tapped(guest)).status_code,
        client.post(door(today), tapped(guest)).status_code,
    ]

    assert (answers, CheckIn.objects.count()) == ([403, 400], 0)


def test_a_helper_of_one_date_is_none_of_another_on_the_same_day(
    today: Occurrence, helper: Helper
) -> None:
    evening = making.another_date(today, days=1)
    guest = making.confirmed(evening)
    move(today, NOW)
    move(evening, timedelta(hours=2))
    client = helper(today)

    answer = client.post(f"{door(today)}?date={evening.code}", tapped(guest))

    assert (answer.status_code, CheckIn.objects.count()) == (409, 0)


@pytest.mark.parametrize("by", [timedelta(hours=7), timedelta(hours=-9)], ids=["early", "late"])
def test_on_another_day_the_team_is_told_when_it_opens(
    today: Occurrence, colleague: Callable[..., User], client: Client, by: timedelta
) -> None:
    making.confirmed(today, name="Ada Lovelace")
    move(today, by)
    client.force_login(colleague("check_in_checkin"))

    answer = client.get(door(today))

    html = answer.content.decode()
    assert (answer.status_code, "Ada" in html) == (200, False)
    assert ("Check-in opens on" in html) == (by > timedelta(0))


def test_the_team_needs_the_permission(
    today: Occurrence, colleague: Callable[..., User], client: Client
) -> None:
    move(today, NOW)

    answers = []
    for permissions in (["view_registration"], ["check_in_checkin"]):
        client.force_login(colleague(*permissions))
        answers.append(client.get(door(today)).status_code)

    assert answers == [403, 200]
