"""How shapes and gradients are written as SVG."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

Point = tuple[float, float]
Stop = tuple[float, str] | tuple[float, str, float]


@dataclass(frozen=True)
class Stage:
    """The drawing area in drawing units; a landscape picture is 1200 units wide."""

    width: float
    height: float

    @property
    def is_portrait(self) -> bool:
        return self.height > self.width


@dataclass(frozen=True)
class Gradient:
    """A gradient that defines itself right before the first shape that wears it."""

    kind: str
    place: str
    stops: tuple[Stop, ...]

    @property
    def name(self) -> str:
        return "g" + hashlib.sha1(repr(self).encode(), usedforsecurity=False).hexdigest()[:10]

    @property
    def definition(self) -> str:
        stops = "".join(_stop(*stop) for stop in self.stops)
        return f'<{self.kind} id="{self.name}" {self.place}>{stops}</{self.kind}>'


Paint = str | Gradient
Attribute = float | str | Gradient


def downwards(*stops: Stop) -> Gradient:
    """Shade a shape from its top to its bottom."""
    return Gradient("linearGradient", 'x1="0" y1="0" x2="0" y2="1"', stops)


def sideways(*stops: Stop) -> Gradient:
    """Shade a shape from its left edge to its right edge."""
    return Gradient("linearGradient", 'x1="0" y1="0" x2="1" y2="0"', stops)


def slanted(*stops: Stop) -> Gradient:
    """Shade a shape from its upper left corner to its lower right one."""
    return Gradient("linearGradient", 'x1="0" y1="0" x2="1" y2="1"', stops)


def outwards(*stops: Stop) -> Gradient:
    """Shade a shape from its middle to its rim."""
    return Gradient("radialGradient", 'cx="0.5" cy="0.5" r="0.5"', stops)


def rect(x: float, y: float, w: float, h: float, fill: Paint, **more: Attribute) -> str:
    return _shape("rect", x=x, y=y, width=w, height=h, fill=fill, **more)


def circle(x: float, y: float, r: float, fill: Paint, **more: Attribute) -> str:
    return _shape("circle", cx=x, cy=y, r=r, fill=fill, **more)


def ellipse(x: float, y: float, rx: float, ry: float, fill: Paint, **more: Attribute) -> str:
    return _shape("ellipse", cx=x, cy=y, rx=rx, ry=ry, fill=fill, **more)


def polygon(points: Iterable[Point], fill: Paint, **more: Attribute) -> str:
    return _shape("polygon", points=" ".join(f"{x:.2f},{y:.2f}" for x, y in points), fill=fill, **more)


def path(d: str, fill: Paint = "none", **more: Attribute) -> str:
    return _shape("path", d=d, fill=fill, **more)


def stroke(d: str, colour: Paint, width: float, **more: Attribute) -> str:
    """Draw an open line with round ends."""
    line = {"stroke": colour, "stroke_width": width, "stroke_linecap": "round"}
    return path(d, "none", **{**line, "stroke_linejoin": "round", **more})


def group(*children: str, **attributes: Attribute) -> str:
    inner = "".join(children)
    return f"<g {_written(attributes)}>{inner}</g>"


def moved(x: float, y: float, *children: str, scale: float = 1, turn: float = 0) -> str:
    """Draw the children with their origin at x, y."""
    return group(*children, transform=f"translate({x:.2f} {y:.2f}) rotate({turn:.2f}) scale({scale:.4f})")


def clipped(name: str, outline: str, *children: str) -> str:
    """Show of the children only what lies inside the outline (a shape)."""
    return f'<clipPath id="{name}">{outline}</clipPath>' + group(
        *children, clip_path=f"url(#{name})"
    )


def document(stage: Stage, *children: str) -> str:
    inner = "".join(children)
    box = f"0 0 {stage.width:g} {stage.height:g}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{inner}</svg>'


def smooth(points: list[Point]) -> str:
    """Return the path of a soft curve through all points."""
    d = f"M{points[0][0]:.2f} {points[0][1]:.2f}"
    for i in range(len(points) - 1):
        before, here = points[max(i - 1, 0)], points[i]
        there, after = points[i + 1], points[min(i + 2, len(points) - 1)]
        lead = (here[0] + (there[0] - before[0]) / 6, here[1] + (there[1] - before[1]) / 6)
        tail = (there[0] - (after[0] - here[0]) / 6, there[1] - (after[1] - here[1]) / 6)
        d += "C" + " ".join(f"{x:.2f} {y:.2f}" for x, y in (lead, tail, there))
    return d


def _shape(kind: str, **attributes: Attribute) -> str:
    defined = "".join(v.definition for v in attributes.values() if isinstance(v, Gradient))
    return f"{defined}<{kind} {_written(attributes)}/>"


def _written(attributes: dict[str, Attribute]) -> str:
    return " ".join(f'{k.replace("_", "-")}="{_value(v)}"' for k, v in attributes.items())


def _value(value: Attribute) -> str:
    if isinstance(value, Gradient):
        return f"url(#{value.name})"
    return value if isinstance(value, str) else f"{value:.2f}"


def _stop(offset: float, colour: str, opacity: float = 1) -> str:
    return f'<stop offset="{offset:g}" stop-color="{colour}" stop-opacity="{opacity:g}"/>'
