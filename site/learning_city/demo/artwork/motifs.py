"""The things that return from picture to picture: houses, towers, trees, water, boats, chairs, people."""

from __future__ import annotations

import math
from random import Random

from . import palette as c
from .svg import (
    Paint,
    Point,
    Stage,
    circle,
    clipped,
    downwards,
    ellipse,
    group,
    moved,
    outwards,
    path,
    polygon,
    rect,
    sideways,
    smooth,
    stroke,
)

TAU = math.tau


def sun(x: float, y: float, r: float, *, colour: str = c.EMBER, glow: float = 4.5) -> str:
    halo = outwards((0, c.GLOW, 0.55), (0.22, c.GLOW, 0.32), (1, c.GLOW, 0))
    disc = downwards((0, c.GLOW), (1, colour))
    return circle(x, y, r * glow, halo) + circle(x, y, r, disc)


def moon(x: float, y: float, r: float, phase: float, *, light: str = c.PAPER, dark: str = c.TEAL) -> str:
    """Draw the moon; phase 0 is new, 0.5 full, 1 new again."""
    bulge = math.cos(phase * TAU) * r
    waxing = phase <= 0.5
    outer = 1 if waxing else 0
    inner = 0 if (bulge > 0) == waxing else 1
    lit = f"M{x} {y - r}A{r} {r} 0 0 {outer} {x} {y + r}A{abs(bulge):.2f} {r} 0 0 {inner} {x} {y - r}Z"
    return circle(x, y, r, dark) + (path(lit, light) if 0.02 < phase < 0.98 else "")


def cloud(x: float, y: float, w: float, colour: str, opacity: float, seed: int = 1) -> str:
    """Draw a flat bank of cloud: long rounded strokes over one another."""
    draw = Random(seed)
    strokes = ""
    for level in range(4):
        span = w * draw.uniform(0.35, 1.0)
        left = x + (w - span) * draw.random()
        thick = w * 0.022
        strokes += rect(left, y + level * thick * 0.9, span, thick, colour, rx=thick / 2)
    return group(strokes, opacity=opacity)


def house(
    x: float, base: float, w: float, h: float, *, seed: int, colour: str, lit: float = 0.3,
    window: str = c.GLOW, dark: str = "",
) -> str:
    """Draw a gabled canal house; `lit` is the share of windows with light in them."""
    draw = Random(seed)
    shape = draw.choice(["point", "step", "bell", "neck", "flat"])
    top = base - h
    outline = _gable(shape, x, top, w)
    wall = f"M{x:.2f} {base:.2f}L{x:.2f} {top:.2f}{outline}L{x + w:.2f} {base:.2f}Z"
    shadow = sideways((0, c.PAPER, 0.10), (0.5, c.PAPER, 0), (0.52, c.DEEP, 0.05), (1, c.DEEP, 0.3))
    dim = dark or c.mixed(colour, c.DEEP, 0.45)
    return path(wall, colour) + path(wall, shadow) + _windows(x, top, w, h, draw, lit, window, dim)


def row_of_houses(
    left: float, right: float, base: float, *, seed: int, width: float, height: float,
    colours: list[str], lit: float = 0.3, window: str = c.GLOW, dark: str = "",
) -> str:
    draw = Random(seed)
    houses, x, number = "", left, 0
    while x < right:
        w = width * draw.uniform(0.8, 1.2)
        colour = colours[number % len(colours)]
        number += draw.choice([1, 1, 2])
        houses += house(
            x, base, w, height * draw.uniform(0.75, 1.15), seed=draw.randrange(9999), colour=colour,
            lit=lit, window=window, dark=dark,
        )
        x += w - 0.3
    return houses


