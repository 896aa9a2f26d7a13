"""What is promised before publishing is what publishing then does."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageLogEntry

from events.history import ACTION
from events.models import (
    EventPage,
    EventPageChangedDate,
    EventPageSeatShare,
    EventPageSession,
    Letter,
    Registration,
)
from events.rehearsal import Promise, promised

from . import making
from .stage import at, event_page, fresh, publish, translated, venue

pytestmark = pytest.mark.django_db
NOW = at("2027-01-15 12:00")
SERIES = "FREQ=WEEKLY;COUNT=4"


@pytest.fixture(autouse=True)
def _in_january() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def booked(**facts: Any) -> EventPage:
    """An event in two languages, full, with somebody waiting and somebody unconfirmed."""
    page = event_page(**{"is_registration_needed": True, "capacity": 3, **facts})
    translated(page)
    for occurrence in page.facts.occurrences.all():
        making.confirmed(occurrence, language="nl")
        making.confirmed(occurrence)
        making.registration(occurrence)
        making.confirmed(occurrence, language="nl")
    return fresh(page)


def promise_of(page: EventPage) -> Promise:
    page.save_revision()
    return promised(fresh(page).get_latest_revision().as_object())


def an_hour_later(page: Any) -> None:
    page.starts_at += timedelta(hours=1)
    page.ends_at += timedelta(hours=1)


def a_day_later(page: Any) -> None:
    page.starts_at += timedelta(days=1)
    page.ends_at += timedelta(days=1)


def elsewhere(page: Any) -> None:
    page.venue = venue()


def differing(kind: str, **values: Any) -> Callable[[Any], None]:
    def change(page: Any) -> None:
        page.changed_dates = [EventPageChangedDate(kind=kind, on=date(2027, 2, 10), **values)]

    return change


def setting(**values: Any) -> Callable[[Any], None]:
    def change(page: Any) -> None:
        for name, value in values.items():
            setattr(page, name, value)

    return change


def more_seats_and_another_hour(page: Any) -> None:
    page.capacity = 10
    an_hour_later(page)


def shared_out(page: Any) -> None:
    """More seats, of which some are for others: who waits is among the rest."""
    page.capacity = 5
    share = EventPageSeatShare(sector=making.sector(), seats=1, locale_id=page.locale_id)
    page.seat_shares = [share]


CHANGES: dict[str, Callable[[Any], None]] = {
    "nothing": setting(),
    "words": setting(title="Another title"),
    "hour": an_hour_later,
    "day": a_day_later,
    "zone": setting(time_zone="America/Sao_Paulo"),
    "whole days": setting(is_all_day=True),
    "no hour yet": setting(is_time_known=False),
    "rule": setting(recurrence="FREQ=WEEKLY;COUNT=6"),
    "shorter rule": setting(recurrence="FREQ=WEEKLY;COUNT=2"),
    "no rule": setting(recurrence=""),
    "cancelled": setting(status="cancelled"),
    "postponed": setting(status="postponed"),
    "venue": elsewhere,
    "online": setting(mode="online"),
    "more seats": setting(capacity=4),
    "fewer seats": setting(capacity=1),
    "no limit": setting(capacity=None),
    "seats shared out": shared_out,
    "more seats, as an offer": setting(capacity=4, offer_hours=24),
    "more seats, held back": setting(capacity=4, held_back=1),
    "more seats and another hour": more_seats_and_another_hour,
    "left out": differing("left-out"),
    "one cancelled": differing("cancelled"),
    "one moved": differing("moved", starts_at=at("2027-02-11 18:00")),
    "one more": differing("extra"),
    "nobody signs up": setting(is_registration_needed=False),
}


def seen_in_the_database() -> dict[str, Any]:
    """All that a publication may change, as it stands."""
    event = EventPage.objects.get(locale__language_code="en").facts
    return {
        "dates": sorted(event.occurrences.values_list("pk", "starts_at", "ends_at", "status")),
        "people": sorted(Registration.objects.values_list("pk", "state", "told")),
        "letters": sorted(
            Letter.objects.values_list("kind", "registration__language", "registration__email")
        ),
        "entries": dict(event.entries.values_list("language", "checksum")),
        "sequence": event.sequence,
        "facts": {name: getattr(event, name) for name in event.FACTS},
        "has_times": event.has_times,
    }


@pytest.mark.parametrize("rule", ["", SERIES], ids=["once", "series"])
@pytest.mark.parametrize("change", CHANGES)
def test_what_is_promised_is_what_publishing_does(change: str, rule: str) -> None:
    page = booked(recurrence=rule)
    CHANGES[change](page)
    before = seen_in_the_database()

    promise = promise_of(page)
    untouched = seen_in_the_database()
    publish(page)
    after = seen_in_the_database()

    impact = promise.impact
    new = {key: one for key, *one in after["dates"]}
    known = {key: one for key, *one in before["dates"]}
    assert untouched == before
    other_clock = before["has_times"] != after["has_times"]
    assert {move.new.pk for move in impact.moved} == {
        key for key in new.keys() & known.keys() if new[key][:2] != known[key][:2] or other_clock
    }
    assert [(one.starts_at, one.ends_at) for one in impact.added] == [
        tuple(one[:2]) for key, one in new.items() if key not in known
    ]
    assert {one.pk for one in impact.dropped} == known.keys() - new.keys()
    assert sorted([*before["letters"], *impact.letters]) == after["letters"]
    assert impact.raises_sequence == (after["sequence"] > before["sequence"])
    assert promise.calendars == {
        code for code, _ in before["entries"].items() ^ after["entries"].items()
    }


@pytest.mark.parametrize("change", CHANGES)
def test_nobody_gets_two_letters_of_one_publication(change: str) -> None:
    page = booked()
    before = Letter.objects.count()
    CHANGES[change](page)

    publish(page)

    written = Letter.objects.order_by("pk")[before:]
    told = [letter.registration.email for letter in written]
    assert len(told) == len(set(told))


def test_it_costs_as_many_queries_for_three_people_as_for_one() -> None:
    page = event_page(is_registration_needed=True)
    occurrence = page.facts.occurrences.get()

    def cost() -> int:
        an_hour_later(changed := fresh(page))
        with CaptureQueriesContext(connection) as queries:
            assert promised(changed).impact.letters
        return len(queries)

    making.confirmed(occurrence)
    cost()
    for_one = cost()
    making.confirmed(occurrence)
    making.confirmed(occurrence, language="nl")

    assert cost() == for_one


def test_a_session_that_people_chose_and_that_goes_is_told() -> None:
    page = event_page(is_registration_needed=True, sessions=[part("Talk"), part("Walk")])
    talk = page.facts.sessions.first()
    making.confirmed(page.facts.occurrences.get(), sessions=[talk])
    making.confirmed(page.facts.occurrences.get())
    page.sessions = [one for one in page.sessions.all() if one.key != talk.key]

    promise = promise_of(page)

    assert promise.impact.unseated == 1
    assert promise.asks


def part(title: str) -> EventPageSession:
    return EventPageSession(
        title=title, starts_at=at("2027-02-03 20:00"), ends_at=at("2027-02-03 21:00"), capacity=9
    )


def test_dates_that_the_rule_leaves_and_people_hold_are_kept() -> None:
    page = booked(recurrence=SERIES)
    page.recurrence = ""

    impact = promise_of(page).impact

    assert len(impact.kept) == 3
    assert impact.dropped == []


def test_no_letter_leaves_and_no_cache_is_purged_by_a_rehearsal(
    django_capture_on_commit_callbacks: Any,
) -> None:
    page = booked()
    an_hour_later(page)
    page.save_revision()
    draft = fresh(page).get_latest_revision().as_object()

    with django_capture_on_commit_callbacks() as callbacks:
        promised(draft)

    assert callbacks == []


def test_a_draft_for_later_says_when() -> None:
    page = booked()
    page.go_live_at = NOW + timedelta(days=1)
    an_hour_later(page)

    promise = promise_of(page)

    assert promise.goes_live_at == NOW + timedelta(days=1)
    assert promise.asks


def test_what_a_scheduled_publication_did_stands_in_the_history() -> None:
    page = booked()
    page.go_live_at = NOW + timedelta(days=1)
    an_hour_later(page)
    publish(page)

    with time_machine.travel(NOW + timedelta(days=2), tick=False):
        call_command("publish_scheduled")

    kept = PageLogEntry.objects.get(action=ACTION)
    assert (kept.data["moved"], kept.data["told"]) == (1, 3)
    assert kept.user is None
