"""The pictures that are set outdoors: the city, its water, its paths and bridges."""

from __future__ import annotations

import math
from random import Random

from . import motifs as m
from . import palette as c
from .svg import (
    Point,
    Stage,
    circle,
    downwards,
    ellipse,
    group,
    moved,
    outwards,
    path,
    polygon,
    rect,
    sideways,
    slanted,
    smooth,
    stroke,
)

FAR = [c.mixed(c.LAGOON, c.PEACH, 0.35), c.mixed(c.LAGOON, c.PEACH, 0.25), c.mixed(c.TEAL, c.PEACH, 0.38)]
NEAR = [c.INK, c.INK_SOFT, c.TEAL, "#1c4a47", "#7a3b25", "#204f4b"]
WARM = ["#c9643a", "#8f4426", "#e0b98a", "#5f8f88", "#b0532f", "#d9a072", "#3f6b67", "#efe0c6"]


def city_sky(stage: Stage, moment: float = 0.35) -> str:
    """The city from across the water at dawn."""
    w, h = stage.width, stage.height
    horizon, axis = h * 0.69, w * (0.6 if stage.is_portrait else 0.7)
    rise = h * (0.1 + 0.1 * moment)
    dawn = downwards((0, "#16403f"), (0.36, c.LAGOON), (0.66, "#b7cdb8"), (0.86, "#ffd3a3"), (1, "#ff9d62"))
    light = circle(axis, horizon - rise, w * 0.5, outwards((0, c.PEACH, 0.75), (1, c.PEACH, 0)))
    skyline = _skyline(stage, horizon, moment)
    river = downwards((0, "#f0a878"), (0.14, "#a9a58d"), (0.45, "#35716c"), (1, c.INK))
    return (
        rect(0, 0, w, horizon + 2, dawn) + light + _dawn_clouds(stage, horizon, moment)
        + m.sun(axis, horizon - rise, 58, glow=4)
        + m.birds(axis - 170, horizon - 265, 9, seed=5, count=9, colour=c.INK, moment=moment)
        + skyline + rect(0, horizon, w, h - horizon, river)
        + m.mirrored(horizon, skyline, squeeze=0.62, opacity=0.5)
        + m.ripples(0, w, horizon + 4, h, seed=3, count=130, colour=c.PEACH, opacity=0.32, moment=moment)
        + m.ripples(0, w, horizon + 8, h, seed=8, count=90, colour=c.DEEP, opacity=0.3, moment=moment)
        + m.glitter(axis, horizon + 3, h, seed=4, colour="#ffb27d", spread=105, moment=moment)
        + _dawn_boat(stage, horizon, moment) + _reeds(stage, moment)
    )


def city_night(stage: Stage) -> str:
    """The same view at night, so that the two can be laid on each other."""
    w, h = stage.width, stage.height
    dark = rect(0, 0, w, h, "#0b1533", opacity=0.74)
    return city_sky(stage) + dark + _stars(stage, 40) + m.moon(w * 0.84, h * 0.17, 30, 0.6, dark="#27355c")


def start_unequal(stage: Stage, moment: float = 0.0) -> str:
    """Three paths of very different length that lead to one lit door."""
    w, h = stage.width, stage.height
    door = (w * 0.785, h * 0.36)
    air = downwards((0, "#8fc0b4"), (0.5, "#dfe3cc"), (1, c.PEACH))
    hills = _hills(stage)
    short: list[Point] = [(w * 0.93, h * 0.6), (w * 0.88, h * 0.49), (w * 0.81, h * 0.45), door]
    middle: list[Point] = [
        (w * 0.66, h * 0.99), (w * 0.76, h * 0.86), (w * 0.9, h * 0.77), (w * 0.86, h * 0.66),
        (w * 0.72, h * 0.6), (w * 0.7, h * 0.5), (w * 0.765, h * 0.445), door,
    ]
    long: list[Point] = [
        (w * 0.1, h * 0.95), (w * 0.27, h * 0.985), (w * 0.45, h * 0.94), (w * 0.48, h * 0.85), (w * 0.32, h * 0.81),
        (w * 0.12, h * 0.8), (w * 0.09, h * 0.715), (w * 0.26, h * 0.69), (w * 0.47, h * 0.715), (w * 0.56, h * 0.64),
        (w * 0.43, h * 0.585), (w * 0.4, h * 0.525), (w * 0.55, h * 0.51), (w * 0.66, h * 0.475), (w * 0.76, h * 0.44), door,
    ]
    people = (
        _walker(long, 0.12 + 0.35 * moment, h, c.DUSK, moment)
        + _walker(middle, 0.13 + 0.6 * moment, h, c.INK, moment)
        + _walker(short, 0.16 + 0.82 * moment, h, c.EMBER, moment)
    )
    return (
        rect(0, 0, w, h, air) + m.cloud(w * 0.1, h * 0.1, w * 0.36, c.PAPER, 0.75, 4) + m.cloud(w * 0.5, h * 0.17, w * 0.3, c.PAPER, 0.5, 7)
        + hills + _way(long, h) + _way(middle, h) + _way(short, h)
        + _door_house(door, h * 0.2) + people
    )


