"""The addresses of invitations in Wagtail's admin, and the names of what is done there."""

from typing import Any

from django.contrib.auth.models import Permission
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from . import invitations_desk, inviting_desk, missing_desk

DEEDS = {
    "events.invite": (_("Invite organisations"), _("Invited organisations")),
    "events.remind_invited": (_("Remind organisations"), _("Reminded organisations")),
    "events.answer_for": (_("Answer for an organisation"), _("Answered for an organisation")),
    "events.amend_invitation": (_("Change an invitation"), _("Changed an invitation")),
    "events.withdraw": (_("Withdraw an invitation"), _("Withdrew an invitation")),
}


@hooks.register("register_admin_urls")
def addresses() -> Any:
    base = "events/desk/<int:pk>/invitations/"
    one = f"{base}<int:invitation>/"
    return [
        path(base, invitations_desk.see, name="events_invitations"),
        path(f"{base}remind/", invitations_desk.remind, name="events_invitations_remind"),
        path(f"{base}pick/", inviting_desk.pick, name="events_invite"),
        path(f"{base}preview/", inviting_desk.preview, name="events_invite_preview"),
        path(f"{base}send/", inviting_desk.send, name="events_invite_send"),
        path(one, invitations_desk.one, name="events_invitation_desk"),
        path(f"{one}amend/", invitations_desk.amend, name="events_invitation_amend"),
        path(f"{one}withdraw/", invitations_desk.withdraw, name="events_invitation_withdraw"),
        path("events/desk/<int:pk>/missing/", missing_desk.see, name="events_missing"),
    ]


@hooks.register("register_permissions")
def permissions() -> Any:
    names = ("view_invitation", inviting_desk.PERMISSION)
    return Permission.objects.filter(content_type__app_label="events", codename__in=names)


@hooks.register("register_log_actions")
def name_what_was_done(actions: Any) -> None:
    for name, (order, done) in DEEDS.items():
        actions.register_action(name, order, done)
