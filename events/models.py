"""The models of this app, each told in the file of its noun."""

from .agenda_page import AgendaPage
from .calendar_problem import CalendarProblem
from .call import Call
from .call_page import CallPage
from .capacity import Pool
from .changed_date import ChangedDate
from .entry import Entry
from .event import Event
from .importing.harvested import Harvested
from .importing.source import Source
from .occurrence import Occurrence
from .outbox import Letter
from .own_calendar import OwnCalendar
from .page_items import EventPageChangedDate, EventPageSession
from .pages import EventPage
from .registration import Registration
from .session import Session
from .speaker import Speaker
from .tasks import PeriodicDeed
from .venue import Room, Venue
from .version import VersionStep

__all__ = [
    "AgendaPage",
    "CalendarProblem",
    "Call",
    "CallPage",
    "ChangedDate",
    "Entry",
    "Event",
    "EventPage",
    "EventPageChangedDate",
    "EventPageSession",
    "Harvested",
    "Letter",
    "Occurrence",
    "OwnCalendar",
    "PeriodicDeed",
    "Pool",
    "Registration",
    "Room",
    "Session",
    "Source",
    "Speaker",
    "Venue",
    "VersionStep",
]
