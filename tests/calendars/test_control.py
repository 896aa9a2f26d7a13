"""The positive control: what others got wrong in their calendars would be noticed here."""

import re
from collections.abc import Callable
from pathlib import Path

import icalendar
import pytest

from tests.calendars.conftest import Answers
from tests.calendars.programs import by_libical
from tests.calendars.readers import LIBRARIES, PROGRAMS, Reader
from tests.calendars.told import differing

pytestmark = [pytest.mark.django_db, pytest.mark.programs]

ALL: dict[str, Reader] = {**LIBRARIES, **PROGRAMS}
WEEKLY = "Amsterdam, weekly across both changes"


def zones_by_the_library(text: str) -> str:
    """As icalendar writes zones: every change of the clocks as one of a list of dates."""
    bare = re.sub(r"BEGIN:VTIMEZONE.*END:VTIMEZONE\r\n", "", text, flags=re.DOTALL)
    calendar = icalendar.Calendar.from_ical(bare)
    calendar.add_missing_timezones()
    return calendar.to_ical().decode()


def series_in_utc(text: str) -> str:
    """As those write it who turn each moment into UTC: an hour off after the clock change."""
    return re.sub(r";TZID=Europe/Amsterdam:20270303T2(\d)0000", r":20270303T1\g<1>0000Z", text)


def without_exceptions(text: str) -> str:
    return re.sub(r"EXDATE[^\r]*\r\n", "", text)


def without_overrides(text: str) -> str:
    master, *_overrides = re.findall(r"BEGIN:VEVENT.*?END:VEVENT\r\n", text, flags=re.DOTALL)
    return text[: text.index("BEGIN:VEVENT")] + master + "END:VCALENDAR\r\n"


@pytest.mark.parametrize(
    ("case", "spoil", "noticing"),
    [
        (WEEKLY, zones_by_the_library, {"ical.js", "vobject"}),
        (WEEKLY, series_in_utc, set(ALL)),
        ("left out", without_exceptions, set(ALL)),
        ("one date cancelled", without_overrides, set(ALL)),
        ("nights, one without an hour", without_overrides, {"libical"}),
    ],
)
def test_a_calendar_that_is_wrong_is_noticed(
    case: str, spoil: Callable[[str], str], noticing: set[str], answers: Answers, tmp_path: Path
) -> None:
    spoilt = spoil(answers.single["en"][case])

    assert spoilt != answers.single["en"][case]
    truth = {case: answers.truth["en"][case]}
    found = {name: reader([spoilt], tmp_path)[0] for name, reader in ALL.items()}
    assert {name for name, told in found.items() if differing(told, truth)} == noticing


def test_libical_complains_about_a_broken_line_and_a_second_title(
    answers: Answers, tmp_path: Path
) -> None:
    good = answers.single["en"]["one evening"]
    broken = good.replace("STATUS:CONFIRMED", "STATUS:CONFIRMED\r\nATTENDEE here")
    twice = good.replace("STATUS:CONFIRMED", "STATUS:CONFIRMED\r\nSUMMARY:Another")

    readings = by_libical([good, broken, twice], tmp_path)

    assert [bool(reading.errors) for reading in readings] == [False, True, True]
