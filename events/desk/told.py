"""How the desk names events, dates and sessions, and where each of its pages is."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from events.event import Event
from events.registration import Registration
from events.role import may
from events.subject import session_name, session_titles


def title_of(event: Event) -> str:
    """What its first page calls it, from pages that are at hand."""
    return next((page.title for page in event.pages.all()), str(_("(without a page)")))


def sessions_of(registration: Registration) -> str:
    """The sessions that were chosen, in the words of the event's first page."""
    event = registration.occurrence.event
    titles = session_titles(next(iter(event.pages.all()), None))
    return "; ".join(session_name(one, titles, event) for one in registration.sessions.all())


def came_of(registration: Registration) -> int:
    """How many of them came, in the room or online, from check-ins that are at hand."""
    return sum(one.seats for one in registration.check_ins.all() if one.undone_at is None)


def list_url() -> str:
    """The one address of the list of registrations; filters stand behind it."""
    return reverse("wagtailsnippets_events_registration:list")


def registrations_url(user: Any, event_id: int | None) -> str:
    """Where the registrations for an event are listed; nowhere for who may not see names."""
    if event_id is None or not may(user, "view_registration", event_id):
        return ""
    return f"{list_url()}?event={event_id}"


def desk_url(event_id: int) -> str:
    return reverse("events_desk", args=[event_id])


def inspect_url(registration: Registration) -> str:
    return reverse("wagtailsnippets_events_registration:inspect", args=[registration.pk])
