"""The map: where points come to stand."""

from stakeholders.map import HEIGHT, MARGIN, WIDTH, draw


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
