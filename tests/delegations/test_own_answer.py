"""A delegate answers on the own page: consents there, or does not come."""

import pytest
from django.test import Client

from events import agreeing, delegation, sign_up
from events.delegate import Delegate
from events.registration import Registration
from tests.events import making

from .guests import invitation, organisation, person


@pytest.fixture
def delegate() -> Delegate:
    asked = invitation(seats=2, organisation=organisation("Harbour School (sample)"))
    assert asked.occurrence is not None
    making.page(asked.occurrence)
    return delegation.name(asked, asked.occurrence, person("one@school.example"))


def address(delegate: Delegate, deed: str = "delegation/") -> str:
    return f"/en/registration/{delegate.registration.key()}/{deed}"


def test_the_own_page_names_the_organisation_and_asks_for_the_consent(
    client: Client, delegate: Delegate
) -> None:
    page = client.get(address(delegate, "")).content.decode()

    assert "Harbour School (sample)" in page
    assert 'name="consent"' in page
    assert "confirm/" not in page
    assert "cancel/" not in page, "there is one way to say no"


def test_yes_without_the_consent_keeps_nothing(client: Client, delegate: Delegate) -> None:
    response = client.post(address(delegate), {"answer": "yes"})

    assert response.status_code == 422
    assert "Tick this box" in response.content.decode()
    assert "<title>Error: " in response.content.decode()
    assert Registration.objects.values_list("state", "consent_at").get() == ("held", None)


def test_yes_with_the_consent_confirms(client: Client, delegate: Delegate) -> None:
    response = client.post(address(delegate), {"answer": "yes", "consent": "1"})

    assert response.status_code == 303
    found = Registration.objects.get()
    assert (found.state, found.consent_language, found.is_address_confirmed) == (
        "confirmed",
        "en",
        True,
    )
    assert "delegation/" not in client.get(address(delegate, "")).content.decode()


def test_the_ordinary_way_to_confirm_does_not_go_round_the_consent(
    client: Client, delegate: Delegate
) -> None:
    client.post(address(delegate, "confirm/"))

    assert Registration.objects.get().state == "held"


def test_no_gives_the_seat_back(client: Client, delegate: Delegate) -> None:
    response = client.post(address(delegate), {"answer": "no"})

    assert response.status_code == 303
    assert Registration.objects.get().state == "cancelled"


def test_who_was_registered_before_keeps_the_seat_whatever_they_answer(client: Client) -> None:
    asked = invitation()
    assert asked.occurrence is not None
    making.page(asked.occurrence)
    before = making.confirmed(asked.occurrence, "one@school.example")
    delegate = delegation.name(asked, asked.occurrence, person("one@school.example"))

    page = client.get(address(delegate, "")).content.decode()
    client.post(address(delegate), {"answer": "no"})

    assert "that stays, whatever you answer" in page
    before.refresh_from_db()
    assert (before.state, before.invitation) == ("confirmed", None)


def test_nobody_comes_for_two_organisations() -> None:
    first = invitation()
    assert first.occurrence is not None
    second = invitation(first.occurrence)
    one = delegation.name(first, first.occurrence, person("one@school.example"))
    agreeing.agree(one)
    other = delegation.name(second, first.occurrence, person("one@school.example"))

    agreeing.agree(other)
    delegation.remove(Delegate.objects.get(pk=one.pk))

    found = Registration.objects.get()
    assert (found.invitation, found.state) == (second, "confirmed")
    assert [row.state_at().value for row in Delegate.objects.order_by("pk")] == ["gone", "agreed"]


def test_nothing_else_is_asked_or_kept_before_the_consent(
    client: Client, delegate: Delegate
) -> None:
    response = client.post(address(delegate, "change/"), {"name": "Somebody else"})

    assert response.status_code == 303
    assert Registration.objects.get().name == "Delegate (sample)"


def test_a_delegate_takes_no_second_seat(client: Client, delegate: Delegate) -> None:
    agreeing.agree(delegate)

    page = client.get(address(delegate, "change/")).content.decode()
    client.post(address(delegate, "change/"), {"name": "Delegate (sample)", "seats": "5"})

    assert 'name="seats"' not in page
    assert Registration.objects.get().seats == 1


def test_who_gets_a_seat_after_waiting_has_the_time_that_the_letter_told() -> None:
    asked = invitation(seats=1, organisation=organisation(), capacity=1)
    assert asked.occurrence is not None
    guest = making.confirmed(asked.occurrence)
    named = delegation.name(asked, asked.occurrence, person("one@school.example")).registration
    told = named.hold_until

    sign_up.cancel(guest)

    named.refresh_from_db()
    assert (named.state, named.hold_until) == (Registration.State.HELD, told)
