"""The calendar message in a letter: for who wants the date in their calendar, and keeps it true.

What it says depends on how things are when the letter leaves, as all of a letter does.
"""

import hashlib
from dataclasses import dataclass
from email.utils import parseaddr

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from events import appointment, conf, itip
from events.ical_parts import Own
from events.outbox import Kind, Letter
from events.registration import Registration
from events.subject import Subject
from events.words import Words, words_of

State = Registration.State

CARRYING = frozenset(
    {
        Kind.REGISTERED,
        Kind.WAITING,
        Kind.PROMOTED,
        Kind.OFFERED,
        Kind.OFFER_EXPIRED,
        Kind.REQUESTED,
        Kind.APPROVED,
        Kind.DECLINED,
        Kind.MOVED,
        Kind.MERGED,
        Kind.CHANGED,
        Kind.CANCELLED,
        Kind.EVENT_CHANGED,
        Kind.EVENT_CANCELLED,
        Kind.NO_LONGER_NAMED,
    }
)
"""Letters that tell of something of which the calendar must know, too."""


@dataclass(frozen=True)
class CalendarMessage:
    """A calendar file with its method, which the letter's own headers repeat."""

    method: str
    text: str


def wants_none(letter: Letter) -> bool:
    """Whether a letter gets the file to open, as everybody does who wants no appointment."""
    registration = letter.registration
    return registration is None or not registration.wants_appointment


def message_of(letter: Letter, subject: Subject, *, sender_name: str) -> CalendarMessage | None:
    """What the person's calendar is to be told by this letter, if anything."""
    registration = letter.registration
    if registration is None or letter.kind not in CARRYING:
        return None
    held = _is_held(registration)
    if not held and appointment.of(registration) is None:
        return None
    method = itip.REQUEST if held else itip.CANCEL
    component = itip.entry(
        subject.occurrence,
        _words(subject),
        _own(registration, subject),
        comment=_comment(registration),
    )
    said = f"{method}\n{itip.text(component)}"
    kept = appointment.told(
        registration, hashlib.sha256(said.encode()).hexdigest(), is_withdrawn=not held
    )
    text = itip.message(
        component,
        method=method,
        uid=kept.uid,
        sequence=kept.sequence,
        organizer=itip.Address(parseaddr(conf.reply_to())[1], sender_name),
        sender=itip.Address(parseaddr(settings.DEFAULT_FROM_EMAIL)[1]),
        attendee=itip.Address(registration.email, registration.name),
        status="ACCEPTED" if registration.state == State.CONFIRMED else "TENTATIVE",
        now=timezone.now(),
    )
    return CalendarMessage(method, text)


def _is_held(registration: Registration) -> bool:
    """Whether the date belongs into this person's calendar now."""
    return (
        registration.wants_appointment
        and registration.is_active
        and registration.state != State.HELD
        and not registration.occurrence.is_cancelled
    )


def _words(subject: Subject) -> Words:
    language = conf.active_language()
    if subject.page is not None:
        return words_of(subject.page, language)
    title = str(subject.event)
    return Words(title=title, summary="", url="", language=language, feed=language)


def _own(registration: Registration, subject: Subject) -> Own:
    """What its title says before the event's own; a seat that is theirs needs no word.

    The way in online is the person's own link, which the team can take back.
    """
    if registration.state == State.CONFIRMED:
        return Own(ways_in=subject.ways_in())
    titles: dict[str, str] = {
        State.WAITING: _("Waiting list: %(title)s"),
        State.OFFERED: _("A seat is offered: %(title)s"),
        State.REQUESTED: _("Asked to come: %(title)s"),
    }
    left = _("No longer registered: %(title)s")
    return Own(title=titles.get(registration.state, left), status="TENTATIVE")


def _comment(registration: Registration) -> str:
    """Why the entry goes: that is what tells the one cancellation from the other."""
    if registration.occurrence.is_cancelled:
        return _("The event does not take place.")
    if not registration.is_active:
        return _("You are no longer registered. The event itself is not cancelled.")
    if not registration.wants_appointment:
        return _("You wanted it out of your calendar. You are still registered.")
    return ""
