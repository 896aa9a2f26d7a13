"""The addresses in Wagtail's admin at which the team writes, and what leads there."""

from typing import Any

from django.contrib.auth.models import Permission
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import mailings, wordings


@hooks.register("register_admin_urls")
def addresses() -> Any:
    one = "events/desk/<int:pk>/letters/<int:mailing_pk>/"
    return [
        path("events/wordings/", wordings.list_wordings, name="events_wordings"),
        path(
            "events/wordings/<str:kind>/<str:language>/",
            wordings.edit_wording,
            name="events_wording",
        ),
        path("events/desk/<int:pk>/letters/", mailings.list_mailings, name="events_mailings"),
        path("events/desk/<int:pk>/letters/new/", mailings.write_mailing, name="events_write"),
        path(one, mailings.see_mailing, name="events_mailing"),
        path(f"{one}edit/", mailings.write_mailing, name="events_rewrite"),
        path(f"{one}send/", mailings.send, name="events_mailing_send"),
        path(f"{one}delete/", mailings.throw_away, name="events_mailing_delete"),
        path(
            f"{one}<str:language>.<str:form>",
            mailings.preview_mailing,
            name="events_mailing_preview",
        ),
    ]


class WordingsMenuItem(MenuItem):
    def is_shown(self, request: Any) -> bool:
        return bool(request.user.has_perm(wordings.PERMISSION))


@hooks.register("register_settings_menu_item")
def lead_to_wordings() -> MenuItem:
    return WordingsMenuItem(
        _("Wording of letters"), reverse("events_wordings"), icon_name="mail", order=900
    )


@hooks.register("register_permissions")
def permissions_to_write() -> Any:
    names = ("send_mailing", "change_ownwording")
    return Permission.objects.filter(content_type__app_label="events", codename__in=names)


@hooks.register("register_log_actions")
def name_the_mailing(actions: Any) -> None:
    actions.register_action(
        mailings.ACTION, _("Write to the registered"), _("Wrote to those who are registered")
    )
