"""The marks and words of a chart, in per cent across and in em down, so that texts keep their size.

A drawing needs no measuring: its texts are wrapped for the narrowest screen, where a line holds
NARROWEST em, and its marks stretch with the screen. From right to left all is mirrored.
"""

from dataclasses import dataclass, field
from unicodedata import east_asian_width

NARROWEST = 17.0
LETTER = 0.56
# Told apart without colour: circle, square, triangle, diamond, plus, bow tie; in pixels.
SHAPES = (
    "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z",
    "M-4.5-4.5h9v9h-9z",
    "M0-6l6 10h-12z",
    "M0-6.5l6.5 6.5l-6.5 6.5l-6.5-6.5z",
    "M-1.7-6h3.4v4.3h4.3v3.4h-4.3v4.3h-3.4v-4.3h-4.3v-3.4h4.3z",
    "M-6-5l12 10v-10l-12 10z",
)


@dataclass(frozen=True)
class Mark:
    """A bar, or a stretch of a line, or a dot: of one series, in units that SVG reads."""

    series: int
    x: str
    y: str
    to_x: str = ""
    """The width of a bar; where a stretch ends."""
    to_y: str = ""

    @property
    def shape(self) -> str:
        """The outline of a dot: each series has one of its own."""
        return SHAPES[self.series % len(SHAPES)]


@dataclass(frozen=True)
class Words:
    x: str
    y: str
    lines: tuple[str, ...]
    anchor: str = "start"
    is_number: bool = False


@dataclass
class Drawing:
    """All that a template draws; `height` in em."""

    rtl: bool
    height: str = "0em"
    bars: list[Mark] = field(default_factory=list)
    stretches: list[Mark] = field(default_factory=list)
    dots: list[Mark] = field(default_factory=list)
    rules: list[Mark] = field(default_factory=list)
    """Lines that help to read: a grid, and where zero is."""
    words: list[Words] = field(default_factory=list)

    def bar(self, series: int, x: float, y: float, width: float, height: float) -> None:
        start = 100 - x - width if self.rtl else x
        self.bars.append(
            Mark(series, percent(start), em(y), percent(max(width, 0.4)), em(max(height, 0.08)))
        )

    def stretch(self, series: int, x: float, y: float, to_x: float, to_y: float) -> None:
        ends = self._across(x), em(y), self._across(to_x), em(to_y)
        self.stretches.append(Mark(series, *ends))

    def dot(self, series: int, x: float, y: float) -> None:
        self.dots.append(Mark(series, self._across(x), em(y)))

    def rule(self, x: float, y: float, to_x: float, to_y: float, *, zero: bool = False) -> None:
        ends = self._across(x), em(y), self._across(to_x), em(to_y)
        self.rules.append(Mark(int(zero), *ends))

    def say(
        self, x: float, y: float, *lines: str, anchor: str = "start", is_number: bool = False
    ) -> None:
        if self.rtl and is_number:
            # Isolated, so that a minus stays before its number.
            lines = tuple(f"\u2066{line}\u2069" for line in lines)
        self.words.append(Words(self._across(x), em(y), lines, anchor, is_number))

    def _across(self, x: float) -> str:
        return percent(100 - x if self.rtl else x)


def percent(share: float) -> str:
    return f"{round(share, 2):g}%"


def em(height: float) -> str:
    return f"{round(height, 2):g}em"


def width_of(text: str) -> float:
    """About how wide a text is, in em; signs of East Asia take twice the room."""
    return sum(1.05 if east_asian_width(sign) in "WF" else LETTER for sign in text)


def wrapped(text: str) -> tuple[str, ...]:
    """A label in lines that fit the narrowest screen."""
    lines = [""]
    glue = " " if " " in text else ""
    # Without a space one may break anywhere, as East Asian languages do.
    pieces = text.split(" ") if glue else list(text)
    for piece in pieces:
        longer = f"{lines[-1]}{glue}{piece}" if lines[-1] else piece
        if lines[-1] and width_of(longer) > NARROWEST - 0.5:
            lines.append(piece)
        else:
            lines[-1] = longer
    return tuple(lines)
