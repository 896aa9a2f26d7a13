"""The page of one event at the desk: numbers, what waits for a decision, ways to all areas."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from events.event import Event
from events.role import may

from .decisions import decisions_for
from .links import links_for
from .numbers import SHOWN, numbers_of
from .told import desk_url, list_url, title_of


def see_event(request: HttpRequest, pk: int) -> HttpResponse:
    """For everybody in the admin: numbers are no secret of the team; names are asked for apart."""
    event = event_at(pk)
    page = next(iter(event.pages.all()), None)
    numbers = numbers_of(event, page)
    context = {
        **framed(event, _("Desk")),
        "event": event,
        "numbers": numbers,
        "tables": [
            ("seats", _("Dates"), numbers.dates),
            ("seats", _("Shares of the seats"), numbers.shares),
            ("people", _("Sectors"), numbers.sectors),
            ("sessions", _("Sessions"), numbers.sessions),
        ],
        "states": SHOWN,
        "decisions": decisions_for(request.user, event, numbers),
        "links": links_for(request.user, event),
        "list_url": f"{list_url()}?event={event.pk}"
        if may(request.user, "view_registration", event)
        else "",
        "page_url": reverse("wagtailadmin_pages:edit", args=[page.pk]) if page else "",
    }
    return TemplateResponse(request, "events/admin/desk/event.html", context)


def event_at(pk: int) -> Event:
    found: Event = get_object_or_404(Event.objects.prefetch_related("pages__sessions"), pk=pk)
    return found


def framed(event: Event, title: str) -> dict[str, Any]:
    """What Wagtail's frame around a page wants to know."""
    crumbs = [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        {"url": reverse("event:index"), "label": _("Events")},
        {"url": desk_url(event.pk), "label": title_of(event)},
    ]
    return {
        "breadcrumbs_items": [*crumbs, {"url": "", "label": title}],
        "header_title": f"{title}: {title_of(event)}",
        "page_title": title,
        "page_subtitle": title_of(event),
        "header_icon": "tasks",
    }
