"""An organisation answers and names people: never more than it may, and told to everybody."""

from datetime import timedelta

import pytest
from django.utils import timezone

from events import agreeing, capacity, delegation, sign_up
from events.delegate import Delegate
from events.delegation import Person, TooMany, Withdrawn
from events.holding import Full
from events.invitation import Invitation
from events.outbox import Letter
from events.registration import Registration
from tests.delegations.guests import invitation, person, sector
from tests.events import making

pytestmark = pytest.mark.django_db


def letters_to(registration: Registration) -> list[str]:
    return list(registration.letters.order_by("pk").values_list("kind", flat=True))


def test_a_delegate_gets_a_letter_and_has_not_consented_yet() -> None:
    asked = invitation(seats=2)

    delegate = delegation.name(asked, asked.occurrence, person("one@school.example"))

    registration = delegate.registration
    assert letters_to(registration) == ["named"]
    assert (registration.state, registration.invitation_id) == ("held", asked.pk)
    assert (registration.consent_at, registration.consent_version) == (None, "")
    assert delegate.state_at() == Delegate.State.NAMED


def test_no_more_are_named_than_the_organisation_may_send() -> None:
    asked = invitation(seats=1)
    delegation.name(asked, asked.occurrence, person("one@school.example"))

    with pytest.raises(TooMany):
        delegation.name(asked, asked.occurrence, person("two@school.example"))

    assert Registration.objects.count() == 1
    assert asked.occurrence.pools.get().taken == 1


def test_named_twice_is_named_once() -> None:
    asked = invitation(seats=1)
    first = delegation.name(asked, asked.occurrence, person("one@school.example"))

    second = delegation.name(asked, asked.occurrence, person("ONE@school.example"))

    assert second == first
    assert letters_to(first.registration) == ["named"]
    assert asked.occurrence.pools.get().taken == 1


def test_agreeing_confirms_the_address_and_keeps_the_consent() -> None:
    asked = invitation()
    delegate = delegation.name(asked, asked.occurrence, person("one@school.example"))

    assert agreeing.agree(delegate)
    assert not agreeing.agree(delegate)

    registration = Registration.objects.get()
    assert registration.state == "confirmed"
    assert registration.consent_at is not None
    assert letters_to(registration) == ["named", "registered"]
    assert Delegate.objects.get().state_at() == Delegate.State.AGREED


def test_declining_gives_the_seat_and_the_place_of_the_organisation_back() -> None:
    asked = invitation(seats=1)
    delegate = delegation.name(asked, asked.occurrence, person("one@school.example"))

    assert agreeing.decline(delegate)

    assert asked.occurrence.pools.get().taken == 0
    assert Delegate.objects.get().state_at() == Delegate.State.GONE
    assert delegation.name(asked, asked.occurrence, person("two@school.example"))


def test_who_is_replaced_is_told_and_the_successor_has_the_seat_of_a_full_event() -> None:
    asked = invitation(capacity=1, has_waiting_list=True)
    delegate = delegation.name(asked, asked.occurrence, person("one@school.example"))
    waiting = making.confirmed(asked.occurrence, "waiting@sample.example")

    successor = delegation.replace(delegate, person("two@school.example"))

    old, new = delegate.registration, successor.registration
    old.refresh_from_db()
    waiting.refresh_from_db()
    assert (old.state, new.state, waiting.state) == ("cancelled", "held", "waiting")
    assert letters_to(old) == ["named", "no-longer-named"]
    assert letters_to(new) == ["named"]
    assert asked.occurrence.pools.get().taken == 1


def test_a_successor_takes_over_the_place_on_the_waiting_list() -> None:
    asked = invitation(capacity=1, has_waiting_list=True)
    making.confirmed(asked.occurrence, "seated@sample.example")
    delegate = delegation.name(asked, asked.occurrence, person("one@school.example"))
    making.confirmed(asked.occurrence, "behind@sample.example")

    successor = delegation.replace(delegate, person("two@school.example"))

    assert delegate.waited
    assert successor.registration.place_on_waiting_list == 1


def test_who_is_taken_off_is_told_and_whoever_waits_gets_the_seat() -> None:
    asked = invitation(capacity=1, has_waiting_list=True)
    delegate = delegation.name(asked, asked.occurrence, person("one@school.example"))
    waiting = making.confirmed(asked.occurrence, "waiting@sample.example")

    assert delegation.remove(delegate)
    assert not delegation.remove(delegate)

    waiting.refresh_from_db()
    assert waiting.state == "confirmed"
    assert letters_to(delegate.registration) == ["named", "no-longer-named"]


