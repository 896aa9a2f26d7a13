"""What a letter consists of, as text and as HTML alike, and what must be so that it leaves."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from events.occurrence import Occurrence
from events.outbox import Letter, NotNeeded


@dataclass(frozen=True)
class Wording:
    """The parts of a letter in their order."""

    subject: str
    opening: list[str]
    facts: list[tuple[str, str]]
    action: tuple[str, str] | None = None
    notes: list[str] = field(default_factory=list)
    holds: list[str] = field(default_factory=list)
    """What holds for this one person or date: stands after the opening, whatever the team's
    own opening says."""
    stays: list[str] = field(default_factory=list)
    """What must be said at the end, whatever the team's own notes say."""
    has_own_words: bool = True
    """Whether the team's own words may stand here; not where they would say something untrue."""
    turn_off: str = ""
    """Where the person turns off letters such as this one; none for what they need."""
    calendar: str = ""
    """The file to enclose, if any."""


Say = Callable[[Letter, Any], Wording]
"""Words one kind of letter, given what it is about: a Subject, where it is a registration."""


def needs(letter: Letter, *states: str) -> None:
    """Only to who is still in one of these states."""
    if letter.registration.state not in states:
        raise NotNeeded


def still_ahead(occurrence: Occurrence) -> None:
    """Only where the date takes place and has not begun."""
    if occurrence.is_cancelled or occurrence.starts_at <= timezone.now():
        raise NotNeeded


def for_you_alone() -> str:
    return _("The address above is for you alone: whoever has it can cancel for you.")
