"""One entry that cannot be told: the others are, and the team sees which one and why."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from events import entry
from events.models import (
    CalendarProblem,
    ChangedDate,
    Entry,
    Event,
    EventPageSession,
    Occurrence,
)
from events.shelf import shelf

from .stage import call_page, event_page, fresh, publish, topic
from .test_feeds import ADDRESS, soon, titles

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty_shelf() -> None:
    shelf.clear()


FIRST = datetime(1, 1, 1, tzinfo=UTC)
LAST = datetime(9999, 12, 31, 23, 59, tzinfo=UTC)

DAMAGED: dict[str, dict[str, Any]] = {
    "a rule that nobody understands": {"recurrence": "FREQ=NONSENSE"},
    "a rule of something else": {"recurrence": "\x01;;;="},
    "a rule and no end": {"recurrence": "FREQ=WEEKLY", "ends_at": None},
    "a rule and no begin": {"recurrence": "FREQ=WEEKLY", "starts_at": None},
    "a rule at the end of time": {
        "recurrence": "FREQ=WEEKLY", "starts_at": LAST, "ends_at": LAST,
    },
    "a rule at the beginning of time": {
        "recurrence": "FREQ=WEEKLY", "starts_at": FIRST, "ends_at": FIRST,
    },
    "an end before the begin": {"recurrence": "FREQ=WEEKLY", "ends_at": FIRST},
    "no zone": {"time_zone": ""},
    "a zone that does not exist": {"time_zone": "Mars/Base"},
    "a zone that is a path": {"time_zone": "../../etc/passwd"},
    "a status that does not exist": {"status": "nonsense"},
    "a mode that does not exist": {"mode": "by-boat"},
    "controls": {"uid": "a\x01b\r\nEVIL:1"},
    "no UID": {"uid": ""},
}  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_row_takes_down_neither_calendar_nor_publication(
    damage: dict[str, Any], client: Client
) -> None:
    event_page("Sound", **soon())
    broken = event_page("Broken", **soon(8))
    Event.objects.filter(pk=broken.facts_id).update(**damage)

    entry.settle(fresh(broken).facts)
    call_command("expand_occurrences", verbosity=0)
    sound = publish(event_page("Sound, too", **soon(9)))

    found = titles(client.get(ADDRESS))
    assert {"Sound", "Sound, too"} <= set(found)
    assert set(found) <= {"Sound", "Broken", "Sound, too"}
    assert b"\r\nEVIL" not in client.get(ADDRESS).content
    for address in (ADDRESS, "/calendars/en.atom", f"/calendars/en/{sound.facts.public_id}.ics"):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("moment", [FIRST, LAST], ids=["year 1", "year 9999"])
def test_a_date_beyond_reason_takes_no_calendar_down(moment: datetime, client: Client) -> None:
    event_page("Sound", **soon())
    broken = event_page("Broken", **soon(8))
    Occurrence.objects.filter(event=broken.facts).update(starts_at=moment, ends_at=moment)

    entry.settle(broken.facts)

    assert titles(client.get(ADDRESS)) == ["Sound"]
    own = client.get(f"/calendars/en/{broken.facts.public_id}.ics")
    assert own.status_code in {200, 404}


@pytest.mark.parametrize("text", ["", "rubbish", "BEGIN:VEVENT\r\nSUMMARY:half of it\r\n"])
def test_a_damaged_text_is_left_out_and_told_and_mended(
    text: str, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    event_page("Sound", **soon())
    broken = event_page("Broken", **soon(8))
    Entry.objects.filter(event=broken.facts, language="en").update(text=text)

    assert titles(client.get(ADDRESS)) == ["Sound"]
    assert client.get(f"/calendars/en/{broken.facts.public_id}.ics").status_code == 404
    assert [(one.row, one.language) for one in CalendarProblem.objects.all()] == [
        (broken.facts, "en")
    ]
    assert "is not sound" in caplog.text

    call_command("expand_occurrences", verbosity=0)

    assert titles(client.get(ADDRESS)) == ["Sound", "Broken"]
    assert not CalendarProblem.objects.exists()


def test_who_got_the_calendar_without_it_gets_it_when_it_is_mended(client: Client) -> None:
    event_page("Sound", **soon())
    broken = event_page("Broken", **soon(8))
    text = Entry.objects.get(event=broken.facts, language="en").text
    Entry.objects.filter(event=broken.facts, language="en").update(text="rubbish")
    lacking = client.get(ADDRESS)

    Entry.objects.filter(event=broken.facts, language="en").update(text=text)

    again = client.get(ADDRESS, headers={"if-none-match": lacking["ETag"]})
    assert titles(again) == ["Sound", "Broken"]


def test_zones_that_do_not_exist_are_left_out(client: Client) -> None:
    event_page("Sound", **soon())
    Entry.objects.filter(language="en").update(zones="Mars/Base Europe/Amsterdam")

    answer = client.get(ADDRESS)

    assert titles(answer) == ["Sound"]
    assert answer.content.count(b"BEGIN:VTIMEZONE") == 1


def test_a_changed_date_that_makes_no_sense_takes_nothing_down(client: Client) -> None:
    page = event_page("Series", recurrence="FREQ=WEEKLY;COUNT=3", **soon())
    ChangedDate.objects.create(event=page.facts, kind="moved", on=date(9999, 12, 31))

    publish(page)

    assert set(titles(client.get(ADDRESS))) == {"Series"}


def test_a_topic_without_a_name_takes_nothing_down(client: Client) -> None:
    page = event_page("Sound", topics=[topic("x")], **soon())

    page.facts.topics.update(name="", names={})
    entry.settle(page.facts)

    assert titles(client.get(ADDRESS)) == ["Sound"]


def test_the_team_sees_it_until_it_is_mended(admin_client: Client) -> None:
    page, call = event_page("Broken", **soon()), call_page("Sound call")
    Event.objects.filter(pk=page.facts_id).update(recurrence="FREQ=NONSENSE")
    entry.settle_all([page.facts], [call.facts])
    editor = reverse("wagtailadmin_pages:edit", args=[page.pk])

    listed = admin_client.get("/admin/event/").content.decode()
    assert "missing from calendars: English" in listed
    for address in (reverse("wagtailadmin_home"), editor):
        assert "is missing from calendars" in admin_client.get(address).content.decode(), address
    mended = fresh(page)
    assert mended.recurrence == ""
    publish(mended)

    for address in (reverse("wagtailadmin_home"), editor):
        assert "is missing from calendars" not in admin_client.get(address).content.decode()


def test_the_page_of_an_event_whose_zone_does_not_exist_is_shown(client: Client) -> None:
    facts = soon() | {"is_registration_needed": True}
    begin, end = facts["starts_at"], facts["ends_at"]
    session = EventPageSession(title="Welcome", starts_at=begin, ends_at=end)
    page = event_page("Broken", **facts, registration_closes_at=begin, sessions=[session])
    Event.objects.filter(pk=page.facts_id).update(time_zone="Mars/Base")

    answer = client.get(page.url)

    assert answer.status_code == 200
    assert "Welcome" in answer.content.decode()


def test_the_team_reads_what_is_wrong_with_a_rule_as_the_form_says_it(admin_client: Client) -> None:
    page = event_page("Broken", **soon())
    Event.objects.filter(pk=page.facts_id).update(recurrence="FREQ=NEVERLY")
    entry.settle(fresh(page).facts)

    html = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()

    assert "Begin with FREQ=DAILY, FREQ=WEEKLY, FREQ=MONTHLY or FREQ=YEARLY." in html
    assert "frequency:" not in html
