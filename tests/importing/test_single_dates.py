"""Which dates follow from rule, RDATE, EXDATE and overrides together, as RFC 5545 has it."""

from datetime import date
from typing import Any

import pytest

from events.importing.content import Content
from tests.importing.test_reading import only, reading
from tests.importing.writing import entry, file, local

WEEKLY = {"RRULE": "FREQ=WEEKLY;COUNT=4"}
WRITTEN_OUT = {"RRULE": "FREQ=WEEKLY;BYDAY=FR;COUNT=3"}


def override(of: str, to: str = "", **lines: str) -> str:
    """The date that begins at `of` (as 20270210T2000) begins at `to` and takes an hour."""
    moment = to or of
    return entry(
        RECURRENCE_ID=local(f"{of}00"),
        DTSTART=local(f"{moment}00"),
        DTEND=local(f"{moment[:9]}{int(moment[9:11]) + 1}0000"),
        **lines,
    )


def off(of: str) -> str:
    return override(of, STATUS="CANCELLED")


def dates(content: Content) -> list[tuple[str, str, str]]:
    """The kind of each date that differs, its day and its begin."""
    return [(one["kind"], one["on"][5:], one["starts"][5:]) for one in content.dates]


@pytest.mark.parametrize(
    ("series", "found"),
    [
        ({"RDATE": local("20270310T200000")}, [("extra", "03-11", "03-11T20:00")]),
        (
            WEEKLY | {"RDATE": local("20270310T200000")},
            [("extra", "03-11", "03-11T20:00")],
        ),
    ],
    ids=["alone", "beside a rule"],
)
def test_an_added_date_that_moves_leaves_nothing_behind(
    series: dict[str, str], found: list[Any]
) -> None:
    content = only(file(entry(**series), override("20270310T2000", "20270311T2000")))

    assert dates(content) == found
    assert content.shifted == [["2027-03-10T20:00", "2027-03-11T20:00"]]


def test_a_date_written_out_that_moves_leaves_nothing_behind() -> None:
    content = only(file(entry(**WRITTEN_OUT), override("20270205T2000", "20270206T1900")))

    assert dates(content) == [
        ("extra", "02-06", "02-06T19:00"),
        ("extra", "02-12", "02-12T20:00"),
        ("extra", "02-19", "02-19T20:00"),
    ]


def test_the_first_date_moves_where_there_is_no_rule() -> None:
    content = only(
        file(entry(RDATE=local("20270310T200000")), override("20270203T2000", "20270204T1900"))
    )

    assert (content.starts, dates(content)) == (
        "2027-02-03T20:00",
        [("moved", "02-03", "02-04T19:00"), ("extra", "03-10", "03-10T20:00")],
    )


@pytest.mark.parametrize(
    ("of", "found", "cancelled"),
    [
        ("20270205T2000", ["extra 02-12", "extra 02-19"], ["2027-02-05T20:00"]),
        (
            "20270203T2000",
            ["cancelled 02-03", "extra 02-05", "extra 02-12", "extra 02-19"],
            [],
        ),
    ],
    ids=["a later one", "the first"],
)
def test_a_date_written_out_is_cancelled(of: str, found: list[str], cancelled: list[str]) -> None:
    content = only(file(entry(**WRITTEN_OUT), off(of)))

    assert [f"{kind} {on}" for kind, on, _starts in dates(content)] == found
    assert content.cancelled == cancelled


def test_the_first_date_is_left_out_where_there_is_no_rule() -> None:
    content = only(
        file(
            entry(
                RDATE=local("20270310T180000,20270317T200000"),
                EXDATE=local("20270203T200000"),
            )
        )
    )

    assert (content.starts, content.ends) == ("2027-03-10T18:00", "2027-03-10T20:00")
    assert dates(content) == [("extra", "03-17", "03-17T20:00")]


def test_an_event_whose_only_date_is_left_out_is_cancelled() -> None:
    assert only(file(entry(EXDATE=local("20270203T200000")))).is_cancelled


def test_a_date_left_out_and_added_at_another_hour_is_moved() -> None:
    content = only(
        file(entry(**WEEKLY, EXDATE=local("20270210T200000"), RDATE=local("20270210T180000")))
    )

    assert dates(content) == [("moved", "02-10", "02-10T18:00")]


