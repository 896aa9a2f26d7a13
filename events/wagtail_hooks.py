"""What this app adds to Wagtail's admin."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import Permission
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button

from . import history, publishing, series_desk  # noqa: F401 - the desk has hooks of its own
from .afterwards import addresses as _afterwards  # noqa: F401 - it has hooks of its own
from .calendar_notices import warn_in_editor
from .composing import addresses as _composing  # noqa: F401 - it has hooks of its own
from .dates_view import show_coming_dates
from .delegations import addresses as _delegations  # noqa: F401 - it has hooks of its own
from .deleting import concerned_by, hidden_by
from .desk import addresses  # noqa: F401 - it has hooks of its own
from .desk.actions import ACTIONS
from .desk.sent import SendAgain
from .desk.told import desk_url, registrations_url
from .pages import EventPage
from .the_day import addresses as addresses_of_the_day  # noqa: F401 - it has hooks of its own
from .viewsets import EventsViewSetGroup
from .waiting_panel import WaitingPanel

ASKED = "events_deletion_asked"


@hooks.register("register_admin_viewset")
def events_viewsets() -> Any:
    return EventsViewSetGroup()


# Before a change goes live


@hooks.register("register_admin_urls")
def dates_of_a_form() -> Any:
    return [path("events/coming-dates/", show_coming_dates, name="events_coming_dates")]


@hooks.register("register_admin_urls")
def what_publishing_will_do() -> Any:
    view = publishing.impact_view
    return [path("events/impact/<int:page_id>/", view, name="events_impact")]


hooks.register("before_publish_page", publishing.ask_first)
hooks.register("register_page_action_menu_item", publishing.SeeMenuItem)


@hooks.register("before_create_page")
def ask_before_a_first_publication(
    request: HttpRequest, parent: Any, page_class: Any
) -> HttpResponse | None:
    """Wagtail publishes a page that was never saved before it asks; so we ask here."""
    if request.POST.get("action-publish") and issubclass(page_class, EventPage):
        page = page_class(owner=request.user, locale=parent.locale)
        publishing.rather_see(request, page, parent, instead_of="action-publish")
    return None


@hooks.register("before_edit_page")
def ask_before_an_approval(request: HttpRequest, page: Any) -> HttpResponse | None:
    """What a moderator approves goes live, too."""
    if not publishing.is_ours(page) or not publishing.may_approve(page, request.user):
        return None
    if request.method == "GET":
        publishing.announce(request, page)
    elif request.POST.get("workflow-action-name") == "approve":
        draft = page.get_latest_revision_as_object()
        button = "action-workflow-action"
        publishing.rather_see(request, draft, page.get_parent(), instead_of=button)
    return None


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def show_what_publishing_will_do(request: HttpRequest, page: Any) -> HttpResponse | None:
    return publishing.show_after_saving(request, page)


@hooks.register("after_publish_page")
def say_what_was_done(request: HttpRequest, page: Any) -> None:
    if isinstance(page, EventPage) and (told := history.latest(page)):
        messages.info(request, told)


# Where a date went


@hooks.register("before_serve_page")
def lead_to_where_a_date_went(
    page: Any, request: HttpRequest, args: Any, kwargs: Any
) -> HttpResponse | None:
    """An address of a date outlives that its series is split: letters and bookmarks hold it."""
    code = request.GET.get("date", "")
    if not code or not isinstance(page, EventPage) or page.facts is None:
        return None
    later: Any = page.facts.where_it_went(code)
    there = later.pages.live().filter(locale=page.locale_id).first() if later else None
    return redirect(f"{there.get_url(request)}?date={code}") if there else None


# Before people are left behind


@hooks.register("before_delete_page")
def ask_about_registrations(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Name the people who are registered before Wagtail asks its own question."""
    concerned = concerned_by(page)
    if not concerned or request.session.get(ASKED) == page.pk:
        if request.method == "POST":
            request.session.pop(ASKED, None)
        return None
    if request.method == "POST" and "events_confirm" in request.POST:
        request.session[ASKED] = page.pk
        return redirect(request.get_full_path())
    context = {"page": page, "concerned": concerned}
    return TemplateResponse(request, "events/admin/confirm_delete.html", context)


@hooks.register("before_unpublish_page")
def ask_before_hiding(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Name the people who are registered; Wagtail's own question came before."""
    everything = "include_descendants" in request.POST
    concerned = [] if "events_confirm" in request.POST else hidden_by(page, everything=everything)
    if not concerned:
        return None
    context = {"page": page, "concerned": concerned, "everything": everything}
    return TemplateResponse(request, "events/admin/confirm_unpublish.html", context)


@hooks.register("before_bulk_action")
def leave_events_with_registrations_to_the_single_question(
    request: HttpRequest, action_type: str, objects: Any, action_class_instance: Any
) -> HttpResponse | None:
    """Among many pages the numbers would be overlooked."""
    asks, text = ONE_BY_ONE.get(action_type, (None, ""))
    for page in objects if asks else ():
        if hasattr(page, "path") and asks(page):
            messages.error(request, text % {"title": page.get_admin_display_title()})
            return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None


def _tells_people(page: Any) -> bool:
    return publishing.asks(page.specific) and bool(page.has_unpublished_changes)


ONE_BY_ONE: dict[str, tuple[Any, Any]] = {
    "delete": (
        concerned_by,
        gettext_lazy("People are registered for “%(title)s”. Delete that page by itself."),
    ),
    "unpublish": (
        hidden_by,
        gettext_lazy("People are registered for “%(title)s”. Unpublish that page by itself."),
    ),
    "publish": (
        _tells_people,
        gettext_lazy("Publishing “%(title)s” concerns people. Publish that page by itself."),
    ),
}


for desk_action in ACTIONS:
    hooks.register("register_bulk_action", desk_action)
hooks.register("register_bulk_action", SendAgain)


@hooks.register("register_permissions")
def permissions_of_the_desk() -> Any:
    names = (
        "view_registration",
        "export_registration",
        "cancel_registration",
        "arrange_registration",
        "approve_registration",
        "add_registrationnote",
        "view_letter",
        "view_answer",
        "download_answer",
    )
    return Permission.objects.filter(content_type__app_label="events", codename__in=names)


@hooks.register("register_log_actions")
def name_what_was_done(actions: Any) -> None:
    actions.register_action(history.ACTION)(history.PublishedFacts)
    actions.register_action(
        "events.refuse_entry", _("Refuse a partner's entry"), _("Refused a partner's entry")
    )


@hooks.register("register_page_header_buttons")
def lead_to_registrations(
    page: Any, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """From an event's page to its desk, to those who come, and to what its draft will do."""
    if publishing.is_ours(page) and page.has_unpublished_changes:
        see = gettext_lazy("What publishing will do")
        yield Button(see, publishing.impact_url(page), icon_name="view", priority=55)
    if isinstance(page, EventPage) and page.facts_id:
        yield Button(_("Desk"), desk_url(page.facts_id), icon_name="tasks", priority=58)
    if isinstance(page, EventPage) and (url := registrations_url(user, page.facts_id)):
        yield Button(_("Registrations"), url, icon_name="group", priority=60)


hooks.register("before_edit_page", warn_in_editor)


@hooks.register("construct_homepage_panels")
def show_what_waits(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(WaitingPanel())
