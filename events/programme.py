"""The programme: the sessions of an event in the words of a page."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone


def programme(page: Any, facts: Any) -> list["Part"]:
    """The sessions in the words of this page; where it has none yet, in those of the home."""
    if facts is page:
        return [Part(session, session) for session in page.sessions.all()]
    rows = list(facts.sessions.select_related("room"))
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
    def day(self) -> date | None:
        """The day on the clock at the venue; used inside of that time zone."""
        return timezone.localdate(self.facts.starts_at) if self.facts.starts_at else None

    def __getattr__(self, name: str) -> Any:
        return getattr(self.facts, name)
