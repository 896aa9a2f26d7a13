"""The pages of events and calls: what visitors and machines are told."""

import json
import re
from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client

from events.models import EventPageSession
from stakeholders.models import DirectoryPage, OrganisationPage, Term

from . import making
from .stage import at, call_page, event_page, fresh, publish, root, topic, translated, venue

pytestmark = pytest.mark.django_db
NOW = "2027-01-15 12:00 +0000"


@pytest.fixture(autouse=True)
def _in_january() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def html_of(page: Any, client: Client, query: str = "") -> str:
    answer = client.get(f"{fresh(page).url}{query}")
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def told(page: Any, client: Client) -> dict[str, Any]:
    """The JSON-LD of the page."""
    scripts = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', html_of(page, client)
    )
    assert len(scripts) == 1
    data: dict[str, Any] = json.loads(scripts[0])
    return data


@pytest.mark.parametrize(
    ("facts", "state", "says"),
    [
        ({"is_registration_needed": True, "capacity": 20}, "open", "20</strong> of 20 places left"),
        ({"is_registration_needed": True, "capacity": 3}, "few", "3</strong> of 3 places left"),
        ({"is_registration_needed": True}, "open", "Sign up</a>"),
        ({"is_registration_needed": True, "capacity": 0}, "waiting", "Join the waiting list</a>"),
        (
            {"is_registration_needed": True, "capacity": 0, "has_waiting_list": False},
            "full",
            "All places are taken, and there is no waiting list.",
        ),
        (
            {"is_registration_needed": True, "registration_opens_at": at("2027-01-20 10:00")},
            "soon",
            "Sign-up opens on",
        ),
        (
            {"is_registration_needed": True, "registration_closes_at": at("2027-01-14 10:00")},
            "closed",
            "Sign-up has closed.",
        ),
        (
            {"starts_at": at("2027-01-05 10:00"), "ends_at": at("2027-01-05 12:00")},
            "past",
            "You can no longer sign up.",
        ),
        ({"status": "cancelled"}, "cancelled", "You cannot sign up."),
        ({"status": "postponed"}, "postponed", "The new date is not known yet."),
        ({}, "", "You need not sign up."),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_box_says_whether_one_can_come(
    client: Client, facts: dict[str, Any], state: str, says: str
) -> None:
    page = event_page(**facts)

    html = html_of(page, client)

    assert says in html
    assert f'aria-labelledby="sign-up" data-state="{state or "free"}"' in html


def test_the_number_of_places_left_is_that_of_the_pool(client: Client) -> None:
    page = event_page(is_registration_needed=True, capacity=20)
    making.confirmed(page.facts.occurrences.get(), seats=3)

    assert "17</strong> of 20 places left" in html_of(page, client)


def test_days_unknown_hours_and_places_are_said_as_such(client: Client) -> None:
    whole = event_page(is_all_day=True)
    unknown = event_page(is_time_known=False)
    days = event_page(starts_at=at("2026-12-30 09:30"), ends_at=at("2027-01-01 15:30"))

    assert "30 December 2026 – 1 January 2027" in html_of(days, client)
    assert "Whole day" in html_of(whole, client)
    assert "Time not published" in html_of(unknown, client)
    assert "Place not published" in html_of(unknown, client)
    assert told(unknown, client)["startDate"] == "2027-02-03"


def test_hours_are_those_at_the_venue_with_their_zone_named(client: Client) -> None:
    page = event_page(
        time_zone="Asia/Kathmandu",
        starts_at=at("2027-02-03 15:00"),
        ends_at=at("2027-02-03 16:00"),
    )

    html = html_of(page, client)

    assert "19:45–20:45" in html
    assert "Time in Kathmandu" in html


def _city() -> OrganisationPage:
    kind = Term.objects.create(vocabulary="kind", code="municipality", names={"en": "Municipality"})
    return OrganisationPage(title="City", slug="city", name="City", kind=kind)


def _with_everything() -> Any:
    directory = root().add_child(instance=DirectoryPage(title="Who", slug="who"))
    host = directory.add_child(instance=_city())
    return event_page(
        summary="We talk.",
        venue=venue(street="Markt 1", country="NL", latitude="53.2", longitude="6.5"),
        mode="hybrid",
        spoken_languages="nl en",
        is_registration_needed=True,
        capacity=20,
        hosts=[host.facts],
        topics=[topic("inclusion", en="Inclusion")],
        sessions=[
            EventPageSession(
                title="Welcome", starts_at=at("2027-02-03 20:00"), ends_at=at("2027-02-03 20:30")
            ),
            EventPageSession(
                title="Coffee",
                kind="break",
                starts_at=at("2027-02-03 20:30"),
                ends_at=at("2027-02-03 20:45"),
            ),
        ],
    )


def test_json_ld_is_complete(client: Client) -> None:
    page = _with_everything()

    data = told(page, client)

    assert data["@type"] == "Event"
    assert data["name"] == "Round table"
    assert data["identifier"] == page.facts.uid
    assert data["startDate"] == "2027-02-03T20:00:00+01:00"
    assert data["endDate"] == "2027-02-03T22:00:00+01:00"
    assert data["eventStatus"] == "https://schema.org/EventScheduled"
    assert data["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert [place["@type"] for place in data["location"]] == ["Place", "VirtualLocation"]
    assert data["location"][0]["address"]["addressLocality"] == "Groningen"
    assert [host["name"] for host in data["organizer"]] == ["City"]
    assert data["inLanguage"] == ["nl", "en"]
    assert data["about"] == ["Inclusion"]
    assert data["offers"]["availability"] == "https://schema.org/InStock"
    assert [session["name"] for session in data["subEvent"]] == ["Welcome"]
    assert "City" in html_of(page, client)


@pytest.mark.parametrize(
    ("status", "told_as"), [("cancelled", "EventCancelled"), ("postponed", "EventPostponed")]
)
def test_json_ld_tells_the_status(client: Client, status: str, told_as: str) -> None:
    page = event_page(status=status)

    assert told(page, client)["eventStatus"] == f"https://schema.org/{told_as}"


def test_a_rescheduled_event_tells_its_previous_start(client: Client) -> None:
    page = event_page()
    page.starts_at, page.ends_at = at("2027-02-05 20:00"), at("2027-02-05 22:00")
    page = publish(page)

    data = told(page, client)

    assert data["eventStatus"] == "https://schema.org/EventRescheduled"
    assert data["previousStartDate"] == "2027-02-03T20:00:00+01:00"
    assert "At another time than first announced" in html_of(page, client)


def test_a_title_cannot_leave_the_script_element(client: Client) -> None:
    title = 'Talk</script><script>alert(1)</script><!-- & "quotes"'
    page = event_page(title)

    assert told(page, client)["name"] == title
    assert "<script>alert" not in html_of(page, client)


def test_public_pages_obey_a_strict_content_security_policy(client: Client) -> None:
    page = event_page(is_registration_needed=True, recurrence="FREQ=WEEKLY;COUNT=3")

    answer = client.get(page.url)

    assert "unsafe" not in answer["Content-Security-Policy"]
    assert not re.search(
        r"<script(?![^>]*(src=|ld\+json))| style=| on\w+=\"", answer.content.decode()
    )


def test_a_repeating_event_lists_its_dates_and_says_the_rule_in_words(client: Client) -> None:
    page = event_page(recurrence="FREQ=MONTHLY;BYDAY=1WE;COUNT=3", is_registration_needed=True)

    html = html_of(page, client, "?date=20270303T2000")

    assert "Every month on the first Wednesday, 3 times" in html
    dates = re.findall(r'<li[^>]*> <a href="[^"]*\?date=(\w+)"', html)
    assert dates == ["20270203T2000", "20270303T2000", "20270407T2000"]
    assert f"/en/register/{page.facts.public_id}/20270303T2000/" in html


def test_the_preview_shows_the_draft_and_the_page_the_facts(client: Client, rf: Any) -> None:
    page = event_page()
    page.starts_at, page.ends_at = at("2027-02-05 19:00"), at("2027-02-05 20:00")
    page.save_revision()

    draft = fresh(page).get_latest_revision_as_object()
    preview = draft.make_preview_request()
    preview.render()

    assert "19:00–20:00" in preview.content.decode()
    assert "19:00–20:00" not in html_of(page, client)


def test_the_preview_of_a_page_that_was_never_published_works() -> None:
    page = event_page(live=False, recurrence="FREQ=WEEKLY;COUNT=3", is_registration_needed=True)

    preview = fresh(page).make_preview_request()
    preview.render()

    assert preview.status_code == 200
    assert "20:00–22:00" in preview.content.decode()


def test_an_event_without_dates_can_be_drafted_but_not_published() -> None:
    page = event_page(live=False, starts_at=None, ends_at=None)

    preview = fresh(page).make_preview_request()
    preview.render()

    assert "Give a begin and an end" in preview.content.decode()


# Calls


@pytest.mark.parametrize(
    ("now", "state", "says"),
    [
        ("2027-04-30 21:59 +0000", "open", "Today is the last day"),
        ("2027-04-30 22:00 +0000", "closed", "This call is closed"),
        ("2027-04-28 12:00 +0000", "open", "2</strong> days left"),
        ("2027-03-31 21:59 +0000", "soon", "This call opens later"),
    ],
    ids=["last minute in Amsterdam", "a minute later", "two days before", "not yet"],
)
def test_a_call_closes_itself_at_the_end_of_its_last_day(
    client: Client, now: str, state: str, says: str
) -> None:
    page = call_page(opens_on=date(2027, 4, 1), closes_on=date(2027, 4, 30))

    with time_machine.travel(now, tick=False):
        html = html_of(page, client)

    assert says in html
    assert f'data-state="{state}"' in html


def test_the_call_of_2020_says_that_it_is_closed_in_every_language(client: Client) -> None:
    page = call_page(closes_on=date(2020, 4, 30), apply_url="http://apply.example/")
    dutch = translated(page)

    assert '<time datetime="2020-04-30">The last day was ' in html_of(page, client)
    assert fresh(dutch).shown_facts.has_closed()
    assert 'href="http://apply.example/"' in html_of(dutch, client)


def test_a_call_that_is_extended_is_open_again_everywhere() -> None:
    page = call_page(closes_on=date(2027, 1, 10))
    dutch = translated(page)
    page.closes_on = date(2027, 1, 31)

    publish(page)

    assert fresh(dutch).shown_facts.is_open()
    assert fresh(page).facts.sequence == 1
