"""The page that lists events by month or week, what has been, and how to subscribe."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.search import index

from . import conf
from .agenda import Agenda, Day, by_month, weeks_around
from .call_page import CallPage
from .clock import midnight
from .event import Event
from .facets import facets, names_of
from .occurrence import Occurrence
from .pages import EventPage
from .subscribing import calendar_query, calendar_selection, subscribe_url
from .viewing import PERIODS, Viewing, read_viewing

MOST_IN_A_MONTH = 4
MOST_IN_A_WEEK = 12
"""How many dates a day shows in a table or a week; the others stand on the page of that day."""
MOST_CALLS = 50
A_DAY = timedelta(days=1)


def _list(agenda: Agenda, viewing: Viewing, number: Any) -> dict[str, Any]:
    coming = agenda.occurrences(agenda.upcoming)
    leaf, items = agenda.leaf(coming.order_by("starts_at", "pk"), number)
    return {"leaf": leaf, "count": leaf.paginator.count, "months": by_month(items)}


def _past(agenda: Agenda, viewing: Viewing, number: Any) -> dict[str, Any]:
    past = agenda.occurrences(agenda.past)
    leaf, items = agenda.leaf(past.order_by("-starts_at", "-pk"), number)
    return {"leaf": leaf, "count": leaf.paginator.count, "months": by_month(items)}


def _month(agenda: Agenda, viewing: Viewing, number: Any) -> dict[str, Any]:
    """The table also shows the days around the month that fill its weeks."""
    dates = [day for week in weeks_around(viewing.month) for day in week]
    happenings = agenda.happenings(dates[0], dates[-1])
    days = _with_ways(agenda.days(dates, happenings, most=MOST_IN_A_MONTH), viewing)
    days = [replace(day, is_outside=day.date.month != viewing.month.month) for day in days]
    within = [one for one in happenings if one.is_within(viewing.first, viewing.last)]
    return {"weeks": [days[n : n + 7] for n in range(0, len(days), 7)], "count": len(within)}


def _week(agenda: Agenda, viewing: Viewing, number: Any) -> dict[str, Any]:
    happenings = agenda.happenings(viewing.first, viewing.last)
    dates = [viewing.monday + timedelta(days=number) for number in range(7)]
    days = agenda.days(dates, happenings, most=MOST_IN_A_WEEK)
    return {"days": _with_ways(days, viewing), "count": len(happenings)}


def _with_ways(days: list[Day], viewing: Viewing) -> list[Day]:
    """The days, each with the address where all of it stands."""
    return [replace(day, query=viewing.query(view="day", day=day.date)) for day in days]


def _day(agenda: Agenda, viewing: Viewing, number: Any) -> dict[str, Any]:
    found = {one.pk for one in agenda.happenings(viewing.day, viewing.day)}
    dates = Occurrence.objects.filter(pk__in=found).order_by("starts_at", "pk")
    leaf, items = agenda.leaf(dates, number)
    return {"leaf": leaf, "count": len(found), "days": [Day(viewing.day, items=items)]}


def _may_be_open(today: date) -> Q:
    """Calls that are open somewhere; elsewhere it may be a day earlier or later."""
    has_opened = Q(facts__opens_on=None) | Q(facts__opens_on__lte=today + A_DAY)
    return has_opened & Q(facts__closes_on__gte=today - A_DAY, facts__is_withdrawn=False)


def _may_be_closed(today: date) -> Q:
    return Q(facts__closes_on__lte=today + A_DAY) | Q(facts__is_withdrawn=True)


_VIEWS = {"list": _list, "month": _month, "week": _week, "day": _day, "past": _past}


def _when(agenda: Agenda, viewing: Viewing) -> Q:
    """The dates that a view shows, for counting what its filters would show."""
    if viewing.view in PERIODS:
        zone: Any = timezone.get_current_timezone()
        return Q(
            starts_at__lt=midnight(viewing.next, zone), ends_at__gt=midnight(viewing.first, zone)
        )
    return agenda.past if viewing.view == "past" else agenda.upcoming


class AgendaPage(Page):
    """What is on: gatherings by month or week, what has been, and how to subscribe."""

    intro = models.TextField(_("introduction"), blank=True, help_text=_("Two or three sentences."))
    past_intro = models.TextField(
        _("introduction to what has been"), blank=True, help_text=_("Shown above past events.")
    )
    empty_text = models.TextField(
        _("when nothing is found"),
        blank=True,
        help_text=_("What visitors can do when no event matches their choice."),
    )
    note = models.TextField(
        _("note"), blank=True, help_text=_("Shown in a box above the list, such as about samples.")
    )

    template = "events/agenda_page.html"
    subpage_types: ClassVar[list[str]] = ["events.EventPage", "events.CallPage"]
    content_panels = [
        *Page.content_panels,
        HelpPanel(_("Events and calls are pages below this one; they are listed by themselves.")),
        FieldPanel("intro"),
        FieldPanel("note"),
        MultiFieldPanel(
            [FieldPanel("empty_text"), FieldPanel("past_intro")], heading=_("On other views")
        ),
    ]
    search_fields = [*Page.search_fields, index.SearchField("intro")]

    class Meta:
        verbose_name = _("agenda")
        verbose_name_plural = _("agendas")

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        viewing = read_viewing(request.GET)
        pages = EventPage.objects.live().public().child_of(self)
        agenda = Agenda(
            pages,
            selection=viewing.selection,
            words=viewing.words,
            only_open=viewing.only_open,
            request=request,
        )
        context |= {
            "base_template": conf.base_template(),
            "viewing": viewing,
            "city": Event(time_zone=timezone.get_default_timezone_name()).zone_city,
            "facets": facets(agenda, _when(agenda, viewing)),
            "calls": self._calls(viewing),
            "subscribe": self._subscribe(viewing),
            "paper": reverse("events_programme") + viewing.query(),
            **_VIEWS[viewing.view](agenda, viewing, request.GET.get("page")),
        }
        return context

    def _calls(self, viewing: Viewing) -> list[CallPage]:
        """Open calls beside what comes, closed ones beside what has been."""
        state, chosen, order = (
            ("closed", _may_be_closed, "-facts__closes_on")
            if viewing.view == "past"
            else ("open", _may_be_open, "facts__closes_on")
        )
        pages = CallPage.objects.live().public().child_of(self).select_related("facts")
        found = pages.filter(chosen(timezone.now().date())).order_by(order, "pk")
        rows = found.iterator(chunk_size=MOST_CALLS)
        return list(islice((page for page in rows if page.facts.state() == state), MOST_CALLS))

    def _subscribe(self, viewing: Viewing) -> dict[str, Any]:
        """The calendar that fits the filters, as far as calendars can be narrowed."""
        chosen = viewing.selection
        path = reverse("events_calendar", args=[self.locale.language_code])
        return {
            "ics": path + calendar_query(chosen),
            "page": subscribe_url(selection=chosen),
            "names": names_of(calendar_selection(chosen)),
            "is_narrower": bool(viewing.words or viewing.only_open or "language" in chosen.values),
        }
