"""Whom to write to when an event changed."""

from datetime import timedelta

import pytest
from django.utils import timezone
from time_machine import travel

from events import telling
from events.event import Event
from events.outbox import Kind, Letter
from events.registration import Registration
from tests.events import making

from .stage import event_page

pytestmark = pytest.mark.django_db


def _told(of: Registration) -> list[str]:
    own = (Kind.EVENT_CHANGED, Kind.EVENT_CANCELLED)
    return list(of.letters.filter(kind__in=own).order_by("pk").values_list("kind", flat=True))


def _publish(event: Event, **facts: object) -> None:
    """Change facts as the team does: on the page, by publishing it."""
    page = event.pages.get()
    for name, value in facts.items():
        setattr(page, name, value)
    page.save()


def test_cancelling_an_event_tells_everyone_once() -> None:
    occurrence = making.occurrence(capacity=1)
    making.page(occurrence)
    seated, waiting = making.confirmed(occurrence), making.confirmed(occurrence)

    _publish(occurrence.event, status="cancelled")
    _publish(occurrence.event, status_note="The hall is closed.")

    assert _told(seated) == _told(waiting) == [Kind.EVENT_CANCELLED]


def test_another_hour_tells_those_who_are_registered() -> None:
    occurrence = making.occurrence()
    making.page(occurrence)
    made, unconfirmed = making.confirmed(occurrence), making.registration(occurrence)
    hour = timedelta(hours=1)

    event = occurrence.event
    _publish(event, starts_at=event.starts_at + hour, ends_at=event.ends_at + hour)

    assert _told(made) == [Kind.EVENT_CHANGED]
    assert _told(unconfirmed) == []


def test_more_words_tell_nobody() -> None:
    occurrence = making.occurrence()
    making.page(occurrence)
    made = making.confirmed(occurrence)

    _publish(occurrence.event, summary="With coffee.", capacity=50)

    assert _told(made) == []


def test_of_a_series_only_those_hear_whose_date_changed() -> None:
    occurrence = making.occurrence()
    other = making.another_date(occurrence, days=7)
    made, spared = making.confirmed(occurrence), making.confirmed(other)

    occurrence.status = Event.Status.CANCELLED
    occurrence.save()
    telling.tell_registered(occurrence.event)

    assert _told(made) == [Kind.EVENT_CANCELLED]
    assert _told(spared) == []


def test_whoever_holds_several_dates_hears_of_all_of_them_in_one_letter() -> None:
    page = event_page(recurrence="FREQ=WEEKLY;COUNT=3", is_registration_needed=True)
    first, second, third = page.facts.occurrences.all()
    held = [making.confirmed(one, "ada@sample.example") for one in (second, first)]
    other = making.confirmed(third, "ben@sample.example")
    hour = timedelta(hours=1)

    _publish(page.facts, starts_at=page.starts_at + hour, ends_at=page.ends_at + hour)

    letter = Letter.objects.get(kind=Kind.DATES_CHANGED)
    assert letter.registration == held[1]
    assert letter.details == {"registrations": [held[1].pk, held[0].pk]}
    assert _told(held[0]) == _told(held[1]) == []
    assert _told(other) == [Kind.EVENT_CHANGED]


def test_more_seats_let_in_those_who_wait() -> None:
    occurrence = making.occurrence(capacity=1)
    making.page(occurrence)
    making.confirmed(occurrence)
    waiting = making.confirmed(occurrence)

    _publish(occurrence.event, capacity=2)

    waiting.refresh_from_db()
    assert waiting.state == Registration.State.CONFIRMED


def test_nobody_is_told_of_what_is_past() -> None:
    occurrence = making.occurrence()
    made = making.confirmed(occurrence)
    Event.objects.update(status="cancelled")

    with travel(timezone.now() + timedelta(days=30)):
        telling.tell_registered(Event.objects.get())

    assert _told(made) == []
