"""Time zones as VTIMEZONEs, held against the tz database."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest

from events.zones import zone_text

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "zone",
    [
        "Europe/Amsterdam",
        "America/New_York",
        "Australia/Lord_Howe",
        "Africa/Casablanca",
        "Asia/Jerusalem",
        "America/Sao_Paulo",
        "Pacific/Apia",
        "America/Nuuk",
        "Asia/Kathmandu",
    ],
)
def test_a_zone_written_by_us_has_the_offsets_of_the_tz_database(zone: str) -> None:
    text = zone_text(zone, 2024)
    ours = icalendar.Timezone.from_ical(text).to_tz(lookup_tzid=False)

    moment = datetime(2024, 1, 1, 12, 30)
    differing = []
    while moment.year < 2030:
        if ours.utcoffset(moment) != ZoneInfo(zone).utcoffset(moment):
            differing.append(moment)
        moment += timedelta(days=1)

    assert differing == []


def test_a_regular_zone_has_one_standard_and_one_daylight_with_a_yearly_rule() -> None:
    text = zone_text("Europe/Amsterdam", 2026)

    assert text.count("BEGIN:STANDARD") == text.count("BEGIN:DAYLIGHT") == 1
    assert "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3" in text
    assert "RDATE" not in text
    assert "COMMENT" not in text


def test_an_irregular_zone_has_one_date_per_line() -> None:
    lines = zone_text("Africa/Casablanca", 2026).splitlines()

    dates = [line for line in lines if line.startswith("RDATE")]
    assert len(dates) > 10
    assert not any("," in line for line in dates)
