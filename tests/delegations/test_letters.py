"""Letters of invitations: what they say, to whom, and when they are not needed any more."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from events import agreeing, delegation, inviting
from events.invitation import Invitation
from events.inviting import Guest, Terms
from events.outbox import Letter
from events.tasks import empty_outbox
from tests.events import making

from .guests import invitation, organisation, person


def invited(**terms: Any) -> Invitation:
    """Invited by the deed, so with its letter."""
    date = making.occurrence()
    making.page(date, title="Round table")
    guest = Guest(organisation("Harbour School (sample)"), "office@school.example", "en")
    inviting.invite(date.event, [guest], Terms(occurrence=date, **terms))
    return Invitation.objects.select_related("event", "occurrence__event").get()


def sent() -> Any:
    empty_outbox()
    return mail.outbox


def test_an_invitation_tells_the_facts_and_the_organisations_own_address() -> None:
    asked = invited(
        seats=3,
        is_reserved=True,
        answer_by=timezone.now() + timedelta(days=3),
        own_lines={"en": "Bring your plans."},
    )

    letter = sent()[0]

    assert letter.to == ["office@school.example"]
    assert letter.subject == "Invitation: Round table"
    for text in (
        "Harbour School (sample) is invited.",
        "Bring your plans.",
        "3 people; their seats are kept",
        "Please answer until",
        f"http://testserver/en/invitation/{asked.key()}/",
    ):
        assert text in letter.body


@pytest.mark.parametrize(("language", "subject"), [("nl", "Round table"), ("ar", "Round table")])
def test_an_invitation_speaks_the_language_of_the_organisation(language: str, subject: str) -> None:
    asked = invited()
    Invitation.objects.update(language=language)

    letter = sent()[0]

    assert letter.extra_headers["Content-Language"] == language
    assert f"/{language}/invitation/{asked.key()}/" in letter.body


@pytest.mark.parametrize("ended", ["withdrawn_at", "answer_by"])
def test_an_invitation_that_does_not_stand_any_more_is_not_sent(ended: str) -> None:
    invited()
    Invitation.objects.update(**{ended: timezone.now()})

    assert sent() == []
    assert Letter.objects.get().state == "dropped"


def test_nobody_is_reminded_who_answered_before_the_letter_left() -> None:
    asked = invited()
    Letter.objects.all().delete()
    inviting.remind(Invitation.objects.all())
    delegation.answer(asked, Invitation.Answer.DECLINES)

    assert sent() == []


def test_a_reminder_asks_once_more() -> None:
    invited()
    Letter.objects.all().delete()
    inviting.remind(Invitation.objects.all())

    assert [letter.subject for letter in sent()] == ["Please answer: Round table"]


def test_the_letter_to_a_delegate_says_nothing_that_was_typed() -> None:
    asked = invited(seats=2)
    assert asked.occurrence is not None
    Letter.objects.all().delete()
    delegate = delegation.name(
        asked, asked.occurrence, person("one@school.example", name="Buy at http://spam.example")
    )

    letter = sent()[0]

    assert letter.to == ["one@school.example"]
    assert letter.subject == "Harbour School (sample) names you as a delegate: Round table"
    assert f"/en/registration/{delegate.registration.key()}/" in letter.body
    assert asked.key() not in letter.body
    assert "spam" not in letter.body
    assert asked.key() not in letter.message().as_string()


def test_a_delegate_who_confirmed_meanwhile_or_is_named_no_more_is_not_asked() -> None:
    asked = invited(seats=2)
    assert asked.occurrence is not None
    agreed = delegation.name(asked, asked.occurrence, person("one@school.example"))
    removed = delegation.name(asked, asked.occurrence, person("two@school.example"))
    agreeing.agree(agreed)
    delegation.remove(removed)

    subjects = sorted((letter.to[0], letter.subject) for letter in sent())

    assert subjects == [
        ("office@school.example", "Invitation: Round table"),
        ("one@school.example", "You are registered: Round table"),
        ("two@school.example", "You are not a delegate any more: Round table"),
    ]


def test_a_receipt_names_no_delegate_and_an_older_one_is_dropped() -> None:
    asked = invited(seats=2)
    assert asked.occurrence is not None
    Letter.objects.all().delete()
    delegation.answer(asked, Invitation.Answer.DECLINES)
    delegation.receipt(asked)
    delegation.answer(asked, Invitation.Answer.COMES)
    delegation.name(asked, asked.occurrence, person("one@school.example"))
    delegation.receipt(asked)

    receipts = [letter for letter in sent() if letter.to == ["office@school.example"]]

    assert len(receipts) == 1
    assert "We noted that you come." in receipts[0].body
    assert "You named 1 person." in receipts[0].body
    assert "one@school.example" not in receipts[0].body


def test_who_waits_on_an_invitation_taken_back_is_told() -> None:
    asked = invitation()
    assert asked.occurrence is not None
    making.page(asked.occurrence, title="Round table")
    delegation.withdraw(asked)

    assert [letter.subject for letter in sent()] == ["Invitation withdrawn: Round table"]


@pytest.mark.parametrize(
    ("status", "subject", "said"),
    [
        ("scheduled", "Changed: Round table", "Time or place of the event"),
        ("postponed", "Changed: Round table", "is postponed"),
        ("cancelled", "Cancelled: Round table", "does not take place"),
    ],
)
def test_an_organisation_is_told_what_became_of_the_event(
    status: str, subject: str, said: str
) -> None:
    asked = invited()
    Letter.objects.update(details={"told": "something else"}, state="sent")
    asked.event.occurrences.update(status=status)

    inviting.tell_invited(asked.event)

    (letter,) = sent()
    assert letter.subject == subject
    assert said in letter.body


def test_who_comes_gets_the_new_link_after_the_last_day_to_answer() -> None:
    asked = invited()
    Letter.objects.all().delete()
    Invitation.objects.update(answer="comes", answer_by=timezone.now() - timedelta(days=1))
    asked.refresh_from_db()

    inviting.amend(asked, sends_again=False, email="new@school.example")

    asked.refresh_from_db()
    assert [(one.to, asked.key() in one.body) for one in sent()] == [(["new@school.example"], True)]
