"""The programme: the sessions of an event in the words of a page, day by day."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from .clock import on_the_wall
from .session import SessionFacts


def programme(page: Any, facts: Any) -> list["Part"]:
    """The sessions in the words of this page; where it has none yet, in those of the home."""
    if facts is page:
        return [Part(session, session) for session in page.sessions.all()]
    found = facts.sessions.select_related("room", "track")
    rows = list(found.prefetch_related("speakers__organisation"))
    words = {session.key: session for session in page.sessions.all()}
    if rows and any(row.key not in words for row in rows):
        home = page.facts_home_page
        lent = {session.key: session for session in home.sessions.all()} if home else {}
        words = lent | words
    return [Part(row, words.get(row.key)) for row in rows]


@dataclass(frozen=True)
class Part:
    """A session as it is shown: the facts of the row in the words of a page."""

    facts: Any
    words: Any

    @property
    def title(self) -> str:
        return self.words.title if self.words else ""

    @property
    def summary(self) -> str:
        return self.words.summary if self.words else ""

    @property
    def is_break(self) -> bool:
        return bool(self.facts.kind == SessionFacts.Kind.BREAK)

    @property
    def speaker_names(self) -> list[str]:
        """Who speaks, as far as they have agreed to be named."""
        shown = [speaker for speaker in self.facts.speakers.all() if speaker.is_shown]
        return [
            ", ".join(str(part) for part in (one.shown_name, one.organisation) if part)
            for one in shown
        ]

    def __getattr__(self, name: str) -> Any:
        return getattr(self.facts, name)


@dataclass
class Slot:
    """What begins at one moment: a session, or several beside each other."""

    starts_at: datetime
    parts: list[Part] = field(default_factory=list)

    @property
    def is_parallel(self) -> bool:
        return len(self.parts) > 1


@dataclass
class ProgrammeDay:
    """A day on the clock at the venue, with what begins when."""

    date: date
    slots: list[Slot] = field(default_factory=list)


def by_day(parts: Iterable[Part], facts: Any) -> list[ProgrammeDay]:
    """The sessions that have an hour, in their order; what begins together stands together."""
    days: dict[date, ProgrammeDay] = {}
    timed = [part for part in parts if part.facts.starts_at]
    for part in sorted(timed, key=lambda one: one.facts.starts_at):
        day = on_the_wall(part.facts.starts_at, facts.zone).date()
        slots = days.setdefault(day, ProgrammeDay(day)).slots
        if not slots or slots[-1].starts_at != part.facts.starts_at:
            slots.append(Slot(part.facts.starts_at))
        slots[-1].parts.append(part)
    return list(days.values())
