"""Who signed up before being named, and never confirmed the address: as others, told no more."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from time_machine import travel

from events import agreeing, delegation, sign_up, waiting_list
from events.delegate import Delegate
from events.invitation import Invitation
from events.registration import Registration
from tests.events import making

from .guests import invitation, person

pytestmark = pytest.mark.django_db

State = Registration.State
ADDRESS = "one@school.example"


@pytest.fixture
def asked() -> Invitation:
    made = invitation(
        seats=2, capacity=3, starts_at=timezone.now().replace(microsecond=0) + timedelta(days=30)
    )
    assert made.occurrence is not None
    making.page(made.occurrence)
    return made


def name(asked: Invitation, address: str = ADDRESS) -> Delegate:
    assert asked.occurrence is not None
    return delegation.name(asked, asked.occurrence, person(address))


def signed_up(asked: Invitation) -> Registration:
    assert asked.occurrence is not None
    return making.registration(asked.occurrence, ADDRESS)


def in_days(days: int) -> travel:
    return travel(timezone.now() + timedelta(days=days), tick=False)


def test_who_says_yes_has_confirmed_the_address_and_keeps_the_seat(
    asked: Invitation, client: Client
) -> None:
    before = signed_up(asked)
    consented_at = before.consent_at
    name(asked)

    client.post(f"/en/registration/{before.key()}/delegation/", {"answer": "yes"})
    with in_days(20):
        sign_up.release_unconfirmed()

    before.refresh_from_db()
    assert (before.state, before.is_address_confirmed) == (State.CONFIRMED, True)
    assert before.consent_at == consented_at
    assert Delegate.objects.get().state_at() == Delegate.State.AGREED


def test_who_says_yes_accepts_the_seat_that_is_offered_to_them() -> None:
    asked = invitation(capacity=1, offer_hours=48)
    assert asked.occurrence is not None
    seated = making.confirmed(asked.occurrence)
    before = making.confirmed(asked.occurrence, ADDRESS)
    sign_up.cancel(seated)
    delegate = name(asked)

    agreeing.agree(delegate)

    before.refresh_from_db()
    assert (before.state, before.hold_until) == (State.CONFIRMED, None)


def test_nobody_has_confirmed_whose_registration_lapsed(asked: Invitation) -> None:
    before = signed_up(asked)
    delegate = name(asked)
    Delegate.objects.update(agreed_at=timezone.now())
    Registration.objects.filter(pk=before.pk).update(state=State.EXPIRED)

    delegate = Delegate.objects.get(pk=delegate.pk)

    assert delegate.state_at() == Delegate.State.LATE
    assert (asked.delegates.counted().count(), asked.delegates.agreed().count()) == (0, 0)


def test_they_have_as_long_to_answer_as_the_letter_says(asked: Invitation) -> None:
    before = signed_up(asked)
    delegate = name(asked)
    with in_days(5):
        sign_up.release_unconfirmed()
        before.refresh_from_db()

        found = agreeing.open_naming(before)

    assert (found, before.hold_until) == (delegate, delegate.answer_by)


def test_on_no_day_the_organisation_sees_who_was_registered_before(asked: Invitation) -> None:
    signed_up(asked)
    known, fresh = name(asked), name(asked, "two@school.example")

    seen = []
    for days in (0, 2, 6, 8):
        with in_days(days):
            sign_up.release_unconfirmed()
            rows = [Delegate.objects.get(pk=one.pk) for one in (known, fresh)]
            counted = asked.delegates.counted().count()
            seen.append(({one.state_at() for one in rows}, counted))

    named, late = {Delegate.State.NAMED}, {Delegate.State.LATE}
    assert seen == [(named, 2), (named, 2), (named, 2), (late, 0)]


def test_who_gets_a_seat_from_the_waiting_list_keeps_the_time_that_the_letter_told() -> None:
    asked = invitation(capacity=1, starts_at=timezone.now() + timedelta(days=30))
    assert asked.occurrence is not None
    seated = making.confirmed(asked.occurrence)
    before = signed_up(asked)
    delegate = name(asked)

    sign_up.cancel(seated)
    waiting_list.promote(asked.occurrence)

    before.refresh_from_db()
    assert (before.state, before.hold_until) == (State.HELD, delegate.answer_by)


def test_naming_takes_no_time_from_who_has_more(asked: Invitation) -> None:
    before = signed_up(asked)
    later = timezone.now() + timedelta(days=12)
    Registration.objects.filter(pk=before.pk).update(hold_until=later)

    name(asked)

    before.refresh_from_db()
    assert before.hold_until == later


def test_who_was_only_named_by_another_organisation_is_asked_to_consent(
    asked: Invitation, client: Client
) -> None:
    first = name(asked)
    other = invitation(asked.occurrence)
    second = name(other)
    Delegate.objects.filter(pk=first.pk).update(answer_by=timezone.now())
    address = f"/en/registration/{second.registration.key()}/delegation/"

    refused = client.post(address, {"answer": "yes"}).status_code
    client.post(address, {"answer": "yes", "consent": "1"})

    found = Registration.objects.get()
    assert (refused, found.state, found.invitation) == (422, State.CONFIRMED, other)
    assert found.consent_at is not None