def test_the_organisation_sees_no_difference_where_somebody_was_registered_before() -> None:
    asked = invitation(seats=2)
    before = making.confirmed(asked.occurrence, "one@school.example")
    known = delegation.name(asked, asked.occurrence, person("one@school.example"))
    fresh = delegation.name(asked, asked.occurrence, person("two@school.example"))

    assert known.registration == before
    assert known.state_at() == fresh.state_at() == Delegate.State.NAMED
    assert asked.occurrence.pools.get().taken == 2
    before.refresh_from_db()
    assert before.invitation is None

    agreeing.agree(known)
    before.refresh_from_db()
    assert before.invitation == asked

    delegation.remove(known)
    before.refresh_from_db()
    assert (before.state, before.invitation) == ("confirmed", None)


def test_who_does_not_answer_in_time_is_late_whether_registered_before_or_not() -> None:
    asked = invitation(seats=2)
    making.confirmed(asked.occurrence, "one@school.example")
    known = delegation.name(asked, asked.occurrence, person("one@school.example"))
    fresh = delegation.name(asked, asked.occurrence, person("two@school.example"))
    later = timezone.now() + timedelta(days=8)
    Delegate.objects.update(answer_by=timezone.now() - timedelta(minutes=1))
    Registration.objects.exclude(hold_until=None).update(hold_until=timezone.now())
    sign_up.release_unconfirmed(later)

    rows = Delegate.objects.select_related("registration")

    assert {one.state_at() for one in rows} == {Delegate.State.LATE}
    assert asked.delegates.counted().count() == 0
    again = delegation.name(asked, asked.occurrence, person("one@school.example"))
    assert again.pk not in {known.pk, fresh.pk}


def test_a_full_event_without_a_waiting_list_keeps_who_was_named() -> None:
    asked = invitation(seats=2, capacity=1, has_waiting_list=False)
    delegation.name(asked, asked.occurrence, person("one@school.example"))

    with pytest.raises(Full):
        delegation.name(asked, asked.occurrence, person("two@school.example"))

    assert asked.delegates.counted().count() == 1


def test_who_does_not_come_names_nobody_any_more() -> None:
    asked = invitation(seats=2)
    delegation.answer(asked, Invitation.Answer.COMES)
    delegate = delegation.name(asked, asked.occurrence, person("one@school.example"))

    delegation.answer(asked, Invitation.Answer.DECLINES)

    asked.refresh_from_db()
    assert (asked.answer, asked.delegates.counted().count()) == ("declines", 0)
    assert letters_to(delegate.registration) == ["named", "no-longer-named"]


def test_withdrawing_keeps_who_has_confirmed_and_lets_nobody_be_named() -> None:
    asked = invitation(seats=3)
    stays = delegation.name(asked, asked.occurrence, person("one@school.example"))
    goes = delegation.name(asked, asked.occurrence, person("two@school.example"))
    agreeing.agree(stays)

    assert delegation.withdraw(asked)
    assert not delegation.withdraw(asked)

    states = Registration.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["confirmed", "cancelled"]
    assert letters_to(goes.registration) == ["named", "no-longer-named"]
    assert list(asked.letters.values_list("kind", flat=True)) == ["invitation-withdrawn"]
    with pytest.raises(Withdrawn):
        delegation.name(asked, asked.occurrence, Person("Delegate", "x@school.example", "en"))


def test_a_receipt_says_each_time_what_was_answered() -> None:
    asked = invitation()
    delegation.answer(asked, Invitation.Answer.COMES)

    delegation.receipt(asked)
    delegation.receipt(asked)

    found = Letter.objects.filter(invitation=asked).order_by("number")
    assert [(one.number, one.details) for one in found] == [
        (1, {"answer": "comes"}),
        (2, {"answer": "comes"}),
    ]


def test_kept_seats_are_for_those_whose_organisation_was_promised_them() -> None:
    asked = invitation(seats=2, is_reserved=True, capacity=3, held_back=2, has_waiting_list=False)
    assert asked.occurrence is not None
    without = invitation(asked.occurrence)
    making.confirmed(asked.occurrence)

    with pytest.raises(Full):
        delegation.name(without, asked.occurrence, person("none@school.example"))
    held = delegation.name(asked, asked.occurrence, person("one@school.example"))

    assert held.registration.takes_held_back
    assert held.registration.state == "held"


def test_a_delegate_has_a_seat_of_the_share_of_the_organisations_sector() -> None:
    asked = invitation(capacity=4)
    assert asked.occurrence is not None
    schools = sector("education")
    asked.organisation.sectors.add(schools)
    share = asked.event.seat_shares.create(sector=schools, seats=1)
    capacity.settle(asked.event)

    delegate = delegation.name(asked, asked.occurrence, person("one@school.example"))

    registration = delegate.registration
    assert (registration.share, registration.sector) == (share, schools)
