"""Dates that differ, in the editor's form: what is refused, at which field, and why."""

from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client

from events.models import EventPageChangedDate

from . import making
from .stage import event_page, fresh, venue
from .test_facts import editor_form

pytestmark = pytest.mark.django_db


def refused(client: Client, page: Any, *changes: dict[str, str]) -> list[dict[str, list[str]]]:
    """What the form says of dates that differ when it is published with these."""
    typed: dict[str, Any] = {"action-publish": "1", "changed_dates-TOTAL_FORMS": str(len(changes))}
    blank = dict.fromkeys(("starts_at", "ends_at", "venue", "room", "capacity", "key"), "")
    for number, change in enumerate(changes):
        values = {**blank, "title": "", "note": "", "ORDER": str(number + 1), **change}
        typed |= {f"changed_dates-{number}-{name}": value for name, value in values.items()}
    data = editor_form(page, client, **typed)
    answer = client.post(f"/admin/pages/{page.pk}/edit/", data)
    if answer.status_code == 302:
        return []
    errors = answer.context["form"].formsets["changed_dates"].errors
    return [
        {name: [unescape(text) for text in texts] for name, texts in one.items()} for one in errors
    ]


def test_a_day_that_the_rule_does_not_name_is_refused_with_those_around_it(
    admin_client: Client,
) -> None:
    page = event_page(recurrence="FREQ=WEEKLY;COUNT=3")

    said = refused(admin_client, page, {"kind": "cancelled", "on": "2027-02-11"})

    days = "10 February 2027, 17 February 2027"
    text = f"The event has no date on 11 February 2027. Near it are: {days}."
    assert said == [{"on": [text]}]


def test_an_event_that_happens_once_has_one_day(admin_client: Client) -> None:
    said = refused(admin_client, event_page(), {"kind": "cancelled", "on": "2027-02-11"})

    assert said == [
        {"on": ["The event has no date on 11 February 2027. It happens once, on 3 February 2027."]}
    ]


@pytest.mark.parametrize(
    ("change", "field", "says"),
    [
        ({"kind": "extra", "on": "2027-02-10"}, "on", "The event has this date anyway."),
        ({"kind": "changed", "on": "2027-02-10"}, "kind", "Say what is different"),
        ({"kind": "moved", "on": "2027-02-10"}, "starts_at", "Say when this date begins instead."),
    ],
)
def test_what_makes_no_sense_is_said_at_its_field(
    admin_client: Client, change: dict[str, str], field: str, says: str
) -> None:
    page = event_page(recurrence="FREQ=WEEKLY;COUNT=3")

    [said] = refused(admin_client, page, change)

    assert list(said) == [field]
    assert says in said[field][0]


def test_one_day_is_in_the_list_once(admin_client: Client) -> None:
    page = event_page(recurrence="FREQ=WEEKLY;COUNT=3")
    twice = {"kind": "cancelled", "on": "2027-02-10"}

    said = refused(admin_client, page, twice, twice)

    assert said == [{}, {"on": ["This day stands in the list already. Keep one of the two."]}]


def test_fewer_seats_than_are_taken_on_that_date_are_refused(admin_client: Client) -> None:
    page = event_page(recurrence="FREQ=WEEKLY;COUNT=3", is_registration_needed=True)
    date_taken = page.facts.occurrences.get(code__startswith="20270210")
    making.confirmed(date_taken, seats=3)

    [said] = refused(admin_client, page, {"kind": "changed", "on": "2027-02-10", "capacity": "2"})

    assert list(said) == ["capacity"]
    assert "3 seats are taken already" in said["capacity"][0]


def test_a_date_with_another_place_and_title_is_published(admin_client: Client) -> None:
    page = event_page(recurrence="FREQ=WEEKLY;COUNT=3")
    library = venue("library")
    change = {"kind": "changed", "on": "2027-02-10", "venue": str(library.pk), "title": "Elsewhere"}

    said = refused(admin_client, page, change)

    assert said == []
    assert fresh(page).facts.occurrences.get(own_venue=library).code == "20270210T2000"
    assert EventPageChangedDate.objects.get().title == "Elsewhere"
    assert EventPageChangedDate.objects.get().on == date(2027, 2, 10)
