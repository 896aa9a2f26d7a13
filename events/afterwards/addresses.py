"""The addresses of what comes after the event in Wagtail's admin, and the names of its deeds."""

from typing import Any

from django.contrib.auth.models import Permission
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import after_desk, person_desk
from .moderation import AcceptContributions, RefuseContributions

DEEDS = {
    "accept_contribution": (_("Show a contribution"), _("Showed the contribution")),
    "refuse_contribution": (_("Do not show a contribution"), _("Did not show the contribution")),
    "thank": (_("Say thanks"), _("Had letters of thanks sent")),
}


@hooks.register("register_admin_urls")
def addresses() -> Any:
    return [
        path("events/after/<int:pk>/", after_desk.see_after, name="events_after"),
        path("events/after/<int:pk>/thanks/", after_desk.ask_to_thank, name="events_thank"),
        path("events/after/<int:pk>/draft/", after_desk.draft_report, name="events_report_draft"),
        path("events/personal-data/", person_desk.answer_request, name="events_personal_data"),
    ]


@hooks.register("register_log_actions")
def name_what_was_done(actions: Any) -> None:
    for name, (label, message) in DEEDS.items():
        actions.register_action(f"events.{name}", label, message)


@hooks.register("register_permissions")
def permissions() -> Any:
    names = ("view_contribution", "change_contribution", "answer_datarequest")
    return Permission.objects.filter(content_type__app_label="events", codename__in=names)


class PersonalDataMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(person_desk.ANSWER))


@hooks.register("register_settings_menu_item")
def lead_to_personal_data() -> MenuItem:
    url = reverse("events_personal_data")
    return PersonalDataMenuItem(_("Personal data"), url, name="personal-data", icon_name="user")


hooks.register("register_bulk_action", AcceptContributions)
hooks.register("register_bulk_action", RefuseContributions)
