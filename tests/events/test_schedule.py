"""Occurrences up to the horizon, and the command that extends them."""

import io
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events import conf, schedule
from events.models import Event, EventPage, EventPageChangedDate, Occurrence
from events.recurrence import MOST

from . import making
from .stage import at, event_page, fresh

pytestmark = pytest.mark.django_db
NOW = at("2027-01-15 12:00")


@pytest.fixture(autouse=True)
def _in_january() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def expanded() -> str:
    said = io.StringIO()
    call_command("expand_occurrences", stdout=said)
    return said.getvalue()


def test_an_endless_series_ends_at_the_horizon_and_grows_with_time() -> None:
    event = event_page(recurrence="FREQ=WEEKLY").facts
    before = event.occurrences.count()

    with time_machine.travel(NOW + timedelta(weeks=4), tick=False):
        said = expanded()
        again = expanded()

    assert event.occurrences.count() == before + 4
    assert event.occurrences.last().starts_at <= NOW + timedelta(weeks=4) + conf.horizon()
    assert said.startswith("New occurrences: 4.")
    assert again.startswith("New occurrences: 0.")


def test_it_tells_calendars_nothing_new() -> None:
    event = event_page(recurrence="FREQ=WEEKLY").facts
    before = [event.sequence, *event.entries.values_list("checksum", flat=True)]

    with time_machine.travel(NOW + timedelta(weeks=4), tick=False):
        expanded()

    event.refresh_from_db()
    assert [event.sequence, *event.entries.values_list("checksum", flat=True)] == before


def test_drafts_and_events_that_happen_once_are_left_alone() -> None:
    event_page("Draft", live=False, recurrence="FREQ=WEEKLY")
    event_page("Once")

    with time_machine.travel(NOW + timedelta(weeks=4), tick=False):
        new = schedule.expand_all()

    assert new == 0
    assert Occurrence.objects.count() == 1


def test_a_date_that_people_signed_up_for_survives_a_rule_that_leaves_it_out() -> None:
    page = event_page(recurrence="FREQ=WEEKLY;COUNT=3", is_registration_needed=True)
    second = page.facts.occurrences.order_by("starts_at")[1]
    making.confirmed(second)

    page = fresh(page)
    page.recurrence = ""
    page.save()

    kept = list(page.facts.occurrences.order_by("starts_at"))
    assert [one.code for one in kept] == ["20270203T2000", "20270210T2000"]
    assert [one.is_extra for one in kept] == [False, True]


def test_a_rule_that_cannot_be_read_costs_no_occurrence_of_others() -> None:
    event_page("Sound", recurrence="FREQ=WEEKLY")
    broken = event_page("Broken", recurrence="FREQ=WEEKLY").facts
    Event.objects.filter(pk=broken.pk).update(recurrence="FREQ=SECONDLY")

    with time_machine.travel(NOW + timedelta(weeks=1), tick=False):
        schedule.expand_all(now=timezone.now())

    sound = Event.objects.exclude(pk=broken.pk).get()
    assert sound.occurrences.count() > 1


def test_a_daily_series_goes_on_after_years_and_keeps_what_has_been() -> None:
    event = event_page(recurrence="FREQ=DAILY").facts
    first = event.occurrences.first()

    with time_machine.travel(NOW + timedelta(days=5 * 365), tick=False):
        for _month in range(2):
            expanded()
        last = event.occurrences.last()
        ahead = event.occurrences.upcoming().count()

    assert Occurrence.objects.filter(pk=first.pk).exists()
    assert last.starts_at > NOW + timedelta(days=5 * 365) + conf.horizon() - timedelta(days=2)
    assert ahead in range(conf.horizon().days - 1, conf.horizon().days + 2)


def long_series() -> EventPage:
    """On weekdays for years: more dates than the rule is asked for; people came to an early one."""
    weekdays = "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"
    page = event_page(recurrence=weekdays, is_registration_needed=True)
    making.confirmed(page.facts.occurrences.get(code="20270204T2000"))
    for years in (2, 4):
        schedule.expand(page.facts, now=NOW + timedelta(days=years * 365))
    return page


def with_extra(page: EventPage, *changes: EventPageChangedDate) -> set[tuple[str, bool]]:
    """Publish these changed dates years later; the dates of the first month."""
    with time_machine.travel(NOW + timedelta(days=4 * 365), tick=False):
        page = fresh(page)
        page.changed_dates = changes
        page.save()
    early = page.facts.occurrences.filter(starts_at__lt=at("2027-03-01 00:00"))
    return set(early.values_list("code", "is_extra"))


def test_an_old_extra_date_of_a_long_series_takes_nothing_of_its_past_away() -> None:
    page = long_series()
    before = set(page.facts.occurrences.values_list("code", "is_extra"))

    with_extra(page, EventPageChangedDate(kind="extra", on=date(2027, 2, 6)))

    assert len(before) > MOST
    after = set(page.facts.occurrences.values_list("code", "is_extra"))
    assert after == {*before, ("20270206T2000", True)}


def test_an_old_extra_date_of_a_long_series_is_changed_and_taken_back() -> None:
    page = long_series()
    extra = EventPageChangedDate(kind="extra", on=date(2027, 2, 6))
    before = with_extra(page)
    there = with_extra(page, extra)
    [pk] = page.facts.occurrences.filter(is_extra=True).values_list("pk", flat=True)

    later = EventPageChangedDate(
        kind="extra", on=date(2027, 2, 6), starts_at=at("2027-02-06 21:00")
    )
    moved = with_extra(page, later)
    [moved_pk] = page.facts.occurrences.filter(is_extra=True).values_list("pk", flat=True)
    again = with_extra(page)

    assert (there - before, moved - before) == (
        {("20270206T2000", True)},
        {("20270206T2100", True)},
    )
    assert (moved_pk, again) == (pk, before)


def test_a_daily_series_with_an_end_far_away_is_known_to_its_end() -> None:
    event = event_page(recurrence="FREQ=DAILY;UNTIL=20351231").facts

    assert event.entries.first().last_at == at("2035-12-31 22:00")
    assert event.occurrences.last().starts_at <= NOW + conf.horizon()


def test_another_hour_costs_as_many_queries_for_thirty_dates_as_for_three() -> None:
    counts = []
    for number in (3, 30):
        event = event_page(recurrence=f"FREQ=DAILY;COUNT={number}").facts
        before = list(event.occurrences.values_list("pk", flat=True))
        event.starts_at += timedelta(hours=1)
        event.ends_at += timedelta(hours=1)
        event.save()

        with CaptureQueriesContext(connection) as queries:
            schedule.settle(event, {"starts_at", "ends_at"})

        counts.append(len(queries))
        moved = event.occurrences.all()
        assert [one.pk for one in moved] == before
        assert {one.code[8:] for one in moved} == {"T2100"}
        assert {(one.starts_at.hour, one.original_start.hour) for one in moved} == {(20, 20)}
    assert counts[0] == counts[1]
