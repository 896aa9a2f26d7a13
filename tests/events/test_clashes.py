"""Which public events claim the same place, organisation or speaker at the same time."""

from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.clashes import Kind, clashes_of
from events.models import Event, EventPage, EventPageChangedDate, EventPageSession
from events.speaker import Speaker
from stakeholders.models import Organisation

from .stage import at, event_page, room, venue

pytestmark = pytest.mark.django_db
EVENING = {"starts_at": at("2027-02-03 20:00"), "ends_at": at("2027-02-03 22:00")}
LATE = {"starts_at": at("2027-02-03 22:00"), "ends_at": at("2027-02-03 23:00")}
NEXT_WEEK = {"starts_at": at("2027-02-10 21:00"), "ends_at": at("2027-02-10 23:00")}


@pytest.fixture(autouse=True)
def _in_january() -> Any:
    with time_machine.travel(at("2027-01-15 12:00"), tick=False):
        yield


def found(page: EventPage) -> list[tuple[str, str, str]]:
    """Kind, what it is over, and the other event; without repetition."""
    told = [(one.mine.kind, one.mine.label, str(one.event)) for one in clashes_of(page.facts)]
    return [(str(kind), *rest) for kind, *rest in dict.fromkeys(told)]  # type: ignore[misc]


def session(hour: int = 20, *, speakers: Any = (), **facts: Any) -> EventPageSession:
    made = EventPageSession(
        title="Part",
        starts_at=at(f"2027-02-03 {hour}:00"),
        ends_at=at(f"2027-02-03 {hour + 1}:00"),
        **facts,
    )
    made.speakers = list(speakers)
    return made


def test_two_events_in_one_venue_at_one_time_clash() -> None:
    hall = venue()
    page = event_page("Debate", venue=hall)
    event_page("Choir", venue=hall)

    assert found(page) == [("place", "Town hall", "Choir")]


@pytest.mark.parametrize(
    "facts",
    [
        LATE,
        NEXT_WEEK,
        {"status": "cancelled"},
        {"status": "postponed"},
        {"mode": "online"},
        {"live": False},
    ],
    ids=["touching ends", "another week", "cancelled", "postponed", "online", "draft"],
)
def test_what_is_not_there_at_the_time_does_not_clash(facts: dict[str, Any]) -> None:
    hall = venue()
    page = event_page("Debate", venue=hall)
    event_page("Choir", venue=hall, **facts)

    assert found(page) == []


def test_an_event_that_is_cancelled_clashes_with_nothing() -> None:
    hall = venue()
    page = event_page("Debate", venue=hall, status="cancelled")
    event_page("Choir", venue=hall)

    assert found(page) == []


def test_what_is_over_does_not_clash() -> None:
    hall = venue()
    page = event_page("Debate", venue=hall)
    event_page("Choir", venue=hall)

    with time_machine.travel(at("2027-02-04 12:00"), tick=False):
        assert found(page) == []


def test_rooms_side_by_side_do_not_clash_and_the_whole_venue_does() -> None:
    hall = venue()
    small, large = room(hall, "small"), room(hall, "large")
    page = event_page("Debate", venue=hall, room=small)
    event_page("Choir", venue=hall, room=large)
    event_page("Chess", venue=hall, room=small)
    event_page("Fair", venue=hall)

    assert found(page) == [
        ("place", "Hall, Town hall", "Chess"),
        ("place", "Hall, Town hall", "Fair"),
    ]


def test_clocks_of_two_zones_are_compared_by_the_moment() -> None:
    hall = venue()
    page = event_page("Debate", venue=hall)
    sao_paulo = ZoneInfo("America/Sao_Paulo")
    for title, hour in (("Same moment", 16), ("Same hour on the clock", 20)):
        start = at(f"2027-02-03 {hour}:00", sao_paulo)
        end = at(f"2027-02-03 {hour + 2}:00", sao_paulo)
        facts = {"starts_at": start, "ends_at": end, "time_zone": "America/Sao_Paulo"}
        event_page(title, venue=hall, **facts)

    assert found(page) == [("place", "Town hall", "Same moment")]


def test_a_series_clashes_on_the_dates_that_meet_and_not_on_the_one_left_out() -> None:
    hall = venue()
    left_out = EventPageChangedDate(kind="left-out", on="2027-02-17")
    page = event_page(
        "Debate", venue=hall, recurrence="FREQ=WEEKLY;COUNT=4", changed_dates=[left_out]
    )
    event_page("Choir", venue=hall, recurrence="FREQ=WEEKLY;INTERVAL=2;COUNT=2")
    event_page("Chess", venue=hall, **NEXT_WEEK)

    clashes = clashes_of(page.facts)

    assert [(str(one.event), one.starts_at) for one in clashes] == [
        ("Choir", at("2027-02-03 20:00")),
        ("Chess", at("2027-02-10 21:00")),
    ]


