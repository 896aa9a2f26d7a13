"""Partners' calendars in the admin: which there are, how they are, what is wrong and what to do."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column, TitleColumn
from wagtail.admin.views.generic import IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.models import Page
from wagtail.permissions import policy_registry

from events.clock import ZoneSelect

from .harvest import Outcome, fetch, harvest
from .harvested import Harvested
from .problems import entry_words, source_words
from .source import Source
from .source_form import SourceForm

NAME = "partners_calendars"


def state_of(source: Source) -> str:
    """How a source is, in a few words, and what to do where something is wrong."""
    if not source.is_active:
        return str(_("not active"))
    if source.problem:
        return source_words(source.problem, source.problem_part)
    return str(_("well")) if source.last_good_at else str(_("not read yet"))


def _moment(moment: Any) -> str:
    return date_format(localtime(moment), "SHORT_DATETIME_FORMAT") if moment else "–"


class SourceIndexView(IndexView):
    def get_base_queryset(self) -> Any:
        waiting = Count("harvested", filter=Q(harvested__state__in=Harvested.WAITING))
        return super().get_base_queryset().annotate(waiting=waiting)


class SourceInspectView(InspectView):
    """The health of one source, with what can be done."""

    page_title = _("How it is")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        source = self.object
        counts = dict(source.harvested.order_by().values_list("state").annotate(count=Count("pk")))
        states = Harvested.State
        return {
            **context,
            "source": source,
            "state": state_of(source),
            "is_well": not source.problem,
            "is_shrunk": source.problem == "shrunk",
            "counts": [(state.label, counts[state]) for state in states if state in counts],
            "refused": [(name, entry_words(why, part)) for name, why, part in source.refused],
            "may_read": _may_change(self.request.user),
            "waiting_url": f"{reverse('partners_entries:index')}?source={source.pk}",
        }


class SourceViewSet(ModelViewSet):
    model = Source
    name = NAME
    icon = "globe"
    menu_label = _("Partners' calendars")
    template_prefix = "events/admin/"
    copy_view_enabled = False
    index_view_class = SourceIndexView
    inspect_view_class = SourceInspectView
    inspect_view_enabled = True
    list_display = [
        TitleColumn("name", label=_("Calendar"), accessor="name", url_name=f"{NAME}:inspect"),
        Column("state", label=_("How it is"), accessor=state_of),
        Column("waiting", label=_("Wait for you"), accessor="waiting"),
        Column("entries", label=_("Entries"), accessor="entries"),
        Column("good", label=_("Last read well"), accessor=lambda one: _moment(one.last_good_at)),
        Column("read", label=_("Last read"), accessor=lambda one: _moment(one.last_read_at)),
        BooleanColumn("is_trusted", label=_("Trusted")),
    ]
    search_fields = ["name", "address"]
    search_backend_name = None
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("address"),
            FieldPanel("agenda"),
            FieldPanel("is_trusted"),
            MultiFieldPanel(
                [
                    FieldPanel("organisation"),
                    FieldPanel("website"),
                    FieldRowPanel([FieldPanel("licence"), FieldPanel("licence_url")]),
                ],
                heading=_("Whose it is, as visitors read it"),
            ),
            FieldPanel("time_zone", widget=ZoneSelect),
            FieldPanel("is_address_public"),
            FieldPanel("is_active"),
        ],
        base_form_class=SourceForm,
    )

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("read/<int:pk>/", read_now, name="read"),
        ]


def _may_change(user: Any) -> bool:
    return bool(policy_registry.get_by_type(Source).user_has_permission(user, "change"))


@hooks.register("before_delete_page")
def keep_agendas(request: HttpRequest, page: Any) -> HttpResponse | None:
    """An agenda that a calendar needs is not deleted, nor is what stands above it."""
    source = Source.objects.filter(agenda__path__startswith=page.path).first()
    if source is None:
        return None
    told = _("The calendar “%(calendar)s” needs “%(agenda)s”. Choose another agenda for it first.")
    messages.error(request, told % {"calendar": source, "agenda": source.agenda})
    return redirect("wagtailadmin_explore", page.pk)


@hooks.register("before_bulk_action")
def keep_agendas_among_many(
    request: HttpRequest, action_type: str, objects: Any, action_class_instance: Any
) -> HttpResponse | None:
    pages = [page for page in objects if action_type == "delete" and isinstance(page, Page)]
    answers = (keep_agendas(request, page) for page in pages)
    return next((answer for answer in answers if answer), None)


@require_POST
def read_now(request: HttpRequest, pk: int) -> HttpResponse:
    """Reads it at once; with `believe`, what is missing counts as deleted."""
    if not _may_change(request.user):
        raise PermissionDenied
    source = get_object_or_404(Source.objects.select_related("agenda__locale"), pk=pk)
    outcome = harvest(source, bring=fetch, believes="believe" in request.POST)
    if outcome.is_good:
        messages.success(request, _told(outcome))
    else:
        messages.error(request, source_words(outcome.problem, outcome.part))
    return redirect(f"{NAME}:inspect", pk)


def _told(outcome: Outcome) -> str:
    counts = outcome.counts
    states = Harvested.State
    news = counts[states.NEW] + counts[states.DUPLICATE] + counts[states.CHANGED]
    return gettext(
        "Read well. New or changed: %(waiting)s, gone: %(gone)s, not taken: %(refused)s."
    ) % {
        "waiting": news + counts["cancelled"],
        "gone": counts["gone"] + counts[states.MISSING],
        "refused": counts["refused"],
    }
