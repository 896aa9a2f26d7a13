"""Pictures in modern formats: which sizes there are, and which part of them stays in view."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects

WIDTHS = (640, 1280, 2000)
# No AVIF: at the qualities of Wagtail and Pillow a size of 2,000 pixels came out larger than WebP
# (102 kB against 60 kB) and took thirteen times as long to make.
FORMATS = (("webp", "image/webp"),)
SPECS = tuple(f"width-{width}|format-{name}" for name, _mime in FORMATS for width in WIDTHS)


@dataclass(frozen=True)
class Source:
    """One format of a picture, in all its sizes."""

    type: str
    srcset: str


@dataclass(frozen=True)
class Picture:
    """What a template needs to draw one picture."""

    sources: tuple[Source, ...]
    url: str
    width: int
    height: int
    focus_x: str
    focus_y: str


def picture(image: Any) -> Picture | None:
    """The picture in all sizes, made now if need be; None if its file cannot be read."""
    try:
        if image.is_svg():
            return _drawing(image)
        renditions = image.get_renditions(*SPECS)
    except (OSError, ValueError):
        # A lost or broken file leaves a gap in the page, never an error.
        return None
    by_format = {
        name: _sizes(renditions[f"width-{width}|format-{name}"] for width in WIDTHS)
        for name, _mime in FORMATS
    }
    largest = by_format["webp"][-1]
    middle = renditions[f"width-{WIDTHS[1]}|format-webp"]
    return Picture(
        tuple(
            Source(mime, ", ".join(f"{size.url} {size.width}w" for size in by_format[name]))
            for name, mime in FORMATS
        ),
        middle.url,
        largest.width,
        largest.height,
        *focus(image),
    )


def focus(image: Any) -> tuple[str, str]:
    """The third of the picture, across and down, in which its focal point lies.

    In words, since a strict content policy allows no style attribute.
    """
    point = image.get_focal_point()
    if point is None or not image.width or not image.height:
        return "centre", "middle"
    across = _third((point.left + point.right) / 2 / image.width)
    down = _third((point.top + point.bottom) / 2 / image.height)
    return ("left", "centre", "right")[across], ("top", "middle", "bottom")[down]


def fetch_renditions(images: Iterable[Any]) -> None:
    """Fetch the sizes of many pictures with one query."""
    found = [image for image in images if image is not None]
    if found:
        renditions = found[0].get_rendition_model().objects.filter(filter_spec__in=SPECS)
        prefetch_related_objects(
            found, Prefetch("renditions", renditions, to_attr="prefetched_renditions")
        )


def _third(share: float) -> int:
    return min(2, max(0, int(share * 3)))


def _sizes(renditions: Iterable[Any]) -> list[Any]:
    """Each width once: a small original is not enlarged, so sizes may repeat."""
    return list({rendition.width: rendition for rendition in renditions}.values())


def _drawing(image: Any) -> Picture:
    return Picture((), image.file.url, image.width, image.height, *focus(image))