def tower(x: float, base: float, h: float, colour: str, *, light: str = c.GLOW) -> str:
    """Draw a tall tower of our own invention, x being its axis."""
    w = h * 0.17
    tiers = [(1.0, 0.0, 0.46), (0.8, 0.46, 0.66), (0.56, 0.66, 0.79), (0.3, 0.79, 0.86)]
    drawn = ""
    for share, low, high in tiers:
        left, top, span = x - w * share / 2, base - h * high, w * share
        drawn += rect(left, top, span, h * (high - low) + 0.5, colour)
        drawn += rect(left + span * 0.52, top, span * 0.48, h * (high - low) + 0.5, c.DEEP, opacity=0.22)
        drawn += rect(left - w * 0.05, top, span + w * 0.1, h * 0.012, colour)
    drawn += polygon([(x - w * 0.15, base - h * 0.86), (x + w * 0.15, base - h * 0.86), (x, base - h)], colour)
    return drawn + _tower_openings(x, base, h, w, light)


def tree(x: float, base: float, h: float, colour: str, *, trunk: str = c.DEEP, lean: float = 0) -> str:
    crown = h * 0.34
    top = base - h + crown * 1.15
    lighted = slanted_light(colour)
    return (
        stroke(f"M{x:.2f} {base:.2f}Q{x:.2f} {base - h * 0.3:.2f} {x + lean:.2f} {top:.2f}", trunk, h * 0.035)
        + ellipse(x + lean, top, crown, crown * 1.15, colour)
        + ellipse(x + lean, top, crown, crown * 1.15, lighted)
        + stroke(
            f"M{x + lean:.2f} {top + crown * 0.9:.2f}L{x + lean:.2f} {top - crown * 0.3:.2f}"
            f"M{x + lean:.2f} {top + crown * 0.35:.2f}L{x + lean + crown * 0.38:.2f} {top - crown * 0.05:.2f}"
            f"M{x + lean:.2f} {top + crown * 0.6:.2f}L{x + lean - crown * 0.42:.2f} {top + crown * 0.15:.2f}",
            trunk, h * 0.014, opacity=0.7,
        )
    )


def slanted_light(colour: str) -> Paint:
    """Return light from the left and shadow on the right for a round thing."""
    bright = c.mixed(colour, c.PAPER, 0.35)
    return sideways((0, bright, 0.7), (0.45, bright, 0), (0.55, c.DEEP, 0), (1, c.DEEP, 0.35))


def ripples(
    left: float, right: float, top: float, bottom: float, *, seed: int, count: int, colour: str,
    opacity: float = 0.4, moment: float = 0, reach: float = 1,
) -> str:
    """Draw strokes of light on water; moment 0 and 1 look the same, so that a film can loop."""
    draw = Random(seed)
    drawn = ""
    for _ in range(count):
        depth = draw.random() ** 1.4
        y = top + (bottom - top) * depth
        span = (14 + 90 * depth) * draw.uniform(0.5, 1.5) * reach
        phase = draw.random()
        drift = math.sin((moment + phase) * TAU) * (6 + 16 * depth)
        shine = opacity * (0.35 + 0.65 * math.sin((moment + phase) * TAU * draw.choice([1, 2])) ** 2)
        x = draw.uniform(left, right) + drift - span / 2
        thick = 0.8 + 3.4 * depth
        drawn += rect(x, y, span, thick, colour, rx=thick / 2, opacity=shine)
    return drawn


def glitter(
    x: float, top: float, bottom: float, *, seed: int, colour: str, spread: float, moment: float = 0,
    count: int = 46,
) -> str:
    """Draw the broken column of light below a lamp or the sun."""
    draw = Random(seed)
    drawn = ""
    for number in range(count):
        depth = (number + draw.random()) / count
        y = top + (bottom - top) * depth
        phase = draw.random()
        sway = math.sin((moment + phase) * TAU) * spread * 0.18
        span = spread * (0.35 + 0.9 * depth) * draw.uniform(0.3, 1)
        thick = 1.2 + 3.6 * depth
        shine = 0.9 - 0.55 * depth + 0.15 * math.sin((2 * moment + phase) * TAU)
        left = x + draw.gauss(0, spread * (0.08 + 0.2 * depth)) + sway - span / 2
        drawn += rect(left, y, span, thick, colour, rx=thick / 2, opacity=max(shine, 0.08))
    return drawn


