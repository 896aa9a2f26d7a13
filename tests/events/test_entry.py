"""Stored entries: when they are written anew, and what never gets into them."""

from datetime import timedelta

import icalendar
import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from events.models import Entry

from .stage import (
    agenda,
    event_page,
    fresh,
    publish,
    translated,
)
from .test_feeds import ADDRESS, soon, titles

pytestmark = pytest.mark.django_db


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


def test_a_page_that_nobody_can_read_costs_no_entries_until_it_is_live() -> None:
    home = event_page(**soon())
    draft = translated(home, live=False)

    with CaptureQueriesContext(connection) as saved:
        draft.save()
    publish(draft)
    draft = fresh(draft)
    draft.live = False
    with CaptureQueriesContext(connection) as hidden:
        draft.save()

    table = Entry._meta.db_table
    assert [one for one in saved.captured_queries if table in one["sql"]] == []
    assert [one for one in hidden.captured_queries if table in one["sql"]] != []
    assert Entry.objects.get(language="nl").page_id == home.pk


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


def test_a_malformed_row_never_takes_the_calendar_down(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    event_page("Sound", **soon())
    broken = event_page("Broken", **soon())
    broken.recurrence = "FREQ=NONSENSE"

    broken.save(clean=False)

    assert titles(client.get(ADDRESS)) == ["Sound"]
    assert "has no calendar entry" in caplog.text


def test_each_entry_speaks_the_language_asked_for_and_else_that_of_the_home() -> None:
    page = event_page("Round table", **soon())
    translated(page, title="Ronde tafel")

    titles_by_language = dict(Entry.objects.values_list("language", "title"))

    assert titles_by_language["nl"] == "Ronde tafel"
    assert {titles_by_language[code] for code in ("en", "fr", "ar")} == {"Round table"}


def test_only_what_changed_gets_a_new_moment() -> None:
    page = event_page(**soon())
    with time_machine.travel(timezone.now() + timedelta(hours=1), tick=False):
        before = dict(Entry.objects.values_list("language", "changed_at"))
        dutch = translated(page, title="Ronde tafel")
        publish(fresh(dutch))
    after = dict(Entry.objects.values_list("language", "changed_at"))

    assert {code for code in after if after[code] != before[code]} == {"nl"}


def test_a_series_without_end_stays_in_the_window() -> None:
    endless = event_page(recurrence="FREQ=WEEKLY", **soon(-400)).facts
    ended = event_page(recurrence="FREQ=WEEKLY;COUNT=3", **soon(-400)).facts

    around = Entry.objects.around(timezone.now()).filter(language="en")

    assert [entry.event for entry in around] == [endless]
    assert ended.entries.filter(language="en").exists()
