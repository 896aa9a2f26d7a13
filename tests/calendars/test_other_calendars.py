"""Calls, programmes, single dates and a person's own calendar are understood like the agenda."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import time_machine
from django.test import Client

from events.models import EventPageSession
from events.own_calendar import make_own_calendar
from tests.calendars.conftest import NOW
from tests.calendars.programs import by_libical
from tests.calendars.readers import READERS, Reader
from tests.events import making, stage

pytestmark = pytest.mark.django_db

Shown = list[tuple[str, datetime | date, datetime | date, str]]
JOIN = "https://meet.example/room"


def _utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def calls() -> tuple[str, Shown]:
    stage.call_page("Call; for, ideas", closes_on=date(2027, 4, 30))
    last_day = ("Last day: Call; for, ideas", date(2027, 4, 30), date(2027, 5, 1), "CONFIRMED")
    return "/calls/en.ics", [last_day]


def programme() -> tuple[str, Shown]:
    """A night session, which lasts while the clocks are changed, and one the next morning."""
    at = stage.at
    sessions = [
        EventPageSession(
            title="🌙 Night", starts_at=at("2027-03-27 23:00"), ends_at=at("2027-03-28 04:00")
        ),
        EventPageSession(
            title="Breakfast", starts_at=at("2027-03-28 08:00"), ends_at=at("2027-03-28 09:00")
        ),
    ]
    page = stage.event_page(
        starts_at=at("2027-03-27 20:00"), ends_at=at("2027-03-28 10:00"), sessions=sessions
    )
    shown: Shown = [
        ("🌙 Night", _utc("2027-03-27 22:00"), _utc("2027-03-28 02:00"), "CONFIRMED"),
        ("Breakfast", _utc("2027-03-28 06:00"), _utc("2027-03-28 07:00"), "CONFIRMED"),
    ]
    return f"/calendars/en/{page.facts.public_id}/programme.ics", shown


def one_date() -> tuple[str, Shown]:
    """One of a series, after the clocks were changed."""
    page = stage.event_page(recurrence="FREQ=WEEKLY;COUNT=12")
    shown = [("Round table", _utc("2027-03-31 18:00"), _utc("2027-03-31 20:00"), "CONFIRMED")]
    return f"/calendars/en/{page.facts.public_id}/20270331.ics", shown


def own() -> tuple[str, Shown]:
    """With the person's own link, as CONFERENCE, which older programs do not know."""
    page = stage.event_page(is_registration_needed=True, mode="online", join_url=JOIN)
    registered = making.confirmed(page.facts.occurrences.get())
    key = make_own_calendar(registered).key()
    shown = [("Round table", _utc("2027-02-03 19:00"), _utc("2027-02-03 21:00"), "CONFIRMED")]
    return f"/calendars/mine/{key}.ics", shown


CALENDARS = pytest.mark.parametrize("publish", [calls, programme, one_date, own])


def _get(publish: Callable[[], tuple[str, Shown]]) -> tuple[str, Shown]:
    with time_machine.travel(NOW, tick=False):
        address, shown = publish()
        answer = Client().get(address)
    assert answer.status_code == 200
    return answer.getvalue().decode(), shown


@CALENDARS
@pytest.mark.parametrize("reader", READERS)
def test_it_is_understood(
    reader: Reader, publish: Callable[[], tuple[str, Shown]], tmp_path: Path
) -> None:
    text, shown = _get(publish)

    [told] = reader([text], tmp_path)

    assert sorted((one.summary, one.start, one.end, one.status) for one in told) == sorted(shown)


@pytest.mark.programs
@CALENDARS
def test_libical_has_nothing_to_complain_about(
    publish: Callable[[], tuple[str, Shown]], tmp_path: Path
) -> None:
    text, _shown = _get(publish)

    [reading] = by_libical([text], tmp_path)

    assert reading.errors == []
    assert ("/en/join/" in text.replace("\r\n ", "")) == (publish is own)