def boat(x: float, y: float, size: float, hull: str, *, heading: int = 1, sail: str = "") -> str:
    """Draw a flat-bottomed canal boat; size is its length, y its waterline."""
    body = "M-0.5 -0.13C-0.47 0 -0.4 0.06 -0.3 0.06L0.3 0.06C0.42 0.06 0.5 -0.06 0.53 -0.19C0.3 -0.12 -0.2 -0.1 -0.5 -0.13Z"
    parts = path(body, hull) + stroke("M-0.5 -0.13C-0.2 -0.1 0.3 -0.12 0.53 -0.19", c.PAPER, 0.016, opacity=0.8)
    parts += rect(-0.34, -0.24, 0.3, 0.13, c.mixed(hull, c.PAPER, 0.25), rx=0.02)
    parts += rect(-0.3, -0.21, 0.06, 0.05, c.GLOW) + rect(-0.2, -0.21, 0.06, 0.05, c.GLOW)
    if sail:
        parts += rect(0.075, -0.98, 0.018, 0.86, c.DEEP)
        parts += path("M0.1 -0.96C0.34 -0.7 0.46 -0.45 0.48 -0.24L0.1 -0.22Z", sail)
        parts += path("M0.065 -0.9C-0.06 -0.65 -0.18 -0.4 -0.26 -0.28L0.065 -0.24Z", sail, opacity=0.75)
    return group(parts, transform=f"translate({x:.2f} {y:.2f}) scale({size * heading:.2f} {size:.2f})")


def lantern(x: float, y: float, size: float, *, glow: float = 6, strength: float = 0.6) -> str:
    """Draw a paper lantern around its middle."""
    halo = outwards((0, c.GLOW, strength), (0.3, c.GLOW, strength * 0.4), (1, c.GLOW, 0))
    lamp = downwards((0, c.PEACH), (0.55, c.GLOW), (1, c.EMBER))
    bars = "".join(
        ellipse(x, y, size * share, size, "none", stroke=c.EMBER, stroke_width=size * 0.05, opacity=0.55)
        for share in (0.28, 0.6)
    )
    cap = rect(x - size * 0.3, y - size * 1.12, size * 0.6, size * 0.18, c.DEEP, rx=size * 0.05)
    foot = rect(x - size * 0.25, y + size * 0.94, size * 0.5, size * 0.15, c.DEEP, rx=size * 0.05)
    return circle(x, y, size * glow, halo) + ellipse(x, y, size * 0.85, size, lamp) + bars + cap + foot


def pendant(x: float, top: float, length: float, size: float, colour: str = c.INK) -> str:
    """Draw a hanging lamp with its cone of light left to the picture."""
    y = top + length
    shade = (
        f"M{x - size} {y}C{x - size} {y - size * 0.9} {x - size * 0.35} {y - size} {x - size * 0.2} {y - size * 1.15}"
        f"L{x + size * 0.2} {y - size * 1.15}C{x + size * 0.35} {y - size} {x + size} {y - size * 0.9} {x + size} {y}Z"
    )
    halo = outwards((0, c.PEACH, 0.75), (0.3, c.PEACH, 0.25), (1, c.PEACH, 0))
    return (
        stroke(f"M{x} {top}L{x} {y - size}", colour, 2)
        + circle(x, y + size * 0.15, size * 2.6, halo)
        + path(shade, colour)
        + path(shade, sideways((0, c.PAPER, 0.25), (0.4, c.PAPER, 0), (1, c.DEEP, 0.3)))
        + ellipse(x, y, size * 0.98, size * 0.14, c.PEACH)
    )


