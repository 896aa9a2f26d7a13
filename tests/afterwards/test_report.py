"""The report: who was invited, registered and came, from many sides, in few queries."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.afterwards.chart import LONGEST, chart_of
from events.afterwards.report import Report, Table, report_of
from events.afterwards.small_numbers import Line
from events.invitation import Invitation
from events.occurrence import Occurrence
from events.registration import Registration, forget
from stakeholders.organisation import Organisation
from stakeholders.term import Term
from tests.events import making

pytestmark = pytest.mark.django_db


def term(vocabulary: str, code: str) -> Term:
    names = {"en": code.capitalize()}
    return Term.objects.create(vocabulary=vocabulary, code=code, names=names)


def people(occurrence: Occurrence, count: int, **values: Any) -> list[Registration]:
    """Registered rows with these facts; seats are of no interest here."""
    return Registration.objects.bulk_create(
        Registration(
            occurrence=occurrence,
            name=f"Person {number}",
            email=f"{number}-{Registration.objects.count()}@sample.example",
            state=Registration.State.CONFIRMED,
            **{"language": "en", **values},
        )
        for number in range(count)
    )


def table(report: Report, name: str) -> list[tuple[str, int, int, int]]:
    [found] = [one for one in report.tables if one.name == name]
    return [(line.label, line.invited, line.registered, line.came) for line in found.lines]


def invited(occurrence: Occurrence, name: str, **values: Any) -> Invitation:
    organisation, _made = Organisation.objects.get_or_create(name=name)
    return Invitation.objects.create(
        event=occurrence.event,
        occurrence=occurrence,
        organisation=organisation,
        language="en",
        **values,
    )


def test_people_are_counted_by_sector(evening: Occurrence, checked_in: Any) -> None:
    education, care = term("sector", "education"), term("sector", "care")
    for one in people(evening, 7, sector=education)[:6]:
        checked_in(one)
    for one in people(evening, 5, sector=care):
        checked_in(one)

    report = report_of(evening)

    assert table(report, "sector") == [("Education", 0, 7, 6), ("Care", 0, 5, 5)]
    assert (report.total.registered, report.total.came, report.is_counted) == (12, 11, True)


def test_few_people_are_joined_with_others(evening: Occurrence) -> None:
    for code, count in (("education", 20), ("care", 6), ("culture", 2)):
        people(evening, count, sector=term("sector", code))

    report = report_of(evening)

    assert table(report, "sector") == [
        ("Education", 0, 20, 0),
        ("Others, joined so that nobody can be told", 0, 8, 0),
    ]


def test_of_very_few_people_nothing_is_told(evening: Occurrence) -> None:
    people(evening, 2, sector=term("sector", "care"))
    people(evening, 2, sector=term("sector", "culture"))

    report = report_of(evening)

    assert (report.is_too_few, report.tables) == (True, [])


def test_delegates_count_as_their_organisation(evening: Occurrence, checked_in: Any) -> None:
    school, library = invited(evening, "School", seats=6), invited(evening, "Library", seats=9)
    primary, school_kind = term("level", "primary"), term("kind", "school")
    Organisation.objects.filter(name="School").update(kind=school_kind)
    Organisation.objects.get(name="School").levels.add(primary)
    Organisation.objects.get(name="School").sectors.add(term("sector", "education"))
    Organisation.objects.get(name="Library").sectors.add(term("sector", "culture"))
    for one in (*people(evening, 6, invitation=school), *people(evening, 5, invitation=library)):
        checked_in(one)

    report = report_of(evening)

    assert table(report, "sector") == [("Education", 6, 6, 6), ("Culture", 9, 5, 5)]
    assert table(report, "kind") == [("School", 6, 6, 6), ("Not known", 9, 5, 5)]
    sums = report.organisations
    assert (sums.invited, sums.registered, sums.came) == (2, 2, 2)


def test_the_way_of_coming_may_be_another_one_than_registered(
    evening: Occurrence, checked_in: Any
) -> None:
    type(evening.event).objects.update(mode="hybrid")
    evening.event.refresh_from_db()
    rooms, online = people(evening, 12, mode="in-person"), people(evening, 8, mode="online")
    for one in rooms[:6]:
        checked_in(one)
    for one in (*rooms[6:], *online):
        checked_in(one, online=True)

    assert table(report_of(evening), "mode") == [
        ("online", 0, 8, 14),
        ("in person", 0, 12, 6),
    ]


def test_an_organisation_that_came_before_came_again(
    evening: Occurrence, end: Any, checked_in: Any
) -> None:
    earlier = end(making.occurrence(), days=60)
    school = invited(earlier, "School", seats=9)
    for one in people(earlier, 1, invitation=school):
        checked_in(one)
    forget(Registration.objects.all())  # that it came is a number, and stays
    again = invited(evening, "School", seats=9)
    first = invited(evening, "Library", seats=9)
    for one in (*people(evening, 6, invitation=again), *people(evening, 5, invitation=first)):
        checked_in(one)

    assert table(report_of(evening), "again") == [
        ("Again", 9, 6, 6),
        ("For the first time", 9, 5, 5),
    ]


def test_numbers_stay_when_people_are_forgotten(evening: Occurrence, checked_in: Any) -> None:
    for code, count in (("education", 7), ("care", 5)):
        for one in people(evening, count, sector=term("sector", code), language="nl"):
            checked_in(one)
    before = report_of(evening)

    forget(Registration.objects.all())

    assert report_of(evening) == before


def test_many_cost_as_many_queries_as_few(evening: Occurrence) -> None:
    counts = []
    for number in range(3):
        invitation = invited(evening, f"School {number}", seats=9)
        people(evening, 6, invitation=invitation, sector=term("sector", f"sector-{number}"))
        with CaptureQueriesContext(connection) as queries:
            report_of(evening)
        counts.append(len(queries))

    assert counts == [counts[0]] * 3
    assert counts[0] <= 10


def test_bars_are_as_long_as_their_numbers() -> None:
    chart = chart_of(Table("sector", "By sector", "", [Line("a", 0, 20, 10), Line("b", 0, 5, 0)]))

    widths = [(bar.registered_width, bar.came_width) for bar in chart.bars]
    assert widths == [(LONGEST, LONGEST // 2), (LONGEST // 4, 0)]
    assert chart.bars[0].label_y < chart.bars[0].came_y < chart.bars[1].label_y < chart.height


def test_a_chart_of_nobody_has_no_bars() -> None:
    chart = chart_of(Table("sector", "By sector", "", [Line("a")]))

    assert [bar.registered_width for bar in chart.bars] == [0]
