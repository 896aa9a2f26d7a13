"""Pictures in modern formats: which sizes there are, and which part of them stays in view."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, TypeVar

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.html import format_html
from django.utils.safestring import SafeString
from PIL import features
from PIL.Image import DecompressionBombError
from wagtail.images.models import Filter

from . import crop

# A phone's screen needs the second or third; of a small original no larger one is made.
WIDTHS = (480, 800, 1280, 2000, 2560)
MIDDLE = 1280
# No AVIF in general: at the quality of Wagtail and Pillow a size of 2,000 pixels came out larger
# than WebP (102 kB against 60 kB), and at any it takes about ten times as long to make.
FORMATS = (("webp", "image/webp"),)
# Upright pictures are there for phones, whose readers pay for each byte. At this quality nobody
# told AVIF from the original on a phone, and it was half as heavy as WebP; so small a size takes a
# second.
PHONE_WIDTHS = (640, 960) if features.check("avif") else ()
PHONE_SIZE = "width-{}|format-avif|avifquality-40"
# For lists: cut around the focal point, and sharp on fine screens at half the size.
THUMBNAIL = "fill-192x120|format-webp"
SPECS = (
    *(f"width-{width}|format-{name}" for name, _mime in FORMATS for width in WIDTHS),
    *(PHONE_SIZE.format(width) for width in PHONE_WIDTHS),
    THUMBNAIL,
)

LARGEST = 50_000_000
"""Pixels: more would take the server's memory, and nobody would see the difference."""
UNREADABLE = (OSError, ValueError, DecompressionBombError)
_RECKONED = "_reckoned"
"""On an image that a page has fetched: what is known of it, one for all images of a picture."""

Answer = TypeVar("Answer")


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
    x: int
    y: int
    """Where it is held if it is cut, in per cent across and down."""
    phone: Source | None = None
    """Of a picture that is higher than wide: what a phone is offered first."""

    @cached_property
    def focused(self) -> SafeString:
        """As attributes, like the two below: a template writes three of them faster than six."""
        return format_html('data-focus-x="{}" data-focus-y="{}"', self.focus_x, self.focus_y)

    @cached_property
    def held(self) -> SafeString:
        return format_html('data-x="{}" data-y="{}"', self.x, self.y)

    @cached_property
    def sized(self) -> SafeString:
        return format_html('width="{}" height="{}"', self.width, self.height)

    @property
    def large(self) -> str:
        """The address of its largest size; empty for a drawing.

        Opened by itself, the file of a drawing would run the scripts in it.
        """
        return self.sources[-1].srcset.split(", ")[-1].split(" ")[0] if self.sources else ""


def picture(image: Any) -> Picture | None:
    """The picture in all sizes, made now if need be; None if its file cannot be read."""
    return _once(image, _picture)


def thumbnail(image: Any) -> str:
    """The address of a small cut of a picture; empty if its file cannot be read."""
    return _once(image, _thumbnail)


def make_sizes(image: Any) -> None:
    """Make all sizes of a picture, if it can be read."""
    picture(image)
    thumbnail(image)


def is_enormous(image: Any) -> bool:
    return bool(image.width * image.height > LARGEST)


def focus(image: Any) -> tuple[str, str]:
    """The third of the picture, across and down, in which its focal point lies.

    In words, since a strict content policy allows no style attribute.
    """
    found = crop.focus(image)
    if found is None:
        return "centre", "middle"
    across, down = crop.third(found.across), crop.third(found.down)
    return ("left", "centre", "right")[across], ("top", "middle", "bottom")[down]


def fetch_renditions(images: Iterable[Any]) -> None:
    """Fetch the sizes of many pictures with one query; those of a picture shown twice once."""
    found = [image for image in images if image is not None]
    each = {image.pk: image for image in reversed(found)}
    if each:
        renditions = found[0].get_rendition_model().objects.filter(filter_spec__in=SPECS)
        prefetch_related_objects(
            list(each.values()), Prefetch("renditions", renditions, to_attr="prefetched_renditions")
        )
    reckoned: dict[int, dict[str, Any]] = {pk: {} for pk in each}
    for image in found:
        image.prefetched_renditions = each[image.pk].prefetched_renditions
        image.__dict__[_RECKONED] = reckoned[image.pk]


def _once(image: Any, reckon: Callable[[Any], Answer]) -> Answer:
    """What is reckoned of a picture, kept as long as the page that has fetched it."""
    kept: dict[str, Any] | None = image.__dict__.get(_RECKONED)
    if kept is None:
        return reckon(image)
    if reckon.__name__ not in kept:
        kept[reckon.__name__] = reckon(image)
    answer: Answer = kept[reckon.__name__]
    return answer


def _thumbnail(image: Any) -> str:
    try:
        file = image.file if image.is_svg() else _made(image, [THUMBNAIL])[THUMBNAIL]
        return str(file.url)
    except UNREADABLE:
        return ""


def _picture(image: Any) -> Picture | None:
    try:
        if image.is_svg():
            return _drawing(image)
        renditions = _made(image, _needed(image))
    except UNREADABLE:
        # A lost or broken file leaves a gap in the page, never an error.
        return None
    by_format = {
        name: _sizes(renditions.get(f"width-{width}|format-{name}") for width in WIDTHS)
        for name, _mime in FORMATS
    }
    sizes = by_format["webp"]
    largest = sizes[-1]
    middle = next((size for size in sizes if size.width >= MIDDLE), largest)
    return Picture(
        tuple(Source(mime, _srcset(by_format[name])) for name, mime in FORMATS),
        middle.url,
        largest.width,
        largest.height,
        *focus(image),
        *crop.position(image.width, image.height, crop.focus(image)),
        _for_phones(renditions),
    )


def _for_phones(renditions: dict[str, Any]) -> Source | None:
    sizes = _sizes(renditions.get(PHONE_SIZE.format(width)) for width in PHONE_WIDTHS)
    return Source("image/avif", _srcset(sizes)) if sizes else None


@cache
def _filter(spec: str) -> Filter:
    """One for all pictures: what a size means is read out of its name slowly."""
    return Filter(spec=spec)


def _made(image: Any, specs: list[str]) -> dict[str, Any]:
    made: dict[str, Any] = image.get_renditions(*map(_filter, specs))
    return made


def _needed(image: Any) -> list[str]:
    """The sizes up to the first that holds the whole original."""
    phone = PHONE_WIDTHS if image.height > image.width else ()
    usual = _up_to(image, WIDTHS)
    return [
        *(f"width-{width}|format-{name}" for name, _mime in FORMATS for width in usual),
        *(PHONE_SIZE.format(width) for width in _up_to(image, phone)),
    ]


def _up_to(image: Any, widths: tuple[int, ...]) -> list[int]:
    smaller = [width for width in widths if width < image.width]
    return list(widths[: len(smaller) + 1])


def _srcset(sizes: list[Any]) -> str:
    return ", ".join(f"{size.url} {size.width}w" for size in sizes)


def _sizes(renditions: Iterable[Any]) -> list[Any]:
    """Each width once: an original is not enlarged, so sizes may repeat."""
    return list({rendition.width: rendition for rendition in renditions if rendition}.values())


def _drawing(image: Any) -> Picture:
    held = crop.position(image.width, image.height, crop.focus(image))
    return Picture((), image.file.url, image.width, image.height, *focus(image), *held)
