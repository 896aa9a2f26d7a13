"""Time zones as VTIMEZONEs, held against the tz database."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
import time_machine

from events.zones import zone_text, zones_text

pytestmark = pytest.mark.django_db
ZONES = [
    "Europe/Amsterdam",
    "America/New_York",
    "Asia/Jerusalem",
    "America/Sao_Paulo",
    "Australia/Sydney",
    "Africa/Casablanca",
    "Africa/Cairo",
    "Australia/Lord_Howe",
    "Europe/Dublin",
    "Asia/Kolkata",
    "Europe/Moscow",
    "America/Santiago",
    "America/Nuuk",
]


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


@pytest.mark.parametrize("first_year", [1990, 2005, 2014, 2022, 2026])
@pytest.mark.parametrize("zone", ZONES)
def test_a_zone_is_right_from_its_first_event_until_long_after_today(
    zone: str, first_year: int
) -> None:
    ours = icalendar.Timezone.from_ical(zone_text(zone, first_year)).to_tz(lookup_tzid=False)
    years = range(first_year, datetime.now(UTC).year + 11)

    noons = [
        datetime(year, month, day, 12)
        for year in years
        for month in range(1, 13)
        for day in (1, 15)
    ]

    theirs = ZoneInfo(zone)
    assert [one for one in noons if ours.utcoffset(one) != theirs.utcoffset(one)] == []


@pytest.mark.parametrize("zone", [zone for zone in ZONES if zone != "Africa/Casablanca"])
def test_a_zone_with_rules_says_the_same_in_another_year(zone: str) -> None:
    texts = {
        zone_text(zone, 2005, now=datetime(year, 7, 1, tzinfo=UTC)) for year in (2026, 2027, 2036)
    }

    assert len(texts) == 1


def test_a_zone_without_rules_says_the_same_for_years_and_then_more() -> None:
    def dates(year: int) -> list[str]:
        text = zone_text("Africa/Casablanca", 2026, now=datetime(year, 1, 1, tzinfo=UTC))
        return [line for line in text.splitlines() if line.startswith("RDATE")]

    assert dates(2026) == dates(2027) == dates(2028)
    assert (dates(2028)[-1][6:10], dates(2029)[-1][6:10]) == ("2039", "2049")


def test_a_process_that_runs_over_new_year_reckons_on() -> None:
    with time_machine.travel("2028-12-31 12:00+00:00", tick=False):
        before = zones_text({"Africa/Casablanca": 2026})
    with time_machine.travel("2029-01-01 12:00+00:00", tick=False):
        after = zones_text({"Africa/Casablanca": 2026})

    assert ("RDATE:2049" in before, "RDATE:2049" in after) == (False, True)


def test_an_old_first_event_leaves_the_rules_of_today_without_an_end() -> None:
    text = zone_text("America/New_York", 2005)

    assert re.findall("RRULE:(.*)\r", text) == [
        "FREQ=YEARLY;BYDAY=2SU;BYMONTH=3",
        "FREQ=YEARLY;BYDAY=1SU;BYMONTH=11",
    ]
    assert "UNTIL" not in text


def test_a_weekday_between_two_days_of_a_month_is_a_rule_as_well() -> None:
    assert "RRULE:FREQ=YEARLY;BYDAY=FR;BYMONTH=3;BYMONTHDAY=23,24,25,26,27,28,29\r\n" in zone_text(
        "Asia/Jerusalem", 2014
    )


def test_a_weekday_that_may_fall_into_the_next_month_has_a_rule_for_each() -> None:
    rules = re.findall("RRULE:(.*)\r", zone_text("Africa/Cairo", 2024))

    assert rules == [
        "FREQ=YEARLY;BYDAY=-1FR;BYMONTH=4",
        "FREQ=YEARLY;BYDAY=FR;BYMONTH=10;BYMONTHDAY=26,27,28,29,30,31",
        "FREQ=YEARLY;BYDAY=FR;BYMONTH=11;BYMONTHDAY=1",
    ]


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
