"""The pictures that are set indoors: a playroom, chairs, tables, stairs and an open door."""

from __future__ import annotations

import math

from . import motifs as m
from . import palette as c
from .svg import (
    Point,
    Stage,
    circle,
    downwards,
    ellipse,
    outwards,
    path,
    polygon,
    rect,
    sideways,
    stroke,
)

SECTORS = (c.EMBER, c.SEA, c.DUSK)
BLOCKS = (c.EMBER, c.SEA, c.DUNE, c.DUSK, c.LAGOON, c.GLOW)


def preschool(stage: Stage) -> str:
    """A bright playroom: a window, low chairs, towers of blocks, a round rug."""
    w, h = stage.width, stage.height
    floor = h * 0.72
    wall = downwards((0, "#f7ead2"), (1, c.CREAM))
    boards = downwards((0, "#dcb98c"), (1, "#b98f63"))
    middle = w * (0.5 if stage.is_portrait else 0.66)
    window = m.window_with("view", middle - 150, floor - 400, 300, 260, _garden(middle, floor), c.PAPER)
    beam = polygon(
        [(middle - 150, floor - 140), (middle + 150, floor - 140), (middle + 60, h), (middle - 420, h)],
        c.PAPER,
        opacity=0.16,
    )
    return (
        rect(0, 0, w, floor, wall) + rect(0, floor - 96, w, 96, c.MIST, opacity=0.7)
        + rect(0, floor - 100, w, 6, c.SEA) + rect(0, floor, w, h - floor, boards)
        + _boards(stage, floor) + window + m.pendant(middle + 250, 0, 150, 52, c.INK)
        + m.pendant(middle - 300, 0, 210, 40, c.EMBER) + beam
        + ellipse(middle - 40, floor + 110, 330, 74, c.LAGOON)
        + ellipse(middle - 40, floor + 110, 270, 58, c.SEA) + ellipse(middle - 40, floor + 110, 190, 40, c.MIST)
        + _tower_of_blocks(middle - 60, floor + 112, 44, 4) + _tower_of_blocks(middle + 40, floor + 122, 44, 2)
        + _block(middle - 170, floor + 132, 44, c.DUSK) + circle(middle + 150, floor + 108, 26, c.EMBER)
        + m.small_chair(middle + 300, floor + 96, 118, c.EMBER, facing=-1)
        + m.small_chair(middle - 380, floor + 84, 108, c.DUSK)
        + m.small_chair(middle + 200, floor + 52, 100, c.LAGOON, facing=-1)
    )


def alliance_circle(stage: Stage) -> str:
    """Chairs in a ring, seen from above, around rings of a tree."""
    w, h = stage.width, stage.height
    middle = (w * 0.64, h * 0.5)
    floor = outwards((0, "#245653"), (0.55, c.INK_SOFT), (1, c.DEEP))
    seats = 15
    ring = "".join(
        _ring_chair(middle, h * 0.36, number / seats, SECTORS[number % 3]) for number in range(seats)
    )
    warm = outwards((0, c.PEACH, 0.5), (0.6, c.GLOW, 0.12), (1, c.GLOW, 0))
    return (
        rect(0, 0, w, h, c.DEEP) + circle(*middle, w * 0.75, floor) + circle(*middle, h * 0.5, warm)
        + m.tree_rings(*middle, h * 0.235, seed=9, count=17, colour=c.PEACH, width=2.2, opacity=0.65)
        + circle(*middle, 9, c.GLOW) + ring
    )


def classroom_levels(stage: Stage) -> str:
    """A stair from early childhood to a vocational school, light at each level."""
    w, h = stage.width, stage.height
    sky = downwards((0, "#2b5d5a"), (0.6, c.SEA), (1, c.PEACH))
    steps = 6
    drawn = rect(0, 0, w, h, sky) + m.sun(w * 0.86, h * 0.2, 46, glow=6)
    for number in range(steps):
        left, top = w * (0.2 + 0.135 * number), h * (0.86 - 0.1 * number)
        colour = c.mixed(c.INK, c.LAGOON, number / (steps - 1) * 0.7)
        drawn += rect(left, top, w - left, h - top, downwards((0, colour), (1, c.DEEP)))
        drawn += rect(left, top, w - left, 7, c.PEACH, opacity=0.75)
        drawn += _niche(left + w * 0.047, top + 34, 62, lit=number % 2 == 0)
    walkers = ((0, 62, c.EMBER), (1, 76, c.DUSK), (2, 90, c.DUNE), (3, 104, c.RUST), (5, 122, c.PAPER))
    for number, size, colour in walkers:
        x, y = w * (0.2 + 0.135 * number) + w * 0.07, h * (0.86 - 0.1 * number)
        drawn += m.shadow(x, y + 2, size * 0.3) + m.figure(x, y, size, colour)
    return drawn


