"""The page of a call: what machines and calendars are told of it."""

import json
import re
from datetime import UTC, date, datetime, time
from typing import Any

import icalendar
import pytest
import time_machine
from django.template.loader import render_to_string
from django.test import Client

from events.models import CallPage

from .stage import call_page, publish, topic, translated

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_march() -> Any:
    with time_machine.travel("2027-03-01 12:00 +0000", tick=False):
        yield


def told(page: Any, client: Client) -> dict[str, Any]:
    html = client.get(page.url).content.decode()
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    found: dict[str, Any] = json.loads(text)
    return found


def test_machines_are_told_until_when_and_where_one_applies(client: Client) -> None:
    page = call_page(
        summary="Tell us.", apply_url="https://apply.example/", link_text="How to apply"
    )
    page.topics = [topic("inclusion", en="Inclusion")]
    page.save()

    assert told(page, client) == {
        "@context": "https://schema.org",
        "@type": "CreativeWork",
        "@id": f"{page.full_url}#call",
        "identifier": page.facts.uid,
        "name": "Call for ideas",
        "description": "Tell us.",
        "url": page.full_url,
        "inLanguage": "en",
        "about": ["Inclusion"],
        "expires": "2027-05-01T00:00:00+02:00",
        "potentialAction": {
            "@type": "Action",
            "name": "How to apply",
            "target": "https://apply.example/",
            "endTime": "2027-05-01T00:00:00+02:00",
        },
    }


def test_nobody_is_sent_to_apply_where_it_is_over(client: Client) -> None:
    page = call_page(closes_on=date(2027, 2, 1), apply_url="https://apply.example/")

    assert "potentialAction" not in told(page, client)
    assert ".ics" not in client.get(page.url).content.decode()


def test_a_title_cannot_leave_the_data(client: Client) -> None:
    title = "</script><script>alert(1)</script><!-- & \u2028"
    page = call_page(title)

    html = client.get(page.url).content.decode()

    assert "<script>alert" not in html
    assert told(page, client)["name"] == title


def test_its_last_day_is_a_calendar_file_in_the_words_of_the_page(client: Client) -> None:
    page = call_page(closes_on=date(2027, 4, 30))
    dutch = translated(page, title="Oproep")
    address = f"/calendars/nl/{page.facts.public_id}.ics"

    answer = client.get(address)

    assert f'href="{address}"' in client.get(dutch.url).content.decode()
    (entry,) = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert (entry["UID"], entry["DTSTART"].dt) == (page.facts.uid, date(2027, 4, 30))
    assert "Oproep" in entry["SUMMARY"]


def test_a_call_that_is_no_longer_public_has_no_calendar_file(client: Client) -> None:
    page = call_page()
    address = f"/calendars/en/{page.facts.public_id}.ics"
    before = client.get(address).status_code

    page.unpublish()

    assert (before, client.get(address).status_code) == (200, 404)


def test_a_call_closes_at_its_hour_by_the_clock_of_its_zone(client: Client) -> None:
    page = call_page(
        closes_on=date(2027, 3, 1), closes_time=time(17, 0), time_zone="Asia/Kathmandu"
    )

    html = client.get(page.url).content.decode()

    card = render_to_string(page.card_template, {"page": page})
    assert "It closed on 1 March 2027, 17:00 (Asia/Kathmandu)." in card
    assert page.facts.closing_told == "1 March 2027, 17:00 (Asia/Kathmandu)"
    assert page.facts.closing_moment == datetime(2027, 3, 1, 11, 15, tzinfo=UTC)
    assert page.facts.has_closed()
    assert "It closed on 1 March 2027, 17:00 (Asia/Kathmandu)." in html
    assert told(page, client)["expires"] == "2027-03-01T17:00:00+05:45"


def test_an_extension_keeps_the_old_day_in_sight(client: Client) -> None:
    page = call_page(closes_on=date(2027, 4, 30))
    page.closes_on, page.closes_time = date(2027, 5, 14), time(12, 0)

    page = publish(page)

    html = client.get(page.url).content.decode()
    assert "It closes on 14 May 2027, 12:00 (Europe/Amsterdam)." in html
    assert "The time to apply was extended. The last day was to be 30 April 2027." in html
    text = client.get("/calls/en.ics").content.decode().replace("\r\n ", "")
    assert "It closes on 14 May 2027\\, 12:00 (Europe/Amsterdam)." in text
    assert "The last day was to be 30 April 2027." in text
    assert page.facts.sequence == 1


def test_a_call_that_closes_earlier_than_said_was_not_extended() -> None:
    page = call_page(closes_on=date(2027, 4, 30))
    page.closes_on = date(2027, 4, 20)

    assert publish(page).facts.previous_closing is None


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"opens_on": date(2027, 5, 1)}, "closes_on"),
        (
            {
                "opens_on": date(2027, 4, 30),
                "opens_time": time(12, 0),
                "closes_time": time(11, 0),
            },
            "closes_time",
        ),
        ({"closes_on": date(2027, 3, 28), "closes_time": time(2, 30)}, "closes_time"),
    ],
    ids=["a day before", "an hour before", "an hour left out"],
)
def test_moments_that_cannot_be_say_which_field(facts: dict[str, Any], field: str) -> None:
    call = CallPage(**{"closes_on": date(2027, 4, 30), "time_zone": "Europe/Amsterdam", **facts})

    assert list(call.facts_errors()) == [field]
