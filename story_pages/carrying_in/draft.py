"""A story on its way in: its chapters and elements, the files they want, and what was not clear."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Words:
    """Captions or another track of a file."""

    file: str
    language: str
    kind: str = "captions"


@dataclass(frozen=True)
class Wanted:
    """A file that an element shows; it stands in the element until it has a row of its own."""

    file: str
    """Its name in the parcel."""
    kind: str
    """image, video or audio."""
    title: str = ""
    alt: str = ""
    credit: str = ""
    licence: str = ""
    source_url: str = ""
    tracks: tuple[Words, ...] = ()


@dataclass(frozen=True)
class Note:
    """What an editor has to look at: where, which, and why."""

    where: str
    what: str
    why: str
    path: str = ""
    """The block in the draft, as a comment of Wagtail names it."""
    line: int = 0
    """Of an outline, counted from 1."""

    def __str__(self) -> str:
        told = f"{self.what}. {self.why}"
        return f"{self._place}: {told}" if self.where else told

    @property
    def _place(self) -> str:
        told = _("%(place)s, line %(line)s") % {"place": self.where, "line": self.line}
        return told if self.line else self.where


@dataclass
class DraftSection:
    heading: str = ""
    backdrop: dict[str, Any] = field(default_factory=dict)
    elements: list[dict[str, Any]] = field(default_factory=list)
    settings: dict[str, Any] = field(default_factory=dict)
    key: str = field(default_factory=lambda: str(uuid4()))

    def add(self, kind: str, value: Any) -> None:
        self.elements.append({"type": kind, "value": value, "id": str(uuid4())})


@dataclass
class DraftChapter:
    title: str = ""
    summary: str = ""
    sections: list[DraftSection] = field(default_factory=list)
    is_excursion: bool = False
    key: str = field(default_factory=lambda: str(uuid4()))


@dataclass
class Draft:
    title: str = ""
    summary: str = ""
    lede: str = ""
    language: str = ""
    reading: str = "paged"
    chapters: list[DraftChapter] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def note(
        self,
        what: str,
        why: str,
        chapter: DraftChapter,
        section: DraftSection | None = None,
        *,
        line: int = 0,
    ) -> None:
        names = [chapter.title, section.heading if section else ""]
        if section and not section.heading:
            names[1] = f"{chapter.sections.index(section) + 1}"
        path = f"chapters.{chapter.key}" + (f".sections.{section.key}" if section else "")
        self.notes.append(Note(" › ".join(filter(None, names)), what, why, path, line))

    @property
    def sections(self) -> list[DraftSection]:
        return [one for chapter in self.chapters for one in chapter.sections]

    @property
    def wanted(self) -> list[Wanted]:
        """Each file once, in the order in which readers come to it."""
        found = (
            one
            for section in self.sections
            for one in wanted_in([section.backdrop, section.elements])
        )
        return list(dict.fromkeys(found))


def wanted_in(value: Any) -> Iterator[Wanted]:
    """The files that a value names, however deep."""
    if isinstance(value, Wanted):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from wanted_in(one)
    elif isinstance(value, list):
        for one in value:
            yield from wanted_in(one)
