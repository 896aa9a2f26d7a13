"""The page that lists events by month or week, what has been, and how to subscribe."""

from datetime import timedelta
from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.search import index

from . import conf
from .agenda import Agenda, by_month, days_of_month, days_of_week
from .call_page import CallPage
from .facets import facets
from .pages import EventPage
from .selection import Selection
from .subscribing import subscriptions
from .viewing import Viewing, read_viewing


def _list(agenda: Agenda, viewing: Viewing, leaf: Any) -> dict[str, Any]:
    return _leaf(agenda, agenda.upcoming(), leaf)


def _past(agenda: Agenda, viewing: Viewing, leaf: Any) -> dict[str, Any]:
    return _leaf(agenda, agenda.past(), leaf)


def _leaf(agenda: Agenda, occurrences: Any, number: Any) -> dict[str, Any]:
    leaf, items = agenda.leaf(occurrences, number)
    return {"leaf": leaf, "count": leaf.paginator.count, "months": by_month(items)}


def _month(agenda: Agenda, viewing: Viewing, leaf: Any) -> dict[str, Any]:
    """The table also shows the days around the month that fill its weeks."""
    last = viewing.next - timedelta(days=1)
    items = agenda.between(viewing.month - timedelta(days=6), last + timedelta(days=6))
    weeks = days_of_month(viewing.month, items, timezone.localdate())
    within = [item for item in items if item.is_within(viewing.month, last)]
    return {"weeks": weeks, "count": len(within)}


def _week(agenda: Agenda, viewing: Viewing, leaf: Any) -> dict[str, Any]:
    items = agenda.between(viewing.monday, viewing.monday + timedelta(days=6))
    return {
        "days": days_of_week(viewing.monday, items, timezone.localdate()),
        "count": len(items),
    }


_VIEWS = {"list": _list, "month": _month, "week": _week, "past": _past}


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
        )
        context |= {
            "base_template": conf.base_template(),
            "viewing": viewing,
            "facets": facets(agenda),
            "calls": self._calls(viewing),
            "subscribe": self._subscribe(request, viewing),
            **_VIEWS[viewing.view](agenda, viewing, request.GET.get("page")),
        }
        return context

    def _calls(self, viewing: Viewing) -> list[CallPage]:
        """Open calls beside what comes, closed ones beside what has been."""
        pages = CallPage.objects.live().public().child_of(self).select_related("facts")
        state = "closed" if viewing.view == "past" else "open"
        ordered = pages.order_by("facts__closes_on" if state == "open" else "-facts__closes_on")
        return [page for page in ordered[:50] if page.facts and page.facts.state() == state]

    def _subscribe(self, request: Any, viewing: Viewing) -> dict[str, str]:
        path = reverse("events_calendar", args=[self.locale.language_code])
        filters = {
            name: values for name, values in viewing.selection.values.items() if name != "language"
        }
        query = Selection(filters).query()
        return subscriptions(request, f"{path}?{query}" if query else path)
