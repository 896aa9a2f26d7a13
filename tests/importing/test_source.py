"""How a source is claimed, how long it is left alone, and what is written down of a reading."""

from collections import Counter
from datetime import timedelta
from io import StringIO
from typing import Any
from xml.etree import ElementTree as Xml

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from events.importing import harvest as module
from events.importing import taking_over
from events.importing.fetch import Brought
from events.importing.harvest import harvest
from events.importing.harvested import Harvested
from events.importing.source import Source, claim, release
from events.management.commands import import_feeds
from events.tasks import do_what_is_due
from tests.importing.conftest import make_source
from tests.importing.partner import Partner, bring, calendar, leads_to, status
from tests.importing.writing import entry, file

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def read(source: Source, **options: Any) -> Any:
    source.refresh_from_db()
    return harvest(source, bring=bring, **options)


@pytest.fixture
def at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the command ask the partner on this machine; the rest is as in production."""
    monkeypatch.setattr(import_feeds, "harvest", lambda source: harvest(source, bring=bring))


# One request per host at a time


def test_of_one_host_one_calendar_is_read_at_a_time() -> None:
    now = timezone.now()
    one, two = make_source("https://a.example/1"), make_source("https://a.example/2")
    other = make_source("https://b.example/1")

    first = claim(one, now=now, lease=HOUR)

    assert (first, claim(two, now=now, lease=HOUR), claim(other, now=now, lease=HOUR)) == (
        True,
        False,
        True,
    )
    assert claim(two, now=now + 2 * HOUR, lease=HOUR)


def test_a_claim_is_given_back(source: Source) -> None:
    now = timezone.now()
    claim(source, now=now, lease=HOUR)

    release(lease_end=now + HOUR)

    assert claim(source, now=now, lease=HOUR)


def test_nobody_else_begins_while_a_long_reading_goes_on(
    trusted: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    others, go_on = [], taking_over._go_on
    brought = Brought(file(*(entry(uid, uid * 9) for uid in "abc")).encode(), "", "")

    def go_on_slowly(row: Harvested) -> str:
        clock.shift(100)
        others.append(harvest(Source.objects.get(), bring=lambda _wish: brought).problem)
        return go_on(row)

    monkeypatch.setattr(taking_over, "_go_on", go_on_slowly)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        harvest(trusted, bring=lambda _wish: brought)

    assert others == ["busy", "busy", "busy"]
    trusted.refresh_from_db()
    assert (trusted.entries, trusted.reading_until) == (3, None)


# What is written down


def test_a_good_reading_is_written_down(partner: Partner, source: Source) -> None:
    partner.serve(file(entry()), ETag='"1"', Last_Modified="Sat, 21 Nov 2026 10:00:00 GMT")
    now = timezone.now()

    read(source, now=now)

    source.refresh_from_db()
    assert (source.etag, source.entries, source.failures, source.problem) == ('"1"', 1, 0, "")
    assert (source.last_good_at, source.next_read_at) == (now, now + HOUR)
    assert source.reading_until is None


def test_a_calendar_that_is_as_it_was_before_its_trouble_is_well(
    partner: Partner, source: Source
) -> None:
    partner.serve(file(entry()), ETag='"1"')
    read(source)
    good = partner.answers["/calendar.ics"]
    partner.answers["/calendar.ics"] = status(500)
    read(source)
    partner.answers["/calendar.ics"] = good

    read(source)

    source.refresh_from_db()
    assert partner.headers_of_last()["If-None-Match"] == '"1"'
    assert (source.failures, source.problem, source.problem_part) == (0, "", "")


def test_failures_are_patient_and_keep_what_is_known(partner: Partner, source: Source) -> None:
    partner.serve(file(entry()))
    now = timezone.now()
    read(source, now=now)
    partner.serve("<!doctype html><html>Sorry</html>")

    waits = []
    for _reading in range(9):
        read(source, now=now)
        source.refresh_from_db()
        waits.append((source.next_read_at - now) // HOUR)  # type: ignore[operator]  # it is set

    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 168]
    assert (source.problem, source.failures, source.last_good_at) == ("web-page", 9, now)
    assert Harvested.objects.get().missing_reads == 0


def test_we_wait_as_long_as_the_server_asks(partner: Partner, source: Source) -> None:
    partner.answers["/calendar.ics"] = status(429, Retry_After="10800")
    now = timezone.now()

    assert read(source, now=now).problem == "too-often"
    source.refresh_from_db()
    assert source.next_read_at == now + 3 * HOUR


def test_what_is_gone_for_good_is_not_asked_again(partner: Partner, source: Source) -> None:
    partner.answers["/calendar.ics"] = status(410)

    read(source)

    source.refresh_from_db()
    assert (source.is_active, source.next_read_at) == (True, None)
    assert not Source.objects.due(timezone.now() + 1000 * HOUR).exists()


def test_a_calendar_that_has_moved_says_so(partner: Partner, source: Source) -> None:
    new = partner.serve(file(entry()), "/new.ics")
    partner.answers["/calendar.ics"] = leads_to("/new.ics", 301)

    assert read(source).is_good
    source.refresh_from_db()
    assert source.moved_to == new


def test_a_shrunk_calendar_is_asked_for_whole_until_somebody_decides(
    partner: Partner, source: Source
) -> None:
    partner.serve(file(entry()), ETag='"1"')
    read(source)
    partner.serve(file(), ETag='"2"')

    first, second = read(source), read(source)

    assert (first.problem, second.problem, first.part) == ("shrunk", "shrunk", "1")
    assert "If-None-Match" not in partner.headers_of_last()
    assert read(source, believes=True).counts == Counter(gone=1)
    source.refresh_from_db()
    assert source.problem == ""


def test_our_own_mistake_is_told_and_ends_the_claim(
    partner: Partner, source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    partner.serve(file(entry()))

    def fails(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("odd")

    monkeypatch.setattr(module, "take_over", fails)

    assert read(source).problem == "unexpected"
    source.refresh_from_db()
    assert (source.problem_part, source.reading_until) == ("RuntimeError", None)


# The command and the worker


@pytest.mark.usefixtures("at_hand")
def test_the_command_reads_what_is_due_and_says_what_came(partner: Partner, source: Source) -> None:
    partner.serve(file(entry()))
    make_source(partner.url("/later"), name="Later", next_read_at=timezone.now() + HOUR)
    make_source(partner.url("/off"), name="Off", is_active=False)
    said = StringIO()

    call_command("import_feeds", stdout=said)

    assert said.getvalue() == "Sample school: new: 1\n"


@pytest.mark.usefixtures("at_hand")
def test_the_command_fails_where_a_calendar_could_not_be_read(
    partner: Partner, source: Source
) -> None:
    make_source(partner.serve(file(entry()), "/good"), name="Library")
    said = StringIO()

    with pytest.raises(CommandError, match="Could not be read: Sample school"):
        call_command("import_feeds", stdout=said)

    assert said.getvalue().splitlines() == [
        "Sample school: There is nothing at this address (404). Ask the partner for the new one.",
        "Library: new: 1",
    ]


@pytest.mark.usefixtures("at_hand")
def test_the_command_reads_one_by_its_name_due_or_not(partner: Partner, source: Source) -> None:
    partner.serve(file(entry()))
    Source.objects.update(next_read_at=None)

    call_command("import_feeds", source="Sample school", stdout=StringIO())

    assert Harvested.objects.count() == 1
    with pytest.raises(CommandError, match="no partner's calendar “Nobody”"):
        call_command("import_feeds", source="Nobody")


@pytest.mark.usefixtures("at_hand")
def test_the_worker_reads_calendars(partner: Partner, source: Source) -> None:
    partner.answers["/calendar.ics"] = calendar(file(entry()))

    do_what_is_due()

    assert Harvested.objects.count() == 1


# The network


def test_only_addresses_that_are_public_are_named_in_the_network(client: Client) -> None:
    make_source("https://a.example/secret-1", name="Secret")
    make_source("https://b.example/c.ics", name="Public", is_address_public=True)
    make_source("https://c.example/c.ics", name="Off", is_address_public=True, is_active=False)

    outlines = Xml.fromstring(client.get("/network.opml").content).iter("outline")
    followed = [one.attrib for one in outlines if ".example" in one.attrib["xmlUrl"]]

    assert followed == [
        {"text": "Public", "type": "ical", "language": "en", "xmlUrl": "https://b.example/c.ics"}
    ]