def bridge(stage: Stage, moment: float = 0.45) -> str:
    """A bridge between a house and a school, walked at dusk by a grown-up and a child."""
    w, h = stage.width, stage.height
    bank = h * 0.66
    evening = downwards((0, "#2a2f57"), (0.35, c.DUSK), (0.62, "#a06a78"), (0.82, "#f2a06b"), (1, c.PEACH))
    spread = 0.31 if stage.is_portrait else 0.235
    middle = w * (0.5 if stage.is_portrait else 0.56)
    left, right = middle - w * spread, middle + w * spread
    built = _home(left - 8, bank) + _school(right + 8, bank, stage)
    span = _arch(left, right, bank, h * 0.13)
    back = m.row_of_houses(-20, w + 20, bank - 6, seed=12, width=30, height=46, colours=["#6d5a78", "#7d6479", "#5d5172"], lit=0.25, window="#ffc38f")
    river = downwards((0, "#c98a72"), (0.3, "#5d4a6d"), (1, "#171f3a"))
    at = left + (right - left) * (0.2 + 0.6 * moment)
    deck = _deck(at, left, right, bank, h * 0.13)
    walkers = m.figure(at - 15, deck, 62, c.EMBER, step=moment * 9) + m.figure(at + 20, deck + 1, 40, c.SEA, step=moment * 11)
    walkers += m.lantern(at + 44, deck - 34, 8, glow=7) + stroke(f"M{at - 2} {deck - 38}L{at + 44} {deck - 46}", c.EMBER, 4)
    scene = back + built
    return (
        rect(0, 0, w, bank + 2, evening) + _stars(stage, 26) + moved(0, 0, m.moon(w * 0.84, h * 0.17, 26, 0.32, dark="#3f3a66"))
        + m.cloud(w * 0.05, h * 0.33, w * 0.5, "#e7a486", 0.35, 9) + m.cloud(w * 0.5, h * 0.42, w * 0.5, "#ffc79a", 0.35, 2)
        + scene + rect(0, bank, w, h - bank, river) + m.mirrored(bank, scene, span, squeeze=0.9, opacity=0.34)
        + m.ripples(0, w, bank + 6, h, seed=31, count=110, colour="#ffc9a0", opacity=0.3, moment=moment)
        + m.glitter(at + 44, bank + 30, h * 0.97, seed=6, colour=c.GLOW, spread=34, moment=moment, count=26)
        + _quays(stage, left, right, bank) + walkers + span + _railing(left, right, bank, h * 0.13)
    )


def learning_both_ways(stage: Stage, moment: float = 0.5) -> str:
    """Two boats that meet on a canal at night and hand each other a lantern."""
    w, h = stage.width, stage.height
    water, meet = h * 0.56, w * 0.62
    night = downwards((0, "#0b2027"), (0.5, "#24335a"), (0.85, c.DUSK), (1, "#8d6480"))
    town = m.row_of_houses(-10, w + 20, water, seed=44, width=40, height=74, colours=["#1b2c47", "#22304f", "#15283c", "#2b345b"], lit=0.34, window="#ffb27d")
    town += m.tower(w * 0.87, water, h * 0.33, "#1b2a45")
    river = downwards((0, "#5a4a70"), (0.25, "#22375a"), (1, "#081b22"))
    near = w * (0.36 - 0.22 * moment)
    left, right = meet - near, meet + near
    y1, y2 = h * 0.79, h * 0.74
    hand = (meet, h * 0.585)
    return (
        rect(0, 0, w, water + 2, night) + _stars(stage, 70) + town + rect(0, water, w, h - water, river)
        + m.mirrored(water, town, squeeze=0.8, opacity=0.42)
        + m.ripples(0, w, water + 4, h, seed=14, count=120, colour=c.LILAC, opacity=0.35, moment=moment)
        + m.glitter(left + 66, y1 - 10, h, seed=2, colour=c.GLOW, spread=70, moment=moment)
        + m.glitter(right - 62, y2, h, seed=9, colour=c.MIST, spread=62, moment=moment)
        + _rower_boat(right, y2, 300, c.TEAL, -1, c.MIST, moment) + _rower_boat(left, y1, 320, c.RUST, 1, c.GLOW, moment)
        + (_arc_of_light(hand, moment) if moment > 0 else "")
    )


def monthly_meeting(stage: Stage, moment: float = 0.0) -> str:
    """The phases of the moon over tidal flats: a rhythm that returns."""
    w, h = stage.width, stage.height
    shore = h * 0.56
    dusk = downwards((0, "#0c2a2e"), (0.55, "#2f6763"), (0.85, "#9fbfae"), (1, "#f7cfa2"))
    arc = ""
    for number in range(9):
        share = number / 8
        x = w * (0.1 + 0.8 * share)
        y = shore - h * 0.13 - math.sin(share * math.pi) * h * 0.25
        full = abs(share - 0.5) * 2
        r = 19 + 21 * (1 - full)
        if number == 4:
            arc += circle(x, y, r * 5, outwards((0, c.GLOW, 0.5), (0.3, c.GLOW, 0.2), (1, c.GLOW, 0)))
        arc += m.moon(x, y, r, (number + 0.5) / 9 if number != 4 else 0.5, light=c.GLOW if number == 4 else "#f7ead2", dark="#1d4a4a")
    return rect(0, 0, w, shore + 2, dusk) + _stars(stage, 34) + arc + _tidal_flats(stage, shore, moment)


