"""Rules in the words of schema.org."""

from typing import Any

import pytest

from events.models import Event
from events.schedule_data import schedule_data

from .stage import at

pytestmark = pytest.mark.django_db


def told(recurrence: str, **facts: Any) -> dict[str, Any]:
    values = {"starts_at": at("2027-03-03 20:00"), "ends_at": at("2027-03-03 22:00"), **facts}
    return schedule_data(
        Event.objects.create(recurrence=recurrence, time_zone="Europe/Amsterdam", **values)
    )


def test_a_rule_is_told_on_the_clock_of_its_zone() -> None:
    assert told("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE,FR;COUNT=4") == {
        "@type": "Schedule",
        "startDate": "2027-03-03",
        "endDate": "2027-03-19",
        "startTime": "20:00:00",
        "endTime": "22:00:00",
        "repeatFrequency": "P2W",
        "repeatCount": 4,
        "byDay": ["WE", "FR"],
        "scheduleTimezone": "Europe/Amsterdam",
    }


def test_whole_days_have_no_hours_and_an_endless_rule_no_end() -> None:
    assert told("FREQ=MONTHLY;BYMONTHDAY=3", is_all_day=True) == {
        "@type": "Schedule",
        "startDate": "2027-03-03",
        "repeatFrequency": "P1M",
        "byMonthDay": [3],
        "scheduleTimezone": "Europe/Amsterdam",
    }


@pytest.mark.parametrize("rule", ["", "FREQ=NONSENSE"])
def test_without_a_rule_nothing_is_told(rule: str) -> None:
    assert told(rule) == {}
