"""One hour changed in a site of six languages: right everywhere at once, all else as it was."""

import json
import re
from datetime import timedelta
from typing import Any

import icalendar
import pytest
from django.test import Client

from events.models import Entry

from .stage import event_page, fresh, publish, translated
from .test_feeds import soon

pytestmark = pytest.mark.django_db
LANGUAGES = ("en", "nl", "fr", "es", "ar", "zh-hans")


def entries(client: Client, language: str) -> dict[str, Any]:
    found = icalendar.Calendar.from_ical(client.get(f"/calendars/{language}.ics").content)
    return {str(one["UID"]): one for one in found.walk("VEVENT")}


def data_of(client: Client, page: Any) -> dict[str, Any]:
    html = client.get(page.url).content.decode()
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert found
    told: dict[str, Any] = json.loads(found[1])
    return told


def test_a_changed_hour_is_right_in_all_languages_and_leaves_the_others_alone(
    client: Client,
) -> None:
    home = event_page("Changes", **soon())
    pages = [home, *(translated(home, code, title=f"Changes {code}") for code in LANGUAGES[1:])]
    for number in range(3):
        event_page(f"Stays {number}", recurrence="FREQ=WEEKLY;COUNT=3", **soon(number + 1))
    others = Entry.objects.exclude(event=home.facts).order_by("pk")
    before = {code: entries(client, code)[home.facts.uid] for code in LANGUAGES}
    untouched = list(others.values())

    changed = fresh(home)
    changed.starts_at += timedelta(hours=1)
    changed.ends_at += timedelta(hours=1)
    publish(changed)

    for code, page in zip(LANGUAGES, pages, strict=True):
        entry = entries(client, code)[home.facts.uid]
        assert entry["DTSTART"].dt == before[code]["DTSTART"].dt + timedelta(hours=1)
        assert entry["SEQUENCE"] == before[code]["SEQUENCE"] + 1
        assert entry["SUMMARY"] == before[code]["SUMMARY"]
        told = data_of(client, fresh(page))
        assert told["startDate"] == entry["DTSTART"].dt.isoformat()
        assert told["identifier"] == str(entry["UID"])
        assert told["eventStatus"] == "https://schema.org/EventRescheduled"
    assert list(others.values()) == untouched


def test_what_the_others_say_stays_byte_by_byte(client: Client) -> None:
    home = event_page("Changes", **soon())
    event_page("Stays", **soon(3))
    stays = {
        code: Entry.objects.get(title="Stays", language=code).text.encode() for code in LANGUAGES
    }

    changed = fresh(home)
    changed.ends_at += timedelta(hours=1)
    publish(changed)

    for code in LANGUAGES:
        assert stays[code] in client.get(f"/calendars/{code}.ics").content
