"""Which part of a picture is seen where it fills a window, so that its focal rectangle stays."""

from dataclasses import dataclass

# Upright as on a phone, where a picture fills the upper part; and as wide as on a desk.
_NARROW, _WIDE = 0.75, 1.78
# Windows in which words stand beside the rest: square, flat, and as wide as three screens.
BESIDE = ((1024, 1024), (1024, 600), (1280, 800), (1920, 1080), (5120, 1440), (1024, 256))
# Where browsers hold a picture that know thirds only (story_pages.css).
THIRDS = (15, 50, 85)
_REM = 16
# As in story.css: the widest column of words, and a little more.
_COLUMN = 35 * _REM


@dataclass(frozen=True)
class Focus:
    """A rectangle of a picture, in shares of its width and height."""

    left: float = 0
    right: float = 1
    top: float = 0
    bottom: float = 1

    @property
    def across(self) -> float:
        return (self.left + self.right) / 2

    @property
    def down(self) -> float:
        return (self.top + self.bottom) / 2


def focus(image: object) -> Focus | None:
    """The focal rectangle of one of Wagtail's pictures."""
    rectangle = image.get_focal_point()  # type: ignore[attr-defined]  # Wagtail's, of any model
    width, height = image.width, image.height  # type: ignore[attr-defined]
    if rectangle is None or not width or not height:
        return None
    return Focus(
        rectangle.left / width,
        rectangle.right / width,
        rectangle.top / height,
        rectangle.bottom / height,
    )


def position(width: int, height: int, focus: Focus | None) -> tuple[int, int]:
    """Where the picture is held, in per cent across and down (CSS: object-position).

    In steps of ten, since a strict content policy allows no style attribute.
    """
    if focus is None or not width or not height:
        return 50, 50
    aspect = width / height
    return _held(focus.across, _NARROW / aspect), _held(focus.down, aspect / _WIDE)


def third(share: float) -> int:
    """0, 1 or 2: the third in which a share of the width or height lies."""
    return min(2, max(0, int(share * 3)))


def behind_words(width: int, height: int, focus: Focus | None, side: str) -> tuple[float, float]:
    """The part of a picture's width that can lie behind words on its left or right side."""
    held = {
        position(width, height, focus)[0],
        THIRDS[third(focus.across)] if focus else 50,
    }
    spans = [_behind(width / height, x / 100, one, side) for x in held for one in BESIDE]
    return min(begin for begin, _end in spans), max(end for _begin, end in spans)


def _held(middle: float, seen: float) -> int:
    """So that a point is in the middle of what is seen, or as near to it as can be."""
    seen = min(seen, 0.9)
    share = (middle - seen / 2) / (1 - seen)
    return 10 * round(10 * min(1, max(0, share)))


def _behind(aspect: float, x: float, window: tuple[int, int], side: str) -> tuple[float, float]:
    width, height = window
    seen = min(1, width / height / aspect)
    begin = x * (1 - seen)
    column = min(1, (min(80, max(20, width / 20)) + _COLUMN) / width) * seen
    return (begin, begin + column) if side == "left" else (begin + seen - column, begin + seen)
