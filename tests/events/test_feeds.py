"""Calendars and feeds: what they hold, what they never hold, and what they cost."""

import xml.etree.ElementTree as ET
from datetime import date, timedelta
from typing import Any

import icalendar
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events.models import EventPageChangedDate

from .stage import (
    at,
    call_page,
    event_page,
    fresh,
    publish,
)

pytestmark = pytest.mark.django_db
ADDRESS = "/calendars/en.ics"


def soon(days: int = 7, **facts: Any) -> dict[str, Any]:
    """So many days from now at noon, which no day skips and no day has twice."""
    noon = timezone.now().replace(hour=12, minute=0, second=0, microsecond=0)
    start = noon + timedelta(days=days)
    return {"starts_at": start, "ends_at": start + timedelta(hours=2), **facts}


def titles(answer: Any) -> list[str]:
    entries = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    return [str(entry["SUMMARY"]) for entry in entries]


def test_the_calendar_is_public_cacheable_and_sets_no_cookie(client: Client) -> None:
    event_page(**soon())

    answer = client.get(ADDRESS)

    assert titles(answer) == ["Round table"]
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "public, max-age=900"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["ETag"].startswith('"')
    assert not answer.cookies


def test_head_is_answered_without_a_body_and_other_methods_are_refused(client: Client) -> None:
    event_page(**soon())

    head = client.head(ADDRESS)

    assert (head.status_code, head.content) == (200, b"")
    assert head["ETag"] == client.get(ADDRESS)["ETag"]
    assert client.post(ADDRESS).status_code == 405


def test_an_unchanged_calendar_is_answered_by_one_query(client: Client) -> None:
    for number in range(3):
        event_page(f"Event {number}", **soon(number + 1))
    etag = client.get(ADDRESS)["ETag"]

    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = client.get(ADDRESS, headers={"if-none-match": etag})

    assert (answer.status_code, answer.content) == (304, b"")
    assert answer["ETag"] == etag
    assert len(queries) == 1


@pytest.mark.parametrize(
    "asked", ['"other", {}', "W/{}", "*", "{}"], ids=["list", "weak", "any", "same"]
)
def test_every_form_of_if_none_match_is_understood(client: Client, asked: str) -> None:
    event_page(**soon())
    etag = client.get(ADDRESS)["ETag"]

    answer = client.get(ADDRESS, headers={"if-none-match": asked.format(etag)})

    assert answer.status_code == 304


@pytest.mark.parametrize("deed", ["change", "words", "unpublish", "delete", "add"])
def test_whatever_changes_the_calendar_changes_its_etag(client: Client, deed: str) -> None:
    page = event_page(**soon())
    event_page("Other", **soon(3))
    before = client.get(ADDRESS)["ETag"]
    page = fresh(page)

    if deed == "change":
        page.ends_at += timedelta(hours=1)
        publish(page)
    elif deed == "words":
        page.title = "Another title"
        publish(page)
    elif deed == "unpublish":
        page.unpublish()
    elif deed == "delete":
        page.delete()
    else:
        event_page("Third", **soon(4))

    answer = client.get(ADDRESS, headers={"if-none-match": before})
    assert answer.status_code == 200
    assert answer["ETag"] != before


def test_the_whole_calendar_costs_as_many_queries_for_three_events_as_for_one(
    client: Client,
) -> None:
    event_page(**soon())
    with CaptureQueriesContext(connection) as for_one:
        client.get(ADDRESS)
    for number in range(2):
        event_page(f"Event {number}", **soon(number + 1, recurrence="FREQ=WEEKLY"))

    with CaptureQueriesContext(connection) as for_three:
        client.get(ADDRESS)

    assert len(for_one) == len(for_three) == 2


def test_the_window_leaves_out_what_is_long_over_but_each_event_keeps_its_own_address(
    client: Client,
) -> None:
    old = event_page(
        "Education day",
        starts_at=at("2020-01-24 00:00"),
        ends_at=at("2020-01-24 00:00"),
        is_all_day=True,
    )
    event_page("Far ahead", **soon(1000))
    event_page("Just over", **soon(-30))
    event_page("Series", **soon(-400, recurrence="FREQ=WEEKLY"))

    own = client.get(f"/calendars/en/{old.facts.public_id}.ics")

    assert titles(client.get(ADDRESS)) == ["Series", "Just over"]
    assert titles(own) == ["Education day"]
    assert b"DTSTART;VALUE=DATE:20200124\r\n" in own.content
    assert b"DTEND;VALUE=DATE:20200125\r\n" in own.content


