"""When a repeating event happens."""

from datetime import date, datetime
from time import process_time

import pytest

from events.recurrence import BadRule, Reason, read_rule

FIRST = datetime(2027, 2, 3, 20, 0)  # a Wednesday


def test_a_rule_names_wall_clock_times_across_the_change_to_summer_time() -> None:
    rule = read_rule("FREQ=MONTHLY;BYDAY=1WE;COUNT=4", FIRST)

    assert rule.between(FIRST, datetime(2028, 1, 1)) == [
        datetime(2027, 2, 3, 20, 0),
        datetime(2027, 3, 3, 20, 0),
        datetime(2027, 4, 7, 20, 0),
        datetime(2027, 5, 5, 20, 0),
    ]


def test_the_day_of_until_is_included() -> None:
    rule = read_rule("FREQ=WEEKLY;UNTIL=20270217", FIRST)

    assert rule.last == datetime(2027, 2, 17, 20, 0)


def test_dates_left_out_are_skipped_and_known() -> None:
    rule = read_rule("FREQ=WEEKLY;COUNT=3", FIRST, frozenset({date(2027, 2, 10)}))

    assert rule.between(FIRST, datetime(2028, 1, 1)) == [FIRST, datetime(2027, 2, 17, 20, 0)]
    assert rule.skipped() == [datetime(2027, 2, 10, 20, 0)]


def test_an_endless_rule_gives_what_lies_in_the_period() -> None:
    rule = read_rule("FREQ=DAILY", FIRST)

    found = rule.between(datetime(2030, 1, 1), datetime(2030, 1, 3))

    assert rule.is_endless
    assert found == [datetime(2030, 1, 1, 20, 0), datetime(2030, 1, 2, 20, 0)]


def test_it_is_known_whether_the_first_date_fits_the_rule() -> None:
    assert read_rule("FREQ=WEEKLY;BYDAY=WE", FIRST).fits_its_first_date
    assert not read_rule("FREQ=WEEKLY;BYDAY=TU", FIRST).fits_its_first_date


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", Reason.UNREADABLE),
        ("every tuesday", Reason.UNREADABLE),
        ("FREQ=HOURLY", Reason.FREQUENCY),
        ("FREQ=SECONDLY;COUNT=5", Reason.FREQUENCY),
        ("FREQ=DAILY;INTERVAL=0", Reason.NUMBER),
        ("FREQ=DAILY;COUNT=1000000", Reason.NUMBER),
        ("FREQ=DAILY;COUNT=x", Reason.NUMBER),
        ("FREQ=DAILY;UNTIL=2027", Reason.UNREADABLE),
        ("FREQ=DAILY;COUNT=2;UNTIL=20270301", Reason.BOTH_ENDS),
        ("FREQ=WEEKLY;BYDAY=XX", Reason.UNREADABLE),
        ("FREQ=DAILY;BYHOUR=3", Reason.PART),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", Reason.NEVER),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=3", Reason.NEVER),
        ("FREQ=DAILY;UNTIL=20200101", Reason.NEVER),
        ("FREQ=DAILY\nRRULE:FREQ=DAILY", Reason.FREQUENCY),
        ("FREQ=WEEKLY;BYMONTHDAY=13", Reason.PART),
        ("FREQ=DAILY;INTERVAL=2;BYDAY=MO", Reason.PART),
    ],
)
def test_a_rule_that_cannot_be_kept_is_refused_with_a_reason(text: str, reason: Reason) -> None:
    began = process_time()

    with pytest.raises(BadRule) as refusal:
        read_rule(text, FIRST)

    assert refusal.value.reason == reason
    assert process_time() - began < 5