def network_map(stage: Stage) -> str:
    """A net of cities as points of light, no map of the real world."""
    w, h = stage.width, stage.height
    night = downwards((0, "#0c2728"), (1, "#1d4a4a"))
    cities = [_city(number, w, h) for number in range(64)]
    hub = (w * 0.68, h * 0.46)
    lines = "".join(_link(a, b) for a in cities for b in cities if a < b and math.dist(a, b) < 105)
    far = "".join(_arc(hub, city) for city in cities[::4])
    dots = "".join(
        circle(x, y, 14, outwards((0, c.PEACH, 0.5), (1, c.PEACH, 0))) + circle(x, y, 3 + (i % 3), c.PEACH)
        for i, (x, y) in enumerate(cities)
    )
    return rect(0, 0, w, h, night) + lines + far + dots + m.lantern(*hub, 17, glow=8, strength=0.8)


def goals(stage: Stage) -> str:
    """A wheel of seventeen facets, each in a shade of its own, that turns on a city."""
    w, h = stage.width, stage.height
    x, y = w * 0.66, h * 0.52
    ramp = (c.EMBER, c.GLOW, c.DUNE, c.SEA, c.LAGOON, c.TEAL, c.DUSK, c.LILAC, c.RUST)
    facets = "".join(_facet(x, y, number, ramp[number % len(ramp)], h * 0.4) for number in range(17))
    paper = downwards((0, c.PAPER), (1, c.SAND))
    return (
        rect(0, 0, w, h, paper) + ellipse(x, h * 0.95, h * 0.4, 18, c.CLAY, opacity=0.35)
        + facets + circle(x, y, h * 0.15, c.PAPER) + circle(x, y, h * 0.15, m.slanted_light(c.SAND))
        + m.row_of_houses(x - 74, x + 74, y + 38, seed=12, width=26, height=56, colours=[c.INK, c.TEAL, c.RUST], lit=0.5)
    )


def join(stage: Stage) -> str:
    """An open door with light behind it and a path of light towards the reader."""
    w, h = stage.width, stage.height
    x, floor = w * (0.5 if stage.is_portrait else 0.66), h * 0.74
    dusk = sideways((0, "#0f2d2e"), (1, "#1b4546"))
    light = outwards((0, c.PEACH, 0.85), (0.4, c.GLOW, 0.3), (1, c.GLOW, 0))
    tall, wide = min(h * 0.5, 420), 190
    path_of_light = polygon(
        [(x - wide / 2, floor), (x + wide / 2, floor), (x + wide * 1.5, h), (x - wide * 1.9, h)],
        downwards((0, c.PEACH, 0.95), (1, c.GLOW, 0.12)),
    )
    leaf = polygon(
        [(x + wide / 2, floor - tall), (x + wide, floor - tall + 34), (x + wide, floor + 46), (x + wide / 2, floor)],
        sideways((0, c.RUST), (1, c.EMBER)),
    )
    return (
        rect(0, 0, w, floor, dusk) + rect(0, floor, w, h - floor, "#0a2223") + _panelling(stage, floor)
        + circle(x, floor - tall / 2, tall * 1.05, light) + path_of_light
        + rect(x - wide / 2 - 14, floor - tall - 14, wide + 28, tall + 14, c.INK)
        + rect(x - wide / 2, floor - tall, wide, tall, downwards((0, "#fff1d8"), (1, c.PEACH)))
        + m.row_of_houses(x - wide / 2, x + wide / 2, floor - 60, seed=3, width=40, height=78, colours=[c.SEA, c.MIST, c.DUNE], lit=0)
        + rect(x - wide / 2, floor - 60, wide, 60, "#f3c894") + leaf + circle(x + wide * 0.92, floor - tall * 0.42, 6, c.PEACH)
        + m.figure(x - 26, floor + 4, 118, c.DUSK) + m.figure(x + 38, floor + 26, 134, c.INK)
    )


