"""Calendars in the styles of the programs that write them, and one oddity at a time."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from events.importing.content import Content
from events.importing.reading import Frame, Reading, read
from tests.importing.writing import entry, file, local

FRAME = Frame(zone="Europe/Amsterdam", today=date(2026, 11, 21), until=date(2029, 12, 31))


def reading(text: str | bytes, **frame: Any) -> Reading:
    data = text.encode() if isinstance(text, str) else text
    return read(data, replace(FRAME, **frame))


def only(text: str, **frame: Any) -> Content:
    found = reading(text, **frame)
    assert (found.problem, found.refused, len(found.entries)) == ("", [], 1)
    return found.entries[0]


def times(content: Content) -> tuple[str, str, str]:
    return content.starts, content.ends, content.zone


GOOGLE = """BEGIN:VCALENDAR
PRODID:-//Google Inc//Google Calendar 70.9054//EN
VERSION:2.0
CALSCALE:GREGORIAN
METHOD:PUBLISH
X-WR-CALNAME:Library
X-WR-TIMEZONE:Europe/Amsterdam
BEGIN:VTIMEZONE
TZID:Europe/Amsterdam
X-LIC-LOCATION:Europe/Amsterdam
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
DTSTART;TZID=Europe/Amsterdam:20270105T193000
DTEND;TZID=Europe/Amsterdam:20270105T210000
RRULE:FREQ=WEEKLY;WKST=MO;UNTIL=20270330T215959Z;BYDAY=TU
EXDATE;TZID=Europe/Amsterdam:20270112T193000
DTSTAMP:20261121T090000Z
UID:0a1b2c3d@google.com
CREATED:20261101T090000Z
DESCRIPTION:<p>Learn&nbsp\\;together.<br>Bring <b>paper</b>.</p><a href="htt
 ps://library.example/course">More</a>
