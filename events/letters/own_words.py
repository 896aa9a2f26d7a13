"""The team's own words put into a letter, with what stands in braces filled in."""

import re
from dataclasses import replace
from typing import Any

from events import conf
from events.outbox import Kind, Letter
from events.own_wording import OwnWording, own_wording

from .parts import Wording
from .placeholders import fill, values_of

BESIDE_OURS = frozenset(
    {
        Kind.OFFER_EXPIRED,
        Kind.MERGED,
        Kind.NAMED,
        Kind.NO_LONGER_NAMED,
        Kind.INVITATION_ANSWERED,
        Kind.INVITATION_CHANGED,
    }
)
"""Letters whose opening or notes tell of this one person: until when, from where, by whom."""


def in_own_words(words: Wording, letter: Letter, subject: Any) -> Wording:
    """The letter as the team says it, where it says it; facts and link stay as they are."""
    own = own_wording(letter.kind, conf.active_language())
    if own is None or not words.has_own_words:
        return words
    return said_by(own, words, values_of(letter, subject))


def said_by(own: OwnWording, words: Wording, values: dict[str, str]) -> Wording:
    """With the team's opening and notes for ours; before ours where ours must be read, too."""
    opening, notes = paragraphs(own.opening, values), paragraphs(own.notes, values)
    if own.kind in BESIDE_OURS:
        return replace(words, opening=opening + words.opening, notes=notes + words.notes)
    return replace(words, opening=opening or words.opening, notes=notes or words.notes)


def paragraphs(text: str, values: dict[str, str] | None = None) -> list[str]:
    """An empty line begins a paragraph; what is filled in begins none."""
    typed = re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip())
    return [fill(part.strip(), values or {}) for part in typed if part.strip()]
