"""The models of this app, each told in the file of its noun."""

from .call import Call
from .capacity import Pool
from .entry import Entry
from .event import ChangedDate, Event, Occurrence, Session
from .outbox import Letter
from .pages import AgendaPage, CallPage, EventPage, EventPageChangedDate, EventPageSession
from .registration import Registration
from .tasks import PeriodicDeed
from .venue import Room, Venue

__all__ = [
    "AgendaPage",
    "Call",
    "CallPage",
    "ChangedDate",
    "Entry",
    "Event",
    "EventPage",
    "EventPageChangedDate",
    "EventPageSession",
    "Letter",
    "Occurrence",
    "PeriodicDeed",
    "Pool",
    "Registration",
    "Room",
    "Session",
    "Venue",
]
