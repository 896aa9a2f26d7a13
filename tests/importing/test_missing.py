"""What is missing goes after two good readings; what has another name is known again."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from events.importing.accepting import accept, refuse
from events.importing.harvested import Harvested
from events.importing.reading import read
from events.importing.source import Source
from events.importing.taking_over import Shrunk, take_nothing_new, take_over
from events.models import Event, EventPage
from tests.events.stage import agenda
from tests.importing.test_taking_over import FRAME, NOW, hear, page, states
from tests.importing.writing import entry, file, local

pytestmark = pytest.mark.django_db

# Missing


def test_an_entry_is_gone_after_two_good_readings(trusted: Source) -> None:
    hear(trusted, entry("a"), entry("b", "Fair"))

    first = hear(trusted, entry("b", "Fair"))
    live = EventPage.objects.get(title="Open day").live
    second = hear(trusted, entry("b", "Fair"))

    assert (first["missing once"], live, second["gone"]) == (1, True, 1)
    assert EventPage.objects.live().get().title == "Fair"


def test_an_unchanged_calendar_is_a_good_reading_as_well(trusted: Source) -> None:
    hear(trusted, entry("a"), entry("b", "Fair"))
    hear(trusted, entry("b", "Fair"))

    assert take_nothing_new(trusted, now=NOW) == Counter(gone=1)


def test_an_entry_that_is_back_was_never_away(trusted: Source) -> None:
    hear(trusted, entry("a"), entry("b", "Fair"))
    hear(trusted, entry("b", "Fair"))
    hear(trusted, entry("a"), entry("b", "Fair"))
    hear(trusted, entry("b", "Fair"))

    assert EventPage.objects.live().count() == 2


def test_an_entry_that_comes_back_after_it_went_is_live_again(trusted: Source) -> None:
    hear(trusted, entry("a"), entry("b", "Fair"))
    for _reading in range(2):
        hear(trusted, entry("b", "Fair"))

    hear(trusted, entry("a"), entry("b", "Fair"))

    assert EventPage.objects.live().count() == 2
    assert EventPage.objects.count() == 2


def test_somebody_decides_about_what_is_missing_where_nobody_is_trusted(source: Source) -> None:
    hear(source, entry("a"), entry("b", "Fair"))
    accept(Harvested.objects.get(uid="a"))
    for _reading in range(2):
        hear(source, entry("b", "Fair"))

    assert (states()["a"], page().live) == ("missing", True)
    accept(Harvested.objects.get(uid="a"))
    assert (states()["a"], page().live) == ("gone", False)


def test_what_is_over_may_leave_a_calendar(trusted: Source) -> None:
    soon = {"DTSTART": local("20261122T200000"), "DTEND": local("20261122T220000")}
    hear(trusted, entry("a", **soon), entry("b", "Fair"))
    later = datetime(2026, 11, 24, tzinfo=UTC)

    for _reading in range(3):
        take_over(trusted, read(file(entry("b", "Fair")).encode(), FRAME), now=later)

    assert EventPage.objects.live().count() == 2


def test_an_empty_calendar_takes_nothing_down(trusted: Source) -> None:
    hear(trusted, entry("a"))

    for _reading in range(3):
        with pytest.raises(Shrunk):
            hear(trusted)

    assert page().live
    assert hear(trusted, believes=True) == Counter(gone=1)
    assert not page().live


def test_most_of_a_calendar_does_not_go_at_once(source: Source) -> None:
    entries = [
        entry(str(day), f"Course {day}", DTSTART=local(f"202702{day:02}T200000"), DTEND="")
        for day in range(1, 11)
    ]
    hear(source, *entries)

    for _reading in range(3):
        with pytest.raises(Shrunk):
            hear(source, *entries[:4], entry("new", "Evening"))

    assert set(states().values()) == {"new"}


# Names that change


def test_uids_that_change_with_each_export_are_survived(trusted: Source) -> None:
    hear(trusted, entry("a1", "Open day"), entry("b1", "Fair"), entry("c1", "Choir"))

    counts = hear(trusted, entry("a2", "Open day"), entry("b2", "Fair"), entry("c2", "Choir"))

    assert (counts, EventPage.objects.count()) == (Counter(unchanged=3), 3)
    assert states() == {"a2": "live", "b2": "live", "c2": "live"}


def test_an_event_that_moves_while_its_uid_changes_is_the_same(trusted: Source) -> None:
    hear(trusted, entry("a1", "Open day"), entry("b1", "Fair"))

    moved = {"DTSTART": local("20270204T200000"), "DTEND": local("20270204T220000")}
    counts = hear(trusted, entry("a2", "Open day", **moved), entry("b2", "Fair"))

    assert counts == Counter(changed=1, unchanged=1)
    assert Event.objects.get(pages__title="Open day").sequence == 1


def test_what_was_refused_stays_so_under_another_uid(source: Source) -> None:
    hear(source, entry("a1", "Advert"))
    Harvested.objects.update(state="refused")

    hear(source, entry("a2", "Advert"))

    assert states() == {"a2": "refused"}


def test_queries_do_not_grow_with_what_is_known(
    source: Source, django_assert_max_num_queries: Any
) -> None:
    agenda()
    many = [entry(str(number), f"Course {number}") for number in range(30)]
    hear(source, *many)

    with django_assert_max_num_queries(4):
        hear(source, *many)


def cafe(uid: str, day: str) -> str:
    return entry(uid, "Cafe", DTSTART=local(f"{day}T200000"), DTEND=local(f"{day}T220000"))


@pytest.mark.parametrize("past", [[cafe("dec", "20261202")], []], ids=["still there", "left out"])
def test_what_is_over_does_not_become_what_comes(trusted: Source, past: list[str]) -> None:
    hear(trusted, cafe("dec", "20261202"))
    later = datetime(2026, 12, 5, 12, tzinfo=UTC)
    frame = replace(FRAME, today=later.date())

    take_over(trusted, read(file(*past, cafe("jan", "20270106")).encode(), frame), now=later)

    assert states() == {"dec": "live", "jan": "live"}
    begins = EventPage.objects.order_by("starts_at").values_list("starts_at", flat=True)
    assert [f"{begin:%Y-%m-%d}" for begin in begins] == ["2026-12-02", "2027-01-06"]


def test_what_was_refused_does_not_take_others_of_its_title_along(source: Source) -> None:
    hear(source, cafe("jan", "20270106"))
    refuse(Harvested.objects.get())

    hear(source, cafe("feb", "20270203"))

    assert states() == {"feb": "new", "jan": "refused"}
