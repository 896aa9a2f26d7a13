"""Contacts of organisations are forgotten, also where the event never ends or has no date."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError
from django.utils import timezone

from events import inviting, outbox
from events.afterwards.forgetting import forget_due
from events.afterwards.personal_data import erase
from events.delegate import Delegate
from events.event import Event
from events.invitation import Invitation
from events.occurrence import Occurrence
from stakeholders.organisation import Organisation
from tests.events import making

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
OLD = "old@library.sample.example"


@pytest.fixture
def series(evening: Occurrence, end: Any) -> Event:
    """Dates of 60 and 35 days ago, and one a week ahead, of a series without end."""
    for days in (60, 35):
        end(making.another_date(evening, days=-days), days=days)
    Event.objects.filter(pk=evening.event_id).update(recurrence="FREQ=WEEKLY")
    return Event.objects.get()


def invited(event: Event, *, days: int = 0, **values: Any) -> Invitation:
    """An invitation of some days ago to the whole event."""
    return Invitation.objects.create(
        event=event,
        organisation=Organisation.objects.create(name="Sample library"),
        email=OLD,
        language="en",
        invited_at=timezone.now() - days * DAY,
        **values,
    )


def ago(days: int) -> Any:
    return timezone.now() - days * DAY


def test_a_contact_for_a_series_without_end_is_forgotten(series: Event) -> None:
    invitation = invited(series, days=90, answer="comes", answered_at=ago(80))

    assert forget_due().invitations == 1
    invitation.refresh_from_db()
    assert (invitation.email, invitation.answer) == ("", "comes")


@pytest.mark.parametrize(
    ("days", "values"),
    [(20, {}), (50, {"answered_at": 20}), (50, {"answer_by": -20})],
    ids=["invited", "answered", "may answer"],
)
def test_not_before_a_date_has_come_that_is_long_over(
    series: Event, days: int, values: dict[str, int]
) -> None:
    invited(series, days=days, **{name: ago(since) for name, since in values.items()})

    assert forget_due().invitations == 0


def test_not_where_we_wrote_a_while_ago(series: Event) -> None:
    invited(series, days=90).letters.create(kind="invitation-reminder", number=1)

    assert forget_due().invitations == 0


def test_not_before_the_series_begins(evening: Occurrence) -> None:
    Event.objects.update(recurrence="FREQ=WEEKLY")
    invited(evening.event, days=90)

    assert forget_due().invitations == 0


def test_not_while_somebody_is_still_to_come_for_it(series: Event, evening: Occurrence) -> None:
    invitation = invited(series, days=90)
    person = making.confirmed(evening)
    named = Delegate.objects.create(invitation=invitation, registration=person, language="en")

    early = forget_due().invitations
    Delegate.objects.filter(pk=named.pk).update(removed_at=timezone.now())

    assert (early, forget_due().invitations) == (0, 1)


def test_a_series_with_an_end_waits_for_it(series: Event) -> None:
    Event.objects.update(recurrence="FREQ=WEEKLY;COUNT=20")
    invited(series, days=90)

    assert forget_due().invitations == 0


@pytest.mark.parametrize(("days", "count"), [(-20, 0), (20, 0), (31, 1)])
def test_a_contact_for_a_series_that_was_split_waits_for_its_last_part(
    evening: Occurrence, end: Any, days: int, count: int
) -> None:
    end(evening, days=60)
    second = making.occurrence()
    third = making.occurrence()
    end(second, days=50)
    end(third, days=days)
    Event.objects.filter(pk=second.event_id).update(continues=evening.event)
    Event.objects.filter(pk=third.event_id).update(continues=second.event)
    invited(evening.event, days=90)

    assert forget_due().invitations == count


def test_a_last_part_without_end_waits_for_what_came_after_the_answer(
    evening: Occurrence, end: Any
) -> None:
    end(evening, days=60)
    Event.objects.filter(pk=making.occurrence().event_id).update(
        continues=evening.event, recurrence="FREQ=WEEKLY"
    )
    invitation = invited(evening.event, days=90, answer="comes", answered_at=ago(1))

    touched = forget_due()
    Invitation.objects.filter(pk=invitation.pk).update(answered_at=None)

    assert (touched.invitations, forget_due().invitations) == (0, 1)


def test_not_while_somebody_is_to_come_to_a_last_part_without_end(
    evening: Occurrence, end: Any
) -> None:
    end(evening, days=60)
    later = making.occurrence()
    Event.objects.filter(pk=later.event_id).update(
        continues=evening.event, recurrence="FREQ=WEEKLY"
    )
    invitation = invited(evening.event, days=90)
    named = making.confirmed(later)
    Delegate.objects.create(invitation=invitation, registration=named, language="en")

    assert forget_due().invitations == 0


def test_a_contact_of_an_event_without_dates_is_forgotten() -> None:
    event = Event.objects.create()
    invited(event, days=31)

    assert forget_due().invitations == 1


@pytest.mark.parametrize(("days", "count"), [(29, 0), (31, 1)])
def test_a_contact_is_forgotten_some_time_after_the_invitation_was_withdrawn(
    evening: Occurrence, days: int, count: int
) -> None:
    invited(evening.event, occurrence=evening, withdrawn_at=ago(days))

    assert forget_due().invitations == count


# Why a letter came back


def test_with_another_address_goes_what_was_said_of_the_old_one(evening: Occurrence) -> None:
    invitation = invited(evening.event)
    said = {"state": "returned", "error": f"5.1.1 <{OLD}>: User unknown"}
    letter = invitation.letters.create(kind="invited", number=1, **said)

    inviting.amend(invitation, sends_again=False, email="new@library.sample.example")

    letter.refresh_from_db()
    assert (letter.state, letter.error) == ("returned", "")


def test_an_address_that_is_erased_stands_in_no_error(evening: Occurrence) -> None:
    invitation = invited(evening.event)
    inviting.amend(invitation, sends_again=False, email="new@library.sample.example")
    invitation.letters.update(error=f"5.1.1 <{OLD.upper()}>: User unknown")

    erase(OLD)

    assert [one.error for one in invitation.letters.all()] == [""]
    assert Invitation.objects.get().email == "new@library.sample.example"


def test_a_second_attempt_still_knows_that_the_address_is_another(
    evening: Occurrence, monkeypatch: pytest.MonkeyPatch
) -> None:
    invitation = invited(evening.event)
    key, write, tried = invitation.key(), outbox.write, []

    def busy_once(letters: Any) -> None:
        tried.append(letters)
        if len(tried) == 1:
            raise OperationalError("database is locked")
        write(letters)

    monkeypatch.setattr(outbox, "write", busy_once)

    inviting.amend(invitation, sends_again=False, email="new@library.sample.example")

    assert Invitation.objects.with_key(key) is None
    assert [one.kind for one in invitation.letters.all()] == ["invited"]
