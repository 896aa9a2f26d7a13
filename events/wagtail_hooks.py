"""What this app adds to Wagtail's admin."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages

from .deleting import concerned_by
from .viewsets import EventsViewSetGroup

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
