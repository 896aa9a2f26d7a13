"""The menu "Events" in the admin: events with their dates and seats, calls, venues."""

from typing import Any

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from stakeholders.row_index import RowIndexView, home_page_of, public_languages

from .afterwards.moderation import ContributionViewSet
from .agenda import next_dates
from .agenda_page import AgendaPage
from .calendar_notices import named
from .call import Call
from .clock import on_the_wall
from .desk.registrations import RegistrationViewSet
from .desk.roles import EventRoleViewSet
from .desk.sent import LetterViewSet
from .desk.told import desk_url
from .event import Event
from .importing.desk import SourceViewSet
from .importing.moderation import HarvestedViewSet
from .speaker import Speaker
from .venue import Venue


class LinkedIndexView(IndexView):
    """Leads from the first column to where a row is edited, also where that column is ours."""

    @cached_property
    def columns(self) -> list[Any]:
        first, *others = super().columns
        titled = TitleColumn(
            first.name, label=first.label, accessor=first.accessor, get_url=self.get_edit_url
        )
        return [titled, *others]


class EventIndexView(RowIndexView, LinkedIndexView):
    index_page_type = AgendaPage
    add_label = _("Add event")

    def get_base_queryset(self) -> Any:
        dates = Prefetch("occurrences", queryset=next_dates(timezone.now()), to_attr="coming_dates")
        rows = super().get_base_queryset()
        return rows.prefetch_related("pages__locale", "calendar_problems", dates)


class CallIndexView(RowIndexView, LinkedIndexView):
    index_page_type = AgendaPage
    add_label = _("Add call")

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().prefetch_related("pages__locale", "calendar_problems")


def _title(row: Any) -> str:
    page = home_page_of(row)
    return page.title if page else str(_("(without a page)"))


def _languages(row: Any) -> str:
    said = public_languages(row)
    lacking = named(row.calendar_problems.all())
    if not lacking:
        return said
    told = _("%(said)s; missing from calendars: %(lacking)s")
    return str(told % {"said": said, "lacking": lacking})


def _status(event: Event) -> str:
    """Nothing takes place of which no page tells; such a row stays for those once registered."""
    if home_page_of(event) is None:
        return str(_("kept for its registrations"))
    return str(event.get_status_display())


def _date(event: Event) -> str:
    """The next date on the event's own clock; after the last one, when it began first."""
    coming = event.coming_dates  # type: ignore[attr-defined]  # prefetched above
    moment = coming[0].starts_at if coming else event.starts_at
    if moment is None:
        return ""
    wall = on_the_wall(moment, event.zone)
    form = "SHORT_DATETIME_FORMAT" if event.has_times else "SHORT_DATE_FORMAT"
    return date_format(wall, form)


def _seats(event: Event) -> str:
    """Taken and all seats of the next date, and how many wait."""
    coming = event.coming_dates  # type: ignore[attr-defined]  # prefetched above
    pools = list(coming[0].pools.all()) if coming else []
    gates = [pool for pool in pools if pool.is_gate]
    if not gates or not event.is_registration_needed:
        return "–"
    waiting = sum(pool.waiting for pool in pools)
    if waiting:
        return _("%(seats)s, %(waiting)s waiting") % {
            "seats": gates[0],
            "waiting": waiting,
        }
    return str(gates[0])


def _desk(event: Event) -> str | None:
    """Seats lead to the desk, where those are looked after who have them."""
    return desk_url(event.pk) if event.is_registration_needed else None


class EventsModelViewSet(ModelViewSet):
    """With our own empty states, and without copying: a page is copied, not its row."""

    template_prefix = "events/admin/"
    copy_view_enabled = False
    exclude_form_fields: list[str] = []


class EventViewSet(EventsModelViewSet):
    model = Event
    icon = "calendar-alt"
    menu_label = _("Events")
    index_view_class = EventIndexView
    list_display = [
        Column("title", label=_("Event"), accessor=_title),
        Column("date", label=_("Next date"), accessor=_date, sort_key="starts_at"),
        Column("status", label=_("Status"), accessor=_status, sort_key="status"),
        TitleColumn("seats", label=_("Seats taken"), accessor=_seats, get_url=_desk),
        Column("languages", label=_("Public in"), accessor=_languages),
        BooleanColumn("is_sample", label=_("Sample")),
    ]
    list_filter = ["status", "mode", "hosts", "topics", "is_sample"]
    search_fields = ["pages__title", "pages__search_text"]
    ordering = "-starts_at"


_CLOSES = capfirst(Call._meta.get_field("closes_on").verbose_name)


class CallViewSet(EventsModelViewSet):
    model = Call
    icon = "date"
    menu_label = _("Calls")
    index_view_class = CallIndexView
    list_display = [
        Column("title", label=_("Call"), accessor=_title),
        Column("closing_told", label=_CLOSES, sort_key="closes_on"),
        Column("state", label=_("State"), accessor=lambda call: call.state()),
        Column("languages", label=_("Public in"), accessor=_languages),
    ]
    search_fields = ["pages__title"]
    ordering = "-closes_on"


class VenueViewSet(EventsModelViewSet):
    model = Venue
    index_view_class = LinkedIndexView
    icon = "home"
    menu_label = _("Venues")
    list_display = [
        Column("name", label=_("Venue"), accessor=lambda venue: venue.label),
        "locality",
        BooleanColumn("is_step_free", label=_("Step-free")),
        BooleanColumn("is_sample", label=_("Sample")),
    ]
    search_fields = ["code", "street", "locality"]
    inspect_view_enabled = True
    inspect_view_fields = ["names", "street", "postal_code", "locality", "country"]


class SpeakerViewSet(EventsModelViewSet):
    model = Speaker
    index_view_class = LinkedIndexView
    icon = "user"
    menu_label = _("Speakers")
    list_display = [
        Column("name", label=_("Speaker"), accessor=str),
        BooleanColumn("has_agreed", label=_("May be named")),
    ]
    list_filter = ["has_agreed"]
    search_fields = ["name", "organisation__name"]


class EventsViewSetGroup(ModelViewSetGroup):
    menu_label = _("Events")
    menu_icon = "calendar-alt"
    menu_order = 210
    items = (
        EventViewSet,
        HarvestedViewSet,
        RegistrationViewSet,
        ContributionViewSet,
        LetterViewSet,
        CallViewSet,
        VenueViewSet,
        SpeakerViewSet,
        SourceViewSet,
        EventRoleViewSet,
    )
