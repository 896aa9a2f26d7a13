"""How foreign events repeat, and which of their dates differ."""

from datetime import date

import pytest

from tests.importing.test_reading import only
from tests.importing.writing import entry, file, local


@pytest.mark.parametrize(
    ("until", "day"),
    [
        ("20270331", "20270331"),
        ("20270331T180000Z", "20270331"),
        ("20270331T175959Z", "20270330"),
        ("20270331T235959Z", "20270331"),
        ("20270331T220000Z", "20270331"),
        ("20270331T200000", "20270331"),
        ("20270331T195959", "20270330"),
    ],
)
def test_the_last_day_is_that_of_the_events_own_clock(until: str, day: str) -> None:
    content = only(file(entry(RRULE=f"FREQ=WEEKLY;UNTIL={until}")))

    assert content.rule == f"FREQ=WEEKLY;UNTIL={day}"


def test_a_first_date_outside_its_rule_is_written_out() -> None:
    content = only(file(entry(RRULE="FREQ=WEEKLY;BYDAY=FR;COUNT=3")))

    assert (content.rule, content.starts) == ("", "2027-02-03T20:00")
    assert [(one["kind"], one["on"]) for one in content.dates] == [
        ("extra", "2027-02-05"),
        ("extra", "2027-02-12"),
        ("extra", "2027-02-19"),
    ]
    assert content.notes == [["written-out", "4"]]


def test_a_daily_series_of_old_begins_anew_this_year() -> None:
    begin = {"DTSTART": local("20100203T200000"), "DTEND": local("20100203T210000")}

    content = only(file(entry(**begin, RRULE="FREQ=DAILY;INTERVAL=2")))
    later = only(file(entry(**begin, RRULE="FREQ=DAILY;INTERVAL=2")), today=date(2027, 1, 5))

    assert content.starts == "2026-01-02T20:00"
    assert (date(2026, 1, 2) - date(2010, 2, 3)).days % 2 == 0
    assert (later.starts, later.mark) == ("2027-01-01T20:00", content.mark)


def test_single_dates_are_extra_ones() -> None:
    content = only(file(entry(RDATE=local("20270301T200000,20270401T180000"))))

    assert content.dates == [
        {
            "kind": "extra",
            "on": "2027-03-01",
            "starts": "2027-03-01T20:00",
            "ends": "2027-03-01T22:00",
        },
        {
            "kind": "extra",
            "on": "2027-04-01",
            "starts": "2027-04-01T18:00",
            "ends": "2027-04-01T20:00",
        },
    ]
    assert content.last == "2027-04-01T20:00"


def test_a_changed_date_may_have_its_own_title_and_place_and_be_cancelled() -> None:
    series = entry(RRULE="FREQ=WEEKLY;COUNT=4", LOCATION="Hall")
    other = entry(
        title="With a guest", LOCATION="Garden", **{"RECURRENCE-ID": "20270210T190000Z"},
        DTSTART=local("20270210T200000"), DTEND=local("20270210T220000"),
    )  # fmt: skip
    off = entry(
        STATUS="CANCELLED", **{"RECURRENCE-ID": "20270217T190000Z"},
        DTSTART=local("20270217T200000"), DTEND="",
    )  # fmt: skip

    content = only(file(off, series, other))

    assert content.dates == [
        {
            "kind": "changed",
            "on": "2027-02-10",
            "starts": "",
            "ends": "",
            "title": "With a guest",
            "place": "Garden",
        },
        {"kind": "cancelled", "on": "2027-02-17", "starts": "", "ends": ""},
    ]
