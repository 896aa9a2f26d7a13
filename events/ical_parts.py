"""What else is a VEVENT: the last day of a call, a session, what one person is registered for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import SimpleNamespace

from django.utils import translation
from django.utils.translation import gettext as _
from icalendar import Component
from icalendar import Event as VEvent
from icalendar.prop import vText, vUri

from .calendar_text import clean, one_line, web_address
from .call import Call
from .event import Event
from .ical import (
    Text,
    add_addresses,
    add_hours,
    add_identity,
    in_language,
    occurrence_component,
    place_of,
    text_of,
)
from .occurrence import Occurrence
from .session import Session
from .words import Words


def call_text(call: Call, words: Words, *, stamp: datetime) -> str:
    """The last day of a call as a VEVENT."""
    with translation.override(words.feed):
        component = VEvent()
        add_identity(component, call, stamp)
        last: date = call.closes_on  # type: ignore[assignment]  # published calls have one
        component.add("DTSTART", last)
        component.add("DTEND", last + timedelta(days=1))
        title = one_line(words.title) or _("Call")
        said = _("Withdrawn: %(title)s") if call.is_withdrawn else _("Last day: %(title)s")
        component.add("SUMMARY", in_language(said % {"title": title}, words))
        component.add("STATUS", "CANCELLED" if call.is_withdrawn else "CONFIRMED")
        component.add("TRANSP", "TRANSPARENT")
        parts = [call.told_closing(), clean(words.summary), web_address(words.url)]
        component.add("DESCRIPTION", in_language("\n\n".join(filter(None, parts)), words))
        add_addresses(component, words)
        return text_of(component)


@dataclass(frozen=True)
class Own:
    """What only a person's own calendar says: their state, and how to take part online."""

    title: str = ""
    status: str = "CONFIRMED"
    ways_in: Sequence[tuple[str, str]] = ()
    """What each is called, and its address."""


def own_text(occurrence: Occurrence, words: Words, *, stamp: datetime, own: Own) -> str:
    """An occurrence in a person's own calendar. What is cancelled for all is so for everybody."""
    with translation.override(words.feed):
        component = occurrence_component(occurrence, words, stamp)
        add_own(component, own, occurrence, words)
        return text_of(component)


def add_own(component: Component, own: Own, occurrence: Occurrence, words: Words) -> None:
    """Say of an occurrence what only this person's entry says."""
    _add_own(component, own)
    if own.title and not occurrence.is_cancelled:
        title = one_line(words.of(occurrence).title) or _("Event")
        component["SUMMARY"] = in_language(own.title % {"title": title}, words)
        component["STATUS"], component["TRANSP"] = vText(own.status), vText("TRANSPARENT")


def _add_own(component: Component, own: Own) -> None:
    component["CLASS"] = vText("PRIVATE")
    for label, url in own.ways_in:
        if address := web_address(url):
            said = {"VALUE": "URI", "FEATURE": ["AUDIO", "VIDEO"], "LABEL": one_line(label)}
            component.add("CONFERENCE", vUri(address, params=said), encode=False)


def session_text(
    session: Session, event: Event, words: Words, *, stamp: datetime, own: Own | None = None
) -> str:
    """A session as a VEVENT of its own, which says to which event it belongs."""
    begin, end = session.starts_at, session.ends_at or event.ends_at
    if begin is None:
        return ""
    with translation.override(words.feed):
        component = VEvent()
        add_identity(component, _identity(session, event), stamp)
        add_hours(component, begin, end, event.zone)
        component.add("SUMMARY", in_language(_session_title(event, words), words))
        component.add("STATUS", _session_status(event))
        component.add("TRANSP", "TRANSPARENT" if event.is_cancelled else "OPAQUE")
        mode, room = session.mode or event.mode, session.room or event.room
        if place := place_of(mode, room.venue if room else event.venue, room, words):
            component.add("LOCATION", Text(place))
        parts = [words.note, *_line_up(session, words), words.summary, web_address(words.url)]
        parts = [clean(part) for part in parts]
        component.add("DESCRIPTION", in_language("\n\n".join(filter(None, parts)), words))
        add_addresses(component, words)
        component.add("RELATED-TO", vText(event.uid))
        if own is not None:
            _add_own(component, own)
        return text_of(component)


def _line_up(session: Session, words: Words) -> list[str]:
    """The track and who speaks."""
    track = session.track.name_in(words.feed) if session.track else ""
    shown = [speaker for speaker in session.speakers.all() if speaker.is_shown]
    names = ", ".join(
        " · ".join(str(part) for part in (one.shown_name, one.organisation) if part)
        for one in shown
    )
    said = [_("Track: %(name)s") % {"name": track}] if track else []
    return [*said, _("Speakers: %(names)s") % {"names": names}] if names else said


def session_uid(session: Session, event: Event) -> str:
    """Made of its stored key, in the namespace in which its event was named."""
    return f"{session.key}@{event.uid.partition('@')[2]}"


def _identity(session: Session, event: Event) -> SimpleNamespace:
    return SimpleNamespace(
        uid=session_uid(session, event), sequence=session.sequence, created_at=event.created_at
    )


def _session_title(event: Event, words: Words) -> str:
    title = one_line(words.title) or _("Session")
    if event.is_cancelled:
        return _("Cancelled: %(title)s") % {"title": title}
    return _("Postponed: %(title)s") % {"title": title} if event.is_postponed else title


def _session_status(event: Event) -> str:
    if event.is_cancelled:
        return "CANCELLED"
    return "TENTATIVE" if event.is_postponed else "CONFIRMED"