def figure(x: float, base: float, h: float, colour: str, *, skin: str = c.CLAY, step: float = 0) -> str:
    """Draw a person as two rounded shapes; step (in turns) makes them rock while walking."""
    rock = math.sin(step * TAU) * 3
    lift = abs(math.sin(step * TAU)) * h * 0.02
    coat = f"M{-h * 0.19} 0C{-h * 0.2} {-h * 0.42} {-h * 0.15} {-h * 0.72} 0 {-h * 0.72}C{h * 0.15} {-h * 0.72} {h * 0.2} {-h * 0.42} {h * 0.19} 0Q0 {h * 0.035} {-h * 0.19} 0Z"
    return moved(
        x, base - lift,
        path(coat, colour), path(coat, slanted_light(colour)),
        circle(0, -h * 0.86, h * 0.125, skin), circle(0, -h * 0.86, h * 0.125, slanted_light(skin)),
        turn=rock,
    )


def shadow(x: float, base: float, w: float, *, opacity: float = 0.22) -> str:
    return ellipse(x, base, w, w * 0.16, c.DEEP, opacity=opacity)


def bicycle(x: float, base: float, size: float, colour: str = c.INK, *, rider: str = "", turn: float = 0) -> str:
    """Draw a bicycle; size is the diameter of a wheel, `turn` how far the wheels have turned."""
    r = size / 2
    back, front, saddle, head = (-r * 1.15, -r), (r * 1.35, -r), (-r * 0.5, -r * 2.35), (r * 0.95, -r * 2.5)
    pedal = (r * 0.05, -r * 0.95)
    wheels = _wheel(back, r, colour, turn) + _wheel(front, r, colour, turn)
    frame = _line([back, pedal, saddle, back], colour, r * 0.13) + _line([pedal, head, front], colour, r * 0.13)
    frame += _line([saddle, (r * 0.9, -r * 2.2)], colour, r * 0.13)
    frame += _line([(r * 0.65, -r * 2.75), head, (r * 0.7, -r * 2.6)], colour, r * 0.13)
    frame += _line([(saddle[0] - r * 0.3, saddle[1]), (saddle[0] + r * 0.25, saddle[1])], colour, r * 0.2)
    return moved(x, base, wheels, frame, _rider(r, rider, turn) if rider else "")


def small_chair(x: float, base: float, size: float, colour: str, *, facing: int = 1) -> str:
    """Draw a chair from the side; size is its height."""
    dark = c.mixed(colour, c.DEEP, 0.35)
    legs = _line([(-0.26, 0), (-0.2, -0.46)], dark, 0.06) + _line([(0.28, 0), (0.22, -0.46)], dark, 0.06)
    seat = rect(-0.3, -0.52, 0.62, 0.1, colour, rx=0.05)
    back = path("M-0.3 -0.5L-0.37 -0.93C-0.38 -1.02 -0.25 -1.02 -0.24 -0.93L-0.18 -0.5Z", colour)
    return group(legs, back, seat, transform=f"translate({x:.2f} {base:.2f}) scale({size * facing:.2f} {size:.2f})")


def chair_from_above(x: float, y: float, size: float, turn: float, colour: str) -> str:
    """Draw a chair seen from above; turn 0 means that it faces upwards."""
    seat = rect(-0.5, -0.5, 1, 0.95, colour, rx=0.22)
    seat += rect(-0.5, -0.5, 1, 0.95, slanted_light(colour), rx=0.22)
    back = path("M-0.58 0.2C-0.55 0.72 0.55 0.72 0.58 0.2C0.62 0.08 0.46 0.06 0.44 0.18C0.4 0.46 -0.4 0.46 -0.44 0.18C-0.46 0.06 -0.62 0.08 -0.58 0.2Z", c.mixed(colour, c.DEEP, 0.4))
    return moved(x, y, seat, back, scale=size, turn=turn)


