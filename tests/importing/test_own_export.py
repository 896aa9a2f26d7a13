"""Our own calendar, read back as a partner would, gives the same events."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from events.importing.accepting import accept
from events.importing.harvested import Harvested
from events.importing.reading import Frame, read
from events.importing.taking_over import take_over
from events.models import Event, EventPageChangedDate, Occurrence
from tests.events.stage import at, event_page, locale, venue
from tests.importing.conftest import make_source

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_the_test_client")]

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
FRAME = Frame(zone="Europe/Amsterdam", today=date(2026, 11, 21), until=date(2029, 12, 31))


def _make_hard_cases() -> None:
    hall = venue(street="Sample street 1", postal_code="9700 AA")
    event_page("Once", summary="All are welcome, & <more>; even\nso.", venue=hall)
    event_page("Whole days", is_all_day=True, ends_at=at("2027-02-05 12:00"))
    event_page("Online", mode="online")
    event_page("Off", status="cancelled")
    event_page("日本語 🎉 مرحبا", time_zone="Asia/Kathmandu")
    event_page("Across summer time", recurrence="FREQ=MONTHLY;BYDAY=1WE;UNTIL=20271231")
    event_page("Lord Howe", time_zone="Australia/Lord_Howe", recurrence="FREQ=WEEKLY;COUNT=30")
    changes = [
        EventPageChangedDate(locale=locale("en"), kind=kind, on=date(2027, 2, day), **moments)
        for kind, day, moments in (
            ("left-out", 10, {}),
            ("moved", 17, {"starts_at": at("2027-02-18 19:00"), "ends_at": at("2027-02-18 21:00")}),
            ("cancelled", 24, {}),
            ("extra", 26, {"starts_at": at("2027-02-26 10:00"), "ends_at": at("2027-02-26 11:00")}),
        )
    ]
    event_page("Changed", recurrence="FREQ=WEEKLY;COUNT=6", changed_dates=changes)


def _said(**events: Any) -> set[tuple[Any, ...]]:
    """What happens when, where and how, of the events chosen."""
    dates = Occurrence.objects.filter(**events).select_related("event__venue")
    return {
        (
            one.event.pages.get().title,
            one.event.pages.get().summary,
            one.starts_at,
            one.ends_at,
            one.is_cancelled,
            one.event.time_zone,
            one.event.is_all_day,
            one.event.mode,
            one.event.venue,
        )
        for one in dates
    }


def test_our_own_export_read_back_gives_the_same_events(client: Client) -> None:
    _make_hard_cases()
    body = client.get("/calendars/en.ics").content
    expected = _said(event__status="scheduled")
    # As another city hears it: none of these UIDs is its own, and its pages stand elsewhere.
    for event in Event.objects.all():
        Event.objects.filter(pk=event.pk).update(uid=f"there-{event.pk}")
    other = make_source("https://other-city.example/calendars/en.ics")

    reading = read(body, FRAME)
    take_over(other, reading, now=NOW)
    for row in Harvested.objects.all():
        accept(row)

    assert (reading.problem, reading.refused) == ("", [])
    assert [one.title for one in reading.entries if one.is_cancelled] == ["Cancelled: Off"]
    assert _said(event__pages__harvested__source=other) == expected
