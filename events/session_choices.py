"""The sessions that somebody may choose: what meets at the same hours, and what is full."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from .occurrence import Occurrence
from .pool import Pool
from .session import Session
from .sign_up_state import sessions_to_choose
from .subject import session_name, session_titles


@dataclass
class SessionChoice:
    """A session on offer. `places_left` None: no limit."""

    session: Session
    label: str
    title: str
    places_left: int | None = None
    meets: list["SessionChoice"] = field(default_factory=list)

    @property
    def key(self) -> str:
        return str(self.session.key)

    @property
    def is_full(self) -> bool:
        return self.places_left == 0


def session_choices(occurrence: Occurrence, page: Any) -> list[SessionChoice]:
    """All that can be chosen on a date, in the words of a page."""
    sessions = sessions_to_choose(occurrence)
    if not sessions:
        return []
    titles, left = session_titles(page), _places_left(occurrence)
    choices = [
        SessionChoice(
            session=one,
            label=session_name(one, titles, occurrence.event),
            title=titles.get(one.key, "") or session_name(one, titles, occurrence.event),
            places_left=left.get(one.pk),
        )
        for one in sessions
    ]
    for one, other in combinations(choices, 2):
        if overlap(one.session, other.session):
            one.meets.append(other)
            other.meets.append(one)
    return choices


def first_clash(sessions: Sequence[Session]) -> tuple[Session, Session] | None:
    """Two sessions that overlap in time, if there are any."""
    pairs: Iterable[tuple[Session, Session]] = combinations(sessions, 2)
    return next((pair for pair in pairs if overlap(*pair)), None)


def overlap(one: Session, other: Session) -> bool:
    """Whether nobody can be in both; what has no hours meets nothing."""
    if not (one.starts_at and one.ends_at and other.starts_at and other.ends_at):
        return False
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at


def _places_left(occurrence: Occurrence) -> dict[int | None, int | None]:
    pools = Pool.objects.filter(occurrence=occurrence).exclude(session=None)
    return {pool.session_id: pool.places_left for pool in pools}
