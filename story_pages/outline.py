"""The order of a story: its title, its chapters, its sections, and the number of each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.text import slugify

FIRST = "start"


@dataclass(frozen=True)
class Heading:
    """What an editor wrote at the head of a chapter or section."""

    title: str
    slug: str = ""
    key: str = ""
    """A stable id, for those that have neither title nor slug."""


@dataclass(frozen=True)
class Place:
    """One section's place in the story."""

    number: int
    total: int
    anchor: str
    title: str
    next_anchor: str = ""
    next_title: str = ""

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
    """The whole story; its title section is place one."""

    first: Place
    chapters: tuple[Chapter, ...]

    @property
    def places(self) -> list[Place]:
        return [self.first, *(place for chapter in self.chapters for place in chapter.places)]

    @property
    def total(self) -> int:
        return self.first.total


def outline(title: str, chapters: Iterable[tuple[Heading, Sequence[Heading]]]) -> Outline:
    """Number the sections through, the title being the first, and give each an anchor."""
    parts = [(head, list(sections)) for head, sections in chapters]
    taken = {FIRST}
    named = [
        (
            head,
            _anchor(head, taken, "chapter"),
            [(s, _anchor(s, taken, "section")) for s in sections],
        )
        for head, sections in parts
    ]
    line = [(FIRST, title), *((a, s.title) for _h, _a, sections in named for s, a in sections)]
    places = [_place(index, line) for index in range(len(line))]
    rest = iter(places[1:])
    return Outline(
        first=places[0],
        chapters=tuple(
            Chapter(number, head.title, anchor, tuple(next(rest) for _section in sections))
            for number, (head, anchor, sections) in enumerate(named, start=1)
        ),
    )


def _place(index: int, line: list[tuple[str, str]]) -> Place:
    anchor, title = line[index]
    next_anchor, next_title = line[index + 1] if index + 1 < len(line) else ("", "")
    return Place(index + 1, len(line), anchor, title, next_anchor, next_title)


def _anchor(heading: Heading, taken: set[str], kind: str) -> str:
    """The slug, else the title, else the key; a number tells equal ones apart."""
    stem = heading.slug or slugify(heading.title, allow_unicode=True) or heading.key[:8] or kind
    anchor, count = stem, 1
    while anchor in taken:
        count += 1
        anchor = f"{stem}-{count}"
    taken.add(anchor)
    return anchor
