"""How an event repeats, in the parts of which an editor thinks."""

from dataclasses import replace

import pytest

from events.repetition import BadPart, Mend, Repetition, read_repetition, says_the_same


@pytest.mark.parametrize(
    ("rule", "parts"),
    [
        ("", Repetition()),
        ("FREQ=DAILY", Repetition(often="daily")),
        ("FREQ=DAILY;INTERVAL=3;COUNT=5", Repetition("daily", "3", ends="count", count="5")),
        ("FREQ=WEEKLY", Repetition(often="weekly")),
        ("FREQ=WEEKLY;BYDAY=MO,WE", Repetition(often="weekly", days=("MO", "WE"))),
        (
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU;UNTIL=20270630",
            Repetition("weekly", "2", days=("SU",), ends="until", until="2027-06-30"),
        ),
        ("FREQ=MONTHLY", Repetition(often="monthly")),
        ("FREQ=MONTHLY;BYMONTHDAY=15", Repetition(often="monthly", month_day="15")),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", Repetition(often="monthly", month_day="-1")),
        (
            "FREQ=MONTHLY;BYDAY=2TU",
            Repetition(often="monthly", by="weekday", place="2", weekday="TU"),
        ),
        (
            "FREQ=MONTHLY;BYDAY=-1FR;COUNT=10",
            Repetition("monthly", by="weekday", place="-1", weekday="FR", ends="count", count="10"),
        ),
        ("FREQ=YEARLY", Repetition(often="yearly")),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_rule_is_read_into_parts_that_make_it_again(rule: str, parts: Repetition) -> None:
    told = read_repetition(rule)

    assert told == parts
    assert told.text == rule


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=YEARLY;BYMONTH=5;BYDAY=2SU",
        "FREQ=MONTHLY;BYMONTHDAY=1,15",
        "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1",
        "FREQ=MONTHLY;BYDAY=TU",
        "FREQ=WEEKLY;WKST=SU;INTERVAL=2;BYDAY=SU,MO",
        "FREQ=DAILY;BYDAY=MO,TU",
        "FREQ=HOURLY",
        "every week",
    ],
)
def test_what_the_parts_cannot_say_stands_as_it_was_written(rule: str) -> None:
    told = read_repetition(rule)

    assert told == Repetition(often="other", rule=rule)
    assert told.text == rule


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("FREQ=WEEKLY;BYDAY=WE,MO", "FREQ=WEEKLY;BYDAY=MO,WE", True),
        ("RRULE:FREQ=WEEKLY;INTERVAL=1;WKST=MO", "FREQ=WEEKLY", True),
        ("FREQ=MONTHLY;BYDAY=+2TU", "FREQ=MONTHLY;BYDAY=2TU", True),
        ("FREQ=WEEKLY", "FREQ=DAILY", False),
        ("nonsense", "FREQ=DAILY", False),
    ],
)
def test_rules_that_differ_only_in_writing_are_the_same(one: str, other: str, same: bool) -> None:
    assert says_the_same(one, other) is same


WEEKLY = Repetition(often="weekly")
MONTHLY = Repetition(often="monthly")


@pytest.mark.parametrize(
    ("parts", "name", "mend"),
    [
        (replace(WEEKLY, often="fortnightly"), "often", Mend.OFTEN),
        (replace(WEEKLY, every="0"), "every", Mend.NUMBER),
        (replace(WEEKLY, every="two"), "every", Mend.NUMBER),
        (replace(WEEKLY, every="٣"), "every", Mend.NUMBER),
        (replace(WEEKLY, days=("XX",)), "days", Mend.DAY),
        (replace(MONTHLY, month_day="32"), "month_day", Mend.MONTH_DAY),
        (replace(MONTHLY, by="weekday"), "weekday", Mend.WEEKDAY),
        (replace(MONTHLY, by="weekday", weekday="TU", place="7"), "weekday", Mend.WEEKDAY),
        (replace(WEEKLY, ends="until"), "until", Mend.DATE),
        (replace(WEEKLY, ends="until", until="30-06-2027"), "until", Mend.DATE),
        (replace(WEEKLY, ends="count", count="1001"), "count", Mend.NUMBER),
        (Repetition(often="other"), "rule", Mend.RULE),
    ],
)
def test_the_part_to_mend_is_named(parts: Repetition, name: str, mend: Mend) -> None:
    with pytest.raises(BadPart) as refusal:
        _ = parts.text

    assert (refusal.value.name, refusal.value.mend) == (name, mend)
