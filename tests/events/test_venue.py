"""Venues and their rooms: where people gather, and what an editor may say of it."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from events.models import EventPage, Venue

from .stage import room, venue

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"latitude": "53.2"}, "longitude"),
        ({"longitude": "6.5"}, "latitude"),
        ({"country": "XX"}, "country"),
    ],
)
def test_half_a_point_and_unknown_countries_are_refused(facts: dict[str, Any], field: str) -> None:
    place = Venue(code="hall", names={"en": "Hall"}, **facts)

    with pytest.raises(ValidationError) as refusal:
        place.full_clean()

    assert list(refusal.value.error_dict) == [field]


def test_a_country_is_written_large() -> None:
    place = Venue(code="hall", names={"en": "Hall"}, country="nl")

    place.full_clean()

    assert place.country == "NL"


def test_the_way_there_is_told_in_the_language_of_the_reader() -> None:
    place = venue(directions={"en": "Bus 1", "nl": "Bus 1, halte Grote Markt"})

    with translation.override("nl"):
        assert place.way_there == "Bus 1, halte Grote Markt"
    with translation.override("fr"):
        assert place.way_there == "Bus 1"


def test_a_room_is_chosen_by_the_name_of_its_venue() -> None:
    room(venue("library", names={"en": "Library"}))
    room(venue())

    field = EventPage._meta.get_field("room").formfield()

    assert [label for _key, label in field.choices][1:] == ["Library: Hall", "Town hall: Hall"]
