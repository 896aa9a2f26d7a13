"""A source is read, moderated, followed and let go, from end to end."""

from collections import Counter
from typing import Any

import pytest
from django.test import Client

from events.importing.accepting import accept
from events.importing.harvest import harvest
from events.importing.harvested import Harvested
from events.importing.source import Source
from events.pages import EventPage
from tests.events.stage import at
from tests.importing.partner import Partner, bring
from tests.importing.writing import entry, file, local

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_the_test_client")]


def read(source: Source, **options: Any) -> Any:
    source.refresh_from_db()
    return harvest(source, bring=bring, **options)


def test_an_entry_goes_from_the_partner_to_the_page_and_off_again(
    partner: Partner, source: Source, client: Client
) -> None:
    details = {
        "DESCRIPTION": "All are welcome.",
        "LOCATION": "School hall",
        "URL": "https://school.example/open",
    }
    partner.serve(file(entry(**details), entry("two", "Reading hour")), ETag='"1"')

    assert read(source).counts == Counter(new=2)

    row = Harvested.objects.get(uid="one@school.example")
    assert (row.state, row.page) == ("new", None)
    accept(row)
    page: Any = EventPage.objects.get()
    event = page.facts
    assert (page.live, page.title, page.summary) == (True, "Open day", "All are welcome.")
    assert (event.starts_at, event.ends_at) == (at("2027-02-03 20:00"), at("2027-02-03 22:00"))
    html = client.get(page.url).content.decode()
    assert "Sample school" in html
    assert "https://school.example/open" in html
    feed = client.get("/calendars/en.ics").content.decode()
    assert f"UID:{event.uid}" in feed
    assert "LOCATION:School hall" in feed
    assert "SEQUENCE:0" in feed

    assert read(source).counts == Counter()
    assert partner.headers_of_last()["If-None-Match"] == '"1"'

    moved = {"DTSTART": local("20270204T190000"), "DTEND": local("20270204T210000")}
    partner.serve(file(entry(**details, **moved), entry("two", "Reading hour")), ETag='"2"')
    assert read(source).counts == Counter(changed=1, unchanged=1)
    event.refresh_from_db()
    assert event.starts_at == at("2027-02-03 20:00")
    row.refresh_from_db()
    accept(row)
    event.refresh_from_db()
    assert (event.starts_at, event.sequence) == (at("2027-02-04 19:00"), 1)
    feed = client.get("/calendars/en.ics").content.decode()
    assert "DTSTART;TZID=Europe/Amsterdam:20270204T190000" in feed
    assert "SEQUENCE:1" in feed

    source.is_trusted = True
    source.save()
    partner.serve(file(entry(**details, **moved, STATUS="CANCELLED"), entry("two", "Reading hour")))
    assert read(source).counts == Counter(cancelled=1, unchanged=1)
    event.refresh_from_db()
    assert (event.status, event.sequence) == ("cancelled", 2)
    assert "STATUS:CANCELLED" in client.get("/calendars/en.ics").content.decode()

    partner.serve(file(entry("two", "Reading hour")))
    assert read(source).counts == Counter({"missing once": 1, "unchanged": 1})
    page.refresh_from_db()
    assert page.live
    assert read(source).counts == Counter(gone=1, unchanged=1)
    page.refresh_from_db()
    assert not page.live
    assert str(event.uid) not in client.get("/calendars/en.ics").content.decode()
