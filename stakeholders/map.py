"""Points on a map that the server draws: no tiles, no script, no request to another host."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, radians
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

KILOMETRES_PER_DEGREE = 111.32
WIDTH, HEIGHT, MARGIN = 600, 400, 30
# What a scale may say, in kilometres, and how much of the drawing it may take.
LENGTHS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
LONGEST = WIDTH / 4


@dataclass(frozen=True)
class Dot:
    """Something at a place, `x` and `y` in units of the drawing."""

    x: int
    y: int
    thing: Any


@dataclass(frozen=True)
class Map:
    """A drawing of WIDTH by HEIGHT; `scale` is the length of one kilometre in it."""

    dots: list[Dot]
    scale: float
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def kilometres(self) -> float:
        """The longest round length that leaves most of the drawing free."""
        return max((one for one in LENGTHS if one * self.scale <= LONGEST), default=LENGTHS[0])

    @property
    def length(self) -> str:
        """How many kilometres the bar is long, said as the catalogue says one."""
        number = number_format(self.kilometres, use_l10n=True, force_grouping=True)
        return _("1 km").replace("1", number)

    @property
    def scale_from(self) -> int:
        return self.scale_to - round(self.scale * self.kilometres)

    @property
    def scale_to(self) -> int:
        return self.width - MARGIN


def draw(points: Iterable[tuple[Any, Any, Any]]) -> Map | None:
    """A map of points given as (latitude, longitude, thing); None if there are fewer than two.

    A city is small enough for a degree of longitude to be as long at its top as at its bottom.
    """
    places = [(float(latitude), float(longitude), thing) for latitude, longitude, thing in points]
    if len(places) < 2:
        return None
    middle = sum(latitude for latitude, _longitude, _thing in places) / len(places)
    flat = [
        (longitude * cos(radians(middle)), -latitude, thing)
        for latitude, longitude, thing in places
    ]
    left, right = min(x for x, _y, _thing in flat), max(x for x, _y, _thing in flat)
    top, bottom = min(y for _x, y, _thing in flat), max(y for _x, y, _thing in flat)
    zoom = min(
        (WIDTH - 2 * MARGIN) / max(right - left, 0.005),
        (HEIGHT - 2 * MARGIN) / max(bottom - top, 0.005),
    )
    centre_x, centre_y = (left + right) / 2, (top + bottom) / 2
    dots = [
        Dot(
            round(WIDTH / 2 + (x - centre_x) * zoom),
            round(HEIGHT / 2 + (y - centre_y) * zoom),
            thing,
        )
        for x, y, thing in flat
    ]
    return Map(dots, scale=zoom / KILOMETRES_PER_DEGREE)
