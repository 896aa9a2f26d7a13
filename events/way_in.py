"""The ways in: what people are told instead of true addresses, and the true ones behind it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from . import conf
from .event import Event
from .join_link import join_key
from .registration import Registration
from .remembering import once
from .session import Session
from .sign_up_state import sessions_to_choose
from .taking_part import Mode


@dataclass(frozen=True)
class WayIn:
    """One true address, and when it is open. `session` None: of the whole event."""

    session: Session | None
    address: str
    begins_at: datetime
    ends_at: datetime

    @property
    def key(self) -> str:
        """How a form names it, without telling the address."""
        return str(self.session.key) if self.session else ""

    @property
    def opens_at(self) -> datetime:
        return self.begins_at - conf.join_margin()

    def is_open(self, now: datetime | None = None) -> bool:
        return self.opens_at <= (now or timezone.now()) < self.ends_at

    def is_over(self, now: datetime | None = None) -> bool:
        return self.ends_at <= (now or timezone.now())


def may_join(registration: Registration) -> bool:
    """Whether they take part online, if anybody does: not who signed up to come there."""
    is_coming = registration.state == Registration.State.CONFIRMED
    return is_coming and registration.mode != Mode.IN_PERSON


def ways_in(registration: Registration) -> list[WayIn]:
    """The true addresses for this person: of the event and of their sessions, each once."""
    if not may_join(registration):
        return []
    occurrence = registration.occurrence
    event, hours = occurrence.event, (occurrence.starts_at, occurrence.ends_at)
    found = [WayIn(None, event.join_url if event.is_online else "", *hours)]
    chosen = {session.pk for session in chosen_sessions(registration)}
    for session in sessions_to_choose(occurrence):
        is_theirs = session.capacity is None or session.pk in chosen
        address = session.way_in_within(event) if is_theirs else ""
        if address not in {way.address for way in found}:
            begins, ends = session.starts_at or hours[0], session.ends_at or hours[1]
            found.append(WayIn(session, address, begins, ends))
    return [way for way in found if way.address]


def chosen_sessions(registration: Registration) -> list[Session]:
    """Those of this person; nobody is asked where the event has none."""
    has_some = _has_sessions(registration.occurrence.event)
    return list(registration.sessions.all()) if has_some else []


@once
def _has_sessions(event: Event) -> bool:
    return event.sessions.exists()


def join_address(registration: Registration, page: Any = None) -> str:
    """This person's own link, complete; nothing where the team took it back."""
    key = join_key(registration)
    return root_of(page) + reverse("events_join", args=[key]) if key else ""


@once
def root_of(page: Any) -> str:
    """Where the site is, as it says itself; never what a request's Host header says."""
    parts = page.get_url_parts() if page else None
    return parts[1] if parts and parts[1] else default_root()


@once
def default_root() -> str:
    """Where the site is, for what has no page."""
    root: str = Site.objects.get(is_default_site=True).root_url
    return root