def education_day(stage: Stage) -> str:
    """One long table, and three groups of chairs that belong together."""
    w, h = stage.width, stage.height
    floor = downwards((0, "#1b4a49"), (1, c.DEEP))
    top = polygon(
        [(w * 0.3, h * 0.5), (w * 0.97, h * 0.5), (w * 1.06, h * 0.68), (w * 0.2, h * 0.68)],
        downwards((0, "#e7c79d"), (1, "#cfa26c")),
    )
    lamps = "".join(m.pendant(w * share, 0, h * 0.2, 46, c.INK) for share in (0.42, 0.64, 0.86))
    drawn = rect(0, 0, w, h * 0.62, downwards((0, "#f4e4c8"), (1, "#e8cfa6"))) + rect(0, h * 0.62, w, h, floor)
    drawn += lamps
    for group, colour in enumerate(SECTORS):
        for place in range(3):
            x = w * (0.37 + 0.22 * group + 0.055 * place)
            drawn += m.figure(x, h * 0.53, 112 + 8 * (place % 2), colour)
    drawn += top + polygon(
        [(w * 0.2, h * 0.68), (w * 1.06, h * 0.68), (w * 1.06, h * 0.705), (w * 0.2, h * 0.705)], "#a87a48"
    )
    for group, colour in enumerate(SECTORS):
        for place in range(3):
            x = w * (0.33 + 0.235 * group + 0.065 * place)
            drawn += rect(x - 17, h * 0.575 + 9 * (place % 2), 36, 25, c.PAPER, rx=2, opacity=0.95)
        for place in range(2):
            x = w * (0.34 + 0.235 * group + 0.1 * place)
            drawn += m.small_chair(x, h * 0.93, 136, colour, facing=1 - 2 * place)
    return drawn


def round_table(stage: Stage) -> str:
    """A round table from above with cups, papers and twelve chairs."""
    w, h = stage.width, stage.height
    middle = (w * 0.66, h * 0.5)
    seats = 12
    chairs = "".join(_ring_chair(middle, h * 0.39, (n + 0.5) / seats, SECTORS[n % 3]) for n in range(seats))
    table = outwards((0, "#f0d4ab"), (0.8, "#ddb684"), (1, "#bf925c"))
    things = "".join(_place_at(middle, h * 0.215, (n + 0.5) / seats, cup=n % 2 == 0) for n in range(seats))
    return (
        rect(0, 0, w, h, downwards((0, "#e9dcc3"), (1, "#d9c4a0"))) + _tiles(stage)
        + ellipse(middle[0] + 14, middle[1] + 20, h * 0.31, h * 0.31, c.DEEP, opacity=0.2)
        + chairs + circle(*middle, h * 0.29, table)
        + m.tree_rings(*middle, h * 0.16, seed=4, count=11, colour="#b98350", width=1.6, opacity=0.4)
        + things + circle(*middle, 30, c.TEAL) + circle(*middle, 21, c.SEA)
    )


def inclusion_days(stage: Stage) -> str:
    """Three tall windows, three days: morning, noon and evening over one room."""
    w, h = stage.width, stage.height
    floor = h * 0.8
    skies = (
        downwards((0, c.LILAC), (1, c.PEACH)),
        downwards((0, c.SEA), (1, "#eef4e6")),
        downwards((0, "#20304f"), (1, c.EMBER)),
    )
    drawn = rect(0, 0, w, floor, downwards((0, "#183f3e"), (1, "#245552"))) + rect(0, floor, w, h - floor, c.DEEP)
    for number, sky in enumerate(skies):
        x = w * (0.3 + 0.235 * number)
        view = rect(x, h * 0.12, w * 0.18, floor - h * 0.2, sky)
        view += m.sun(x + w * 0.09, h * (0.52 - 0.17 * (number == 1)), 24, glow=5)
        view += m.row_of_houses(x, x + w * 0.18, floor - h * 0.08, seed=20 + number, width=44, height=90, colours=[c.INK, c.TEAL], lit=0.35 * number)
        drawn += m.window_with(f"day{number}", x, h * 0.12, w * 0.18, floor - h * 0.2, view, c.PAPER)
        for place in range(3):
            drawn += m.small_chair(x + 30 + 78 * place, h * 0.95, 104, BLOCKS[(number * 2 + place) % 6])
    return drawn


def _garden(middle: float, floor: float) -> str:
    sky = rect(middle - 150, floor - 400, 300, 260, downwards((0, c.SEA), (1, "#f3ecd6")))
    hill = ellipse(middle, floor - 120, 260, 70, c.LAGOON)
    return sky + m.sun(middle + 70, floor - 330, 26, glow=4) + m.tree(middle - 70, floor - 168, 130, c.TEAL) + hill


