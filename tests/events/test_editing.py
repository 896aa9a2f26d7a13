"""The editor's form: what it refuses, at which field, and how to mend it."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from events.models import EventPageSession
from events.repetition import PARTS

from .stage import at, event_page, fresh, translated
from .test_facts import editor_form

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"ends_at": "2027-02-03 19:00"}, "The event ends before it begins. Give a later end."),
        ({"time_zone": "Europe/Groningen"}, "There is no time zone “Europe/Groningen”."),
        ({"starts_at": ""}, "This field is required."),
        ({"starts_at": "2027-03-28 02:30"}, "there is no 02:30. Write 03:30"),
    ],
    ids=["end before begin", "unknown zone", "no begin", "an hour left out"],
)
def test_what_cannot_be_published_is_said_at_its_field_and_nothing_typed_is_lost(
    admin_client: Client, typed: dict[str, str], says: str
) -> None:
    page = event_page()
    data = editor_form(page, admin_client, **typed, summary="Typed with care")
    data["action-publish"] = "1"

    answer = admin_client.post(f"/admin/pages/{page.pk}/edit/", data)

    assert answer.status_code == 200
    form = answer.context["form"]
    assert list(form.errors) == list(typed)
    assert says in str(form.errors)
    assert "Typed with care" in answer.content.decode()
    assert fresh(page).facts.sequence == 0


OTHER = {"recurrence-often": "other"}


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (OTHER | {"recurrence-rule": "FREQ=HOURLY"}, "Begin with FREQ=DAILY"),
        (OTHER | {"recurrence-rule": "every week"}, "is not understood. Write a rule such as"),
        (OTHER | {"recurrence-rule": " "}, "Rule: Write a rule such as"),
        (
            {"recurrence-often": "weekly", "recurrence-days": ["TU", "TH"]},
            (
                "The event begins on a Wednesday, 3 February 2027, which this rule does not name."
                " Begin on 4 February 2027, or choose other days."
            ),
        ),
        (
            {"recurrence-often": "daily", "recurrence-every": "two"},
            "Interval: Write a whole number from 1 to 1000.",
        ),
        (
            {
                "recurrence-often": "weekly",
                "recurrence-every": "two",
                "recurrence-ends": "until",
                "recurrence-until": "2027-02-31",
            },
            "Last day: Give the last day as a date",
        ),
        (
            {
                "recurrence-often": "weekly",
                "recurrence-ends": "until",
                "recurrence-until": "2027-01-30",
            },
            "The repetition ends before the event begins. Give a later last day.",
        ),
    ],
    ids=[
        "too often",
        "no rule",
        "empty rule",
        "misfit",
        "no number",
        "two wrong parts",
        "ends early",
    ],
)
def test_a_rule_that_cannot_be_kept_is_said_at_its_field_and_its_parts_stand_as_typed(
    admin_client: Client, typed: dict[str, Any], says: str
) -> None:
    page = event_page()
    data = editor_form(page, admin_client, **typed, **{"action-publish": "1"})

    answer = admin_client.post(f"/admin/pages/{page.pk}/edit/", data)

    form = answer.context["form"]
    assert list(form.errors) == ["recurrence"]
    assert says in unescape(str(form.errors))
    again = form["recurrence"].value()
    assert {f"recurrence-{part}": getattr(again, part) for part in PARTS}.items() >= {
        name: tuple(value) if isinstance(value, list) else value.strip()
        for name, value in typed.items()
    }.items()


def test_a_rule_chosen_in_parts_is_published_as_one_text(admin_client: Client) -> None:
    page = event_page()
    parts = {
        "recurrence-often": "monthly",
        "recurrence-by": "weekday",
        "recurrence-place": "1",
        "recurrence-weekday": "WE",
        "recurrence-ends": "count",
        "recurrence-count": "3",
        "action-publish": "1",
    }

    admin_client.post(f"/admin/pages/{page.pk}/edit/", editor_form(page, admin_client, **parts))

    facts = fresh(page).facts
    assert facts.recurrence == "FREQ=MONTHLY;BYDAY=1WE;COUNT=3"
    assert [one.code for one in facts.occurrences.all()] == [
        "20270203T2000",
        "20270303T2000",
        "20270407T2000",
    ]


def test_a_rule_that_is_only_written_otherwise_stays_as_it_is(admin_client: Client) -> None:
    page = event_page(recurrence="RRULE:FREQ=WEEKLY;INTERVAL=1;BYDAY=WE;COUNT=3")

    data = editor_form(page, admin_client, **{"action-publish": "1"})
    admin_client.post(f"/admin/pages/{page.pk}/edit/", data)

    facts = fresh(page).facts
    assert facts.recurrence == "RRULE:FREQ=WEEKLY;INTERVAL=1;BYDAY=WE;COUNT=3"
    assert facts.sequence == 0


def test_a_session_that_ends_before_it_begins_is_said_at_its_field(admin_client: Client) -> None:
    session = EventPageSession(
        title="Welcome", starts_at=at("2027-02-03 20:00"), ends_at=at("2027-02-03 20:30")
    )
    page = event_page(sessions=[session])
    typed = {"sessions-0-ends_at": "2027-02-03 19:30", "action-publish": "1"}
    data = editor_form(page, admin_client, **typed)

    answer = admin_client.post(f"/admin/pages/{page.pk}/edit/", data)

    assert answer.context["form"].formsets["sessions"].errors == [
        {"ends_at": ["It cannot end before it begins."]}
    ]
    assert 'value="2027-02-03 19:30"' in answer.content.decode()


def test_a_session_that_an_event_leaves_behind_is_said_at_its_field(admin_client: Client) -> None:
    session = EventPageSession(
        title="Welcome", starts_at=at("2027-02-03 20:00"), ends_at=at("2027-02-03 20:30")
    )
    page = event_page(sessions=[session])
    moved = {"starts_at": "2027-02-10 20:00", "ends_at": "2027-02-10 21:00"}
    data = editor_form(page, admin_client, **moved, **{"action-publish": "1"})

    answer = admin_client.post(f"/admin/pages/{page.pk}/edit/", data)

    assert answer.context["form"].formsets["sessions"].errors == [
        {"starts_at": ["This day is not one of the event's. Move the session along with it."]}
    ]
    assert fresh(page).facts.sequence == 0


def test_the_clock_in_the_form_is_that_of_the_venue(admin_client: Client) -> None:
    page = event_page(time_zone="Asia/Kathmandu")

    data = editor_form(page, admin_client)

    assert data["starts_at"] == "2027-02-04 00:45"


def test_the_facts_to_be_read_are_told_by_the_clock_of_the_venue(admin_client: Client) -> None:
    dutch = translated(event_page(time_zone="Asia/Kathmandu"))

    html = admin_client.get(f"/admin/pages/{dutch.pk}/edit/").content.decode()

    assert "4 February 2027, 00:45" in html


def test_rule_and_languages_are_read_in_words_where_they_are_edited_elsewhere(
    admin_client: Client,
) -> None:
    page = event_page(
        recurrence="FREQ=WEEKLY;COUNT=3", spoken_languages="nl en", sign_languages="dse"
    )
    dutch = translated(page)

    html = admin_client.get(f"/admin/pages/{dutch.pk}/edit/").content.decode()

    assert "Every week on Wednesday, 3 times" in html
    assert "Dutch, English" in html
    assert "Sign Language of the Netherlands" in html
    assert "FREQ=" not in html


def test_languages_spoken_are_ticked(admin_client: Client) -> None:
    page = event_page(spoken_languages="nl")
    data = editor_form(page, admin_client, spoken_languages=["nl", "en"])
    data["action-publish"] = "1"

    admin_client.post(f"/admin/pages/{page.pk}/edit/", data)

    assert sorted(fresh(page).facts.languages) == ["en", "nl"]


def test_languages_that_stand_in_another_order_in_the_form_are_no_change(
    admin_client: Client,
) -> None:
    page = event_page(spoken_languages="nl en")
    data = editor_form(page, admin_client, spoken_languages=["en", "nl"])
    data["action-publish"] = "1"

    admin_client.post(f"/admin/pages/{page.pk}/edit/", data)

    assert fresh(page).facts.spoken_languages == "nl en"


def test_the_rule_is_described_by_its_help_and_by_what_is_wrong_with_it(
    admin_client: Client,
) -> None:
    page = event_page()
    typed = {"recurrence-often": "other", "recurrence-rule": "every week"}
    data = editor_form(page, admin_client, **typed, **{"action-publish": "1"})

    html = admin_client.post(f"/admin/pages/{page.pk}/edit/", data).content.decode()

    described = re.search(r'id="id_recurrence-often"[^>]* aria-describedby="([^"]+)"', html)
    assert described
    names = described[1].split()
    assert [name.rpartition("-")[2] for name in names] == ["helptext", "errors"]
    assert all(f'id="{name}"' in html for name in names)
