"""Invited organisations are told when the event changes: once for each change, and beforehand."""

from datetime import timedelta

import pytest

from events import inviting
from events.event import Event
from events.invitation import Invitation
from events.inviting import Guest, Terms
from events.outbox import Letter
from events.pages import EventPage
from tests.delegations.guests import organisation

from . import stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> EventPage:
    return stage.event_page("Round table", is_registration_needed=True)


def invited(page: EventPage, count: int = 1) -> list[Invitation]:
    guests = [Guest(organisation(), f"o{one}@school.example", "en") for one in range(count)]
    inviting.invite(page.facts, guests, Terms(occurrence=page.facts.occurrences.get()))
    return list(Invitation.objects.all())


def moved(page: EventPage, days: int = 1) -> EventPage:
    page.starts_at += timedelta(days=days)
    page.ends_at += timedelta(days=days)
    return stage.publish(page)


def changes() -> int:
    return Letter.objects.filter(kind="invitation-changed").count()


def test_a_move_is_told_once_and_another_one_again(page: EventPage) -> None:
    invited(page)

    page = moved(page)
    page = stage.publish(page)
    assert changes() == 1

    moved(page)
    assert changes() == 2


def test_other_words_are_no_reason_for_a_letter(page: EventPage) -> None:
    invited(page)
    page.title = "Long table"
    page.capacity = 40

    stage.publish(page)

    assert changes() == 0


def test_who_said_no_or_was_told_nothing_hears_nothing(page: EventPage) -> None:
    says_no, untold, withdrawn = invited(page, 3)
    Invitation.objects.filter(pk=says_no.pk).update(answer="declines")
    untold.letters.all().delete()
    inviting_on = withdrawn.invited_at
    Invitation.objects.filter(pk=withdrawn.pk).update(withdrawn_at=inviting_on)

    moved(page)

    assert changes() == 0


def test_a_cancelled_event_is_told_and_takes_no_answer(page: EventPage) -> None:
    invited(page)
    page.status = Event.Status.CANCELLED

    stage.publish(page)

    assert changes() == 1


@pytest.mark.parametrize("count", [1, 3])
def test_many_invitations_cost_as_many_queries_as_one(
    count: int,
    page: EventPage,
    django_assert_num_queries,  # type: ignore[no-untyped-def]  # pytest-django's
) -> None:
    invited(page, count)
    moved(page)
    event = Event.objects.get()
    Letter.objects.filter(kind="invitation-changed").delete()

    with django_assert_num_queries(3):
        inviting.tell_invited(event)

    assert changes() == count
