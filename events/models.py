"""The models of this app, each told in the file of its noun."""

from .agenda_page import AgendaPage
from .answer import Answer, QuestionVersion
from .appointment import Appointment
from .calendar_problem import CalendarProblem
from .call import Call
from .call_page import CallPage
from .certificate import Certificate
from .changed_date import ChangedDate
from .check_in import CheckIn
from .contribution import Contribution
from .data_request import DataRequest
from .delegate import Delegate
from .entry import Entry
from .event import Event
from .helper_link import HelperLink
from .importing.harvested import Harvested
from .importing.source import Source
from .invitation import Invitation
from .join_link import JoinLink
from .mailing import Mailing, MailingWords
from .material import Material
from .note import RegistrationNote
from .occurrence import Occurrence
from .outbox import Letter
from .own_calendar import OwnCalendar
from .own_wording import OwnWording
from .page_items import (
    EventPageChangedDate,
    EventPageMaterial,
    EventPageQuestion,
    EventPageSeatShare,
    EventPageSession,
)
from .pages import EventPage
from .pool import Pool
from .question import Question
from .registration import Registration
from .role import EventRole
from .seat_share import SeatShare
from .session import Session
from .speaker import Speaker
from .tasks import PeriodicDeed
from .venue import Room, Venue
from .version import VersionStep

__all__ = [
    "AgendaPage",
    "Answer",
    "Appointment",
    "CalendarProblem",
    "Call",
    "CallPage",
    "Certificate",
    "ChangedDate",
    "CheckIn",
    "Contribution",
    "DataRequest",
    "Delegate",
    "Entry",
    "Event",
    "EventPage",
    "EventPageChangedDate",
    "EventPageMaterial",
    "EventPageQuestion",
    "EventPageSeatShare",
    "EventPageSession",
    "EventRole",
    "Harvested",
    "HelperLink",
    "Invitation",
    "JoinLink",
    "Letter",
    "Mailing",
    "MailingWords",
    "Material",
    "Occurrence",
    "OwnCalendar",
    "OwnWording",
    "PeriodicDeed",
    "Pool",
    "Question",
    "QuestionVersion",
    "Registration",
    "RegistrationNote",
    "Room",
    "SeatShare",
    "Session",
    "Source",
    "Speaker",
    "Venue",
    "VersionStep",
]
