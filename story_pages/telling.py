"""What of a story one reader is told: without what is hidden, not due, or beyond the cutoff."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from wagtail.blocks import StreamValue

from . import conf
from .fetching import texts
from .outline import FIRST, Chapter, Heading, Outline, Place, outline


@dataclass(frozen=True)
class ToldSection:
    """One section with its place, ready to be shown."""

    place: Place
    content: Any
    opens_chapter: bool
    is_shown: bool = True
    """False only where an editor looks at what readers do not see."""

    @property
    def label(self) -> str:
        """What it is called where its heading is empty."""
        return self.place.title or gettext("Section %(number)s") % {"number": self.place.number}

    @property
    def has_look(self) -> bool:
        """Whether its words stand as an editor chose it; asked once its scene is staged."""
        scene = self.content["backdrop"].scene
        chosen = {self.content.get("height"), self.content.get("spacing")} - {None, ""}
        return bool(chosen) or scene.look != "veil" or scene.layout == "centre"

    @property
    def heading_level(self) -> int:
        """Of headings among its elements; none is left out where the section has none itself."""
        return 4 if self.place.title else 3


@dataclass(frozen=True)
class ToldChapter:
    """One chapter or excursion with its sections, ready to be shown."""

    outline: Chapter
    summary: str
    sections: list[ToldSection]
    colour: str = ""
    in_navigation: bool = True
    origin: str = FIRST
    """The anchor of the first section that links to it; excursions lead back there."""


@dataclass(frozen=True)
class Telling:
    """A story as one reader gets it."""

    stream: Any
    """The story's stream with nothing in it that is not told."""
    outline: Outline
    chapters: list[ToldChapter]
    excursions: list[ToldChapter]
    is_cut: bool
    """Whether it goes on for others."""

    @property
    def parts(self) -> list[ToldChapter]:
        return [*self.chapters, *self.excursions]

    @property
    def in_navigation(self) -> list[ToldChapter]:
        """The chapters that the bar and the contents name."""
        return [chapter for chapter in self.chapters if chapter.in_navigation]

    @property
    def has_looks(self) -> bool:
        """Whether the page needs the styles of such sections."""
        told = [one for part in self.parts for one in part.sections]
        return any(one.has_look or not one.is_shown for one in told)

    def section(self, anchor: str) -> ToldSection | None:
        """The section at an address; a chapter's address is that of its first section."""
        at = {part.outline.anchor: part.sections[0] for part in self.parts}
        at |= {one.place.anchor: one for part in self.parts for one in part.sections}
        return at.get(anchor)


def tell(page: Any, *, request: HttpRequest | None = None, hidden_too: bool = False) -> Telling:
    """The story for whoever asks; without a request, what anybody may read.

    With `hidden_too` as an editor looks at it: with what readers do not see now, and told so.
    A preview is never cut.
    """
    now = timezone.now()
    shown = list(_with_sections(page.chapters, None if hidden_too else now))
    chapters = [part for part in shown if part.kind == "chapter"]
    told = list(_up_to(_limit(request, page), chapters))
    is_cut = sum(map(len, told)) < sum(map(len, chapters))
    asides = [] if is_cut else [part for part in shown if part.kind == "excursion"]
    places = outline(page.title, map(_headings, told), map(_headings, asides))
    chapters_told = [_told(*pair, now) for pair in zip(places.chapters, told, strict=True)]
    asides_told = [_told(*pair, now) for pair in zip(places.excursions, asides, strict=True)]
    return Telling(
        stream=_stream(page.chapters, [*told, *asides]),
        outline=places,
        chapters=chapters_told,
        excursions=[replace(one, origin=_origin(one, chapters_told)) for one in asides_told],
        is_cut=is_cut,
    )


@dataclass(frozen=True)
class _Part:
    """A chapter or excursion of the stream, and those of its sections that are told."""

    child: Any
    sections: list[Any]

    def __len__(self) -> int:
        return len(self.sections)

    @property
    def kind(self) -> str:
        return str(self.child.block_type)


def _with_sections(stream: Any, moment: datetime | None) -> Iterator[_Part]:
    """What has sections at a moment; all that has any where there is none."""
    for child in stream:
        sections = [
            section
            for section in child.value["sections"] or []
            if moment is None or section.value.is_shown_at(moment)
        ]
        if sections:
            yield _Part(child, sections)


def _limit(request: HttpRequest | None, page: Any) -> int | None:
    cutoff = None if getattr(request, "is_preview", False) else conf.cutoff()
    return cutoff(request, page) if cutoff else None


def _up_to(limit: int | None, parts: list[_Part]) -> Iterator[_Part]:
    """The parts with no more sections than that in all."""
    left = limit
    for part in parts:
        sections = part.sections if left is None else part.sections[: max(0, left)]
        if left is not None:
            left -= len(sections)
        if sections:
            yield _Part(part.child, sections)


def _headings(part: _Part) -> tuple[Heading, list[Heading]]:
    value = part.child.value
    return (
        Heading(value["title"] or "", value["slug"] or "", part.child.id or ""),
        [_heading(section) for section in part.sections],
    )


def _heading(section: Any) -> Heading:
    value = section.value
    return Heading(value["heading"] or "", value["slug"] or "", section.id or "")


def _told(chapter: Chapter, part: _Part, now: datetime) -> ToldChapter:
    value = part.child.value
    return ToldChapter(
        chapter,
        value["summary"] or "",
        [
            ToldSection(place, one.value, number == 0, one.value.is_shown_at(now))
            for number, (place, one) in enumerate(zip(chapter.places, part.sections, strict=True))
        ],
        value.get("colour") or "",
        not value.get("hide_in_navigation"),
    )


def _origin(excursion: ToldChapter, chapters: list[ToldChapter]) -> str:
    link = re.compile(rf"#{re.escape(excursion.outline.anchor)}(?![\w-])")
    for section in (one for chapter in chapters for one in chapter.sections):
        if any(link.search(text) for text in texts(section.content["elements"])):
            return section.place.anchor
    return FIRST


def _stream(stream: Any, parts: list[_Part]) -> StreamValue:
    """The same stream with these parts and no other; blocks and ids stay."""
    return StreamValue(stream.stream_block, [_entry(part) for part in parts])


def _entry(part: _Part) -> tuple[str, Any, str]:
    value, sections = part.child.value, part.child.value["sections"]
    kept = StreamValue(
        sections.stream_block, [(one.block_type, one.value, one.id) for one in part.sections]
    )
    told = type(value)(value.block, {**value, "sections": kept})
    return part.child.block_type, told, part.child.id
