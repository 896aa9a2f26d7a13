"""Where a helper's link leads: a button on the day, words before it, nothing after."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from events.helper_link import HelperLink, make_helper_link, revoke_helper_link
from events.occurrence import Occurrence
from tests.events import making
from tests.the_day.conftest import NOW, door, move


def test_opening_a_link_gives_nothing_yet(today: Occurrence) -> None:
    move(today, NOW)
    link = make_helper_link(today, "Main door")
    client = Client()

    seen = client.get(reverse("events_helper", args=[link.key()]))

    assert (seen.status_code, "Main door" in seen.content.decode()) == (200, True)
    assert client.get(door(today)).status_code == 403


def test_the_cookie_is_signed_for_this_page_alone_and_ends_with_the_day(today: Occurrence) -> None:
    move(today, NOW)
    link = make_helper_link(today, "Main door")
    client = Client()

    client.post(reverse("events_helper", args=[link.key()]))

    cookie = client.cookies["events_helper"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == (door(today), True, "Lax")
    assert timedelta(seconds=cookie["max-age"]) < timedelta(hours=7, minutes=1)
    client.cookies["events_helper"] = f"{link.uuid}:1"
    assert client.get(door(today)).status_code == 403


def test_before_the_day_it_says_when_it_opens(today: Occurrence) -> None:
    link = make_helper_link(today, "Main door")
    client = Client()

    answer = client.post(reverse("events_helper", args=[link.key()]))

    assert (answer.status_code, "opens on" in answer.content.decode()) == (200, True)
    assert "events_helper" not in client.cookies


@pytest.mark.parametrize("what", ["over", "revoked", "unknown"])
def test_what_opens_nothing_is_not_found(today: Occurrence, what: str) -> None:
    link = make_helper_link(today, "Main door")
    key = link.key() if what != "unknown" else "x" * 43
    if what == "over":
        move(today, timedelta(hours=-9))
    if what == "revoked":
        revoke_helper_link(link)

    assert Client().get(reverse("events_helper", args=[key])).status_code == 404


def test_who_helps_is_out_at_once_when_the_link_is_taken_back(
    today: Occurrence, helper: Callable[..., Client]
) -> None:
    making.confirmed(today)
    move(today, NOW)
    client = helper(today)
    before = client.get(door(today)).status_code

    revoke_helper_link(HelperLink.objects.get())

    assert (before, client.get(door(today)).status_code) == (200, 403)