def agenda_hero(stage: Stage, moment: float = 0.0) -> str:
    """A tall canal house whose windows are the days of a month."""
    w, h = stage.width, stage.height
    base = h * 0.9
    afternoon = downwards((0, "#5d9d93"), (0.55, "#bcd8c9"), (1, "#f9dfba"))
    neighbours = m.row_of_houses(w * 0.02, w * 0.52, base, seed=3, width=92, height=h * 0.26, colours=["#8fb3a5", "#a5bfae", "#7da79a"], lit=0.1, window="#f9dfba", dark="#6b978c")
    neighbours += m.row_of_houses(w * 0.88, w * 1.08, base, seed=8, width=96, height=h * 0.36, colours=["#7da79a", "#8fb3a5"], lit=0.1, window="#f9dfba", dark="#6b978c")
    left, right, top = w * 0.5, w * 0.905, h * 0.225
    water = downwards((0, "#8db7a8"), (1, "#2b5d5a"))
    return (
        rect(0, 0, w, h, afternoon) + m.cloud(w * 0.05, h * 0.13, w * 0.38, c.PAPER, 0.8, 5) + m.cloud(w * 0.62, h * 0.07, w * 0.36, c.PAPER, 0.55, 6)
        + neighbours + m.tree(w * 0.12, base, h * 0.33, "#3f7a70") + m.tree(w * 0.3, base, h * 0.26, "#4f8a7e")
        + _calendar_house(left, right, top, base)
        + rect(0, base, w, h * 0.022, "#dcc9a6") + rect(0, base + h * 0.022, w, h * 0.012, "#8c6b49")
        + rect(0, base + h * 0.034, w, h, water) + m.ripples(0, w, base + h * 0.04, h, seed=2, count=40, colour=c.PAPER, opacity=0.35, moment=moment)
        + m.bicycle(w * (0.36 + 0.1 * moment), base + 3, 38, c.INK, rider=c.EMBER, turn=moment * 8)
        + m.tree(w * 0.955, base, h * 0.36, "#2f6a62")
    )


def directory_hero(stage: Stage, moment: float = 0.0) -> str:
    """A quay with many kinds of houses, each at home in its own colour."""
    w, h = stage.width, stage.height
    base = h * 0.73
    noon = downwards((0, "#9ccabd"), (0.6, "#e4e6cf"), (1, "#fbe3c0"))
    far = m.row_of_houses(-10, w, base, seed=23, width=34, height=h * 0.22, colours=["#b5cfbf", "#c4d6c2", "#a8c6b7"], lit=0, dark="#9dbfb0")
    far += m.tower(w * 0.33, base, h * 0.46, "#a8c6b7", light="#fbe3c0")
    street = _many_houses(stage, base)
    river = downwards((0, "#8fc0b4"), (0.4, "#5d9d93"), (1, c.TEAL))
    return (
        rect(0, 0, w, base, noon) + m.cloud(w * 0.04, h * 0.14, w * 0.42, c.PAPER, 0.9, 11) + m.cloud(w * 0.55, h * 0.08, w * 0.4, c.PAPER, 0.7, 15)
        + far + street + rect(0, base, w, h, river) + m.mirrored(base + 16, street, squeeze=0.62, opacity=0.36)
        + m.ripples(0, w, base + 24, h, seed=29, count=100, colour=c.PAPER, opacity=0.4, moment=moment)
        + rect(0, base - 2, w, 10, c.CREAM) + rect(0, base + 8, w, 10, "#8c6b49")
        + m.boat(w * (0.2 + 0.2 * moment), base + h * 0.15, 150, c.EMBER)
        + m.bicycle(w * (0.45 + 0.16 * moment), base, 27, c.INK, rider=c.DUSK, turn=moment * 9)
        + m.bicycle(w * (0.92 - 0.1 * moment), base, 27, c.INK, rider=c.EMBER, turn=moment * 7)
        + m.figure(w * 0.71, base, 44, c.EMBER) + m.figure(w * 0.735, base, 40, c.INK) + m.figure(w * 0.75, base, 27, c.SEA)
    )


def water_light(stage: Stage, moment: float = 0.0) -> str:
    """Light that moves on a canal; moment 0 and 1 are the same picture."""
    w, h = stage.width, stage.height
    depth = downwards((0, "#3f7f78"), (0.35, "#245a57"), (1, "#0a2627"))
    warm = ellipse(w * 0.68, 0, w * 0.5, h * 0.75, outwards((0, c.PEACH, 0.75), (0.5, c.GLOW, 0.22), (1, c.GLOW, 0)))
    houses = m.row_of_houses(-20, w + 20, 0, seed=71, width=110, height=h * 0.42, colours=["#1b4a48", "#173f3f", "#6b4636", "#23524e"], lit=0.3, window="#ffb27d")
    upside = group(houses, transform="scale(1 -1)", opacity=0.62)
    return (
        rect(0, 0, w, h, depth) + warm + upside + _waves(stage, moment)
        + m.ripples(0, w, 0, h, seed=17, count=110, colour="#bfe0d4", opacity=0.26, moment=moment, reach=1.6)
        + m.glitter(w * 0.68, 0, h, seed=19, colour="#ffb27d", spread=150, moment=moment, count=64)
    )