def tree_rings(x: float, y: float, r: float, *, seed: int, count: int, colour: str, width: float = 1.5, opacity: float = 0.5) -> str:
    """Draw rings that grow outwards, wobbling together as those of a tree do."""
    draw = Random(seed)
    waves = [(draw.randint(2, 6), draw.uniform(0, TAU), draw.uniform(0.006, 0.02)) for _ in range(4)]
    rings = ""
    for number in range(1, count + 1):
        radius = r * (number / count) ** 0.85
        points = [_ring_point(x, y, radius, angle * TAU / 60, waves) for angle in range(61)]
        strength = opacity * draw.uniform(0.45, 1)
        rings += stroke(smooth(points) + "Z", colour, width * draw.uniform(0.5, 1.4), opacity=strength)
    return rings


def birds(x: float, y: float, size: float, *, seed: int, count: int, colour: str, moment: float = 0) -> str:
    draw = Random(seed)
    drawn = ""
    for number in range(count):
        bx, by = x + draw.gauss(0, size * 5), y + draw.gauss(0, size * 2)
        flap = 0.25 + 0.35 * math.sin((moment * 14 + number * 0.37) * TAU)
        s = size * draw.uniform(0.6, 1.1)
        drawn += stroke(f"M{bx - s} {by - s * flap}Q{bx - s * 0.4} {by - s * 0.25} {bx} {by}Q{bx + s * 0.4} {by - s * 0.25} {bx + s} {by - s * flap}", colour, s * 0.16)
    return drawn


def mirrored(horizon: float, *children: str, squeeze: float = 0.8, opacity: float = 0.35) -> str:
    """Reflect the children in water whose edge lies at the horizon."""
    turn = f"translate(0 {horizon * (1 + squeeze):.2f}) scale(1 {-squeeze})"
    return group(*children, transform=turn, opacity=opacity)


def vignette(stage: Stage, colour: str = c.DEEP, strength: float = 0.35) -> str:
    shade = outwards((0.55, colour, 0), (1, colour, strength))
    w, h = stage.width, stage.height
    return ellipse(w / 2, h / 2, w * 0.78, h * 0.82, shade) if strength else ""


def window_with(name: str, x: float, y: float, w: float, h: float, view: str, frame: str) -> str:
    """Draw a tall window through which the view (in picture coordinates) is seen."""
    pane = rect(x, y, w, h, c.MIST, rx=3)
    bars = rect(x + w / 2 - 3, y, 6, h, frame) + rect(x, y + h * 0.36, w, 6, frame)
    edge = rect(x, y, w, h, "none", stroke=frame, stroke_width=9, rx=3)
    sill = rect(x - 16, y + h, w + 32, 12, frame, rx=3)
    return clipped(name, pane, pane, view) + bars + edge + sill


def _gable(shape: str, x: float, top: float, w: float) -> str:
    right, middle, rise = x + w, x + w / 2, w * 0.55
    if shape == "point":
        return f"L{middle:.2f} {top - rise:.2f}L{right:.2f} {top:.2f}"
    if shape == "bell":
        return (
            f"C{x + w * 0.22:.2f} {top:.2f} {x + w * 0.2:.2f} {top - rise:.2f} {x + w * 0.36:.2f} {top - rise:.2f}"
            f"L{x + w * 0.64:.2f} {top - rise:.2f}C{x + w * 0.8:.2f} {top - rise:.2f} {x + w * 0.78:.2f} {top:.2f} {right:.2f} {top:.2f}"
        )
    if shape == "neck":
        return (
            f"L{x + w * 0.3:.2f} {top:.2f}L{x + w * 0.3:.2f} {top - rise * 0.75:.2f}L{middle:.2f} {top - rise * 1.1:.2f}"
            f"L{x + w * 0.7:.2f} {top - rise * 0.75:.2f}L{x + w * 0.7:.2f} {top:.2f}L{right:.2f} {top:.2f}"
        )
    if shape == "step":
        return _steps(x, top, w, rise)
    return f"L{x:.2f} {top - w * 0.08:.2f}L{right:.2f} {top - w * 0.08:.2f}L{right:.2f} {top:.2f}"


