"""By which clock a foreign event goes, whatever its zone is called."""

import pytest

from tests.importing.test_reading import only, reading, times
from tests.importing.writing import entry, file, local


@pytest.mark.parametrize(
    ("zone", "here"),
    [
        ("Europe/Amsterdam", "Europe/Amsterdam"),
        ("europe/amsterdam", "Europe/Amsterdam"),
        ('"Europe/Amsterdam"', "Europe/Amsterdam"),
        ("/freeassociation.sourceforge.net/Europe/Amsterdam", "Europe/Amsterdam"),
        (
            "/mozilla.org/20050126_1/America/Argentina/Buenos_Aires",
            "America/Argentina/Buenos_Aires",
        ),
        ("W. Europe Standard Time", "Europe/Berlin"),
        ("Romance Standard Time", "Europe/Paris"),
        ("Eastern Standard Time", "America/New_York"),
        ("China Standard Time", "Asia/Shanghai"),
        ('"(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna"', "Europe/Amsterdam"),
        ('"(UTC+01:00) Brussels, Copenhagen, Madrid, Paris"', "Europe/Brussels"),
        ('"(UTC-05:00) Eastern Time (US & Canada)"', "Europe/Amsterdam"),
        ("US/Eastern", "America/Detroit"),
        ("CET", "Europe/Amsterdam"),
        ("UTC", "Europe/Amsterdam"),
        ("Customized Time Zone", "Europe/Amsterdam"),
    ],
)
def test_a_zone_is_known_by_what_programs_call_it(zone: str, here: str) -> None:
    content = only(file(entry(DTSTART=local("20270203T200000", zone), DTEND="")))

    assert content.zone == here


def test_a_zone_that_nobody_knows_is_said() -> None:
    content = only(file(entry(DTSTART=local("20270203T200000", "Europe/Nowhere"), DTEND="")))

    assert content.starts == "2027-02-03T20:00"
    assert ["zone-unknown", "Europe/Nowhere"] in content.notes


CUSTOM = """BEGIN:VTIMEZONE
TZID:Customized Time Zone
BEGIN:STANDARD
DTSTART:16010101T000000
TZOFFSETFROM:{0}
TZOFFSETTO:{0}
END:STANDARD
END:VTIMEZONE
"""


def test_a_zone_of_the_files_own_is_found_by_its_clock() -> None:
    begin = local("20270203T200000", "Customized Time Zone")
    one = file(CUSTOM.format("+0545"), entry(DTSTART=begin, DTEND=""))

    assert times(only(one)) == ("2027-02-03T20:00", "2027-02-03T20:00", "Asia/Kathmandu")


def test_a_zone_with_no_place_on_earth_gives_the_moment() -> None:
    begin = local("20270203T200000", "Customized Time Zone")

    content = only(file(CUSTOM.format("+0130"), entry(DTSTART=begin, DTEND="")))

    assert content.starts == "2027-02-03T19:30"
    assert ["zone-custom", "Customized Time Zone"] in content.notes


def test_the_zones_of_one_partner_are_not_those_of_the_next() -> None:
    begin = local("20270203T200000", "Customized Time Zone")
    reading(file(CUSTOM.format("+0545"), entry(DTSTART=begin, DTEND="")))

    content = only(file(entry(DTSTART=begin, DTEND="")))

    assert content.zone == "Europe/Amsterdam"


def test_times_without_a_zone_go_by_the_calendars_own_else_by_the_sources() -> None:
    floating = entry(DTSTART="20270203T200000", DTEND="20270203T210000")

    assert only(file(floating)).zone == "Europe/Amsterdam"
    assert only(file(floating), zone="Asia/Kathmandu").zone == "Asia/Kathmandu"
    assert only(file(floating, head=["X-WR-TIMEZONE:Europe/Paris"])).zone == "Europe/Paris"


def test_a_series_in_utc_stays_in_utc() -> None:
    content = only(file(entry(DTSTART="20270203T190000Z", DTEND="", RRULE="FREQ=WEEKLY")))

    assert times(content)[::2] == ("2027-02-03T19:00", "UTC")