def test_an_added_date_that_the_rule_names_anyway_is_none() -> None:
    content = only(file(entry(**WEEKLY, RDATE=local("20270210T200000"))))

    assert dates(content) == []


def test_a_date_is_left_out_by_its_exact_begin_or_by_its_day() -> None:
    lists = {"RDATE": local("20270210T180000"), "EXDATE": local("20270210T180000")}

    assert dates(only(file(entry(**WEEKLY, **lists)))) == []
    by_day = entry(**WEEKLY, EXDATE=";VALUE=DATE:20270210")
    assert dates(only(file(by_day))) == [("left-out", "02-10", "")]


def test_an_override_that_forgot_the_new_hour_means_the_date_of_that_day() -> None:
    content = only(file(entry(**WEEKLY), override("20270210T1900", "20270211T1900")))

    assert dates(content) == [("moved", "02-10", "02-11T19:00")]


def test_dates_that_move_after_each_other_stay_apart() -> None:
    series = entry(RDATE=local("20270310T200000,20270311T200000"))
    one = override("20270310T2000", "20270311T2000")
    other = override("20270311T2000", "20270312T2000")

    assert dates(only(file(series, one, other))) == [
        ("extra", "03-11", "03-11T20:00"),
        ("extra", "03-12", "03-12T20:00"),
    ]


def test_a_day_without_room_for_another_date_is_named() -> None:
    content = only(file(entry(RDATE=local("20270310T100000,20270310T200000"))))

    assert dates(content) == [("extra", "03-10", "03-10T10:00")]
    assert content.notes == [["override-unreadable", "2027-03-10T20:00"]]


@pytest.mark.parametrize(
    ("zone", "hour", "found"),
    [
        ("Europe/Amsterdam", "00", "2027-10-31T02:10"),
        ("Europe/Amsterdam", "01", "2027-10-31T02:10+01:00"),
        ("Europe/London", "01", "2027-10-31T01:10+00:00"),
    ],
)
def test_the_second_of_an_hour_that_comes_twice_carries_its_offset(
    zone: str, hour: str, found: str
) -> None:
    moments = {"DTSTART": f"20271031T{hour}1000Z", "DTEND": "20271031T030000Z"}

    assert only(file(entry(**moments)), zone=zone).starts == found


# Years and numbers beyond reason


@pytest.mark.parametrize("year", ["0001", "9998"])
def test_an_added_date_of_a_far_year_is_refused(year: str) -> None:
    found = reading(
        file(entry("odd", RRULE="FREQ=WEEKLY", RDATE=f":{year}0101T000000"), entry("b"))
    )

    assert [(one.uid, one.reason) for one in found.refused] == [("odd", "far-date")]
    assert [one.uid for one in found.entries] == ["b"]


def test_a_changed_date_of_a_far_year_is_told_and_the_rest_is_read() -> None:
    content = only(file(entry(**WEEKLY), override("20270210T2000", "00010101T1000")))

    assert dates(content) == []
    assert content.notes == [["override-unreadable", "2027-02-10T20:00:00+01:00"]]


@pytest.mark.parametrize(
    ("count", "until"),
    [("1095", "20300201"), ("1001", "20291030"), ("999999999999", "21991231")],
)
def test_a_rule_with_many_dates_ends_on_the_day_of_its_last(count: str, until: str) -> None:
    content = only(file(entry(RRULE=f"FREQ=DAILY;COUNT={count}")))

    assert content.rule == f"FREQ=DAILY;UNTIL={until}"


def test_a_rule_with_many_dates_and_a_last_day_has_two_ends() -> None:
    found = reading(file(entry(RRULE="FREQ=DAILY;COUNT=1095;UNTIL=20280101")))

    assert [one.reason for one in found.refused] == ["rule-both_ends"]


# From year to year


@pytest.mark.parametrize(
    ("rule", "is_news"),
    [
        ("FREQ=WEEKLY;BYDAY=FR", True),
        ("FREQ=WEEKLY;BYDAY=FR;UNTIL=20400101", True),
        ("FREQ=WEEKLY;BYDAY=FR;COUNT=3", False),
        ("FREQ=WEEKLY", False),
    ],
)
def test_dates_written_out_go_on_every_year(rule: str, is_news: bool) -> None:
    text = file(entry(RRULE=rule))

    now, later = only(text), only(text, until=date(2030, 12, 31))

    assert (now.mark != later.mark) is is_news
