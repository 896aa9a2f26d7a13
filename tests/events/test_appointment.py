"""The calendar invitation of one person: from the first letter to its end one entry."""

from email.message import EmailMessage
from typing import Any

import pytest
from icalendar import Calendar, Component

from events import appointment, changing, sign_up
from events.letters.message import FILE
from events.models import Appointment, EventPage
from events.occurrence import Occurrence
from events.outbox import Kind

from . import making
from .stage import event_page, fresh, translated
from .test_letters import _send, _text

pytestmark = pytest.mark.django_db
ADA = "ada@sample.example"


@pytest.fixture
def page() -> EventPage:
    return event_page("Round table", is_registration_needed=True, capacity=1)


@pytest.fixture
def date(page: EventPage) -> Occurrence:
    return page.facts.occurrences.get()


def message_in(letter: EmailMessage) -> tuple[str, Component]:
    """The method and the entry of the calendar message in a letter."""
    [part] = [one for one in letter.walk() if one.get_content_type() == "text/calendar"]
    calendar = Calendar.from_ical(part.get_payload(decode=True))
    assert part.get_param("method") == calendar["METHOD"]
    [event] = calendar.walk("VEVENT")
    return str(calendar["METHOD"]), event


def test_who_wants_it_gets_an_invitation_as_programs_want_it(
    date: Occurrence, settings: Any
) -> None:
    settings.EVENTS_REPLY_TO = "Events <events@city.example>"
    settings.DEFAULT_FROM_EMAIL = "no-reply@city.example"
    making.confirmed(date, ADA, wants_appointment=True)

    (letter,) = _send()

    alternative, file = letter.get_payload()
    kinds = [part["Content-Type"] for part in alternative.get_payload()]
    assert [kind.split(";")[0] for kind in kinds] == ["text/plain", "text/html", "text/calendar"]
    assert kinds[2] == 'text/calendar; method="REQUEST"; charset="UTF-8"'
    calendar = alternative.get_payload()[2]
    assert calendar["Content-Disposition"] is None
    assert calendar["Content-Transfer-Encoding"] == file["Content-Transfer-Encoding"] == "base64"
    assert (file.get_content_type(), file.get_filename()) == ("application/ics", FILE)
    assert calendar.get_payload(decode=True) == file.get_payload(decode=True)
    _method, event = message_in(letter)
    assert event["ORGANIZER"] == "mailto:events@city.example"
    assert event["ORGANIZER"].params["SENT-BY"] == "mailto:no-reply@city.example"
    assert event["ATTENDEE"] == f"mailto:{ADA}"
    said = {name: event["ATTENDEE"].params[name] for name in ("PARTSTAT", "RSVP", "CN")}
    assert said == {"PARTSTAT": "ACCEPTED", "RSVP": "FALSE", "CN": "Sam Sample"}


def test_who_does_not_gets_a_file_to_open(date: Occurrence) -> None:
    making.confirmed(date, ADA)

    (letter,) = _send()

    (file,) = letter.iter_attachments()
    assert file.get_filename() == "event.ics"
    assert "METHOD" not in file.get_content()
    assert not Appointment.objects.exists()


def test_its_uid_is_the_persons_own_and_tells_no_secret(date: Occurrence) -> None:
    own = making.confirmed(date, ADA, wants_appointment=True)

    _method, event = message_in(_send()[0])

    assert event["UID"] != date.event.uid
    assert str(own.uuid) not in event["UID"]
    assert event["UID"].endswith("@gathering")


def test_the_way_to_take_part_is_the_persons_own_link(page: EventPage) -> None:
    page.mode, page.join_url = "online", "https://meet.example/all"
    page.save()
    making.confirmed(page.facts.occurrences.get(), ADA, wants_appointment=True)

    _method, event = message_in(_send()[0])

    assert "meet.example" not in event.to_ical().decode()
    assert event["CONFERENCE"].startswith("http://localhost/en/join/")


def test_the_number_rises_with_each_change_and_only_then(page: EventPage, date: Occurrence) -> None:
    own = making.confirmed(date, ADA, wants_appointment=True)
    first = message_in(_send()[0])[1]
    changing.change(own, making.wish(ADA, name="Ada", wants_appointment=True))
    same = message_in(_send()[0])[1]
    page.starts_at += (page.ends_at - page.starts_at) / 2
    page.save()
    moved = message_in(_send()[0])[1]

    assert [first["SEQUENCE"], same["SEQUENCE"], moved["SEQUENCE"]] == [0, 0, 1]
    assert first["UID"] == same["UID"] == moved["UID"]


