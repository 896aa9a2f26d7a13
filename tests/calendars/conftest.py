"""The hard cases as published events, with what our addresses answer in three languages."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.cache import cache
from django.db import transaction
from django.test import Client, override_settings
from django.utils import translation

from events import splitting
from events.models import Event, EventPageChangedDate, Venue
from tests.calendars.cases import CASES, Case
from tests.calendars.told import Told, truth
from tests.events import stage

LANGUAGES = ("en", "nl", "ar")
NOW = "2027-01-01T12:00:00Z"
# Long enough for dates of the past, in which some zones still had summer time.
ALL_YEARS = {"EVENTS_WINDOW_DAYS": (4000, 4000)}


@dataclass(frozen=True)
class Answers:
    """What was published, and what the addresses of calendars answered, by language."""

    whole: dict[str, str]
    single: dict[str, dict[str, str]]
    truth: dict[str, dict[str, list[Told]]]

    def all_true(self, language: str) -> list[Told]:
        return sorted(one for dates in self.truth[language].values() for one in dates)


@pytest.fixture(scope="session")
def answers(django_db_setup: None, django_db_blocker: Any) -> Answers:
    """Published once for all tests that only read; the database is as it was afterwards."""
    with django_db_blocker.unblock(), _undone(), time_machine.travel(NOW, tick=False):
        events = dict(_published())
        return Answers(
            whole={language: _get(f"/calendars/{language}.ics") for language in LANGUAGES},
            single={language: _singles(events, language) for language in LANGUAGES},
            truth={
                language: {name: truth(*event, language) for name, event in events.items()}
                for language in LANGUAGES
            },
        )


@contextmanager
def _undone() -> Iterator[None]:
    cache.clear()
    with transaction.atomic(), override_settings(**ALL_YEARS), translation.override("en"):
        yield
        transaction.set_rollback(True)
    cache.clear()


def _published() -> Iterator[tuple[str, tuple[Event, Case]]]:
    for name, case in CASES.items():
        event = publish(case)
        if case.split:
            yield f"{name}: the second half", (_split(event, case.split), case)
        yield name, (Event.objects.get(pk=event.pk), case)


def _split(event: Event, code: str) -> Event:
    page = splitting.split(event, code)
    page.starts_at -= timedelta(hours=1)
    page.ends_at -= timedelta(hours=1)
    stage.publish(page)
    return Event.objects.get(pk=page.facts.pk)


def publish(case: Case) -> Event:
    """A case as an editor publishes it, with its translations."""
    zone = ZoneInfo(case.zone)
    facts = dict(case.facts)
    if case.place:
        facts["venue"] = _venue(case.place)
    page = stage.event_page(
        case.title,
        summary=case.summary,
        time_zone=case.zone,
        starts_at=stage.at(case.starts, zone),
        ends_at=stage.at(case.ends, zone),
        recurrence=case.recurrence,
        changed_dates=[_changed(change, zone) for change in case.changes],
        **facts,
    )
    for language, title in case.titles.items():
        stage.translated(page, language, title=title)
    return Event.objects.get(pk=page.facts.pk)


def _changed(change: dict[str, Any], zone: ZoneInfo) -> EventPageChangedDate:
    moments = {
        name: stage.at(change[name], zone) for name in ("starts_at", "ends_at") if change.get(name)
    }
    venue = _venue(change["place"]) if change.get("place") else None
    return EventPageChangedDate(
        kind=change["kind"],
        on=change["on"],
        title=change.get("title", ""),
        venue=venue,
        **moments,
    )


def _venue(name: str) -> Venue:
    return stage.venue(f"venue-{Venue.objects.count()}", names={"en": name}, locality="")


def _singles(events: dict[str, tuple[Event, Case]], language: str) -> dict[str, str]:
    return {
        name: _get(f"/calendars/{language}/{event.public_id}.ics")
        for name, (event, _case) in events.items()
    }


def _get(address: str) -> str:
    answer = Client().get(address)
    assert answer.status_code == 200, answer.content
    body = b"".join(answer) if answer.streaming else answer.content
    return body.decode()
