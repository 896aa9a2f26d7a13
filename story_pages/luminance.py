"""How light a picture is behind words, and the least veil that makes them legible (WCAG 1.4.3)."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, reduce
from math import ceil

from PIL import Image, ImageOps

STRIPS = 20
STEP = 5
MOST = 95
"""A veil of 100 % would hide the picture altogether."""
ENOUGH = 4.5
# Compressing a picture and fitting it to a screen make single pixels a little lighter or darker.
_AIM = 4.7
# The largest size of a picture that a page offers: what is in it, somebody sees.
_WIDTH = 2560
_SHARES = (0.2126, 0.7152, 0.0722)


@dataclass(frozen=True)
class Tone:
    """The darkest and the lightest of a picture's pixels, as levels of grey from 0 to 255.

    Both are bounds: however a pixel is coloured, under a veil it is no darker than the first and
    no lighter than the second grey under the same veil.
    """

    darkest: int
    lightest: int

    def __or__(self, other: "Tone") -> "Tone":
        return Tone(min(self.darkest, other.darkest), max(self.lightest, other.lightest))


ANYTHING = Tone(0, 255)


@dataclass(frozen=True)
class Colours:
    """What words are written in and what lies under them, as #rrggbb."""

    paper: str
    ink: str
    others: tuple[str, ...] = ()
    """Further colours of words, such as an accent."""


def strips(picture: Image.Image) -> list[Tone]:
    """The tones of a picture, in strips of equal width from left to right."""
    picture.draft("RGB", (_WIDTH, _WIDTH))
    small = ImageOps.exif_transpose(picture).convert("RGB")
    small.thumbnail((_WIDTH, _WIDTH), Image.Resampling.BOX)
    luma = small.convert("L", (*_SHARES, 0))
    linear = small.point([_rounded_up(level) for level in range(256)] * 3)
    luminance = linear.convert("L", (*_SHARES, 0))
    return [_tone(luma, luminance, number) for number in range(STRIPS)]


def span(tones: list[Tone], begin: float = 0, end: float = 1) -> Tone:
    """What a part of the width holds, given as shares of it; anything if nothing is known."""
    first, last = int(begin * len(tones)), ceil(end * len(tones))
    part = tones[max(0, first) : max(first + 1, last)]
    return joined(part)


def joined(tones: Iterable[Tone]) -> Tone:
    """All of them together; anything if there is none."""
    found = list(tones)
    return reduce(Tone.__or__, found) if found else ANYTHING


@cache
def veil(tone: Tone, colours: Colours) -> int:
    """The least share of paper, in per cent, that makes the ink legible on every pixel."""
    steps = range(0, MOST, STEP)
    return next(
        (step for step in steps if _contrast(tone, step, colours, colours.ink) >= _AIM), MOST
    )


@cache
def takes_colours(tone: Tone, step: int, colours: Colours) -> bool:
    """Whether the other colours of words are legible under a veil, too."""
    return all(_contrast(tone, step, colours, other) >= _AIM for other in colours.others)


def contrast(one: float, other: float) -> float:
    """The ratio of two luminances, from 1 to 21."""
    lighter, darker = max(one, other), min(one, other)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: tuple[float, ...]) -> float:
    """The relative luminance of a colour whose parts run from 0 to 255."""
    return sum(share * _linear(part) for share, part in zip(_SHARES, colour, strict=True))


def parts(colour: str) -> tuple[int, ...]:
    """The red, green and blue of #rrggbb."""
    return tuple(bytes.fromhex(colour.removeprefix("#")))


def _contrast(tone: Tone, step: int, colours: Colours, ink: str) -> float:
    """Between words and the pixel that is hardest for them, under a veil."""
    paper, words = parts(colours.paper), luminance(parts(ink))
    share = step / 100
    if words > luminance(paper):
        behind = luminance(tuple((1 - share) * tone.lightest + share * part for part in paper))
        return contrast(words, behind) if words > behind else 1
    grey = sum(part * weight for part, weight in zip(paper, _SHARES, strict=True))
    behind = _linear((1 - share) * tone.darkest + share * grey)
    return contrast(words, behind) if words < behind else 1


def _tone(luma: Image.Image, luminance: Image.Image, number: int) -> Tone:
    """Of one strip.

    A veil is mixed in channel by channel, before the curve that makes luminance of levels. That
    curve is convex: the grey of the same mean level (luma) is darker under a veil than any pixel
    of that level, the grey of the same luminance is lighter than any pixel of that luminance.
    """
    width, height = luma.size
    left = min(number * width // STRIPS, width - 1)
    box = (left, 0, max(left + 1, -(-(number + 1) * width // STRIPS)), height)
    darkest, lightest = _levels(luma.crop(box))[0], _levels(luminance.crop(box))[-1]
    return Tone(max(0, darkest - 1), _level(min(255, lightest + 1)))


def _levels(grey: Image.Image) -> list[int]:
    """The levels that occur, in their order."""
    return [level for level, pixels in enumerate(grey.histogram()) if pixels]


@cache
def _level(linear: int) -> int:
    """The grey whose luminance is at least so many 255ths."""
    return next(level for level in range(256) if _linear(level) * 255 >= linear - 1e-9)


def _rounded_up(level: int) -> int:
    return ceil(_linear(level) * 255)


def _linear(level: float) -> float:
    value = level / 255
    return float(value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4)
