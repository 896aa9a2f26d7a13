"""The event: its occurrences, and what follows when facts change."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from events import schedule
from events.models import ChangedDate, Event, EventPageChangedDate, Occurrence

from . import making
from .stage import AMSTERDAM, at, event_page, fresh, publish, venue

pytestmark = pytest.mark.django_db
NOW = at("2027-01-15 12:00")


def row(**facts: Any) -> Event:
    """An event row with occurrences, without pages."""
    made = Event.objects.create(
        **{
            "starts_at": at("2027-02-03 20:00"),
            "ends_at": at("2027-02-03 22:00"),
            "time_zone": "Europe/Amsterdam",
            **facts,
        }
    )
    schedule.settle(made, frozenset(Event.FACTS), now=NOW)
    return made


def shown(event: Event) -> list[str]:
    """Begin and end of each occurrence on the event's clock."""
    return [
        f"{one.code} {one.starts_at.astimezone(event.zone):%d %H:%M}–"
        f"{one.ends_at.astimezone(event.zone):%d %H:%M}"
        for one in event.occurrences.all()
    ]


def test_a_repeating_event_keeps_its_hour_across_both_changes_of_the_clock() -> None:
    event = row(recurrence="FREQ=MONTHLY;BYDAY=1WE;COUNT=10")

    starts = [one.starts_at.astimezone(AMSTERDAM) for one in event.occurrences.all()]

    assert {start.strftime("%a %H:%M") for start in starts} == {"Wed 20:00"}
    assert {start.utcoffset() for start in starts} == {timedelta(hours=1), timedelta(hours=2)}


def test_an_endless_event_is_written_out_up_to_the_horizon_and_extended(settings: Any) -> None:
    settings.EVENTS_HORIZON_DAYS = 60
    event = row(recurrence="FREQ=WEEKLY;BYDAY=WE")
    before = event.occurrences.count()

    new = schedule.expand(event, now=NOW + timedelta(days=21))

    assert (before, new) == (6, 3)
    assert event.occurrences.count() == 9


def test_whole_days_last_until_the_midnight_after_the_last_one() -> None:
    event = row(starts_at=at("2027-03-27 00:00"), ends_at=at("2027-03-28 00:00"), is_all_day=True)

    assert shown(event) == ["20270327 27 00:00–29 00:00"]
    only = event.occurrences.get()
    assert (only.first_day, only.last_day) == (date(2027, 3, 27), date(2027, 3, 28))


def test_a_day_whose_hour_is_not_known_is_a_day() -> None:
    event = row(is_time_known=False)

    assert shown(event) == ["20270203 03 00:00–04 00:00"]


def test_dates_can_be_left_out_cancelled_moved_and_added() -> None:
    event = row(recurrence="FREQ=WEEKLY;COUNT=4")
    kinds = ChangedDate.Kind
    for kind, on, start in [
        (kinds.LEFT_OUT, date(2027, 2, 10), None),
        (kinds.CANCELLED, date(2027, 2, 17), None),
        (kinds.MOVED, date(2027, 2, 24), at("2027-02-25 19:00")),
        (kinds.EXTRA, date(2027, 2, 27), None),
    ]:
        ChangedDate.objects.create(event=event, kind=kind, on=on, starts_at=start)

    schedule.settle(event, {"changed_dates"}, now=NOW)

    assert shown(event) == [
        "20270203T2000 03 20:00–03 22:00",
        "20270217T2000 17 20:00–17 22:00",
        "20270224T2000 25 19:00–25 21:00",
        "20270227T2000 27 20:00–27 22:00",
    ]
    assert [one.status for one in event.occurrences.all()][1] == "cancelled"
    assert [one.is_extra for one in event.occurrences.all()] == [False, False, False, True]


def test_an_event_that_moves_to_another_day_keeps_its_occurrence_and_registrations() -> None:
    event = row(is_registration_needed=True)
    only = event.occurrences.get()
    making.registration(only)
    event.starts_at, event.ends_at = at("2027-03-01 19:00"), at("2027-03-01 21:00")
    event.save()

    schedule.settle(event, {"starts_at", "ends_at"}, now=NOW)

    assert event.occurrences.get().pk == only.pk
    assert event.occurrences.get().registrations.count() == 1
    assert shown(event) == ["20270301T1900 01 19:00–01 21:00"]


def test_a_series_that_begins_an_hour_earlier_keeps_each_occurrence() -> None:
    event = row(recurrence="FREQ=WEEKLY;COUNT=3")
    before = list(event.occurrences.values_list("pk", flat=True))
    event.starts_at = at("2027-02-03 19:00")
    event.save()

    schedule.settle(event, {"starts_at"}, now=NOW)

    assert list(event.occurrences.values_list("pk", flat=True)) == before
    assert shown(event)[0] == "20270203T1900 03 19:00–03 22:00"


