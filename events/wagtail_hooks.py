"""What this app adds to Wagtail's admin."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import Permission
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button

from . import history
from .deleting import concerned_by
from .desk import CancelRegistrations, SendAgain, registrations_url
from .pages import EventPage
from .viewsets import EventsViewSetGroup
from .waiting_panel import WaitingPanel

ASKED = "events_deletion_asked"


@hooks.register("register_admin_viewset")
def events_viewsets() -> Any:
    return EventsViewSetGroup()


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
    return TemplateResponse(
        request,
        "events/admin/confirm_delete.html",
        {"page": page, "concerned": concerned, "next": request.GET.get("next", "")},
    )


@hooks.register("before_bulk_action")
def leave_events_with_registrations_to_the_single_question(
    request: HttpRequest, action_type: str, objects: Any, action_class_instance: Any
) -> HttpResponse | None:
    """Among many pages the numbers would be overlooked."""
    if action_type != "delete":
        return None
    for page in objects:
        if hasattr(page, "path") and concerned_by(page):
            text = _("People are registered for “%(title)s”. Delete that page by itself.")
            messages.error(request, text % {"title": page.get_admin_display_title()})
            return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None


hooks.register("register_bulk_action", CancelRegistrations)
hooks.register("register_bulk_action", SendAgain)


@hooks.register("register_permissions")
def permissions_of_the_desk() -> Any:
    names = ("view_registration", "export_registration", "cancel_registration", "view_letter")
    return Permission.objects.filter(content_type__app_label="events", codename__in=names)


@hooks.register("register_log_actions")
def name_what_was_done(actions: Any) -> None:
    actions.register_action(
        "events.cancel_registration", _("Cancel a registration"), _("Cancelled the registration")
    )
    actions.register_action(
        "events.export_registrations", _("Export registrations"), _("Exported the registrations")
    )
    actions.register_action(history.ACTION)(history.PublishedFacts)
    actions.register_action(
        "events.send_again", _("Send a letter again"), _("Had a letter sent again")
    )


@hooks.register("register_page_header_buttons")
def lead_to_registrations(
    page: Any, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """From an event's page to those who come."""
    if isinstance(page, EventPage) and (url := registrations_url(user, page.facts_id)):
        yield Button(_("Registrations"), url, icon_name="group", priority=60)


@hooks.register("construct_homepage_panels")
def show_what_waits(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(WaitingPanel())
