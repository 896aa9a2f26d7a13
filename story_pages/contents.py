"""The contents of a story: what each section is called and shows, and how long it takes."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.html import strip_tags

from . import captions, reading_time
from .fetching import gather, hold, texts
from .outline import Place
from .recording import Recording


@dataclass(frozen=True)
class Entry:
    """One section in the list."""

    place: Place
    title: str
    picture: Any
    """The image that stands for it; None for a colour."""
    length: str
    """Of its films and sounds, such as 1:05; empty if there are none."""


@dataclass(frozen=True)
class Part:
    """One chapter in the list."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Contents:
    """The whole list, and what the story asks of its reader's time."""

    first: Entry
    parts: tuple[Part, ...]
    minutes: int
    length: str


def contents(page: Any, first: Place, chapters: Iterable[Any]) -> Contents:
    """What is in a story whose chapters are ready to be shown; it asks the database nothing."""
    told = list(chapters)
    shown = [hold(section.content["elements"]) for part in told for section in part.sections]
    words = [page.title, page.lede, *(_words(elements) for elements in shown)]
    return Contents(
        Entry(first, page.title, page.lead_picture, ""),
        tuple(
            Part(chapter.outline.title, tuple(_entry(section) for section in chapter.sections))
            for chapter in told
        ),
        reading_time.minutes(words),
        _length(shown),
    )


def _entry(section: Any) -> Entry:
    content = section.content
    return Entry(
        section.place, section.label, content["backdrop"].still, _length([content["elements"]])
    )


def _length(shown: list[Any]) -> str:
    """Together, each recording once; loops behind the words are nothing to wait for."""
    heard = {one.pk: one.duration or 0 for elements in shown for one in gather(elements, Recording)}
    return captions.clock(sum(heard.values())) if any(heard.values()) else ""


def _words(elements: Any) -> str:
    return strip_tags(" ".join(texts(elements)))
