"""Feeds answer everybody alike; pages and the admin speak the visitor's language."""

from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from django.utils import translation
from django.utils.formats import date_format

from events.models import Event
from tests.events.stage import event_page

pytestmark = pytest.mark.django_db

FEEDS = {
    "/calendars/nl.ics": "nl",
    "/calendars/nl.ics?topic=unknown": "nl",
    "/calendars/nl.atom": "nl",
    "/calendars/nl/{uid}.ics": "nl",
    "/calls/nl.ics": "nl",
    "/stories/nl.atom": "nl",
    "/organisations.jsonld": None,
    "/network.opml": None,
}


def asked(address: str, language: str) -> Any:
    client = Client(headers={"accept-language": language})
    client.cookies["django_language"] = language
    return client.get(address.format(uid=Event.objects.get().public_id))


def what_caches_see(answer: HttpResponse) -> tuple[int, bytes, str | None, str | None]:
    return answer.status_code, answer.content, answer.get("ETag"), answer.get("Vary")


@pytest.mark.parametrize(("address", "language"), FEEDS.items(), ids=FEEDS)
def test_a_feed_is_the_same_for_whoever_asks(address: str, language: str | None) -> None:
    event_page()

    with time_machine.travel("2027-01-01", tick=False):
        arabic, french = asked(address, "ar"), asked(address, "fr")

    assert what_caches_see(arabic) == what_caches_see(french)
    assert arabic.get("Vary") in {None, "Accept-Encoding"}
    assert arabic.get("Content-Language") == language
    assert not arabic.cookies


def test_an_address_without_a_language_leads_a_visitor_to_theirs() -> None:
    answer = Client(headers={"accept-language": "nl"}).get("/")

    assert (answer.status_code, answer["Location"]) == (302, "/nl/")
    assert "Accept-Language" in answer["Vary"]


def test_the_admin_still_speaks_the_visitors_language() -> None:
    answer = Client(headers={"accept-language": "nl"}).get("/admin/login/")

    assert answer["Content-Language"] == "nl"


def test_arabic_says_a_moment_in_the_order_of_its_days() -> None:
    with translation.override("ar"):
        assert date_format(datetime(2026, 11, 23, 15, 5, tzinfo=UTC), "DATETIME_FORMAT") == (
            "23 نوفمبر 2026، 15:05"
        )