def test_a_letter_that_leaves_a_second_time_has_the_same_number(date: Occurrence) -> None:
    own = making.confirmed(date, ADA, wants_appointment=True)
    first = message_in(_send()[0])[1]
    own.letters.filter(kind=Kind.REGISTERED).update(state="waiting")

    again = message_in(_send()[0])[1]

    assert (first["SEQUENCE"], again["SEQUENCE"]) == (0, 0)


def test_a_place_on_the_waiting_list_is_no_busy_time(date: Occurrence) -> None:
    first = making.confirmed(date, wants_appointment=True)
    making.confirmed(date, ADA, wants_appointment=True)
    _method, waiting = message_in(_send()[0])
    sign_up.cancel(first)

    _method, promoted = message_in(_send()[0])

    words = ("STATUS", "TRANSP", "SUMMARY")
    assert [waiting[word] for word in words] == [
        "TENTATIVE",
        "TRANSPARENT",
        "Waiting list: Round table",
    ]
    assert [promoted[word] for word in words] == ["CONFIRMED", "OPAQUE", "Round table"]
    assert promoted["SEQUENCE"] > waiting["SEQUENCE"]
    assert (waiting["ATTENDEE"].params["PARTSTAT"], promoted["ATTENDEE"].params["PARTSTAT"]) == (
        "TENTATIVE",
        "ACCEPTED",
    )


def test_an_event_that_does_not_take_place_is_told_from_giving_back_ones_seat(
    page: EventPage, date: Occurrence
):
    page.facts.capacity = None
    left = making.confirmed(date, "a@sample.example", wants_appointment=True)
    page = fresh(page)
    page.capacity = None
    page.save()
    making.confirmed(fresh(page).facts.occurrences.get(), ADA, wants_appointment=True)
    _send()
    sign_up.cancel(left)
    [gone] = _send()
    page = fresh(page)
    page.status = "cancelled"
    page.save()
    [off] = _send()

    (gone_method, given_back), (off_method, cancelled) = message_in(gone), message_in(off)
    assert gone_method == off_method == "CANCEL"
    assert given_back["STATUS"] == cancelled["STATUS"] == "CANCELLED"
    assert given_back["SUMMARY"] == "No longer registered: Round table"
    assert given_back["COMMENT"] == (
        "You are no longer registered. The event itself is not cancelled."
    )
    assert cancelled["SUMMARY"] == "Cancelled: Round table"
    assert cancelled["COMMENT"] == "The event does not take place."
    assert "does not take place" in _text(off)


def test_whoever_wants_it_no_more_has_it_taken_out(date: Occurrence) -> None:
    own = making.confirmed(date, ADA, wants_appointment=True)
    _send()

    changing.change(own, making.wish(ADA))
    method, event = message_in(_send()[0])

    assert method == "CANCEL"
    assert event["COMMENT"] == "You wanted it out of your calendar. You are still registered."


def test_who_never_had_it_hears_of_no_cancellation_by_calendar(date: Occurrence) -> None:
    own = making.confirmed(date, ADA)
    _send()

    sign_up.cancel(own)

    (letter,) = _send()
    assert "text/calendar" not in letter.as_string()


def test_it_speaks_the_persons_language(page: EventPage, date: Occurrence) -> None:
    translated(page, "ar", title="مائدة مستديرة")
    making.confirmed(date, ADA, language="ar", wants_appointment=True)

    _method, event = message_in(_send()[0])

    assert event["SUMMARY"] == "مائدة مستديرة"
    assert event["SUMMARY"].params["LANGUAGE"] == "ar"


def test_of_several_dates_each_has_a_letter_of_its_own() -> None:
    page = event_page("Choir", recurrence="FREQ=WEEKLY;COUNT=3", is_registration_needed=True)
    for one in page.facts.occurrences.all():
        making.confirmed(one, ADA, wants_appointment=True)
    before = {message_in(letter)[1]["UID"] for letter in _send()}
    page = fresh(page)
    page.starts_at += (page.ends_at - page.starts_at) / 2
    page.ends_at += (page.ends_at - page.starts_at) / 2
    page.save()

    after = {message_in(letter)[1]["UID"] for letter in _send()}

    assert before == after
    assert len(after) == 3


def test_two_that_tell_different_things_get_different_numbers(date: Occurrence) -> None:
    own = making.confirmed(date, ADA, wants_appointment=True)

    numbers = [
        appointment.told(own, said, is_withdrawn=False).sequence for said in ("a", "b", "b", "a")
    ]

    assert numbers == [0, 1, 1, 2]
