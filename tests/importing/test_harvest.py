"""A source is read, moderated, followed and let go, from end to end."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from events.importing.accepting import accept
from events.importing.fetch import Brought, Wish
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


DETAILS = {
    "DESCRIPTION": "All are welcome.",
    "LOCATION": "School hall",
    "URL": "https://school.example/open",
}
MOVED = {"DTSTART": local("20270204T190000"), "DTEND": local("20270204T210000")}
OTHER = entry("two", "Reading hour")


def test_an_entry_goes_from_the_partner_to_the_page_and_off_again(
    partner: Partner, source: Source, client: Client
) -> None:
    partner.serve(file(entry(**DETAILS), OTHER), ETag='"1"')
    assert read(source).counts == Counter(new=2)
    _accepting_makes_the_page(client)

    assert read(source).counts == Counter()
    assert partner.headers_of_last()["If-None-Match"] == '"1"'

    partner.serve(file(entry(**DETAILS, **MOVED), OTHER), ETag='"2"')
    assert read(source).counts == Counter(changed=1, unchanged=1)
    _accepting_moves_the_event(client)

    Source.objects.update(is_trusted=True)
    partner.serve(file(entry(**DETAILS, **MOVED, STATUS="CANCELLED"), OTHER))
    assert read(source).counts == Counter(cancelled=1, unchanged=1)
    assert (the_event().status, the_event().sequence) == ("cancelled", 2)
    assert "STATUS:CANCELLED" in feed(client)

    partner.serve(file(OTHER))
    assert read(source).counts == Counter({"missing once": 1, "unchanged": 1})
    assert the_page().live
    assert read(source).counts == Counter(gone=1, unchanged=1)
    assert not the_page().live
    assert str(the_event().uid) not in feed(client)


def _accepting_makes_the_page(client: Client) -> None:
    row = Harvested.objects.get(uid="one@school.example")
    assert (row.state, row.page) == ("new", None)

    accept(row)

    page, event = the_page(), the_event()
    assert (page.live, page.title, page.summary) == (True, "Open day", "All are welcome.")
    assert (event.starts_at, event.ends_at) == (at("2027-02-03 20:00"), at("2027-02-03 22:00"))
    html = client.get(page.url).content.decode()
    assert "Sample school" in html
    assert '<a class="button" href="https://school.example/open"' in html
    assert '"isBasedOn": "https://school.example/open"' in html
    said = feed(client)
    assert f"UID:{event.uid}" in said
    assert "LOCATION:School hall" in said
    assert "SEQUENCE:0" in said


def _accepting_moves_the_event(client: Client) -> None:
    assert the_event().starts_at == at("2027-02-03 20:00")

    accept(Harvested.objects.get(uid="one@school.example"))

    assert (the_event().starts_at, the_event().sequence) == (at("2027-02-04 19:00"), 1)
    said = feed(client)
    assert "DTSTART;TZID=Europe/Amsterdam:20270204T190000" in said
    assert "SEQUENCE:1" in said


def the_page() -> Any:
    return EventPage.objects.get()


def the_event() -> Any:
    return the_page().facts


def feed(client: Client) -> str:
    return client.get("/calendars/en.ics").content.decode()


# What happens to a source meanwhile


def brings(meanwhile: Callable[[], Any]) -> Callable[[Wish], Brought]:
    """What is brought while something else happens."""

    def bring_later(_wish: Wish) -> Brought:
        meanwhile()
        return Brought(file(entry()).encode(), '"old"', "Mon, 01 Jan 2026 00:00:00 GMT")

    return bring_later


def test_a_source_that_is_deleted_while_it_is_read_holds_up_nothing(source: Source) -> None:
    outcome = harvest(source, bring=brings(Source.objects.filter(pk=source.pk).delete))

    assert (outcome.counts, outcome.problem) == (Counter(), "")
    assert not Source.objects.exists()


def test_a_source_whose_address_is_changed_while_it_is_read_is_read_anew(source: Source) -> None:
    def edit() -> None:
        other = Source.objects.get()
        other.address = "https://new.example/calendar.ics"
        other.forget_reading()
        other.save()

    harvest(source, bring=brings(edit))

    now = Source.objects.get()
    assert (now.address, now.etag, now.last_read_at) == (
        "https://new.example/calendar.ics",
        "",
        None,
    )
    assert now in Source.objects.due(timezone.now())
    assert not Harvested.objects.exists()
