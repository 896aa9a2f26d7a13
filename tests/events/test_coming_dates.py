"""The next dates of an event, shown in the form before it is published."""

import re
from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client

from events.coming_dates import coming_dates
from events.models import EventPage, EventPageChangedDate

from .stage import at, event_page

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/events/coming-dates/"
FORM = {
    "starts_at": "2027-02-03 20:00",
    "ends_at": "2027-02-03 22:00",
    "is_time_known": "on",
    "time_zone": "Europe/Amsterdam",
    "status": "scheduled",
    "recurrence-often": "weekly",
    "recurrence-every": "1",
    "recurrence-by": "day",
    "recurrence-ends": "never",
    "changed_dates-TOTAL_FORMS": "0",
    "changed_dates-INITIAL_FORMS": "0",
}


@pytest.fixture(autouse=True)
def _in_january() -> Any:
    with time_machine.travel(at("2027-01-15 12:00"), tick=False):
        yield


def told(html: str) -> list[str]:
    items = re.findall(r"<li.*?</li>", html, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]*>", " ", item).split()) for item in items]


def test_a_series_shows_its_rule_in_words_and_its_next_six_dates(admin_client: Client) -> None:
    html = admin_client.post(ADDRESS, FORM).content.decode()

    assert "<strong>Every week on Wednesday</strong>" in html
    assert told(html)[:2] == [
        "Wednesday, 3 February 2027 , 20:00–22:00",
        "Wednesday, 10 February 2027 , 20:00–22:00",
    ]
    assert len(told(html)) == 6
    assert "… and so on, without end." in html
    assert "By the clock in Europe/Amsterdam." in html


def test_dates_that_differ_are_marked(admin_client: Client) -> None:
    changes = [
        {"kind": "left-out", "on": "2027-02-10"},
        {"kind": "moved", "on": "2027-02-17", "starts_at": "2027-02-18 19:00"},
        {"kind": "cancelled", "on": "2027-02-24"},
        {"kind": "extra", "on": "2027-02-05"},
    ]
    typed = FORM | {"changed_dates-TOTAL_FORMS": "4", "changed_dates-INITIAL_FORMS": "2"}
    for number, change in enumerate(changes):
        values = {"id": "77", "ORDER": str(number + 1), **change}
        typed |= {f"changed_dates-{number}-{name}": value for name, value in values.items()}

    html = admin_client.post(ADDRESS, typed).content.decode()

    assert told(html) == [
        "Wednesday, 3 February 2027 , 20:00–22:00",
        "Friday, 5 February 2027 , 20:00–22:00 extra date",
        "Wednesday, 10 February 2027 , 20:00–22:00 left out",
        "Thursday, 18 February 2027 , 19:00–21:00 moved instead of 17 February 2027, 20:00",
        "Wednesday, 24 February 2027 , 20:00–22:00 cancelled",
        "Wednesday, 3 March 2027 , 20:00–22:00",
    ]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"starts_at": ""}, "Give a begin and an end, and the dates appear here."),
        ({"recurrence-every": "x"}, "Repeats: Interval: Write a whole number from 1 to 1000."),
        ({"recurrence-days": ["TU"]}, "which this rule does not name"),
        ({"time_zone": "Europe/Groningen"}, "There is no time zone"),
        ({"ends_at": "2027-02-03 19:00"}, "Give a later end."),
    ],
)
def test_what_is_to_be_mended_first_is_said_instead(
    admin_client: Client, typed: dict[str, Any], says: str
) -> None:
    html = admin_client.post(ADDRESS, FORM | typed).content.decode()

    assert says in html
    assert "<time" not in html


def test_nothing_is_saved(admin_client: Client) -> None:
    admin_client.post(ADDRESS, FORM)

    assert not EventPage.objects.exists()


def test_it_is_for_the_team(client: Client) -> None:
    answer = client.post(ADDRESS, FORM)

    assert (answer.status_code, answer["Location"]) == (302, f"/admin/login/?next={ADDRESS}")


def test_the_form_shows_them_when_it_is_opened(admin_client: Client) -> None:
    page = event_page(recurrence="FREQ=WEEKLY;COUNT=3")

    html = admin_client.get(f"/admin/pages/{page.pk}/edit/").content.decode()

    shown = html.split("data-coming-dates", 1)[1].split("<script", 1)[0]
    assert "Every week on Wednesday, 3 times" in shown
    assert len(told(shown)) == 3


def test_what_is_over_shows_its_last_dates() -> None:
    page = event_page(recurrence="FREQ=WEEKLY;COUNT=3")
    page.changed_dates.add(EventPageChangedDate(kind="left-out", on=date(2027, 2, 17)))

    found = coming_dates(page, at("2028-01-01 00:00"))

    assert found is not None
    assert [one.mark for one in found.items] == ["", "", "left-out"]
    assert (found.more, found.is_endless) == (0, False)