def _skyline(stage: Stage, horizon: float, moment: float) -> str:
    w, h = stage.width, stage.height
    slide = (moment - 0.35) * 20
    far = m.row_of_houses(-40 - slide, w + 60, horizon - 8, seed=21, width=24, height=h * 0.09, colours=FAR, lit=0, dark="#8aa797")
    far += m.tower(w * 0.43 - slide, horizon - 8, h * 0.2, FAR[2], light=c.PEACH)
    middle = m.row_of_houses(-40 - slide * 2, w + 80, horizon, seed=22, width=34, height=h * 0.085, colours=["#3f6f69", "#4c7a70", "#386861"], lit=0.12)
    middle += m.tower(w * 0.83 - slide * 2, horizon, h * 0.43, "#24524f")
    trees = "".join(m.tree(w * x - slide * 3, horizon + 2, h * size, "#1d4b47") for x, size in ((0.045, 0.13), (0.1, 0.1), (0.36, 0.12), (0.57, 0.1), (0.93, 0.14), (0.99, 0.11)))
    near = m.row_of_houses(w * 0.12 - slide * 3, w * 0.33, horizon, seed=14, width=44, height=h * 0.105, colours=NEAR, lit=0.3)
    near += m.row_of_houses(w * 0.88 - slide * 3, w * 1.1, horizon, seed=17, width=46, height=h * 0.11, colours=NEAR, lit=0.3)
    return far + middle + trees + near + rect(0, horizon - 3, w, 5, c.INK)


def _dawn_clouds(stage: Stage, horizon: float, moment: float) -> str:
    w, h = stage.width, stage.height
    drift = moment * 26
    return (
        m.cloud(w * 0.45 + drift, h * 0.2, w * 0.5, "#f9d9b8", 0.28, 3)
        + m.cloud(-w * 0.05 + drift * 1.5, h * 0.36, w * 0.55, "#f9d9b8", 0.32, 6)
        + m.cloud(w * 0.55 + drift * 2, horizon - h * 0.19, w * 0.5, "#ff9d62", 0.42, 12)
        + m.cloud(w * 0.1 + drift * 2, horizon - h * 0.13, w * 0.42, c.PAPER, 0.34, 13)
    )


def _dawn_boat(stage: Stage, horizon: float, moment: float) -> str:
    w, h = stage.width, stage.height
    x = w * ((0.32 if stage.is_portrait else 0.44) + 0.14 * moment)
    y = horizon + (h - horizon) * 0.44
    wake = m.ripples(x - 190, x - 40, y + 2, y + 12, seed=40, count=14, colour=c.PEACH, opacity=0.5, moment=moment)
    return m.mirrored(y + 5, m.boat(x, y, 120, c.DEEP, sail=c.PAPER), squeeze=0.7, opacity=0.28) + wake + m.boat(x, y, 120, c.DEEP, sail=c.PAPER)


def _reeds(stage: Stage, moment: float) -> str:
    w, h = stage.width, stage.height
    draw = Random(7)
    drawn = ""
    for number in range(46):
        left = number % 2 == 0
        x = abs(draw.gauss(0, w * 0.06)) if left else w - abs(draw.gauss(0, w * 0.05))
        tall = draw.uniform(40, 125)
        sway = math.sin((moment * 2 + draw.random()) * math.tau) * 5 + draw.uniform(-14, 14)
        drawn += stroke(f"M{x:.1f} {h + 4}Q{x:.1f} {h - tall * 0.6:.1f} {x + sway:.1f} {h - tall:.1f}", c.DEEP, draw.uniform(2, 3.6))
        if draw.random() < 0.4:
            drawn += stroke(f"M{x + sway:.1f} {h - tall:.1f}l{sway * 0.08:.1f} -15", "#5b2f1c", 6)
    return drawn


def _hills(stage: Stage) -> str:
    w, h = stage.width, stage.height
    far = m.row_of_houses(-10, w * 0.6, h * 0.47, seed=51, width=22, height=26, colours=["#a5c3b0", "#b6cdb6"], lit=0, dark="#98b8a6")
    ground = [(0.43, "#b8cfae", 0.02), (0.53, "#9cc0a4", -0.03), (0.65, "#7fae97", 0.03), (0.8, "#e3cfa5", -0.02)]
    drawn = far
    for share, colour, swing in ground:
        y = h * share
        d = f"M0 {y + h * swing}C{w * 0.3} {y - h * 0.07} {w * 0.55} {y + h * 0.05} {w * 0.78} {y - h * 0.03 - h * swing}S{w} {y - h * 0.02} {w} {y}L{w} {h}L0 {h}Z"
        drawn += path(d, colour) + path(d, downwards((0, c.PAPER, 0.3), (0.3, c.PAPER, 0), (1, c.DEEP, 0.1)))
    trees = ((0.06, 0.6, 0.13), (0.2, 0.565, 0.1), (0.62, 0.575, 0.12), (0.95, 0.9, 0.22), (0.58, 0.78, 0.14), (0.03, 0.9, 0.17))
    return drawn + "".join(m.shadow(w * x + 18, h * y, 34) + m.tree(w * x, h * y, h * size, "#3f7a70") for x, y, size in trees)


