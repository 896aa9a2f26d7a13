"""When people are reminded: by day where the event is, once each, and not of what they just did."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from time_machine import travel

from events import reminding
from events.event import Event
from events.outbox import Kind
from events.registration import Registration
from events.reminding import by_day
from tests.events import making

from .stage import AMSTERDAM, at

pytestmark = pytest.mark.django_db


def reminded(of: Registration) -> list[int]:
    return list(of.letters.filter(kind=Kind.REMINDER).values_list("number", flat=True))


def registered(starts: str, *, since: str = "2027-01-01 12:00") -> Registration:
    with travel(at(since), tick=False):
        return making.confirmed(making.occurrence(starts_at=at(starts)))


def remind_at(moment: str | datetime) -> int:
    moment = at(moment) if isinstance(moment, str) else moment
    with travel(moment, tick=False):
        return reminding.remind()


@pytest.mark.parametrize(
    ("before", "starts", "meant"),
    [
        ("2027-02-02 10:00", "2027-02-03 10:00", "2027-02-02 10:00"),
        ("2027-02-02 07:30", "2027-02-03 07:30", "2027-02-02 09:00"),
        ("2027-02-02 22:00", "2027-02-03 22:00", "2027-02-03 09:00"),
        ("2027-02-03 06:00", "2027-02-03 08:00", "2027-02-02 19:00"),
        ("2027-02-02 20:00", "2027-02-03 08:00", "2027-02-02 19:00"),
        ("2027-02-02 00:00", "2027-02-03 00:00", "2027-02-02 09:00"),
        ("2027-03-28 03:30", "2027-03-29 03:30", "2027-03-28 09:00"),
    ],
)
def test_a_reminder_that_falls_into_the_night_comes_by_day(
    before: str, starts: str, meant: str
) -> None:
    assert by_day(at(before), at(starts), AMSTERDAM) == at(meant)


def test_a_reminder_is_written_once_and_by_day() -> None:
    made = registered("2027-02-03 07:30")

    moments = ("2027-02-02 07:45", "2027-02-02 09:00", "2027-02-02 09:15")
    counts = [remind_at(moment) for moment in moments]

    assert counts == [0, 1, 0]
    assert reminded(made) == [24]


def test_who_signed_up_after_it_was_due_has_just_had_a_letter() -> None:
    made = registered("2027-02-03 14:00", since="2027-02-02 15:00")

    assert remind_at("2027-02-02 16:00") == 0
    assert reminded(made) == []


def test_there_may_be_several(settings: Any) -> None:
    settings.EVENTS_REMINDER_HOURS = (168, 24)
    made = registered("2027-02-03 14:00")

    counts = [remind_at(at("2027-01-27 13:00") + timedelta(hours=hour)) for hour in range(170)]

    assert sum(counts) == 2
    assert sorted(reminded(made)) == [24, 168]
    assert (counts[1], counts[145]) == (1, 1)


def test_after_a_long_silence_only_the_last_is_written(settings: Any) -> None:
    settings.EVENTS_REMINDER_HOURS = (168, 24)
    made = registered("2027-02-03 14:00")

    assert remind_at("2027-02-03 09:30") == 1
    assert reminded(made) == [24]


def test_there_may_be_none(settings: Any) -> None:
    settings.EVENTS_REMINDER_HOURS = ()
    registered("2027-02-03 14:00")

    assert remind_at("2027-02-03 09:30") == 0


def test_a_worker_that_comes_back_by_night_waits_for_the_morning() -> None:
    registered("2027-02-03 14:00")

    assert [remind_at("2027-02-03 03:00"), remind_at("2027-02-03 09:00")] == [0, 1]


def test_but_not_if_the_morning_is_too_late() -> None:
    registered("2027-02-03 08:00")

    assert remind_at("2027-02-03 06:00") == 1


def test_nobody_is_reminded_of_what_does_not_take_place() -> None:
    registered("2027-02-03 14:00")
    Event.objects.update(status="cancelled")

    assert remind_at("2027-02-03 10:00") == 0
