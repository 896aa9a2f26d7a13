"""The team's page of one date after it: numbers, thanks, what people contributed, a draft."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import translation
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.log_actions import log

from events import conf
from events.contribution import Contribution
from events.desk.overview import event_at, framed
from events.desk.policy import demand
from events.event import Event
from events.occurrence import Occurrence
from events.role import may
from events.subject import when

from .chart import charts_of
from .report import report_of
from .thanking import are_counted, previews, thank, thanked, to_be_thanked


def see_after(request: HttpRequest, pk: int) -> HttpResponse:
    """Numbers, and the ways to what is left to do."""
    event, occurrence = _chosen(request, pk)
    demand(request.user, "view_registration", event)
    report = report_of(occurrence)
    contributions = Contribution.objects.filter(occurrence__event=event)
    context = {
        **framed(event, _("After it")),
        "event": event,
        "occurrence": occurrence,
        "when": when(occurrence),
        "dates": _others(event, occurrence),
        "report": report,
        "charts": charts_of(report.tables),
        "waiting": contributions.waiting().count(),
        "shown": contributions.shown().count(),
        "contributions_url": _contributions_url(request.user, event),
        "may_thank": occurrence.is_past() and may(request.user, "send_mailing", event),
        "thanked": thanked(occurrence),
        "pages": _pages(event) if conf.report_page() and not report.is_too_few else [],
    }
    return TemplateResponse(request, "events/admin/after/event.html", context)


def ask_to_thank(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter in each language, to how many; the button sends it."""
    event, occurrence = _chosen(request, pk)
    demand(request.user, "send_mailing", event)
    if not occurrence.is_past():
        raise Http404
    if request.method == "POST":
        return _thank(request, event, occurrence)
    context = {
        **framed(event, _("Say thanks")),
        "event": event,
        "occurrence": occurrence,
        "when": when(occurrence),
        "count": to_be_thanked(occurrence).count(),
        "thanked": thanked(occurrence),
        "are_counted": are_counted(occurrence),
        "letters": previews(occurrence),
    }
    return TemplateResponse(request, "events/admin/after/thank.html", context)


def _thank(request: HttpRequest, event: Event, occurrence: Occurrence) -> HttpResponse:
    count = thank(occurrence)
    data = {"date": occurrence.code, "letters": count}
    log(event, "events.thank", user=request.user, title=f"{event.public_id}", data=data)
    told = ngettext("%(count)s letter leaves.", "%(count)s letters leave.", count)
    messages.success(request, told % {"count": count})
    return redirect(_here(event, occurrence))


@require_POST
def draft_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a page of the numbers, as a draft in the language chosen, and go there to write on."""
    event, occurrence = _chosen(request, pk)
    demand(request.user, "view_registration", event)
    page = _pages(event, request.POST.get("language", ""))
    if not conf.report_page() or not page:
        raise Http404
    make = import_string(conf.report_page())
    with translation.override(page[0].locale.language_code):
        made: Any = make(report_of(occurrence), page[0], request.user)
    if made is None:
        raise PermissionDenied
    messages.success(request, _("This is a draft with the numbers. Write on, and publish it."))
    return redirect("wagtailadmin_pages:edit", made.pk)


def _chosen(request: HttpRequest, pk: int) -> tuple[Event, Occurrence]:
    """The event and the date that is asked for, else the last one that has begun."""
    event = event_at(pk)
    code = request.GET.get("date", "")
    if code:
        found: Occurrence | None = event.occurrences.called(code)
    else:
        dates = event.occurrences.order_by("starts_at")
        found = dates.past().last() or dates.first()
    if found is None:
        raise Http404
    found.event = event
    return event, found


def _others(event: Event, shown: Occurrence) -> list[tuple[str, str]]:
    """Other dates that are over: in words, and where they are told; the newest first."""
    dates = list(event.occurrences.past().exclude(pk=shown.pk).order_by("-starts_at")[:24])
    for one in dates:
        one.event = event
    return [(when(one), _here(event, one)) for one in dates]


def _here(event: Event, occurrence: Occurrence) -> str:
    return f"{reverse('events_after', args=[event.pk])}?date={occurrence.code}"


def _contributions_url(user: Any, event: Event) -> str:
    if not may(user, "view_contribution", event):
        return ""
    return f"{reverse('wagtailsnippets_events_contribution:list')}?event={event.pk}"


def _pages(event: Event, language: str = "") -> list[Any]:
    """The live pages of the event, each in another language; or the one of a language."""
    own: Any = event.pages
    pages = own.live().select_related("locale").order_by("locale__language_code", "pk")
    return list(pages.filter(locale__language_code=language) if language else pages)