def _way(points: list[Point], h: float) -> str:
    """Draw a path that narrows with the distance."""
    drawn = ""
    dense = _along(points, 150)
    for colour, extra in ((c.CLAY, 2.4), (c.PAPER, 0)):
        left, right = [], []
        for i, (x, y) in enumerate(dense):
            ahead, behind = dense[min(i + 1, len(dense) - 1)], dense[max(i - 1, 0)]
            dx, dy = ahead[0] - behind[0], ahead[1] - behind[1]
            length = math.hypot(dx, dy) or 1
            half = (2 + 17 * max(y / h - 0.36, 0) / 0.64) + extra
            left.append((x - dy / length * half, y + dx / length * half * 0.6))
            right.append((x + dy / length * half, y - dx / length * half * 0.6))
        drawn += polygon(left + right[::-1], colour, opacity=0.55 if extra else 1)
    return drawn


def _along(points: list[Point], count: int) -> list[Point]:
    """Return points at even steps on a soft curve through the given ones."""
    padded = [points[0], *points, points[-1]]
    dense: list[Point] = []
    for before, here, there, after in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        for step in range(40):
            dense.append(_on_curve(before, here, there, after, step / 40))
    lengths = [0.0]
    for one, two in zip(dense, dense[1:], strict=False):
        lengths.append(lengths[-1] + math.dist(one, two))
    picked, at = [], 0
    for number in range(count):
        wanted = lengths[-1] * number / (count - 1)
        while at < len(lengths) - 1 and lengths[at] < wanted:
            at += 1
        picked.append(dense[at])
    return picked


def _on_curve(p0: Point, p1: Point, p2: Point, p3: Point, t: float) -> Point:
    def bend(a: float, b: float, d: float, e: float) -> float:
        return 0.5 * (2 * b + (d - a) * t + (2 * a - 5 * b + 4 * d - e) * t**2 + (3 * b - a - 3 * d + e) * t**3)

    return bend(p0[0], p1[0], p2[0], p3[0]), bend(p0[1], p1[1], p2[1], p3[1])


def _walker(way: list[Point], share: float, h: float, colour: str, moment: float) -> str:
    dense = _along(way, 200)
    x, y = dense[min(int(share * 199), 199)]
    tall = 22 + 62 * max(y / h - 0.36, 0) / 0.64
    return m.shadow(x + tall * 0.2, y, tall * 0.32) + m.figure(x, y, tall, colour, step=moment * 12 + share)


def _door_house(foot: Point, size: float) -> str:
    x, y = foot
    w = size * 0.82
    glow = circle(x, y - size * 0.24, size * 1.5, outwards((0, c.GLOW, 0.55), (0.4, c.GLOW, 0.16), (1, c.GLOW, 0)))
    wall = f"M{x - w / 2} {y}L{x - w / 2} {y - size * 0.72}L{x} {y - size * 1.2}L{x + w / 2} {y - size * 0.72}L{x + w / 2} {y}Z"
    opening = f"M{x - size * 0.13} {y}L{x - size * 0.13} {y - size * 0.34}A{size * 0.13} {size * 0.13} 0 0 1 {x + size * 0.13} {y - size * 0.34}L{x + size * 0.13} {y}Z"
    panes = "".join(rect(x + dx * size, y - size * 0.62, size * 0.13, size * 0.17, c.PEACH, rx=1) for dx in (-0.3, 0.17))
    roof = stroke(f"M{x - w * 0.56} {y - size * 0.66}L{x} {y - size * 1.22}L{x + w * 0.56} {y - size * 0.66}", c.DEEP, size * 0.06)
    return glow + path(wall, c.INK_SOFT) + path(wall, m.slanted_light(c.INK_SOFT)) + roof + panes + path(opening, downwards((0, c.PEACH), (1, c.GLOW)), stroke=c.EMBER, stroke_width=2.5)


def _deck(x: float, left: float, right: float, bank: float, rise: float) -> float:
    share = (x - left) / (right - left)
    return bank - rise * math.sin(max(0.0, min(1.0, share)) * math.pi) - 10


def _arch(left: float, right: float, bank: float, rise: float) -> str:
    top = [(left + (right - left) * i / 40, _deck(left + (right - left) * i / 40, left, right, bank, rise)) for i in range(41)]
    inset = (right - left) * 0.11
    below = f"L{right} {bank + 42}L{right - inset} {bank + 42}C{right - inset * 1.5} {bank - rise * 0.62} {left + inset * 1.5} {bank - rise * 0.62} {left + inset} {bank + 42}L{left} {bank + 42}Z"
    stone = downwards((0, "#8d4a3a"), (0.55, "#57304a"), (1, "#2c2445"))
    d = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in top)
    return path(d + below, stone) + stroke(d, "#f2b083", 5) + _arch_stones(left + inset, right - inset, bank, rise)


def _arch_stones(left: float, right: float, bank: float, rise: float) -> str:
    inset = (right - left) * 0.07
    return stroke(f"M{left} {bank + 42}C{left + inset} {bank - rise * 0.62} {right - inset} {bank - rise * 0.62} {right} {bank + 42}", "#d98a63", 3.5, opacity=0.75)


