"""Which events are meant: filters, as the calendars show them."""

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from events.models import Event
from events.selection import NAMES, Selection, UnknownValue, read_selection
from stakeholders.models import Membership, Organisation, Term

from .stage import (
    event_page,
    sector,
    topic,
    venue,
)
from .test_feeds import ADDRESS, soon, titles

pytestmark = pytest.mark.django_db


def organisation(code: str) -> Organisation:
    return Organisation.objects.create(name=code.capitalize(), code=code)


def test_filters_widen_by_one_name_and_narrow_by_several(client: Client) -> None:
    city, alliance = organisation("city"), organisation("alliance")
    role = Term.objects.create(vocabulary="role", code="member", names={"en": "Member"})
    Membership.objects.create(alliance=alliance, member=city, role=role)
    inclusion, work = topic("inclusion"), topic("work")
    event_page(
        "A", topics=[inclusion], hosts=[city], sectors=[sector("care")], mode="online", **soon(1)
    )
    event_page("B", topics=[inclusion, work], venue=venue(), **soon(2))
    event_page("C", hosts=[alliance], **soon(3))

    def found(query: str) -> list[str]:
        return titles(client.get(f"{ADDRESS}?{query}"))

    assert found("topic=inclusion") == ["A", "B"]
    assert found("topic=work&topic=inclusion") == ["A", "B"]
    assert found("topic=inclusion&mode=online") == ["A"]
    assert found("sector=care") == ["A"]
    assert found("organisation=city") == ["A"]
    assert found("alliance=alliance") == ["A", "C"]
    assert found("city=Groningen") == ["B"]


def test_the_order_of_filters_does_not_matter_for_caches(client: Client) -> None:
    topic("a")
    topic("b")

    one = client.get(f"{ADDRESS}?topic=b&mode=online&topic=a")
    other = client.get(f"{ADDRESS}?mode=online&topic=a&topic=b")

    assert one["ETag"] == other["ETag"]
    assert one.content == other.content


@pytest.mark.parametrize(
    "query",
    ["topic=none", "organisation=none", "sector=none", "alliance=none", "mode=none", "city=None"],
)
def test_an_unknown_value_is_named_and_chooses_nothing(query: str) -> None:
    event_page(**soon())

    with pytest.raises(UnknownValue, match=r"(?i)none"):
        read_selection(QueryDict(query))


@pytest.mark.parametrize("name", NAMES)
def test_a_nul_byte_is_asked_of_no_database(name: str) -> None:
    with CaptureQueriesContext(connection) as asked, pytest.raises(UnknownValue) as refused:
        read_selection(QueryDict(f"{name}=a%00b"))

    assert (len(asked), "“ab”" in str(refused.value)) == (0, True)


def test_a_calendar_filtered_by_a_nul_byte_is_not_there(client: Client) -> None:
    topic("a")

    answers = [client.get(f"{ADDRESS}?topic={asked}").status_code for asked in ("a", "%00", "a%00")]

    assert answers == [200, 404, 404]


def test_an_unknown_value_beside_a_known_one_is_not_passed_over() -> None:
    topic("a")

    with pytest.raises(UnknownValue, match="“b”"):
        read_selection(QueryDict("topic=a&topic=b"))


def test_what_was_typed_is_cut_before_it_is_repeated() -> None:
    with pytest.raises(UnknownValue) as refused:
        read_selection(QueryDict(f"topic={'x' * 5000}"))

    assert len(str(refused.value)) < 200


def test_empty_values_and_other_parameters_are_no_filter() -> None:
    selection = read_selection(QueryDict("topic=&topic=+&utm_source=letter&page=2"))

    assert not selection
    assert selection.query() == ""


def test_a_language_is_not_found_in_the_middle_of_another() -> None:
    page = event_page(spoken_languages="nl zh-hans")
    event_page("Chinese only", spoken_languages="zh-hans")

    selection = read_selection(QueryDict("language=nl"))

    assert list(Event.objects.filter(selection.of_events())) == [page.facts]


def test_an_event_that_answers_twice_comes_once() -> None:
    page = event_page(topics=[topic("a"), topic("b")])

    selection = read_selection(QueryDict("topic=a&topic=b"))

    assert list(Event.objects.filter(selection.of_events())) == [page.facts]


def test_without_leaves_the_other_values() -> None:
    selection = Selection({"topic": ("a", "b"), "mode": ("online",)})

    assert selection.without("topic", "a").query() == "topic=b&mode=online"
    assert selection.without("mode", "online").values == {"topic": ("a", "b")}


def test_a_language_is_found_whether_it_is_spoken_or_interpreted() -> None:
    spoken = event_page("Spoken", spoken_languages="nl en").facts
    interpreted = event_page(
        "Interpreted", spoken_languages="nl", interpretation_languages="en"
    ).facts
    event_page("Neither", spoken_languages="nl", caption_languages="en")

    found = Event.objects.filter(Selection({"language": ("en",)}).of_events())

    assert set(found) == {spoken, interpreted}
