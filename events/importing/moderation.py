"""What waits of partners' calendars: the list, and what a moderator decides."""

import logging
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet
from wagtail.log_actions import log

from events.busy import Busy

from .accepting import LookAgain, NotAccepted, accept, refuse
from .content import mark_of
from .harvested import Harvested, HarvestedQuerySet
from .problems import entry_words
from .source import Source
from .told import notes_of, rows_of

logger = logging.getLogger(__name__)

NAME = "partners_entries"
ON_A_PAGE = 20
AT_ONCE = 50
"""So many are taken over by one click; each becomes a page."""

DECIDED = _("Somebody has decided that already.")
TOO_BUSY = _("The database was too busy; nothing was changed. Please try again.")


def sources_for(user: Any) -> list[Source]:
    """Those below whose agenda the user may publish."""
    sources = Source.objects.select_related("agenda__locale", "organisation")
    return [
        source
        for source in sources
        if source.agenda.permissions_for_user(user).can_publish_subpage()
    ]


def waiting_for(user: Any) -> HarvestedQuerySet:
    """What the user may decide."""
    rows = Harvested.objects.waiting().filter(source__in=sources_for(user))
    return rows.with_twins().select_related("source__agenda__locale", "page", "like_page")


def at_once(user: Any, source: Source) -> list[Harvested]:
    """Of what waits without those that are perhaps here already or gone: they are questions."""
    states = (Harvested.State.NEW, Harvested.State.CHANGED)
    return list(waiting_for(user).filter(source=source, state__in=states)[:AT_ONCE])


def stamp_of(rows: list[Harvested]) -> str:
    """Which questions they are, taken together."""
    return mark_of(*((row.pk, row.stamp) for row in rows))


class WaitingView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "events/admin/partners_entries.html"
    page_title = _("Partners' entries")
    header_icon = "tasks"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        sources = sources_for(self.request.user)
        if not sources and not self.request.user.has_perm("events.view_source"):
            raise PermissionDenied
        rows = waiting_for(self.request.user).order_by("source__name", "ends_at", "pk")
        chosen = self.request.GET.get("source", "")
        if chosen.isdecimal():
            rows = rows.filter(source=int(chosen))
        found = next((one for one in sources if str(one.pk) == chosen), None)
        leaf = Paginator(rows, ON_A_PAGE).get_page(self.request.GET.get("page"))
        return {
            **context,
            "leaf": leaf,
            "entries": [_shown(row) for row in leaf],
            "sources": sources,
            "chosen": found,
            "at_once": AT_ONCE,
            "stamp": stamp_of(at_once(self.request.user, found)) if found else "",
        }


def _shown(row: Harvested) -> dict[str, Any]:
    is_new = row.state in {Harvested.State.NEW, Harvested.State.DUPLICATE}
    is_missing = row.state == Harvested.State.MISSING
    lines, notes = ([], []) if is_missing else _lines(row)
    return {
        "row": row,
        "anchor": f"entry-{row.pk}",
        "lines": lines,
        "notes": [*notes_of(row), *notes],
        "is_new": is_new,
        "is_missing": is_missing,
        "url": row.said.url,
    }


def _lines(row: Harvested) -> tuple[list[dict[str, Any]], list[str]]:
    """What it says; one that makes no sense says so and hides no other."""
    try:
        return rows_of(row), []
    except Exception as error:
        logger.exception("%s of %s cannot be shown", row, row.source)
        return [], [entry_words("not-accepted", type(error).__name__)]


@require_POST
def decide(request: HttpRequest) -> HttpResponse:
    """Accept, accept as a draft, refuse; or accept all of a source that are new or changed."""
    address = reverse(f"{NAME}:index")
    if request.POST.get("action") == "accept-all":
        source = get_object_or_404(Source, pk=_number(request, "source"))
        _accept_all(request, source)
        return redirect(f"{address}?source={source.pk}")
    row = waiting_for(request.user).filter(pk=_number(request, "entry")).first()
    if row is None:
        messages.warning(request, DECIDED)
    else:
        _decide_one(request, row, request.POST.get("action", ""))
    return redirect(get_valid_next_url_from_request(request) or address)


def _decide_one(request: HttpRequest, row: Harvested, action: str) -> None:
    if row.is_waiting and request.POST.get("stamp") != row.stamp:
        messages.warning(request, str(LookAgain()))
        return
    try:
        if action == "refuse":
            _refuse_one(request, row)
        else:
            _accept_one(request, row, is_live=action != "draft")
    except Busy:
        messages.error(request, TOO_BUSY)
    except LookAgain as error:
        messages.warning(request, str(error))


def _number(request: HttpRequest, name: str) -> int:
    """The key that a form names; 0, which no row has, where it is none."""
    text = request.POST.get(name, "")
    return int(text) if text.isdecimal() else 0


def _refuse_one(request: HttpRequest, row: Harvested) -> None:
    if not refuse(row):
        messages.warning(request, DECIDED)
        return
    log(row.source, "events.refuse_entry", user=request.user, data={"title": str(row)})
    messages.success(request, gettext("Refused: %(title)s") % {"title": row})


def _accept_one(request: HttpRequest, row: Harvested, *, is_live: bool) -> None:
    try:
        is_done = accept(row, user=request.user, is_live=is_live)
    except LookAgain:
        raise
    except NotAccepted as error:
        said = gettext("“%(title)s” could not be taken over: %(error)s")
        messages.error(request, said % {"title": row, "error": error})
        return
    if not is_done:
        messages.warning(request, DECIDED)
        return
    page = row.page
    buttons = []
    if page is not None:
        edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
        buttons = [messages.button(edit, gettext("Edit"))]
    messages.success(request, gettext("Done: %(title)s") % {"title": row}, buttons=buttons)


def _accept_all(request: HttpRequest, source: Source) -> None:
    rows, done = at_once(request.user, source), 0
    if request.POST.get("stamp") != stamp_of(rows):
        messages.warning(request, str(LookAgain()))
        return
    for row in rows:
        try:
            done += accept(row, user=request.user)
        except NotAccepted as error:
            messages.error(request, f"{row}: {error}")
        except Busy:
            messages.error(request, f"{row}: {TOO_BUSY}")
            break
    said = ngettext("%(done)s entry was taken over.", "%(done)s entries were taken over.", done)
    messages.success(request, said % {"done": done})


class _ModerationItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(sources_for(request.user))


class HarvestedViewSet(ViewSet):
    """The list of what waits."""

    name = NAME
    icon = "tasks"
    menu_label = _("Partners' entries")
    menu_item_class = _ModerationItem

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.construct_view(WaitingView), name="index"),
            path("decide/", decide, name="decide"),
        ]
