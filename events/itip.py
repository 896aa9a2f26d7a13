"""An appointment as a message between calendars (RFC 5546): a request, or that it is withdrawn.

Each person's entry is told to that person alone, so no message names anybody else. Whether the
event or only this person's part in it is cancelled stands in SUMMARY and COMMENT; STATUS is of
the entry, which goes in both cases.
"""

from dataclasses import dataclass
from datetime import datetime

from django.utils import translation
from icalendar import Calendar, Component
from icalendar.prop import vCalAddress, vText

from .calendar_text import one_line
from .ical import (
    FOOT,
    PRODID,
    in_language,
    occurrence_component,
    text_of,
)
from .ical_parts import Own, add_own
from .occurrence import Occurrence
from .words import Words
from .zones import zones_needed

REQUEST, CANCEL = "REQUEST", "CANCEL"
CHANGING = ("UID", "SEQUENCE", "DTSTAMP", "LAST-MODIFIED", "CREATED")


@dataclass(frozen=True)
class Address:
    """Somebody in a message between calendars."""

    email: str
    name: str = ""


def entry(occurrence: Occurrence, words: Words, own: Own, *, comment: str = "") -> Component:
    """What a message tells, without who tells it to whom and which version of it."""
    with translation.override(words.feed):
        component = occurrence_component(occurrence, words, occurrence.event.changed_at)
        for name in CHANGING:
            component.pop(name, None)
        add_own(component, own, occurrence, words)
        if comment:
            component.add("COMMENT", in_language(comment, words))
        return component


def text(component: Component) -> str:
    """By which two entries are compared: all but their version."""
    return text_of(component)


def message(
    component: Component,
    *,
    method: str,
    uid: str,
    sequence: int,
    organizer: Address,
    sender: Address,
    attendee: Address,
    status: str,
    now: datetime,
) -> str:
    """The whole calendar file of one message."""
    component.add("UID", uid)
    component.add("SEQUENCE", sequence)
    component.add("DTSTAMP", now.replace(microsecond=0))
    said = {"CN": organizer.name} if organizer.name else {}
    if sender.email != organizer.email:
        said["SENT-BY"] = f"mailto:{sender.email}"
    component.add("ORGANIZER", vCalAddress(f"mailto:{organizer.email}", params=said))
    component.add("ATTENDEE", _attendee(attendee, status))
    if method == CANCEL:
        component["STATUS"], component["TRANSP"] = vText("CANCELLED"), vText("TRANSPARENT")
    head = Calendar()
    head.add("PRODID", PRODID)
    head.add("VERSION", "2.0")
    head.add("CALSCALE", "GREGORIAN")
    head.add("METHOD", method)
    body = text_of(component)
    return text_of(head).removesuffix(FOOT) + zones_needed(body) + body + FOOT


def _attendee(person: Address, status: str) -> vCalAddress:
    """Nobody is asked for an answer by calendar: who signed up has answered."""
    said = {
        "CUTYPE": "INDIVIDUAL",
        "ROLE": "REQ-PARTICIPANT",
        "PARTSTAT": status,
        "RSVP": "FALSE",
    }
    if name := one_line(person.name):
        said["CN"] = name
    return vCalAddress(f"mailto:{person.email}", params=said)
