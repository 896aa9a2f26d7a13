"""What somebody signs up for: the event, its page, the date and its seats, as an address names it.

In a rush each process looks it up once every few seconds. Whatever is published meanwhile gives
the date's own seats another number (`Pool.arrangement`), so the statement that takes a seat
refuses who was shown what holds no longer, and `sign_up.register` looks again.
"""

import time
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils import timezone

from . import conf
from .event import Event
from .occurrence import Occurrence
from .pool import Pool
from .sign_up_state import SignUp, sign_up_with

MOST = 200
Address = tuple[UUID, str, str]

_kept: dict[Address, tuple[float, "Sought"]] = {}


@dataclass(frozen=True)
class Sought:
    """A date with all that its form needs. `memory`: what was asked of it, for `remembering`."""

    event: Event
    page: Any
    occurrence: Occurrence
    pools: list[Pool]
    memory: dict[Any, Any] = field(default_factory=dict)

    @property
    def state(self) -> SignUp:
        """Whether one can sign up now; the places left are those of the look."""
        return sign_up_with(self.occurrence, self.pools, timezone.now())


def sought(event: Event, page: Any, occurrence: Occurrence, *, at: Address) -> Sought:
    """Look at the seats of a date, and keep what is known of it for those who send the form."""
    found = Sought(event, page, occurrence, list(Pool.objects.told().filter(occurrence=occurrence)))
    if seconds := conf.form_seconds():
        if len(_kept) >= MOST:
            _kept.clear()
        _kept[at] = (time.monotonic() + seconds, found)
    return found


def sought_before(at: Address) -> Sought | None:
    """What this process found here a moment ago."""
    until, found = _kept.get(at, (0.0, None))
    return found if time.monotonic() < until else None
