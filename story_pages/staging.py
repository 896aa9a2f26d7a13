"""Stages a story: what its sections wish for, and the tones of all their pictures at once."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import get_language_bidi

from . import conf, crop
from .assets import Assets
from .backdrop import LIGHT_COLOURS, PAINTED, TINTS, BackdropBlock, BackdropValue
from .scene import Seen, Wish, stage
from .telling import Telling, ToldChapter
from .tone import Strips, tones

SCROLL = "scroll"


def stage_story(page: Any, telling: Telling) -> list[BackdropValue]:
    """Give each section's backdrop its scene; all of them, the first screen's own before."""
    sections, apart = _sections(telling.chapters), _sections(telling.excursions)
    line = [opening(page), *_backdrops(sections)]
    asides = _backdrops(apart)
    wish = _Wishes(page, tones(picture for one in [*line, *asides] for picture in _all(one)))
    _put(line, [wish.of_opening(line[0]), *map(wish.of, sections)])
    for backdrop, section in zip(asides, apart, strict=True):
        # In a dialog of its own, a section follows nobody.
        _put([backdrop], [wish.of(section)])
    return [*line, *asides]


def opening(page: Any) -> BackdropValue:
    """The backdrop of the first screen."""
    return BackdropValue(
        BackdropBlock(),
        {
            "picture": page.lead_picture,
            "portrait": page.lead_portrait,
            "loop": page.opening_loop,
            "colour": "ink",
            "description": page.lead_picture_alt,
        },
    )


def assets(backdrops: Iterable[BackdropValue]) -> Assets:
    """What these backdrops need beyond what every story links."""
    found = list(backdrops)
    has_loop = any(one.get("loop") for one in found)
    comes = {one.scene.comes for one in found}
    needed = {
        "loops.css": has_loop,
        "effects.css": any(map(_has_effects, found)),
        "sequence.css": any(one.kind == "sequence" for one in found),
        "transitions.css": bool(comes - {SCROLL}),
    }
    styles = tuple(f"story_pages/{name}" for name, is_needed in needed.items() if is_needed)
    return Assets(styles, ("story_pages/loops.js",) if has_loop else ())


def _has_effects(backdrop: BackdropValue) -> bool:
    is_painted = backdrop.get("colour") in PAINTED
    return bool(is_painted or backdrop.get("effects") or backdrop.get("motion"))


class _Wishes:
    """Reads wishes from the sections of one page."""

    def __init__(self, page: Any, known: Strips) -> None:
        self.page = page
        self.known = known

    def of_opening(self, backdrop: BackdropValue) -> Wish:
        return self._wish(backdrop, {"layout": "title"}, SCROLL)

    def of(self, section: Any) -> Wish:
        backdrop = section["backdrop"]
        return self._wish(
            backdrop,
            {
                "theme": section.get("tone") or "",
                "layout": section.get("layout") or self.page.section_layout,
                "look": section.get("look") or self.page.section_look,
            },
            backdrop.get("transition") or self.page.section_transition,
        )

    def _wish(self, backdrop: BackdropValue, chosen: dict[str, str], comes: str) -> Wish:
        if backdrop.kind == "colour" and not chosen.get("theme"):
            is_light = backdrop.get("colour") in LIGHT_COLOURS
            chosen["theme"] = "light" if is_light else "dark"
        upright = backdrop.portrait_still
        return Wish(
            lying=tuple(map(self._seen, backdrop.lying or ([None] if backdrop["loop"] else []))),
            upright=(self._seen(upright),) if upright else (),
            effects=tuple(backdrop.get("effects") or ()),
            is_loop=backdrop.kind == "loop",
            is_enlarged=bool(backdrop.get("motion")) or "blur" in (backdrop.get("effects") or ()),
            is_tinted=backdrop.get("colour") in TINTS,
            comes=comes,
            **chosen,
        )

    def _seen(self, image: Any) -> Seen:
        if image is None:
            return Seen()
        strips = tuple(self.known.get(image.pk, ()))
        return Seen(strips, image.width, image.height, crop.focus(image))


def _put(backdrops: list[BackdropValue], wishes: list[Wish]) -> None:
    scenes = stage(wishes, conf.colours(), rtl=get_language_bidi())
    for backdrop, scene in zip(backdrops, scenes, strict=True):
        backdrop.staged = scene


def _sections(parts: Iterable[ToldChapter]) -> list[Any]:
    return [one.content for part in parts for one in part.sections]


def _backdrops(sections: Iterable[Any]) -> list[BackdropValue]:
    return [section["backdrop"] for section in sections]


def _all(backdrop: BackdropValue) -> Iterator[Any]:
    yield from backdrop.lying
    yield backdrop.portrait_still
