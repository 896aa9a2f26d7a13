"""The wish: what somebody asks for who signs up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from stakeholders.term import Term

from .answer import Given
from .invitation import Invitation
from .session import Session


@dataclass(frozen=True)
class Wish:
    """What somebody asks for who signs up."""

    name: str
    email: str
    language: str
    organisation: str = ""
    seats: int = 1
    sessions: Sequence[Session] = ()
    sector: Term | None = None
    mode: str = ""
    held_back: bool = False
    """Whether a seat that the team holds back may be taken, where one is left."""
    answers: Sequence[Given] | None = None
    """What is answered to the team's questions; None leaves what was answered before."""
    wants_appointment: bool = False
    """Whether letters shall put the date into the person's calendar and keep it there."""
    invitation: Invitation | None = None
    """For which invited organisation they come; they then consent by themselves, later."""
    hold_until: datetime | None = None
    """Until when to confirm, where that is not EVENTS_HOLD_HOURS from now."""
    address_is_known: bool = False
    """Registered by the team, or invited by a confirmed link: nothing is left to confirm."""
