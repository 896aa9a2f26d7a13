"""An invitation: its key, who has not answered, and who is asked once more."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from events import inviting
from events.deleting import delete_forgotten
from events.event import Event
from events.invitation import Invitation
from events.inviting import Guest, Terms
from events.keys import hash_of
from events.outbox import Letter
from tests.delegations.guests import invitation, organisation
from tests.events import making

pytestmark = pytest.mark.django_db


def kinds(of: Invitation) -> list[str]:
    return list(of.letters.order_by("pk").values_list("kind", flat=True))


def test_a_key_opens_one_invitation_and_only_its_hash_is_stored() -> None:
    asked, other = invitation(), invitation()

    key = asked.key()

    assert Invitation.objects.with_key(key) == asked
    assert asked.key_hash == hash_of(key)
    assert key not in str(list(Invitation.objects.values()))
    assert other.key() != key
    assert Invitation.objects.with_key("x" * 43) is None


def test_a_key_outlives_a_change_of_the_secret_and_is_renewed_where_it_cannot(settings) -> None:  # type: ignore[no-untyped-def]  # pytest-django's
    asked = invitation()
    key, old = asked.key(), settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [old]

    assert asked.key() == key

    settings.SECRET_KEY_FALLBACKS = []
    fresh = asked.key()
    assert fresh != key
    assert Invitation.objects.with_key(fresh) == asked
    assert Invitation.objects.with_key(key) is None


def test_inviting_twice_writes_one_letter_each() -> None:
    date = making.occurrence()
    guests = [Guest(organisation(), f"office{number}@school.example", "nl") for number in range(3)]
    terms = Terms(seats=2, occurrence=date, own_lines={"nl": "Tot dan."})

    counts = [inviting.invite(date.event, guests, terms) for _click in range(2)]

    assert counts == [3, 0]
    assert Letter.objects.count() == 3
    first = Invitation.objects.first()
    assert first is not None
    assert (first.seats, first.own_line, first.language) == (2, "Tot dan.", "nl")


@pytest.mark.parametrize("count", [1, 3])
def test_inviting_many_takes_as_many_queries_as_one(count: int, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]  # pytest-django's
    date = making.occurrence()
    guests = [Guest(organisation(), f"office{one}@school.example", "en") for one in range(count)]

    with django_assert_num_queries(5):
        inviting.invite(date.event, guests, Terms(occurrence=date))


def test_one_organisation_is_invited_once_to_a_date_and_again_when_it_was_withdrawn() -> None:
    asked = invitation()

    with pytest.raises(IntegrityError), transaction.atomic():
        invitation(asked.occurrence, organisation=asked.organisation)

    Invitation.objects.update(withdrawn_at=timezone.now())
    assert invitation(asked.occurrence, organisation=asked.organisation).pk != asked.pk


def test_only_who_has_not_answered_is_reminded_and_not_twice_within_the_hour() -> None:
    date = making.occurrence()
    silent, later = invitation(date), invitation(date, answer="later")
    comes, declines = invitation(date, answer="comes"), invitation(date, answer="declines")
    withdrawn = invitation(date)
    Invitation.objects.filter(pk=withdrawn.pk).update(withdrawn_at=timezone.now())

    counts = [inviting.remind(Invitation.objects.all()) for _click in range(2)]

    assert counts == [2, 0]
    assert [kinds(one) for one in (silent, later)] == [["invitation-reminder"]] * 2
    assert [kinds(one) for one in (comes, declines, withdrawn)] == [[], [], []]


def test_the_round_reminds_once_some_days_before_the_last_day() -> None:
    now = timezone.now()
    date = making.occurrence(starts_at=now + timedelta(days=60))
    soon = invitation(date, answer_by=now + timedelta(days=4))
    invitation(date, answer_by=now + timedelta(days=20))
    Invitation.objects.update(invited_at=now - timedelta(days=10))
    just_invited = invitation(date, answer_by=now + timedelta(days=4))

    call_command("send_reminders", verbosity=0)
    again = inviting.remind_due(now + timedelta(hours=5))

    assert (kinds(soon), again) == (["invitation-reminder"], 0)
    assert kinds(just_invited) == []


def test_addresses_of_what_is_long_over_are_forgotten_and_the_answers_stay() -> None:
    asked = invitation(answer="declines")
    assert asked.occurrence is not None
    making.page(asked.occurrence)
    ended = timezone.now() - timedelta(days=40)
    of_event = invitation(asked.occurrence)
    Invitation.objects.filter(pk=of_event.pk).update(occurrence=None)
    asked.event.occurrences.update(starts_at=ended, ends_at=ended)
    coming = invitation()

    call_command("forget_personal_data", verbosity=0)

    rows = Invitation.objects.order_by("pk").values_list("email", "key_hash", "answer")
    assert list(rows)[:2] == [("", "", "declines"), ("", "", "")]
    assert rows[2][0] == coming.email


def test_an_event_is_kept_while_somebody_is_invited_to_it_and_not_after() -> None:
    asked = invitation()

    assert not asked.event.may_be_forgotten()
    assert asked.occurrence is not None
    assert asked.occurrence.is_held
    assert delete_forgotten() == 0

    Invitation.objects.update(forgotten_at=timezone.now())
    assert delete_forgotten() == 1
    assert not Event.objects.exists()


def test_a_letter_is_about_a_registration_or_an_invitation_and_never_both_or_none() -> None:
    asked = invitation()
    registration = making.registration(making.occurrence())

    for about in ({}, {"invitation": asked, "registration": registration}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Letter.objects.create(kind="invited", number=9, **about)
