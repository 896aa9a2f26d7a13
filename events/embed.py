"""The next dates for other people's websites: a small page for a frame, and the code to copy."""

from typing import Any
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from . import conf
from .agenda import Agenda
from .agenda_page import AgendaPage
from .event import Event
from .facets import facets, names_of
from .selection import Selection, UnknownValue, read_selection
from .subscribing import FILTERS, calendar_query

USUAL, MOST = 5, 20
LOOKS = ("list", "cards")
THEMES = ("", "light", "dark")
FRAME = '<iframe src="{}" title="{}" width="100%" height="480" loading="lazy"></iframe>'


@xframe_options_exempt
@require_safe
def events(request: HttpRequest) -> HttpResponse:
    """The next dates, in a frame of any site: no cookie, no script, links lead out of the frame."""
    problem, selection = "", Selection()
    try:
        selection = read_selection(request.GET, FILTERS)
    except UnknownValue as error:
        problem = str(error)
    context = {
        "items": [] if problem else _next(request, selection),
        "problem": problem,
        "look": _one_of(LOOKS, request.GET.get("look", "")),
        "theme": _one_of(THEMES, request.GET.get("theme", "")),
        "agenda_url": _agenda_url(request, selection),
        "site_name": conf.calendar_name(),
    }
    # Without the request: what a site adds to its pages, such as who is signed in, stays out.
    html = render_to_string("events/embed/events.html", context)
    response = HttpResponse(html, status=404 if problem else 200)
    response["Content-Security-Policy"] = _policy()
    patch_cache_control(response, public=True, max_age=conf.calendar_max_age())
    return response


@require_safe
def code(request: HttpRequest) -> HttpResponse:
    """Where somebody chooses what to show, and copies the code for it."""
    problem, selection = "", Selection()
    try:
        selection = read_selection(request.GET, FILTERS)
    except UnknownValue as error:
        problem = str(error)
    agenda = _agenda(request, selection)
    query = {name: value for name, value in _looks(request).items() if value}
    path = reverse("events_embed") + calendar_query(selection)
    path += ("&" if "?" in path else "?") + urlencode(query) if query else ""
    title = _("Next gatherings: %(name)s") % {"name": conf.calendar_name() or _("Events")}
    context = {
        "base_template": conf.base_template(),
        "facets": [one for one in facets(agenda, agenda.upcoming) if one.name in FILTERS],
        "names": names_of(selection),
        "problem": problem,
        "path": path,
        "title": title,
        "code": format_html(FRAME, request.build_absolute_uri(path), title),
        "number": _number(request),
        "most": MOST,
        "look": _one_of(LOOKS, request.GET.get("look", "")),
        "theme": _one_of(THEMES, request.GET.get("theme", "")),
    }
    return render(request, "events/embed/code.html", context)


def _looks(request: HttpRequest) -> dict[str, str]:
    """What differs from the usual, for the address."""
    number, look = _number(request), _one_of(LOOKS, request.GET.get("look", ""))
    return {
        "number": str(number) if number != USUAL else "",
        "look": look if look != LOOKS[0] else "",
        "theme": _one_of(THEMES, request.GET.get("theme", "")),
    }


def _agenda(request: HttpRequest, selection: Selection) -> Agenda:
    pages: Any = Event.page_model()
    told = pages.objects.live().public().filter(locale__language_code=conf.active_language())
    return Agenda(told, selection=selection, request=request)


def _next(request: HttpRequest, selection: Selection) -> list[Any]:
    agenda = _agenda(request, selection)
    coming = agenda.occurrences(agenda.upcoming).order_by("starts_at", "pk")
    return agenda.listed(coming[: _number(request)])


def _agenda_url(request: HttpRequest, selection: Selection) -> str:
    pages = AgendaPage.objects.live().public()
    page = pages.filter(locale__language_code=conf.active_language()).first()
    return (page.get_url(request) or "") + calendar_query(selection) if page else ""


def _number(request: HttpRequest) -> int:
    asked = request.GET.get("number", "")
    return min(max(int(asked), 1), MOST) if asked.isascii() and asked.isdigit() else USUAL


def _one_of(known: tuple[str, ...], asked: str) -> str:
    return asked if asked in known else known[0]


def _policy() -> str:
    """Any site may frame it; it may load its own style sheet and nothing else."""
    parts = urlsplit(static("events/embed.css"))
    styles = f"{parts.scheme or 'https'}://{parts.netloc}" if parts.netloc else "'self'"
    return (
        f"default-src 'none'; style-src {styles}; frame-ancestors *; "
        "base-uri 'none'; form-action 'none'"
    )
