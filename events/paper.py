"""The programme for A4: of a period, by the filters of the agenda, or of one event."""

from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from . import conf
from .agenda import Agenda
from .event import Event
from .facets import names_of
from .qr import qr_svg
from .viewing import Viewing, read_viewing

USUAL = timedelta(days=90)
MOST = 600
"""How many dates fit a programme that somebody still reads: about thirty sheets."""


@require_safe
def agenda(request: HttpRequest) -> HttpResponse:
    """What happens in a month, a week, a day, or from today on for three months."""
    viewing = read_viewing(request.GET)
    if viewing.problem:
        raise Http404(viewing.problem)
    first, last = _period(viewing)
    pages: Any = Event.page_model()
    told = pages.objects.live().public().filter(locale__language_code=conf.active_language())
    found = Agenda(
        told,
        selection=viewing.selection,
        words=viewing.words,
        only_open=viewing.only_open,
        request=request,
    )
    happenings = found.happenings(first, last)
    shown = happenings[:MOST]
    dates = sorted({max(one.first_day, first) for one in shown})
    begun = found.days(dates, shown, most=MOST)
    context = {
        "first": first,
        "last": last,
        "viewing": viewing,
        "names": names_of(viewing.selection),
        "days": _each_once(begun, first),
        "left_out": len(happenings) - len(shown),
    }
    return _on_paper(request, "agenda", request.build_absolute_uri(), context)


def _period(viewing: Viewing) -> tuple[date, date]:
    if viewing.is_period:
        return viewing.first, viewing.last
    today = timezone.localdate()
    return today, today + USUAL


def _each_once(days: Any, first: date) -> list[Any]:
    """The days, each with what begins on it: paper says until when, and need not say it twice."""
    told = []
    for day in days:
        items = [item for item in day.items if max(item.first_day, first) == day.date]
        told.append({"date": day.date, "items": items})
    return told


@require_safe
def event(request: HttpRequest, uid: Any) -> HttpResponse:
    """One event with its sessions, and the dates of a series."""
    pages: Any = Event.page_model()
    told = pages.objects.live().public().filter(locale__language_code=conf.active_language())
    page = get_object_or_404(told, facts__public_id=uid)
    context = page.get_context(request)
    shown = context["shown"]
    live = request.build_absolute_uri(shown.url if shown else page.get_url(request))
    return _on_paper(request, "event", live, context)


def _on_paper(request: HttpRequest, kind: str, live: str, context: dict[str, Any]) -> HttpResponse:
    frame = {
        "live": live,
        "qr": qr_svg(live),
        "site_name": conf.calendar_name(),
        "now": timezone.now(),
        "city": Event(time_zone=timezone.get_default_timezone_name()).zone_city,
    }
    return render(request, f"events/paper/{kind}.html", context | frame)