def _railing(left: float, right: float, bank: float, rise: float) -> str:
    bars, rail = "", []
    for i in range(33):
        x = left + (right - left) * i / 32
        y = _deck(x, left, right, bank, rise)
        rail.append((x, y - 19))
        bars += stroke(f"M{x:.1f} {y:.1f}L{x:.1f} {y - 19:.1f}", "#241d3d", 1.6)
    return bars + stroke(smooth(rail), "#241d3d", 3)


def _home(right: float, bank: float) -> str:
    x = right - 150
    walls = path(f"M{x} {bank}L{x} {bank - 104}L{x + 68} {bank - 178}L{x + 136} {bank - 104}L{x + 136} {bank}Z", "#7c3527")
    walls += path(f"M{x + 68} {bank}L{x + 68} {bank - 178}L{x + 136} {bank - 104}L{x + 136} {bank}Z", c.DEEP, opacity=0.25)
    roof = stroke(f"M{x - 12} {bank - 92}L{x + 68} {bank - 180}L{x + 148} {bank - 92}", "#2a1f38", 11)
    chimney = rect(x + 98, bank - 178, 17, 42, "#2a1f38")
    panes = "".join(rect(x + dx, bank - dy, 32, 30, "#ffc38f", rx=2, stroke="#2a1f38", stroke_width=3) for dx, dy in ((20, 92), (84, 92), (20, 46)))
    heart = circle(x + 68, bank - 132, 11, "#ffc38f")
    return chimney + walls + panes + heart + rect(x + 84, bank - 50, 32, 50, "#2a1f38", rx=2) + circle(x + 110, bank - 25, 2.5, c.GLOW) + roof + m.tree(x - 44, bank, 120, "#3b3d63", trunk="#171f3a")


def _school(left: float, bank: float, stage: Stage) -> str:
    wide = max(stage.width - left + 30, 210)
    block = rect(left + 26, bank - 112, wide, 112, "#2d5560") + rect(left + 26, bank - 120, wide, 12, "#1d3444")
    entrance = path(f"M{left + 14} {bank}L{left + 14} {bank - 130}L{left + 70} {bank - 176}L{left + 126} {bank - 130}L{left + 126} {bank}Z", "#38697033"[:7])
    clock = circle(left + 70, bank - 124, 16, c.PAPER) + stroke(f"M{left + 70} {bank - 124}l0 -10M{left + 70} {bank - 124}l7 4", "#1d3444", 2.4)
    roof = stroke(f"M{left + 4} {bank - 124}L{left + 70} {bank - 180}L{left + 136} {bank - 124}", "#1d3444", 9)
    door = path(f"M{left + 44} {bank}L{left + 44} {bank - 56}A26 26 0 0 1 {left + 96} {bank - 56}L{left + 96} {bank}Z", "#ffc38f", stroke="#1d3444", stroke_width=4) + stroke(f"M{left + 70} {bank - 80}L{left + 70} {bank}", "#1d3444", 3)
    panes = "".join(rect(left + 146 + column * 50, bank - 92 + row * 48, 34, 32, "#ffd9ae" if (column + row) % 3 else "#5d8a90", rx=2) for column in range(8) for row in range(2))
    flag = stroke(f"M{left + 70} {bank - 178}L{left + 70} {bank - 222}", "#1d3444", 3) + path(f"M{left + 70} {bank - 222}C{left + 86} {bank - 228} {left + 94} {bank - 214} {left + 110} {bank - 220}L{left + 110} {bank - 202}C{left + 94} {bank - 196} {left + 86} {bank - 210} {left + 70} {bank - 204}Z", c.EMBER)
    return block + panes + entrance + clock + door + roof + flag


def _quays(stage: Stage, left: float, right: float, bank: float) -> str:
    wall = downwards((0, "#4a3350"), (1, "#1c1c38"))
    drawn = ""
    for x, w in ((-5, left + 5), (right, stage.width - right + 5)):
        drawn += rect(x, bank - 4, w, 46, wall) + rect(x, bank - 6, w, 6, "#d9a07e")
    return drawn


def _stars(stage: Stage, count: int) -> str:
    draw = Random(count)
    return "".join(
        circle(draw.random() * stage.width, draw.random() ** 1.5 * stage.height * 0.4, draw.uniform(0.6, 1.7), c.PAPER, opacity=draw.uniform(0.2, 0.8))
        for _ in range(count)
    )


def _rower_boat(x: float, y: float, size: float, hull: str, heading: int, light: str, moment: float) -> str:
    bob = math.sin(moment * 5 * math.tau / 2 + heading) * 2.5
    y += bob
    body = f"M{-0.5 * size} {-0.15 * size}C{-0.42 * size} {0.03 * size} {-0.3 * size} {0.06 * size} 0 {0.06 * size}C{0.3 * size} {0.06 * size} {0.42 * size} {0.0 * size} {0.5 * size} {-0.17 * size}C{0.25 * size} {-0.09 * size} {-0.25 * size} {-0.08 * size} {-0.5 * size} {-0.15 * size}Z"
    people = m.figure(-size * 0.17, -size * 0.06, size * 0.29, c.SAND if heading > 0 else c.LILAC) + m.figure(size * 0.13, -size * 0.06, size * 0.33, c.EMBER if heading > 0 else c.SEA)
    pole = stroke(f"M{size * 0.16} {-size * 0.24}L{size * 0.33} {-size * 0.4}", c.DEEP, 4)
    drawn = people + path(body, hull) + path(body, downwards((0, c.PAPER, 0.25), (0.4, c.PAPER, 0), (1, c.DEEP, 0.5))) + pole
    lamp = m.lantern(x + heading * size * 0.33, y - size * 0.34, 17, glow=8, strength=0.7) if light == c.GLOW else _pale_lantern(x + heading * size * 0.33, y - size * 0.34)
    return group(drawn, transform=f"translate({x:.1f} {y:.1f}) scale({heading} 1)") + lamp


