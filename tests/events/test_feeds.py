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
from wagtail.models import PageViewRestriction

from events.models import Entry
from stakeholders.models import Membership, Organisation, Term

from .stage import (
    agenda,
    at,
    call_page,
    event_page,
    fresh,
    publish,
    sector,
    topic,
    translated,
    venue,
)

pytestmark = pytest.mark.django_db
ADDRESS = "/calendars/en.ics"


def soon(days: int = 7, **facts: Any) -> dict[str, Any]:
    start = timezone.now().replace(microsecond=0) + timedelta(days=days)
    return {"starts_at": start, "ends_at": start + timedelta(hours=2), **facts}


def titles(answer: Any) -> list[str]:
    entries = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    return [str(entry["SUMMARY"]) for entry in entries]


def organisation(code: str) -> Organisation:
    return Organisation.objects.create(name=code.capitalize(), code=code)


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


def test_one_change_leaves_the_other_entries_byte_by_byte(client: Client) -> None:
    event_page("Stays", **soon(3))
    page = event_page("Changes", **soon())
    stays = Entry.objects.get(title="Stays", language="en").text

    page.title = "Changed"
    publish(page)

    assert Entry.objects.get(title="Stays", language="en").text == stays
    assert stays in client.get(ADDRESS).content.decode()


def test_publishing_without_a_change_leaves_the_bytes_as_they_are(client: Client) -> None:
    page = event_page(**soon())
    before = client.get(ADDRESS).content

    publish(page)

    assert client.get(ADDRESS).content == before


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


def test_each_language_has_a_calendar_with_the_same_uids(client: Client) -> None:
    page = event_page(**soon())
    translated(page, "nl", title="Ronde tafel")
    event_page("Only English", **soon(3))

    dutch = client.get("/calendars/nl.ics")

    assert titles(dutch) == ["Only English", "Ronde tafel"]
    english = icalendar.Calendar.from_ical(client.get(ADDRESS).content).walk("VEVENT")
    told = icalendar.Calendar.from_ical(dutch.content).walk("VEVENT")
    assert [entry["UID"] for entry in english] == [entry["UID"] for entry in told]
    assert [entry["SUMMARY"].params["LANGUAGE"] for entry in told] == ["en", "nl"]


# Nothing private


def test_what_is_not_public_is_in_no_calendar(client: Client) -> None:
    event_page("Shown", **soon())
    event_page("Draft", live=False, **soon())
    restricted = event_page("Restricted", **soon())
    PageViewRestriction.objects.create(page=restricted, restriction_type="login")
    embargoed = event_page("Embargoed", live=False, **soon())
    embargoed.go_live_at = timezone.now() + timedelta(days=1)
    embargoed.save_revision(approved_go_live_at=embargoed.go_live_at).publish()
    changed = event_page("Public title", **soon(3))
    changed.title = "Secret title"
    changed.save_revision()

    text = client.get(ADDRESS).content + client.get("/calendars/en.atom").content

    assert sorted(titles(client.get(ADDRESS))) == ["Public title", "Shown"]
    for secret in (b"Draft", b"Restricted", b"Embargoed", b"Secret"):
        assert secret not in text


def test_the_address_to_join_is_in_nothing_public(client: Client) -> None:
    secret = "https://meet.example/secret-room"
    page = event_page(join_url=secret, mode="online", **soon())
    occurrence = page.facts.occurrences.get()
    base = f"/calendars/en/{page.facts.public_id}"
    addresses = [
        ADDRESS,
        "/calendars/en.atom",
        f"{base}.ics",
        f"{base}/{occurrence.code}.ics",
        page.url,
        agenda().url,
    ]

    answers = [client.get(address) for address in addresses]

    assert [answer.status_code for answer in answers] == [200] * len(addresses)
    assert not any(b"secret-room" in answer.content for answer in answers)


def test_a_restriction_on_the_agenda_takes_its_events_out_and_its_end_brings_them_back(
    client: Client,
) -> None:
    page = event_page(**soon())

    restriction = PageViewRestriction.objects.create(page=agenda(), restriction_type="login")
    during = titles(client.get(ADDRESS))
    own = client.get(f"/calendars/en/{page.facts.public_id}.ics").status_code
    restriction.delete()

    assert (during, own) == ([], 404)
    assert titles(client.get(ADDRESS)) == ["Round table"]


def test_a_malformed_row_never_takes_the_calendar_down(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    event_page("Sound", **soon())
    broken = event_page("Broken", **soon())
    broken.recurrence = "FREQ=NONSENSE"

    broken.save(clean=False)

    assert titles(client.get(ADDRESS)) == ["Sound"]
    assert "has no calendar entry" in caplog.text


# Filters


def test_filters_widen_by_one_name_and_narrow_by_several(client: Client) -> None:
    city, alliance = organisation("city"), organisation("alliance")
    role = Term.objects.create(vocabulary="role", code="member", names={"en": "Member"})
    Membership.objects.create(alliance=alliance, member=city, role=role)
    inclusion, work = topic("inclusion"), topic("work")
    event_page(
        "A", topics=[inclusion], hosts=[city], sectors=[sector("care")], mode="online", **soon(1)
    )
    event_page("B", topics=[inclusion, work], venue=venue(), **soon(2))
    event_page("C", hosts=[alliance], **soon(3))

    def found(query: str) -> list[str]:
        return titles(client.get(f"{ADDRESS}?{query}"))

    assert found("topic=inclusion") == ["A", "B"]
    assert found("topic=work&topic=inclusion") == ["A", "B"]
    assert found("topic=inclusion&mode=online") == ["A"]
    assert found("sector=care") == ["A"]
    assert found("organisation=city") == ["A"]
    assert found("alliance=alliance") == ["A", "C"]
    assert found("city=Groningen") == ["B"]


def test_the_order_of_filters_does_not_matter_for_caches(client: Client) -> None:
    topic("a")
    topic("b")

    one = client.get(f"{ADDRESS}?topic=b&mode=online&topic=a")
    other = client.get(f"{ADDRESS}?mode=online&topic=a&topic=b")

    assert one["ETag"] == other["ETag"]
    assert one.content == other.content


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
