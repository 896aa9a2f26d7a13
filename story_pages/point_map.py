"""Where points stand on a map: on a picture as an editor says, else on a plain ground by their
coordinates; in per cent, so that a template draws them at any width.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, floor, log10, radians

KILOMETRES_PER_DEGREE = 111.32
WIDTH, HEIGHT = 100.0, 62.5
MARGIN = 8.0
# A map of one point, or of points in one street, still shows a neighbourhood.
LEAST_DEGREES = 0.005


@dataclass(frozen=True)
class Point:
    """A place on the map, in per cent from the left and from the top, with its number."""

    number: int
    across: float
    down: float

    @property
    def x(self) -> str:
        return f"{self.across:.2f}%"

    @property
    def y(self) -> str:
        return f"{self.down:.2f}%"


@dataclass(frozen=True)
class Ground:
    """A plain map with north at the top; `bar` is the length of `kilometres` in per cent."""

    points: tuple[Point, ...]
    kilometres: float
    bar: float

    @property
    def bar_from(self) -> str:
        return f"{WIDTH - MARGIN / 2 - self.bar:.2f}%"

    @property
    def bar_to(self) -> str:
        return f"{WIDTH - MARGIN / 2:.2f}%"


def project(places: Sequence[tuple[int, float, float]]) -> Ground | None:
    """A map of places given as (number, latitude, longitude); None if there is none.

    A city or a country is small enough for one scale to hold at its top and at its bottom.
    """
    if not places:
        return None
    narrowing = cos(radians(sum(latitude for _n, latitude, _l in places) / len(places)))
    flat = [(number, east * narrowing, -north) for number, north, east in places]
    left, right = min(x for _n, x, _y in flat), max(x for _n, x, _y in flat)
    top, bottom = min(y for _n, _x, y in flat), max(y for _n, _x, y in flat)
    zoom = min(
        (WIDTH - 2 * MARGIN) / max(right - left, LEAST_DEGREES),
        (HEIGHT - 2 * MARGIN) / max(bottom - top, LEAST_DEGREES),
    )
    points = tuple(
        Point(
            number,
            WIDTH / 2 + (x - (left + right) / 2) * zoom,
            50 + (y - (top + bottom) / 2) * zoom / HEIGHT * 100,
        )
        for number, x, y in flat
    )
    per_kilometre = zoom / KILOMETRES_PER_DEGREE
    kilometres = _round(25 / per_kilometre)
    return Ground(points, kilometres, kilometres * per_kilometre)


def _round(most: float) -> float:
    """The largest of 1, 2, 5, 10 … and their tenths that is not longer."""
    power = 10.0 ** floor(log10(most))
    return next(power * factor for factor in (5, 2, 1) if power * factor <= most)