def test_an_hour_that_stays_on_the_clock_meets_across_the_change_to_summer_time() -> None:
    hall = venue()
    page = event_page("Debate", venue=hall, recurrence="FREQ=WEEKLY;COUNT=10")
    summer = {"starts_at": at("2027-03-31 22:00"), "ends_at": at("2027-03-31 23:00")}
    meets = {"starts_at": at("2027-04-07 21:00"), "ends_at": at("2027-04-07 23:00")}
    event_page("Touches", venue=hall, **summer)
    event_page("Meets", venue=hall, **meets)

    assert found(page) == [("place", "Town hall", "Meets")]


def test_a_date_in_another_venue_clashes_there_and_not_at_the_usual_place() -> None:
    hall, school = venue(), venue("school", names={"en": "School"})
    elsewhere = EventPageChangedDate(kind="changed", on="2027-02-10", venue=school)
    page = event_page(
        "Debate", venue=hall, recurrence="FREQ=WEEKLY;COUNT=2", changed_dates=[elsewhere]
    )
    event_page("Choir", venue=hall, **NEXT_WEEK)
    event_page("Lesson", venue=school, **NEXT_WEEK)
    lesson = event_page("Lesson too", venue=school, **NEXT_WEEK)

    assert found(page) == [("place", "School", "Lesson"), ("place", "School", "Lesson too")]
    assert ("place", "School", "Debate") in found(lesson)


def test_an_organisation_cannot_hold_two_events_or_hold_one_and_speak_at_another() -> None:
    library = Organisation.objects.create(name="Library", code="library")
    voice = Speaker.objects.create(organisation=library)
    page = event_page("Debate", hosts=[library])
    event_page("Choir", hosts=[library])
    event_page("Fair", sessions=[session(speakers=[voice])])
    event_page("Late fair", **LATE, sessions=[session(22, speakers=[voice])])

    assert found(page) == [
        ("organisation", "Library", "Choir"),
        ("organisation", "Library", "Fair"),
    ]


def test_a_person_cannot_speak_twice_at_once_and_two_people_of_one_organisation_can() -> None:
    library = Organisation.objects.create(name="Library", code="library")
    ada = Speaker.objects.create(name="Ada", organisation=library)
    ben = Speaker.objects.create(name="Ben", organisation=library)
    page = event_page("Debate", sessions=[session(speakers=[ada])])
    event_page("Choir", sessions=[session(speakers=[ada])])
    event_page("Chess", sessions=[session(speakers=[ben])])
    event_page("Fair", sessions=[session(21, speakers=[ada])])

    assert found(page) == [("speaker", "Ada · Library", "Choir")]


def test_own_sessions_clash_in_one_room_or_by_one_speaker_and_nothing_else_of_ones_own() -> None:
    hall = venue()
    small, large = room(hall, "small"), room(hall, "large")
    ada = Speaker.objects.create(name="Ada", has_agreed=True)
    ben = Speaker.objects.create(name="Ben", has_agreed=True)
    library = Organisation.objects.create(name="Library", code="library")
    page = event_page(
        "Debate",
        venue=hall,
        hosts=[library],
        sessions=[
            session(room=small, speakers=[ada]),
            session(room=small, speakers=[ben]),
            session(room=large, speakers=[ada]),
            session(21, room=small, speakers=[ada]),
            session(21, room=small, kind="break"),
        ],
    )

    clashes = clashes_of(page.facts)

    assert [(one.mine.kind, one.mine.label, one.is_within) for one in clashes] == [
        (Kind.PLACE, "Hall, Town hall", True),
        (Kind.SPEAKER, "Ada", True),
    ]


def test_a_room_of_a_session_is_taken_for_its_hour_alone() -> None:
    hall, school = venue(), venue("school", names={"en": "School"})
    page = event_page("Debate", venue=hall, sessions=[session(room=room(school))])
    early = {"starts_at": at("2027-02-03 20:30"), "ends_at": at("2027-02-03 21:30")}
    late = {"starts_at": at("2027-02-03 21:00"), "ends_at": at("2027-02-03 22:00")}
    event_page("Early", venue=school, **early)
    event_page("Late", venue=school, **late)

    assert found(page) == [("place", "Hall, School", "Early")]


def test_it_costs_as_many_queries_for_three_clashes_as_for_one() -> None:
    hall = venue()
    library = Organisation.objects.create(name="Library", code="library")
    ada = Speaker.objects.create(name="Ada", organisation=library)
    facts = {"venue": hall, "hosts": [library]}
    page = event_page("Debate", **facts, sessions=[session(room=room(hall), speakers=[ada])])

    def cost() -> int:
        event = Event.objects.get(pk=page.facts_id)
        with CaptureQueriesContext(connection) as queries:
            clashes_of(event)
        return len(queries)

    def rival(title: str) -> None:
        event_page(title, **facts, sessions=[session(room=room(hall, title), speakers=[ada])])

    rival("Choir")
    for_one = cost()
    rival("Chess")
    rival("Fair")

    assert cost() == for_one
    assert for_one <= 22