LAST-MODIFIED:20261110T090000Z
LOCATION:City library\\, Sample street 1
SEQUENCE:3
STATUS:CONFIRMED
SUMMARY:Evening course
TRANSP:OPAQUE
BEGIN:VALARM
ACTION:DISPLAY
TRIGGER:-P0DT0H30M0S
DESCRIPTION:This is an event reminder
END:VALARM
END:VEVENT
BEGIN:VEVENT
DTSTART;TZID=Europe/Amsterdam:20270127T193000
DTEND;TZID=Europe/Amsterdam:20270127T210000
DTSTAMP:20261121T090000Z
UID:0a1b2c3d@google.com
RECURRENCE-ID;TZID=Europe/Amsterdam:20270126T193000
SUMMARY:Evening course
LOCATION:City library\\, Sample street 1
STATUS:CONFIRMED
END:VEVENT
BEGIN:VEVENT
DTSTART:20270301T140000Z
DTEND:20270301T150000Z
UID:single@google.com
DTSTAMP:20261121T090000Z
SUMMARY:Story hour
END:VEVENT
END:VCALENDAR
"""


def test_google() -> None:
    found = reading(GOOGLE)

    course, story = found.entries
    assert found.name == "Library"
    assert times(course) == ("2027-01-05T19:30", "2027-01-05T21:00", "Europe/Amsterdam")
    assert course.rule == "FREQ=WEEKLY;WKST=MO;UNTIL=20270330;BYDAY=TU"
    assert course.dates == [
        {"kind": "left-out", "on": "2027-01-12", "starts": "", "ends": ""},
        {
            "kind": "moved",
            "on": "2027-01-26",
            "starts": "2027-01-27T19:30",
            "ends": "2027-01-27T21:00",
        },
    ]
    assert course.text == ("Learn together.\nBring paper.\nMore (https://library.example/course)")
    assert (course.place, course.sequence) == ("City library, Sample street 1", 3)
    assert times(story) == ("2027-03-01T15:00", "2027-03-01T16:00", "Europe/Amsterdam")


EXCHANGE = """BEGIN:VCALENDAR
METHOD:PUBLISH
PRODID:Microsoft Exchange Server 2010
VERSION:2.0
X-WR-CALNAME:Agenda
BEGIN:VTIMEZONE
TZID:W. Europe Standard Time
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
DESCRIPTION:\\n
UID:040000008200E00074C5B7101A82E0080000000
SUMMARY;LANGUAGE=nl-NL:Ouderavond
DTSTART;TZID=W. Europe Standard Time:20270203T200000
DTEND;TZID=W. Europe Standard Time:20270203T220000
CLASS:PUBLIC
PRIORITY:5
DTSTAMP:20261121T090000Z
TRANSP:OPAQUE
STATUS:CONFIRMED
SEQUENCE:0
LOCATION;LANGUAGE=nl-NL:Aula
X-ALT-DESC;FMTTYPE=text/html:<html><body><p>Welkom</p></body></html>
X-MICROSOFT-CDO-APPT-SEQUENCE:0
X-MICROSOFT-CDO-BUSYSTATUS:BUSY
END:VEVENT
END:VCALENDAR
"""


def test_exchange_with_windows_zones() -> None:
    content = only(EXCHANGE.replace("\n", "\r\n"))

    assert times(content) == ("2027-02-03T20:00", "2027-02-03T22:00", "Europe/Berlin")
    assert (content.title, content.text, content.place) == ("Ouderavond", "Welkom", "Aula")
    assert content.notes == []


def test_apple() -> None:
    lines = {"DTSTART": ";VALUE=DATE:20270501", "DTEND": ";VALUE=DATE:20270503"}
    extra = {"X_APPLE_TRAVEL_ADVISORY_BEHAVIOR": "AUTOMATIC", "URL": ";VALUE=URI:https://a.example"}

    content = only(file(entry("0-1-2", "Feest 🎉", **lines, **extra)))

    assert times(content) == ("2027-05-01T00:00", "2027-05-02T00:00", "Europe/Amsterdam")
    assert (content.is_all_day, content.url, content.last) == (
        True,
        "https://a.example",
        "2027-05-02T00:00",
    )


# One entry at a time


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ({"RRULE": "FREQ=HOURLY"}, "rule-frequency"),
        ({"RRULE": "FREQ=DAILY;INTERVAL=0"}, "rule-number"),
        ({"RRULE": "FREQ=MONTHLY;BYMONTHDAY=30;BYMONTH=2"}, "rule-never"),
        ({"RRULE": "FREQ=WEEKLY;BYHOUR=9,12"}, "rule-part"),
        ({"EXRULE": "FREQ=WEEKLY"}, "rule-part"),
        ({"CLASS": "PRIVATE"}, "private"),
        ({"SUMMARY": ""}, "no-title"),
        ({"DTSTART": "", "DTEND": ""}, "no-begin"),
        ({"DTSTART": "tomorrow"}, "unreadable"),
        ({"DTEND": local("20270203T190000")}, "ends-before"),
        ({"DTEND": local("20370203T190000")}, "lasts-long"),
        ({"DTEND": ";VALUE=DATE:20270204"}, "mixed-times"),
        ({"DTSTART": local("22000101T200000"), "DTEND": ""}, "far-date"),
    ],
)
def test_what_is_refused_is_named_and_the_others_are_read(
    lines: dict[str, str], reason: str
) -> None:
    found = reading(file(entry("odd", **lines), entry("sound")))

    assert [(one.uid, one.reason) for one in found.refused] == [("odd", reason)]
    assert [one.uid for one in found.entries] == ["sound"]


def test_the_newest_of_those_that_share_a_uid_counts() -> None:
    old, new = entry(title="Old"), entry(title="New", SEQUENCE="2")

    assert only(file(new, old)).title == "New"
    assert only(file(old, new)).title == "New"


def test_one_uid_for_several_events_does_not_lose_any() -> None:
    other = entry(DTSTART=local("20270301T200000"), DTEND=local("20270301T210000"))

    found = reading(file(entry(), other))

    assert [one.starts for one in found.entries] == ["2027-02-03T20:00", "2027-03-01T20:00"]
    assert len({one.key for one in found.entries}) == 2


def test_an_entry_without_a_uid_is_known_by_what_it_says() -> None:
    first, again = only(file(entry(""))), only(file(entry("", DESCRIPTION="More")))

    assert first.uid == again.uid
    assert first.mark != again.mark


def test_a_new_stamp_is_no_change() -> None:
    first = only(file(entry()))
    again = only(file(entry(DTSTAMP="20261121T120000Z", LAST_MODIFIED="20261121T120000Z")))

    assert first.mark == again.mark


def test_a_change_without_sequence_is_one() -> None:
    assert only(file(entry())).mark != only(file(entry(LOCATION="Hall"))).mark


def test_what_is_over_is_left_out() -> None:
    past = entry("past", DTSTART=local("20260203T200000"), DTEND=local("20260203T220000"))

    found = reading(file(past, entry()))

    assert [one.uid for one in found.entries] == ["one@school.example"]
    assert [uid for uid, _recurrence_id, _mark in found.over] == ["past"]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "nothing"),
        (b"<!DOCTYPE html><html>", "web-page"),
        (b"Not Found", "no-calendar"),
        (file(entry()).encode()[:-30], "cut-off"),
        (file(*(entry(f"u{number}") for number in range(4))).encode(), "too-many"),
    ],
)
def test_a_file_that_says_nothing_reliable_is_no_reading(data: bytes, problem: str) -> None:
    found = reading(data, most=3)

    assert (found.problem, found.entries) == (problem, [])


def test_an_online_event_is_one_without_its_address() -> None:
    meeting = only(file(entry(LOCATION="https://meet.example/secret")))

    assert (meeting.is_online, meeting.place) == (True, "")


def test_nothing_of_persons_is_kept() -> None:
    persons = {
        "ORGANIZER": ";CN=Sam Sample:mailto:sam@sample.example",
        "ATTENDEE": ";CN=Kim Sample:mailto:kim@sample.example",
        "CONTACT": "Kim Sample\\, kim@sample.example",
    }

    assert "ample" not in str(replace(only(file(entry("u", "Open day", **persons))), uid=""))