# Nothing private


# Filters


@pytest.mark.parametrize(
    "address",
    [
        f"{ADDRESS}?topic=unheard-of",
        f"{ADDRESS}?mode=by-boat",
        "/calendars/tlh.ics",
        "/calendars/en/00000000-0000-4000-8000-000000000000.ics",
    ],
)
def test_what_does_not_exist_is_said_in_a_plain_sentence(client: Client, address: str) -> None:
    answer = client.get(address)

    assert answer.status_code == 404
    assert answer["Content-Type"].startswith("text/plain")
    assert answer.content.decode().startswith("There is no ")


# One occurrence, calls, Atom


def test_one_occurrence_has_an_address_and_a_made_up_date_has_none(client: Client) -> None:
    page = event_page(recurrence="FREQ=WEEKLY;COUNT=3")
    base = f"/calendars/en/{page.facts.public_id}"

    answer = client.get(f"{base}/20270210T2000.ics")

    entry = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")[0]
    assert entry["DTSTART"].dt == at("2027-02-10 20:00")
    assert "RRULE" not in entry
    assert entry["UID"] != page.facts.uid
    assert client.get(f"{base}/20270210.ics").content == answer.content
    assert client.get(f"{base}/20990101T2000.ics").status_code == 404
    assert client.get(f"{base}/x.ics").status_code == 404


def test_the_address_of_an_occurrence_outlives_a_change_of_its_hour(client: Client) -> None:
    page = event_page(recurrence="FREQ=WEEKLY;COUNT=3")
    base = f"/calendars/en/{page.facts.public_id}"
    page.starts_at, page.ends_at = at("2027-02-03 19:00"), at("2027-02-03 21:00")

    publish(page)

    entry = icalendar.Calendar.from_ical(client.get(f"{base}/20270210T2000.ics").content)
    assert entry.walk("VEVENT")[0]["DTSTART"].dt == at("2027-02-10 19:00")
    assert client.get(f"{base}/20270211T2000.ics").status_code == 404


def test_an_hour_is_not_guessed_where_a_day_has_two(client: Client) -> None:
    extra = EventPageChangedDate(
        kind="extra", on=date(2027, 2, 3), starts_at=at("2027-02-03 14:00")
    )
    page = event_page(changed_dates=[extra])
    base = f"/calendars/en/{page.facts.public_id}"

    codes = ("20270203", "20270203T1900", "20270203T1400", "20270203T2000")
    answers = {code: client.get(f"{base}/{code}.ics").status_code for code in codes}

    assert answers == dict(zip(codes, (404, 404, 200, 200), strict=True))


def test_calls_show_their_last_day(client: Client) -> None:
    today = timezone.localdate()
    call_page(closes_on=today + timedelta(days=10))
    call_page("Long ago", closes_on=date(2020, 4, 30))
    event_page(**soon())

    answer = client.get("/calls/en.ics")

    assert titles(answer) == ["Last day: Call for ideas"]
    assert titles(client.get(ADDRESS)) == ["Round table"]


def test_atom_tells_what_was_announced_and_changed_and_stays_the_same(client: Client) -> None:
    page = event_page("Round <table> & more", **soon())

    answer = client.get("/calendars/en.atom")

    space = {"a": "http://www.w3.org/2005/Atom"}
    feed = ET.fromstring(answer.content)
    assert [entry.text for entry in feed.findall("a:entry/a:title", space)] == [
        "Round <table> & more"
    ]
    assert feed.findtext("a:entry/a:id", "", space) == f"urn:uuid:{page.facts.public_id}"
    assert client.get("/calendars/en.atom").content == answer.content
    known = client.get("/calendars/en.atom", headers={"if-none-match": answer["ETag"]})
    assert known.status_code == 304
