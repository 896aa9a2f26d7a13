"""Where something is: what is refused, and at which field."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from stakeholders.models import Location
from stakeholders.whereabouts import countries

POINT = Decimal("53.2194")


def _errors(**values: Any) -> dict[str, list[str]]:
    try:
        Location(**values).clean()
    except ValidationError as error:
        return error.message_dict
    return {}


@pytest.mark.parametrize("code", ["", "NL", "MA", "XK", "cn"])
def test_a_country_that_exists_is_taken(code: str) -> None:
    assert _errors(country=code) == {}


def test_a_country_is_written_in_large_letters() -> None:
    place = Location(country="nl")

    place.clean()

    assert place.country == "NL"


@pytest.mark.parametrize("code", ["XX", "UK", "N", "#c"])
def test_an_unknown_country_is_refused_at_its_field(code: str) -> None:
    assert list(_errors(country=code)) == ["country"]


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        ({"latitude": POINT}, ["longitude"]),
        ({"longitude": POINT}, ["latitude"]),
        ({"latitude": POINT, "longitude": POINT}, []),
        ({"latitude": Decimal(0), "longitude": Decimal(0)}, []),
        ({}, []),
    ],
    ids=["no longitude", "no latitude", "both", "off the coast of Africa", "neither"],
)
def test_half_a_point_is_refused_where_the_other_half_is_missing(
    values: dict[str, Any], fields: list[str]
) -> None:
    assert list(_errors(**values)) == fields


def test_the_list_is_that_of_the_standard() -> None:
    assert len(countries()) == 250
    assert {len(code) for code in countries()} == {2}