def _steps(x: float, top: float, w: float, rise: float) -> str:
    climb = ""
    for number in range(1, 4):
        across, y = x + w * 0.13 * number, top - rise * number / 3.4
        climb += f"L{across - w * 0.13:.2f} {y:.2f}L{across:.2f} {y:.2f}"
    for number in range(3, 0, -1):
        across, y = x + w - w * 0.13 * number, top - rise * number / 3.4
        climb += f"L{across:.2f} {y:.2f}L{across + w * 0.13:.2f} {y:.2f}"
    return climb + f"L{x + w:.2f} {top:.2f}"


def _windows(x: float, top: float, w: float, h: float, draw: Random, lit: float, light: str, dim: str) -> str:
    columns = 2 if w < 42 else 3
    rows = max(2, round(h / (w * 0.48)))
    pane_w, gap = w * 0.6 / columns, w * 0.4 / (columns + 1)
    drawn = ""
    for row in range(rows):
        for column in range(columns):
            shine = draw.random() < lit
            left = x + gap + column * (pane_w + gap)
            y = top + (row + 0.3) * h / (rows + 0.25)
            drawn += rect(left, y, pane_w, h / rows * 0.5, light if shine else dim, opacity=0.95 if shine else 0.55)
    return drawn


def _tower_openings(x: float, base: float, h: float, w: float, light: str) -> str:
    drawn = ""
    for share, y in ((0.9, 0.4), (0.9, 0.24), (0.7, 0.6), (0.5, 0.755)):
        for side in (-1, 1):
            left = x + side * w * share * 0.22 - w * share * 0.09
            top = base - h * y
            drawn += path(
                f"M{left} {top + h * 0.075}L{left} {top + h * 0.015}Q{left + w * share * 0.09} {top - h * 0.015} "
                f"{left + w * share * 0.18} {top + h * 0.015}L{left + w * share * 0.18} {top + h * 0.075}Z",
                light if y > 0.7 else c.DEEP, opacity=0.9 if y > 0.7 else 0.45,
            )
    return drawn + circle(x, base - h * 0.5, w * 0.13, c.PEACH)


def _wheel(hub: Point, r: float, colour: str, turn: float) -> str:
    x, y = hub
    drawn = circle(x, y, r * 0.93, "none", stroke=colour, stroke_width=r * 0.12)
    for spoke in range(6):
        angle = (turn + spoke / 6) * TAU
        drawn += _line([(x, y), (x + math.cos(angle) * r * 0.9, y + math.sin(angle) * r * 0.9)], colour, r * 0.03)
    return drawn


def _rider(r: float, colour: str, turn: float) -> str:
    knee = math.sin(turn * TAU) * r * 0.3
    body = f"M{-r * 0.75} {-r * 2.3}C{-r * 0.9} {-r * 3.6} {-r * 0.2} {-r * 4.5} {r * 0.25} {-r * 4.4}C{r * 0.6} {-r * 4.2} {r * 0.1} {-r * 3} {r * 0.1} {-r * 2.3}Z"
    arm = _line([(r * 0.2, -r * 4), (r * 0.3, -r * 3.2), (r * 0.75, -r * 2.75)], colour, r * 0.28)
    leg = _line([(-r * 0.35, -r * 2.4), (r * 0.55, -r * 1.9 + knee), (r * 0.15, -r * 0.8 + knee)], c.mixed(colour, c.DEEP, 0.4), r * 0.34)
    return leg + path(body, colour) + arm + circle(r * 0.42, -r * 5, r * 0.5, c.CLAY)


def _line(points: list[Point], colour: str, width: float) -> str:
    return stroke("M" + "L".join(f"{x:.3f} {y:.3f}" for x, y in points), colour, width)


def _ring_point(x: float, y: float, radius: float, angle: float, waves: list[tuple[int, float, float]]) -> Point:
    wobble = 1 + sum(depth * math.sin(angle * times + offset) for times, offset, depth in waves)
    return x + math.cos(angle) * radius * wobble, y + math.sin(angle) * radius * wobble
