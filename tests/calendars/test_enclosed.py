"""The calendar file in a letter: programs take the later one for the same event, and for truer."""

from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import icalendar
import pytest
import time_machine
from django.core import mail
from django.core.mail import get_connection

from events import outbox, splitting
from events.letters.sending import send
from events.models import EventPage, EventPageChangedDate
from tests.calendars.conftest import NOW
from tests.calendars.programs import by_libical
from tests.calendars.readers import READERS, Reader
from tests.events import making, stage

pytestmark = pytest.mark.django_db


ONCE, WEEKLY = "", "FREQ=WEEKLY;COUNT=6"


@pytest.fixture(params=["once", "each week", "each week, split"])
def enclosed(request: pytest.FixtureRequest) -> list[EmailMessage]:
    """Three letters to one person: registered, the hour changed, cancelled."""
    rule = ONCE if request.param == "once" else WEEKLY
    with time_machine.travel(NOW, tick=False) as clock:
        page = stage.event_page("Round table", is_registration_needed=True, recurrence=rule)
        date = page.facts.occurrences.order_by("starts_at").last()
        making.confirmed(date, "sam@sample.example")
        letters = [_letter()]
        if request.param == "each week, split":
            page = splitting.split(page.facts, page.facts.occurrences.all()[2].code)
        for deed in (_move, _cancel):
            clock.shift(timedelta(hours=1))
            deed(stage.fresh(page))
            letters.append(_letter())
    return letters


def _move(page: EventPage) -> None:
    page.starts_at += timedelta(hours=1)
    page.ends_at += timedelta(hours=1)
    stage.publish(page)


def _cancel(page: EventPage) -> None:
    """The event, or of a series the one date."""
    if page.recurrence:
        last = page.facts.occurrences.order_by("starts_at").last()
        page.changed_dates = [EventPageChangedDate(kind="cancelled", on=last.first_day)]
    else:
        page.status = "cancelled"
    stage.publish(page)


def _letter() -> EmailMessage:
    mail.outbox.clear()
    connection = get_connection()
    outbox.drain(lambda letter: send(letter, connection))
    [sent] = [one for one in mail.outbox if one.attachments]
    return message_from_bytes(sent.message().as_bytes(), policy=default)


def _part(letter: EmailMessage) -> EmailMessage:
    [part] = [part for part in letter.walk() if part.get_content_type() == "text/calendar"]
    return part


def _text(letter: EmailMessage) -> str:
    return _part(letter).get_payload(decode=True).decode()


def test_it_is_a_file_to_open_and_asks_for_no_answer(enclosed: list[EmailMessage]) -> None:
    for letter in enclosed:
        part, calendar = _part(letter), icalendar.Calendar.from_ical(_text(letter))

        # What the envelope says of the method and what the file says must be the same.
        assert (part.get_param("method"), calendar.get("METHOD")) == (None, None)
        assert (part.get_content_charset(), part.get_filename()) == ("utf-8", "event.ics")
        assert part.get_content_disposition() == "attachment"
        assert not calendar.walk("VEVENT")[0].get("ATTENDEE")


def test_a_later_one_is_the_same_event_with_a_higher_sequence(enclosed: list[EmailMessage]) -> None:
    events = [icalendar.Calendar.from_ical(_text(one)).walk("VEVENT")[0] for one in enclosed]

    first, changed, cancelled = events
    assert first["UID"] == changed["UID"] == cancelled["UID"]
    assert first["SEQUENCE"] < changed["SEQUENCE"] < cancelled["SEQUENCE"]
    assert first["DTSTAMP"].dt < changed["DTSTAMP"].dt < cancelled["DTSTAMP"].dt
    assert [event["STATUS"] for event in events] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]


@pytest.mark.parametrize("reader", READERS)
def test_every_program_understands_it(
    reader: Reader, enclosed: list[EmailMessage], tmp_path: Path
) -> None:
    [first], [changed], [cancelled] = reader(map(_text, enclosed), tmp_path)

    assert changed.start - first.start == timedelta(hours=1)
    assert (changed.start, changed.end) == (cancelled.start, cancelled.end)
    titles = [one.summary for one in (first, changed, cancelled)]
    assert titles == ["Round table", "Round table", "Cancelled: Round table"]


@pytest.mark.programs
def test_libical_has_nothing_to_complain_about(
    enclosed: list[EmailMessage], tmp_path: Path
) -> None:
    readings = by_libical(map(_text, enclosed), tmp_path)

    assert [reading.errors for reading in readings] == [[], [], []]