def _pale_lantern(x: float, y: float) -> str:
    halo = outwards((0, c.MIST, 0.6), (0.3, c.MIST, 0.22), (1, c.MIST, 0))
    lamp = downwards((0, c.PAPER), (1, c.SEA))
    bars = ellipse(x, y, 8, 17, "none", stroke=c.LAGOON, stroke_width=1)
    return circle(x, y, 130, halo) + ellipse(x, y, 14.5, 17, lamp) + bars + rect(x - 5, y - 19, 10, 3, c.DEEP) + rect(x - 5, y + 16, 10, 3, c.DEEP)


def _arc_of_light(middle: Point, moment: float) -> str:
    x, y = middle
    drawn = ""
    for number in range(17):
        share = number / 16
        angle = math.pi * (1 - share)
        px, py = x + math.cos(angle) * 105, y - math.sin(angle) * 105 + 20
        strength = max(0.0, min(1.0, moment * 2.2)) * (0.5 + 0.5 * math.sin(share * math.pi))
        drawn += circle(px, py, 2 + 2.6 * math.sin(share * math.pi), c.mixed(c.GLOW, c.MIST, share), opacity=strength)
    return drawn


def _tidal_flats(stage: Stage, shore: float, moment: float) -> str:
    w, h = stage.width, stage.height
    drawn = rect(0, shore, w, h - shore, downwards((0, "#f2c79a"), (0.25, "#b9a98a"), (0.6, "#5d8479"), (1, "#123a39")))
    for row in range(17):
        depth = row / 16
        y = shore + 4 + (h - shore) * depth**1.5
        points = [(w * i / 12, y + math.sin(i * 1.3 + row * 0.9 + moment * math.tau) * (1.5 + 12 * depth)) for i in range(13)]
        drawn += stroke(smooth(points), "#fbe7c8" if row % 3 else c.GLOW, 1 + 5 * depth, opacity=0.5 - 0.22 * depth)
        drawn += stroke(smooth([(x, py + 3 + 9 * depth) for x, py in points]), c.DEEP, 1 + 8 * depth, opacity=0.16)
    posts = ""
    for number in range(12):
        near = (number / 11) ** 1.6
        x, y = w * (0.58 + 0.34 * near), shore + 6 + (h - shore) * 0.72 * near
        posts += stroke(f"M{x:.1f} {y:.1f}L{x:.1f} {y - 12 - 62 * near:.1f}", c.DEEP, 2 + 9 * near) + m.shadow(x + 8 * near, y, 6 + 26 * near, opacity=0.3)
    return drawn + posts + m.birds(w * 0.3, shore - 30, 7, seed=66, count=7, colour=c.INK, moment=moment)


def _calendar_house(left: float, right: float, top: float, base: float) -> str:
    w, h = right - left, base - top
    middle, rise = (left + right) / 2, w * 0.3
    wall = f"M{left} {base}L{left} {top}L{left + w * 0.12} {top}L{left + w * 0.12} {top - rise * 0.27}L{left + w * 0.25} {top - rise * 0.27}L{left + w * 0.25} {top - rise * 0.5}L{left + w * 0.37} {top - rise * 0.5}L{left + w * 0.37} {top - rise * 0.68}L{right - w * 0.37} {top - rise * 0.68}L{right - w * 0.37} {top - rise * 0.5}L{right - w * 0.25} {top - rise * 0.5}L{right - w * 0.25} {top - rise * 0.27}L{right - w * 0.12} {top - rise * 0.27}L{right - w * 0.12} {top}L{right} {top}L{right} {base}Z"
    drawn = path(wall, slanted((0, "#1f5350"), (1, c.INK))) + _bricks(left, right, top, base)
    drawn += circle(middle, top - rise * 0.28, w * 0.055, c.PEACH, stroke=c.SAND, stroke_width=4)
    lit = {(0, 3), (1, 1), (1, 4), (2, 2), (2, 5), (3, 3), (3, 0), (4, 4)}
    for row in range(5):
        for column in range(7):
            if (row, column) in {(0, 0), (0, 1), (4, 6)}:
                continue
            x = left + w * (0.055 + column * 0.1295)
            y = top + h * (0.03 + row * 0.157)
            drawn += _day(x, y, w * 0.1, h * 0.115, "accent" if (row, column) == (2, 2) else "lit" if (row, column) in lit else "dark")
    door = path(f"M{middle - 26} {base}L{middle - 26} {base - 62}A26 26 0 0 1 {middle + 26} {base - 62}L{middle + 26} {base}Z", c.EMBER, stroke=c.SAND, stroke_width=5)
    return drawn + door + circle(middle + 15, base - 30, 3, c.PEACH)