def _boards(stage: Stage, floor: float) -> str:
    rows = (floor + (stage.height - floor) * share for share in (0.08, 0.24, 0.46, 0.74))
    return "".join(rect(0, y, stage.width, 2, c.RUST, opacity=0.18) for y in rows)


def _block(x: float, base: float, size: float, colour: str) -> str:
    face = rect(x - size / 2, base - size, size, size, colour, rx=5)
    return face + rect(x - size / 2, base - size, size, size, m.slanted_light(colour), rx=5)


def _tower_of_blocks(x: float, base: float, size: float, high: int) -> str:
    return "".join(
        _block(x + (5 if level % 2 else -4), base - level * size, size, BLOCKS[level % 6]) for level in range(high)
    )


def _ring_chair(middle: Point, radius: float, share: float, colour: str) -> str:
    angle = share * m.TAU
    x, y = middle[0] + radius * math.sin(angle), middle[1] - radius * math.cos(angle)
    dark = ellipse(x + 8, y + 10, 34, 34, c.DEEP, opacity=0.35)
    return dark + m.chair_from_above(x, y, 58, math.degrees(angle) + 180, colour)


def _niche(x: float, top: float, size: float, *, lit: bool) -> str:
    fill = downwards((0, c.PEACH), (1, c.GLOW)) if lit else c.DEEP
    return path(f"M{x} {top + size}V{top + size * 0.4}A{size * 0.3} {size * 0.3} 0 0 1 {x + size * 0.6} {top + size * 0.4}V{top + size}Z", fill, opacity=0.9)


def _city(number: int, w: float, h: float) -> Point:
    """Points that spread evenly (by the golden angle) around the right of the picture."""
    angle, reach = number * 2.399963, math.sqrt((number + 0.6) / 64)
    return w * 0.66 + math.cos(angle) * reach * w * 0.42, h * 0.5 + math.sin(angle) * reach * h * 0.5


def _link(a: Point, b: Point) -> str:
    return stroke(f"M{a[0]:.1f} {a[1]:.1f}L{b[0]:.1f} {b[1]:.1f}", c.SEA, 1, opacity=0.3)


def _arc(a: Point, b: Point) -> str:
    high = min(a[1], b[1]) - 60
    return stroke(f"M{a[0]:.1f} {a[1]:.1f}Q{(a[0] + b[0]) / 2:.1f} {high:.1f} {b[0]:.1f} {b[1]:.1f}", c.GLOW, 1.6, opacity=0.55)


def _facet(x: float, y: float, number: int, colour: str, radius: float) -> str:
    turn, gap = m.TAU / 17, 0.03
    ends = (number * turn + gap, (number + 1) * turn - gap)
    reach = radius * (0.86 + 0.14 * (number % 3) / 2)
    near = [(x + math.sin(a) * radius * 0.44, y - math.cos(a) * radius * 0.44) for a in ends]
    far = [(x + math.sin(a) * reach, y - math.cos(a) * reach) for a in ends]
    shape = [near[0], far[0], far[1], near[1]]
    shade = polygon([near[0], far[0], ((far[0][0] + far[1][0]) / 2, (far[0][1] + far[1][1]) / 2)], c.DEEP, opacity=0.12)
    return polygon(shape, colour) + shade


def _panelling(stage: Stage, floor: float) -> str:
    lines = range(60, int(stage.width), 120)
    return "".join(rect(x, 0, 2, floor, c.DEEP, opacity=0.35) for x in lines)


def _place_at(middle: Point, radius: float, share: float, *, cup: bool) -> str:
    angle = share * m.TAU
    x, y = middle[0] + radius * math.sin(angle), middle[1] - radius * math.cos(angle)
    if cup:
        return circle(x + 3, y + 4, 15, c.DEEP, opacity=0.2) + circle(x, y, 14, c.PAPER) + circle(x, y, 9, c.RUST)
    sheet = rect(-20, -14, 40, 28, c.PAPER, rx=2) + rect(-13, -6, 26, 2, c.LAGOON) + rect(-13, 1, 20, 2, c.LAGOON)
    return f'<g transform="translate({x:.1f} {y:.1f}) rotate({math.degrees(angle):.1f})">{sheet}</g>'


def _tiles(stage: Stage) -> str:
    return "".join(
        rect(x, y, 73, 73, c.PAPER, opacity=0.22)
        for x in range(0, int(stage.width), 150)
        for y in range(0, int(stage.height), 150)
    )
