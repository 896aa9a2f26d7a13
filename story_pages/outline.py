"""The order of a story: its title, its chapters, its sections, and the number of each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.text import slugify

FIRST = "start"
# Ids that the page itself has; of the last one the title is “story-title”.
TAKEN = frozenset({FIRST, "main", "credits", "story"})


@dataclass(frozen=True)
class Heading:
    """What an editor wrote at the head of a chapter or section."""

    title: str
    slug: str = ""
    key: str = ""
    """A stable id, for those that have neither title nor slug."""


Parts = Iterable[tuple[Heading, Sequence[Heading]]]
"""Chapters or excursions, each with the headings of its sections."""


@dataclass(frozen=True)
class Place:
    """One section's place in the story."""

    number: int
    total: int
    anchor: str
    title: str
    next_anchor: str = ""
    next_title: str = ""
    previous_anchor: str = ""
    key: str = ""
    """The same in every language; a number where the editor's section has none."""

    @property
    def is_first(self) -> bool:
        return self.number == 1


@dataclass(frozen=True)
class Chapter:
    """A chapter with the places of its sections."""

    number: int
    title: str
    anchor: str
    places: tuple[Place, ...] = field(default=())


@dataclass(frozen=True)
class Outline:
    """The whole story; its title section is place one. Excursions are not counted."""

    first: Place
    chapters: tuple[Chapter, ...]
    excursions: tuple[Chapter, ...] = ()

    @property
    def places(self) -> list[Place]:
        return [self.first, *(place for chapter in self.chapters for place in chapter.places)]

    @property
    def total(self) -> int:
        return self.first.total


def outline(title: str, chapters: Parts, excursions: Parts = ()) -> Outline:
    """Number the sections through, the title being the first, and give each an anchor.

    An excursion is numbered by itself, and no way leads on from its last section.
    """
    taken = set(TAKEN)
    named, aside = _named(chapters, taken, "chapter"), _named(excursions, taken, "excursion")
    places = _places([(FIRST, title, ""), *(spot for part in named for spot in part.spots)])
    rest = iter(places[1:])
    return Outline(
        places[0],
        tuple(
            Chapter(number, part.title, part.anchor, tuple(next(rest) for _spot in part.spots))
            for number, part in enumerate(named, start=1)
        ),
        tuple(
            Chapter(number, part.title, part.anchor, tuple(_places(part.spots)))
            for number, part in enumerate(aside, start=1)
        ),
    )


@dataclass(frozen=True)
class _Named:
    """A chapter with its anchor, and anchor, title and key of each of its sections."""

    title: str
    anchor: str
    spots: list[tuple[str, str, str]]


def _named(parts: Parts, taken: set[str], kind: str) -> list[_Named]:
    return [
        _Named(
            head.title,
            _anchor(head, taken, kind),
            [(_anchor(one, taken, "section"), one.title, one.key) for one in sections],
        )
        for head, sections in parts
    ]


def _places(line: list[tuple[str, str, str]]) -> list[Place]:
    return [_place(index, line) for index in range(len(line))]


def _place(index: int, line: list[tuple[str, str, str]]) -> Place:
    anchor, title, key = line[index]
    next_anchor, next_title, _key = line[index + 1] if index + 1 < len(line) else ("", "", "")
    previous = line[index - 1][0] if index else ""
    number = index + 1
    return Place(
        number, len(line), anchor, title, next_anchor, next_title, previous, key[:8] or str(number)
    )


def _anchor(heading: Heading, taken: set[str], kind: str) -> str:
    """The slug, else the title, else the key; a number tells equal ones apart."""
    stem = heading.slug or slugify(heading.title, allow_unicode=True) or heading.key[:8] or kind
    anchor, count = stem, 1
    while anchor in taken:
        count += 1
        anchor = f"{stem}-{count}"
    taken.add(anchor)
    return anchor
