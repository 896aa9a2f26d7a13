"""One's own page, opened by the key from a letter."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from time_machine import travel

from events.join_link import join_key
from events.occurrence import Occurrence
from events.registration import Registration
from tests.events import making

pytestmark = pytest.mark.django_db

State = Registration.State
WEEKS = timedelta(weeks=2)


@pytest.fixture
def occurrence() -> Occurrence:
    made = making.occurrence(capacity=1)
    making.page(made, title="Round table")
    return made


@pytest.fixture
def made(occurrence: Occurrence) -> Registration:
    return making.registration(occurrence)


def _address(made: Registration, deed: str = "") -> str:
    return f"/en/registration/{made.key()}/{deed}"


@pytest.mark.parametrize("deed", ["", "change/"])
def test_looking_changes_nothing(deed: str, made: Registration, client: Client) -> None:
    before = Registration.objects.values().get()

    client.get(_address(made, deed))
    client.head(_address(made, deed))

    assert Registration.objects.values().get() == before


@pytest.mark.parametrize("deed", ["confirm/", "cancel/"])
def test_a_link_that_a_scanner_follows_does_nothing(
    deed: str, made: Registration, client: Client
) -> None:
    response = client.get(_address(made, deed))

    assert response.status_code == 405
    assert Registration.objects.get().state == State.HELD


def test_confirming_needs_no_cookie(made: Registration) -> None:
    client = Client(enforce_csrf_checks=True)

    response = client.post(_address(made, "confirm/"))

    assert (response.status_code, response["Location"]) == (303, _address(made))
    assert Registration.objects.get().state == State.CONFIRMED


def test_cancelling_twice_shows_the_same_page(made: Registration, client: Client) -> None:
    answers = [client.post(_address(made, "cancel/")).status_code for _ in range(2)]

    assert answers == [303, 303]
    assert "Your registration is cancelled" in client.get(_address(made)).content.decode()


def test_the_place_on_the_waiting_list_is_shown(occurrence: Occurrence, client: Client) -> None:
    making.confirmed(occurrence)
    waiting = making.confirmed(occurrence)

    text = client.get(_address(waiting)).content.decode()

    assert "You are number 1 on the waiting list" in text


def test_a_change_is_saved(occurrence: Occurrence, client: Client) -> None:
    made = making.confirmed(occurrence)

    response = client.post(_address(made, "change/"), {"name": "Sam Other", "seats": "1"})

    assert response.status_code == 303
    assert Registration.objects.get().name == "Sam Other"


def test_a_change_that_does_not_fit_says_so(occurrence: Occurrence, client: Client) -> None:
    made = making.confirmed(occurrence)

    response = client.post(_address(made, "change/"), {"name": "Sam Other", "seats": "2"})

    assert response.status_code == 422
    assert "You keep what you have." in response.content.decode()
    assert Registration.objects.get().seats == 1


def test_once_it_has_begun_nothing_is_changed(occurrence: Occurrence, client: Client) -> None:
    made = making.confirmed(occurrence)

    with travel(occurrence.starts_at + timedelta(minutes=1)):
        response = client.post(_address(made, "change/"), {"name": "Sam Other"})

    assert (response.status_code, response["Location"]) == (303, _address(made))
    assert Registration.objects.get().name == "Sam Sample"


@pytest.mark.parametrize("deed", ["", "change/"])
def test_the_address_is_kept_secret(deed: str, occurrence: Occurrence, client: Client) -> None:
    made = making.confirmed(occurrence)

    response = client.get(_address(made, deed))

    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("key", ["x", "A" * 43])
def test_a_key_that_opens_nothing_is_not_found(
    key: str, made: Registration, client: Client
) -> None:
    assert client.get(f"/en/registration/{key}/").status_code == 404


def test_a_key_outlives_a_change_of_the_secret(made: Registration, settings) -> None:
    key = made.key()

    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another one"

    assert made.key() == key


def test_a_new_key_closes_the_old_one(made: Registration, client: Client) -> None:
    old = _address(made)

    made.new_key()

    assert client.get(old).status_code == 404
    assert client.get(_address(made)).status_code == 200


def test_somebody_elses_page_shows_nothing_of_others(
    occurrence: Occurrence, client: Client
) -> None:
    making.confirmed(occurrence, name="Alex Other", email="alex@sample.example")
    made = making.confirmed(occurrence)

    text = client.get(_address(made)).content.decode()

    assert "Sam Sample" in text
    assert "Alex" not in text


@pytest.mark.parametrize("is_chosen", [True, False])
def test_who_comes_to_a_session_online_is_told_a_link_of_their_own(
    client: Client, is_chosen: bool
) -> None:
    made = making.occurrence(mode="in-person")
    session = making.session(made, mode="online", join_url="https://meet.example/own", capacity=5)
    making.page(made)
    guest = making.confirmed(made, sessions=[session] if is_chosen else [])

    html = client.get(f"/en/registration/{guest.key()}/").content.decode()

    assert (f"/en/join/{join_key(guest)}/" in html) is is_chosen
    assert "meet.example" not in html


def _moved(made: Occurrence, **facts: Any) -> None:
    Occurrence.objects.filter(pk=made.pk).update(**facts)


@pytest.mark.parametrize("why", ["over", "cancelled", "postponed"])
def test_no_way_leads_to_what_is_not_on(client: Client, why: str) -> None:
    made = making.occurrence(mode="hybrid", join_url="https://meet.example/own")
    making.page(made)
    guest = making.confirmed(made)
    before = client.get(_address(guest)).content.decode()
    if why == "over":
        _moved(made, starts_at=made.starts_at - WEEKS, ends_at=made.ends_at - WEEKS)
    else:
        _moved(made, status=why)

    after = client.get(_address(guest)).content.decode()

    for said in ("Take part online", "Your code for the door", "Put it into your calendar"):
        assert said in before
        assert said not in after


def test_a_postponed_event_is_not_over_when_its_old_date_is(client: Client) -> None:
    made = making.occurrence()
    making.page(made)
    guest = making.confirmed(made)
    _moved(
        made,
        status="postponed",
        starts_at=made.starts_at - WEEKS,
        ends_at=made.ends_at - WEEKS,
    )

    html = client.get(_address(guest)).content.decode()

    assert "The event is postponed." in html
    assert "Postponed: Round table" in html
    assert "The event is over" not in html
