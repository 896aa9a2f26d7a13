"""Names on paper: badges and the attendance list of one date, on sheets of A4."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from events import conf
from events.check_in import code_of
from events.event import Event
from events.occurrence import Occurrence
from events.qr import qr_svg
from events.registration import Registration
from events.subject import session_name, session_titles, when

from .filters import dates_with_people
from .overview import event_at
from .policy import demand
from .told import desk_url, title_of
from .trace import leave_trace

COLOURS = 8
"""So many colours the stylesheet has; a ninth sector begins anew, and all have their name."""


@dataclass(frozen=True)
class Badge:
    name: str
    organisation: str
    sector: str
    colour: int
    qr: SafeString | str = ""

    @property
    def length(self) -> str:
        """How large the name may be set, so that it has room in two lines."""
        longest = max((len(word) for word in self.name.split()), default=0)
        if len(self.name) <= 16 and longest <= 10:
            return "short"
        return "middle" if len(self.name) <= 30 and longest <= 16 else "long"


@require_safe
def badges(request: HttpRequest, pk: int) -> HttpResponse:
    """One badge a seat; with `?codes=1` each carries the code for checking in."""
    event, date, people = _asked(request, pk)
    colours = _colours(people)
    codes = "codes" in request.GET
    found = [badge for one in people for badge in _badges(one, colours, codes=codes)]
    return _on_paper(request, "badges", event, date, {"badges": found, "codes": codes})


@require_safe
def attendance(request: HttpRequest, pk: int) -> HttpResponse:
    """Who is expected, by name, with room to sign; of one session with `?session=`."""
    event, date, people = _asked(request, pk)
    page = next(iter(event.pages.all()), None)
    titles = session_titles(page)
    sessions = [(str(one.pk), session_name(one, titles, event)) for one in event.sessions.all()]
    chosen = request.GET.get("session", "")
    if chosen:
        people = [one for one in people if chosen in {str(each.pk) for each in one.sessions.all()}]
    context = {
        "people": people,
        "sessions": sessions,
        "session": dict(sessions).get(chosen, ""),
        "chosen": chosen,
        "seats": sum(one.seats for one in people),
    }
    return _on_paper(request, "attendance", event, date, context)


def _asked(request: HttpRequest, pk: int) -> tuple[Event, Occurrence | None, list[Registration]]:
    """The event, the date (the next one, if none is named), and who comes on it by name."""
    event = event_at(pk)
    demand(request.user, "view_registration", event)
    date = _date(event, request.GET.get("occurrence", ""))
    if date is None:
        return event, None, []
    rows = date.registrations.filter(state=Registration.State.CONFIRMED, forgotten_at=None)
    rows = rows.select_related("sector").prefetch_related("sessions")
    leave_trace(event, "print_names", user=request.user)
    return event, date, sorted(rows, key=lambda one: one.name.casefold())


def _date(event: Event, key: str) -> Occurrence | None:
    dates = dates_with_people(event)
    if key:
        found = next((one for one in dates if str(one.pk) == key), None)
        if found is None:
            raise Http404
        return found
    now = timezone.now()
    coming = [one for one in dates if one.ends_at > now]
    if coming:
        return coming[0]
    return dates[-1] if dates else None


def _colours(people: list[Registration]) -> dict[int | None, int]:
    """A colour for each sector, by its order; 0 for who named none."""
    sectors = {one.sector_id: one.sector for one in people if one.sector}
    ordered = sorted(sectors.values(), key=lambda one: (one.sort_order, one.pk))
    colours: dict[int | None, int] = {None: 0}
    for number, sector in enumerate(ordered):
        colours[sector.pk] = number % COLOURS + 1
    return colours


def _badges(one: Registration, colours: dict[int | None, int], *, codes: bool) -> list[Badge]:
    """A badge for the person, and one for each further seat."""
    sector = str(one.sector or "")
    colour = colours[one.sector_id]
    qr = qr_svg(code_of(one)) if codes else ""
    guest = _("Guest of %(name)s") % {"name": one.name}
    first = Badge(one.name, one.organisation, sector, colour, qr)
    return [first, *[Badge(guest, one.organisation, sector, colour, qr)] * (one.seats - 1)]


def _on_paper(
    request: HttpRequest,
    kind: str,
    event: Event,
    date: Occurrence | None,
    context: dict[str, Any],
) -> HttpResponse:
    frame = {
        "event": event,
        "title": title_of(event),
        "when": when(date) if date else "",
        "date": date,
        "dates": [(one.pk, when(one)) for one in dates_with_people(event)],
        "back": desk_url(event.pk),
        "site_name": conf.calendar_name(),
        "now": timezone.now(),
    }
    return render(request, f"events/admin/desk/{kind}.html", frame | context)