def test_an_occurrence_with_registrations_outlives_the_rule_that_named_it() -> None:
    event = row(recurrence="FREQ=WEEKLY;COUNT=4", is_registration_needed=True)
    booked = event.occurrences.get(code="20270224T2000")
    making.registration(booked)
    event.recurrence = "FREQ=WEEKLY;COUNT=2"
    event.save()

    schedule.settle(event, {"recurrence"}, now=NOW)

    assert [one.code for one in event.occurrences.all()] == [
        "20270203T2000",
        "20270210T2000",
        "20270224T2000",
    ]
    assert Occurrence.objects.get(pk=booked.pk).is_extra


def test_the_sequence_rises_only_with_the_schedule() -> None:
    event = row()
    first = event.sequence

    schedule.settle(event, {"capacity", "topics", "join_url"}, now=NOW)
    after_others = event.sequence
    schedule.settle(event, {"venue", "capacity"}, now=NOW)

    assert (first, after_others, event.sequence) == (0, 0, 1)


def test_a_moved_event_remembers_when_it_was_announced_first() -> None:
    page = event_page()

    page.starts_at, page.ends_at = at("2027-02-04 20:00"), at("2027-02-04 22:00")
    page = publish(page)

    assert page.facts.previous_start == at("2027-02-03 20:00")
    assert page.facts.sequence == 1


def test_the_uid_is_stored_and_independent_of_address_and_host(settings: Any) -> None:
    page = event_page()
    uid = page.facts.uid

    settings.EVENTS_UID_NAMESPACE = "elsewhere"
    page.slug = "another-slug"
    page = publish(page)

    assert page.facts.uid == uid == f"{page.facts.public_id}@gathering"


def test_upcoming_and_past_are_told_apart_by_the_end() -> None:
    event = row()

    assert Occurrence.objects.upcoming(at("2027-02-03 21:59")).get().event == event
    assert not Occurrence.objects.upcoming(at("2027-02-03 22:00")).exists()
    assert list(Event.objects.past(at("2027-02-03 22:00"))) == [event]


def test_all_repeating_events_are_extended_at_once(settings: Any) -> None:
    settings.EVENTS_HORIZON_DAYS = 30
    row(recurrence="FREQ=DAILY")
    row()

    assert schedule.expand_all(now=NOW + timedelta(days=7)) == 7


@pytest.mark.parametrize(
    ("facts", "field", "says"),
    [
        ({"ends_at": at("2027-02-03 19:00")}, "ends_at", "Give a later end"),
        ({"recurrence": "FREQ=HOURLY"}, "recurrence", "Begin with FREQ=DAILY"),
        ({"recurrence": "nonsense"}, "recurrence", "is not understood"),
        ({"recurrence": "FREQ=WEEKLY;BYDAY=TU"}, "recurrence", "Begin on 9 February 2027"),
        (
            {
                "registration_opens_at": at("2027-02-02 10:00"),
                "registration_closes_at": at("2027-02-01 10:00"),
            },
            "registration_closes_at",
            "Give a later moment",
        ),
    ],
)
def test_facts_that_cannot_be_say_which_field_and_the_way_out(
    facts: dict[str, Any], field: str, says: str
) -> None:
    event = Event(
        **{"starts_at": at("2027-02-03 20:00"), "ends_at": at("2027-02-03 22:00"), **facts}
    )
    event.pk = 0

    errors = event.facts_errors()

    assert list(errors) == [field]
    assert says in str(errors[field][0])


def test_a_room_of_another_venue_is_refused() -> None:
    from .stage import room

    here, there = venue("here"), venue("there")
    event = Event(starts_at=NOW, ends_at=NOW, venue=here, room=room(there))

    assert list(event.facts_errors()) == ["room"]


def test_a_changed_date_is_drafted_on_the_page_and_written_on_publishing() -> None:
    page = event_page(recurrence="FREQ=WEEKLY;COUNT=3")
    page.changed_dates.add(EventPageChangedDate(kind="cancelled", on=date(2027, 2, 10)))
    page.save_revision()
    drafted = Occurrence.objects.filter(status="cancelled").count()

    fresh(page).get_latest_revision().publish()

    assert drafted == 0
    assert Occurrence.objects.get(status="cancelled").code == "20270210T2000"


def test_now_is_only_a_default() -> None:
    event = row(starts_at=timezone.now() - timedelta(hours=1), ends_at=timezone.now())

    assert event.next_occurrence == event.occurrences.get()
