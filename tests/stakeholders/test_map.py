"""The map: where points come to stand."""

from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from stakeholders.map import HEIGHT, MARGIN, WIDTH, draw

STREET = [(53.0, 6.0, "a"), (53.0001, 6.0001, "b")]
CITY = [(53.24, 6.53, "a"), (53.19, 6.61, "b")]
COUNTRIES = [(53.24, 6.53, "Groningen"), (33.97, -6.85, "Rabat")]
WORLD = [(-80.0, -180.0, "a"), (80.0, 180.0, "b")]


def test_north_is_at_the_top_and_east_at_the_right() -> None:
    drawn = draw([(53.24, 6.53, "north west"), (53.19, 6.61, "south east")])

    assert drawn is not None
    (north_west, south_east) = drawn.dots
    assert north_west.x < south_east.x
    assert north_west.y < south_east.y


def test_all_points_stand_inside_the_margin() -> None:
    drawn = draw([(53.24, 6.0, 1), (53.19, 7.0, 2), (53.0, 6.5, 3)])

    assert drawn is not None
    assert all(MARGIN <= dot.x <= WIDTH - MARGIN for dot in drawn.dots)
    assert all(MARGIN <= dot.y <= HEIGHT - MARGIN for dot in drawn.dots)


def test_one_kilometre_is_as_long_as_it_should_be() -> None:
    drawn = draw([(53.0, 6.0, "a"), (53.0 + 1 / 111.32, 6.0, "b")])

    assert drawn is not None
    lower, upper = drawn.dots
    assert abs((lower.y - upper.y) - drawn.scale) <= 1


def test_points_at_the_same_place_are_drawn() -> None:
    drawn = draw([(53.0, 6.0, "a"), (53.0, 6.0, "b")])

    assert drawn is not None
    assert [(dot.x, dot.y) for dot in drawn.dots] == [(WIDTH // 2, HEIGHT // 2)] * 2


def test_a_single_point_makes_no_map() -> None:
    assert draw([(53.0, 6.0, "a")]) is None


@pytest.mark.parametrize("places", [STREET, CITY, COUNTRIES, WORLD])
def test_the_scale_can_be_seen_and_stays_inside_the_drawing(places: list) -> None:
    drawn = draw(places)

    assert drawn is not None
    assert WIDTH / 2 <= drawn.scale_from < drawn.scale_to == WIDTH - MARGIN


@pytest.mark.parametrize(
    ("places", "told"),
    [(STREET, "0.2 km"), (CITY, "2 km"), (COUNTRIES, "500 km"), (WORLD, "1,000 km")],
)
def test_the_scale_says_a_round_length(places: list, told: str) -> None:
    drawn = draw(places)

    assert drawn is not None
    assert drawn.length == told
    assert drawn.scale_to - drawn.scale_from == round(drawn.scale * drawn.kilometres)


@pytest.mark.parametrize(("language", "told"), [("nl", "0,2 km"), ("ar", "0,2 كم")])
def test_the_scale_is_said_in_the_active_language(language: str, told: str) -> None:
    drawn = draw(STREET)

    with translation.override(language):
        assert drawn is not None
        assert drawn.length == told


def test_each_point_has_its_name_in_the_language_of_its_page() -> None:
    page = SimpleNamespace(
        title="Stad", url="/nl/stad/", locale=SimpleNamespace(language_code="nl")
    )
    drawn = draw([(53.24, 6.53, page), (53.19, 6.61, page)])

    html = render_to_string("stakeholders/components/point_map.html", {"map": drawn})

    assert " ".join(html.split()).count('href="/nl/stad/" lang="nl" aria-label="Stad"') == 2
