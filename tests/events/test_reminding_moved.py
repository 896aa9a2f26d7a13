"""Reminders where a date was moved: one for each begin, and none twice for the same."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from time_machine import travel

from events import moving, reminding
from events.letters.reminders import reminder
from events.occurrence import Occurrence
from events.outbox import Kind, Letter, NotNeeded
from events.registration import Registration
from events.subject import Subject
from tests.events import making

from .stage import at

pytestmark = pytest.mark.django_db

STARTS = "2027-02-03 14:00"
DAY_BEFORE, LATER_THAT_DAY = "2027-02-02 14:15", "2027-02-02 18:00"


@pytest.fixture
def guest() -> Registration:
    """Registered long before a date on 3 February at two."""
    with travel(at("2027-01-01 12:00"), tick=False):
        return making.confirmed(making.occurrence(starts_at=at(STARTS)))


def remind_at(moment: str | datetime) -> int:
    moment = at(moment) if isinstance(moment, str) else moment
    with travel(moment, tick=False):
        return reminding.remind()


def postpone(guest: Registration, **by: float) -> None:
    Occurrence.objects.filter(pk=guest.occurrence_id).update(
        starts_at=guest.occurrence.starts_at + timedelta(**by),
        ends_at=guest.occurrence.ends_at + timedelta(**by),
    )


def reminders(of: Registration) -> list[Letter]:
    return list(of.letters.filter(kind=Kind.REMINDER).order_by("pk"))


def test_who_was_reminded_before_it_was_postponed_is_reminded_of_the_new_date(
    guest: Registration,
) -> None:
    first = remind_at(DAY_BEFORE)
    postpone(guest, days=60)

    again = [remind_at(at(DAY_BEFORE) + timedelta(days=60, hours=hour)) for hour in (2, 3)]

    assert (first, again) == (1, [1, 0])
    begins = [at(STARTS), at(STARTS) + timedelta(days=60)]
    assert [one.details["start"] for one in reminders(guest)] == [
        one.astimezone(UTC).isoformat() for one in begins
    ]


def test_who_was_moved_to_another_date_is_reminded_of_that(guest: Registration) -> None:
    with travel(at(DAY_BEFORE), tick=False):
        other = making.another_date(guest.occurrence, days=10)
        first = reminding.remind()
        moving.move(guest, other)

    again = [remind_at(at(DAY_BEFORE) + timedelta(days=10, hours=hour)) for hour in (0, 1)]

    assert (first, again) == (1, [1, 0])


def test_each_of_several_reminders_comes_for_each_begin(guest: Registration, settings: Any) -> None:
    settings.EVENTS_REMINDER_HOURS = (168, 24)
    remind_at(at(STARTS) - timedelta(hours=167))
    remind_at(at(STARTS) - timedelta(hours=23))
    postpone(guest, days=6)
    moved = at(STARTS) + timedelta(days=6)

    counts = [remind_at(moved - timedelta(hours=hours)) for hours in (167, 166, 23, 22)]

    assert counts == [1, 0, 1, 0]
    assert [one.number for one in reminders(guest)] == [168, 24, 169, 170]


def test_a_letter_of_before_the_upgrade_counts_for_a_date_that_did_not_move(
    guest: Registration,
) -> None:
    old(guest, DAY_BEFORE)

    assert remind_at(LATER_THAT_DAY) == 0


def test_a_letter_of_before_the_upgrade_does_not_count_for_a_date_that_moved(
    guest: Registration,
) -> None:
    old(guest, DAY_BEFORE)
    postpone(guest, days=60)

    assert remind_at(at(LATER_THAT_DAY) + timedelta(days=60)) == 1


def test_a_reminder_that_waits_is_not_sent_for_another_begin(guest: Registration) -> None:
    remind_at(DAY_BEFORE)
    postpone(guest, days=60)
    guest = Registration.objects.get(pk=guest.pk)
    (letter,) = reminders(guest)

    with travel(at(LATER_THAT_DAY), tick=False), pytest.raises(NotNeeded):
        reminder(letter, Subject(guest))


def test_many_are_reminded_with_as_many_queries_as_one(
    guest: Registration, django_assert_num_queries: Any
) -> None:
    with travel(at("2027-01-01 12:00"), tick=False):
        for hours in (1, 2):
            other = making.occurrence(starts_at=at(STARTS) + timedelta(hours=hours))
            for _number in range(2):
                making.confirmed(other)

    with django_assert_num_queries(4):
        written = remind_at(LATER_THAT_DAY)

    assert written == 5


def old(guest: Registration, written: str) -> None:
    """As letters were written that did not keep which begin they tell of."""
    Letter.objects.create(registration=guest, kind=Kind.REMINDER, number=24, written_at=at(written))
