"""The pages that say how a calendar gets into one's own; a dialog shows the same where it can."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from . import conf
from .entry import Entry
from .facets import names_of
from .feeds import find_occurrence
from .listed import Listed
from .qr import qr_svg
from .selection import Selection, UnknownValue, read_selection
from .sign_up_state import sign_up_state
from .subscribing import FILTERS, calendar_query, copies, subscribe_url, subscriptions
from .told_page import pages_of_hosts


@require_safe
def agenda(request: HttpRequest) -> HttpResponse:
    """All gatherings, or those of a topic, an organisation and so on."""
    try:
        selection = read_selection(request.GET, FILTERS)
    except UnknownValue as error:
        raise Http404(str(error)) from error
    path = reverse("events_calendar", args=[conf.active_language()]) + calendar_query(selection)
    about: dict[str, Any] = {"heading": _("In your own calendar"), "names": names_of(selection)}
    about["embed_url"] = reverse("events_embed_code") + calendar_query(selection)
    return _answer(request, path, subscribe_url(selection=selection), **about)


@require_safe
def event(request: HttpRequest, uid: Any) -> HttpResponse:
    """One event with all its dates."""
    entry = _entry(uid)
    path = reverse("events_event_calendar", args=[conf.active_language(), uid])
    about = {"heading": entry.title, "back": entry.url, "file": path, "more": _wider(entry)}
    return _answer(request, path, subscribe_url(uid), **about)


@require_safe
def occurrence(request: HttpRequest, uid: Any, code: str) -> HttpResponse:
    """One date of an event, as it is now or as it will be."""
    entry, found = _entry(uid), find_occurrence(uid, code)
    if found is None:
        raise Http404(_("There is no such date, or nobody may see it any more."))
    now = timezone.now()
    listed = Listed(entry.page.specific, found, sign_up_state(found, now), now, request)
    language = conf.active_language()
    file = reverse("events_occurrence_calendar", args=[language, uid, found.code])
    # What happens once may be put on another day: whoever subscribes follows the event.
    whole = reverse("events_event_calendar", args=[language, uid])
    about: dict[str, Any] = {"heading": listed.title, "back": listed.url, "file": file}
    about |= {"item": listed, "copies": copies(request, listed), "more": _wider(entry)}
    path = file if listed.event.recurrence else whole
    return _answer(request, path, subscribe_url(uid, found.code), **about)


def _entry(uid: Any) -> Entry:
    """What calendars hold of an event in the active language: there only if anybody may read it."""
    entries = Entry.objects.select_related("event", "page")
    return get_object_or_404(entries, language=conf.active_language(), event__public_id=uid)


def _wider(entry: Entry) -> list[tuple[str, str]]:
    """Calendars that hold this event and more like it: by its hosts, on its topics, all."""
    event: Any = entry.event
    hosts = [
        (_("All by %(name)s") % {"name": page.title}, {"organisation": (page.facts.code,)})
        for page in pages_of_hosts(event)
    ]
    topics = [
        (_("All on %(topic)s") % {"topic": topic}, {"topic": (topic.slug,)})
        for topic in event.topics.all()
    ]
    everything: list[tuple[str, Any]] = [(_("All gatherings"), {})]
    return [
        (label, subscribe_url(selection=Selection(values)))
        for label, values in [*hosts, *topics, *everything]
    ]


def _answer(request: HttpRequest, path: str, own: str, **about: Any) -> HttpResponse:
    """The page about one calendar; its QR code leads to the page itself."""
    here = request.build_absolute_uri(own)
    context = {
        "base_template": conf.base_template(),
        "addresses": subscriptions(request, path),
        "here": here,
        "qr": qr_svg(here),
        **about,
    }
    return render(request, "events/subscribe.html", context)
