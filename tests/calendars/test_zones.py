"""Programs that know a zone only by our file read the true moments, however old the first event."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from events.ical import FOOT, HEAD
from events.zones import zone_text
from tests.calendars.readers import READERS, Reader
from tests.calendars.told import FIRST, LAST

ZONES = {
    "Europe/Amsterdam": 1990,
    "America/New_York": 2005,
    "Asia/Jerusalem": 2014,
    "America/Sao_Paulo": 2005,
    "Australia/Sydney": 2005,
    "Africa/Casablanca": 2014,
    "Africa/Cairo": 2005,
    "Australia/Lord_Howe": 2005,
    "Europe/Dublin": 1990,
    "America/Santiago": 2005,
    "America/Nuuk": 2014,
    "Europe/Moscow": 2005,
}


def noons() -> Iterator[datetime]:
    """On the wall, where the programs look."""
    for year in range(FIRST.year, LAST.year):
        for month in range(1, 13):
            yield from (datetime(year, month, day, 12) for day in (1, 15))


def calendar(zone: str, first_year: int) -> str:
    """An event at each of the noons, in a calendar that says itself what the zone is."""
    events = (
        f"BEGIN:VEVENT\r\nUID:{noon:%Y%m%d}@example.org\r\nDTSTAMP:20260101T000000Z\r\n"
        f"DTSTART;TZID={zone}:{noon:%Y%m%dT%H%M%S}\r\nDTEND;TZID={zone}:{noon:%Y%m%dT130000}\r\n"
        "END:VEVENT\r\n"
        for noon in noons()
    )
    described = f"VERSION:2.0\r\nPRODID:-//test//EN\r\n{zone_text(zone, first_year)}"
    return f"{HEAD}{described}{''.join(events)}{FOOT}"


@pytest.mark.parametrize("reader", READERS)
def test_a_zone_of_an_old_event_is_read_rightly(reader: Reader, tmp_path: Path) -> None:
    texts = [calendar(zone, year) for zone, year in ZONES.items()]

    told = dict(zip(ZONES, reader(texts, tmp_path), strict=True))

    wrong = {
        zone: {noon.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC) for noon in noons()}
        ^ {one.start for one in dates}
        for zone, dates in told.items()
    }
    assert {zone: sorted(moments) for zone, moments in wrong.items() if moments} == {}