def _bricks(left: float, right: float, top: float, base: float) -> str:
    draw = Random(4)
    return "".join(
        rect(draw.uniform(left, right - 20), draw.uniform(top, base), draw.uniform(8, 20), 3, c.SEA, opacity=draw.uniform(0.05, 0.18))
        for _ in range(170)
    )


def _day(x: float, y: float, w: float, h: float, state: str) -> str:
    glass = {"dark": downwards((0, "#3d7a74"), (1, "#235450")), "lit": downwards((0, "#ffe0b8"), (1, c.PEACH)), "accent": downwards((0, c.GLOW), (1, c.EMBER))}[state]
    halo = circle(x + w / 2, y + h / 2, h * 1.25, outwards((0, c.GLOW, 0.5), (1, c.GLOW, 0))) if state == "accent" else ""
    pane = rect(x, y, w, h, glass, rx=2, stroke=c.SAND, stroke_width=2.6)
    bars = stroke(f"M{x + w / 2} {y}L{x + w / 2} {y + h}M{x} {y + h * 0.38}L{x + w} {y + h * 0.38}", c.SAND, 1.8)
    return halo + pane + bars + rect(x - 3, y + h, w + 6, 4, c.SAND)


def _many_houses(stage: Stage, base: float) -> str:
    w, h = stage.width, stage.height
    row = m.row_of_houses(-16, w * 0.24, base, seed=81, width=76, height=h * 0.25, colours=WARM, lit=0.25, window="#ffe0b8")
    row += _library(w * 0.25, base, w * 0.17, h * 0.31)
    row += m.row_of_houses(w * 0.425, w * 0.6, base, seed=91, width=66, height=h * 0.32, colours=WARM[2:] + WARM[:2], lit=0.3, window="#ffe0b8")
    row += _workshop(w * 0.615, base, w * 0.17, h * 0.22)
    row += m.row_of_houses(w * 0.79, w * 1.05, base, seed=85, width=74, height=h * 0.36, colours=WARM[4:] + WARM[:4], lit=0.3, window="#ffe0b8")
    return row + m.tree(w * 0.235, base, h * 0.25, "#2f6a62") + m.tree(w * 0.607, base, h * 0.29, "#3f7a70") + m.tree(w * 0.79, base, h * 0.2, "#2f6a62")


def _library(x: float, base: float, w: float, h: float) -> str:
    body = rect(x, base - h * 0.78, w, h * 0.78, "#f1dfbd") + polygon([(x - 10, base - h * 0.78), (x + w + 10, base - h * 0.78), (x + w / 2, base - h * 1.12)], c.INK_SOFT)
    book = path(f"M{x + w / 2} {base - h * 0.84}c-10 -10 -26 -10 -34 -6l0 -24c8 -4 24 -4 34 6c10 -10 26 -10 34 -6l0 24c-8 -4 -24 -4 -34 6Z", c.PAPER)
    columns = "".join(rect(x + w * (0.06 + 0.2 * i), base - h * 0.72, w * 0.075, h * 0.64, c.PAPER) for i in range(5))
    glass = "".join(rect(x + w * (0.155 + 0.2 * i), base - h * 0.68, w * 0.085, h * 0.6, "#ffc79a" if i in (1, 3) else c.LAGOON) for i in range(4))
    return body + glass + columns + book + rect(x - 6, base - h * 0.08, w + 12, h * 0.08, c.SAND)


def _workshop(x: float, base: float, w: float, h: float) -> str:
    third = w / 3
    saw = f"M{x} {base}L{x} {base - h * 0.75}" + "".join(f"L{x + third * i} {base - h * 1.15}L{x + third * (i + 1)} {base - h * 0.75}" for i in range(3)) + f"L{x + w} {base}Z"
    glass = "".join(polygon([(x + third * i + 4, base - h * 1.06), (x + third * i + 4, base - h * 0.78), (x + third * i + third * 0.72, base - h * 0.78)], c.PAPER, opacity=0.75) for i in range(3))
    gate = rect(x + w * 0.1, base - h * 0.5, w * 0.34, h * 0.5, "#ffc79a") + "".join(stroke(f"M{x + w * 0.1} {base - h * y}L{x + w * 0.44} {base - h * y}", c.RUST, 2) for y in (0.12, 0.25, 0.38))
    panes = "".join(rect(x + w * (0.54 + 0.14 * i), base - h * 0.52, w * 0.1, h * 0.26, "#ffe0b8" if i != 1 else c.LAGOON) for i in range(3))
    return path(saw, c.EMBER) + path(saw, sideways((0, c.PAPER, 0.12), (1, c.DEEP, 0.2))) + glass + gate + panes + rect(x + w * 0.86, base - h * 1.6, w * 0.07, h * 0.8, c.RUST)


def _waves(stage: Stage, moment: float) -> str:
    w, h = stage.width, stage.height
    drawn = ""
    for row in range(26):
        depth = row / 25
        y = h * (depth**1.25)
        swing = 2 + 11 * depth
        points = [(w * i / 14, y + math.sin(i * (1.9 - depth) + row * 1.7 + moment * math.tau * (1 if row % 2 else -1)) * swing) for i in range(-1, 16)]
        thick = 3 + 15 * depth
        drawn += stroke(smooth(points), "#0e3334" if row % 2 else "#4f928a", thick, opacity=0.34 if row % 2 else 0.2)
    return drawn
