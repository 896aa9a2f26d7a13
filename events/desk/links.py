"""The areas of one event at the desk, and who is led to each: one line here for each area."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from events.event import Event
from events.role import may

from .told import list_url


@dataclass(frozen=True)
class Area:
    """A part of the work on an event: what it is called, where it is, whom it concerns."""

    label: Any
    url: Callable[[Event], str]
    permission: str
    icon: str


def _named(name: str) -> Callable[[Event], str]:
    """An admin address that takes the event's pk."""
    return lambda event: reverse(name, args=[event.pk])


AREAS = [
    Area(
        _("Registrations"),
        lambda event: f"{list_url()}?event={event.pk}",
        "view_registration",
        "group",
    ),
    Area(_("The day itself"), _named("events_day"), "check_in_checkin", "tick"),
    Area(_("Invitations"), _named("events_invitations"), "view_invitation", "mail"),
    Area(_("Who is missing"), _named("events_missing"), "view_invitation", "view"),
    Area(_("Register somebody"), _named("events_desk_enter"), "arrange_registration", "plus"),
    Area(_("Badges"), _named("events_desk_badges"), "view_registration", "user"),
    Area(
        _("Attendance list"),
        _named("events_desk_attendance"),
        "view_registration",
        "clipboard-list",
    ),
    Area(_("Write to them"), _named("events_mailings"), "send_mailing", "edit"),
    Area(
        _("Letters"),
        lambda event: f"{reverse('wagtailsnippets_events_letter:list')}?event={event.pk}",
        "view_letter",
        "mail",
    ),
    Area(_("After it"), _named("events_after"), "view_registration", "success"),
    Area(
        _("Who looks after it"),
        lambda event: f"{reverse('events_roles:index')}?event={event.pk}",
        "change_eventrole",
        "key",
    ),
]


@dataclass(frozen=True)
class Link:
    label: str
    url: str
    icon: str


def links_for(user: Any, event: Event) -> list[Link]:
    """Those areas of the event that this user may enter."""
    return [
        Link(str(area.label), area.url(event), area.icon)
        for area in AREAS
        if may(user, area.permission, event)
    ]
