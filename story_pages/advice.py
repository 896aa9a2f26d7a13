"""A piece of advice: what somebody would miss in a story, and at which block."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from .block_tree import Part


class Kind(models.TextChoices):
    """What advice can be about, in the order in which it is told."""

    UNFINISHED = "unfinished", _("Not finished")
    ADDRESS = "address", _("Address used twice")
    CAPTIONS = "captions", _("Captions are missing")
    ALTERNATIVE = "alternative", _("Nothing says what is to be seen")
    CONTRAST = "contrast", _("Words hide the picture")
    LINK = "link", _("A link does not say where it leads")
    SUMMARY = "summary", _("Summary")
    WORDS = "words", _("A section without words")
    HEADING = "heading", _("A heading is missing")
    FILE = "file", _("A file cannot be read")
    FAULTS = "faults", _("Lines of captions that were left out")
    POSTER = "poster", _("A film without a poster")
    CREDIT = "credit", _("Nobody is named as maker")
    WEIGHT = "weight", _("Heavy to load")
    SIZE = "size", _("A picture is too small")

    @property
    def help(self) -> Any:
        """What an editor may do about it."""
        return HELP[self]


HELP: dict[Kind, Any] = {
    Kind.UNFINISHED: _("Fill it or take it away: it cannot be published like this."),
    Kind.ADDRESS: _("Give each section and chapter an address of its own."),
    Kind.CAPTIONS: _("Add a caption file to the recording, or say that it has no speech."),
    Kind.ALTERNATIVE: _("Say what it shows, or that the picture only decorates."),
    Kind.CONTRAST: _("Let the words stand on a card, or choose another picture."),
    Kind.LINK: _("Say on the link what one finds behind it."),
    Kind.SUMMARY: _("One or two sentences, shown on cards, in feeds and where links are shared."),
    Kind.WORDS: _("Add a heading, or say what the picture shows."),
    Kind.HEADING: _("Give it a heading: contents and readers’ tools list it by that."),
    Kind.FILE: _("Upload the file anew."),
    Kind.FAULTS: _("Mend these lines in the caption file, and upload it anew."),
    Kind.POSTER: _("Choose a poster in the recording."),
    Kind.CREDIT: _("Name the maker and the licence."),
    Kind.WEIGHT: _("A smaller file reaches more readers."),
    Kind.SIZE: _("Choose a larger picture."),
}

GRAVE = frozenset(
    {
        Kind.UNFINISHED,
        Kind.ADDRESS,
        Kind.CAPTIONS,
        Kind.ALTERNATIVE,
        Kind.FILE,
    }
)
"""Without these a part of the readers cannot follow; the rest would be better."""


@dataclass(frozen=True)
class Advice:
    """What somebody would miss, and at which block an editor mends it."""

    kind: Kind
    message: str
    block_id: str = ""
    """The block's own id; empty if it is about a field of the page."""
    path: str = ""
    """The way there as Wagtail writes it: field, block ids and names of fields, with dots."""
    place: str = ""
    """The way there as people say it, such as “Beginnings › Money › Film”."""

    key: str = ""
    """What marks the section or element in a preview; empty if it is about the page."""

    @property
    def is_grave(self) -> bool:
        return self.kind in GRAVE

    @property
    def title(self) -> str:
        return str(self.kind.label)

    @property
    def link(self) -> str:
        """The anchor of the block, or of the field, in Wagtail's editor."""
        return f"#block-{self.block_id}-section" if self.block_id else f"#id_{self.path}"


def at(part: Part, kind: Kind, message: str) -> Advice:
    """Advice on a block of a stream."""
    spot = part.spot
    return Advice(kind, message, spot.block_id, spot.path, spot.place, spot.key)


def by_weight(advice: list[Advice]) -> list[Advice]:
    """The grave first, else in the order of the story."""
    return sorted(advice, key=lambda one: not one.is_grave)


def kinds_by_key(advice: list[Advice]) -> dict[str, list[str]]:
    """What Wagtail's checker is told of a preview."""
    found: dict[str, list[str]] = {}
    for one in advice:
        found.setdefault(one.key, []).append(str(one.kind))
    return found
