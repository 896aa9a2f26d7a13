"""The addresses of the day itself in Wagtail's admin, and its permissions."""

from typing import Any

from django.contrib.auth.models import Permission
from django.urls import path
from wagtail import hooks

from . import desk

PERMISSIONS = ("check_in_checkin", "exceed_checkin", "add_helperlink")


@hooks.register("register_admin_urls")
def addresses() -> Any:
    return [
        path("events/day/<int:pk>/", desk.see, name="events_day"),
        path("events/day/<int:pk>/join/", desk.join_links, name="events_day_join"),
        path("events/day/links/<int:pk>/revoke/", desk.revoke_link, name="events_day_revoke"),
    ]


@hooks.register("register_permissions")
def permissions() -> Any:
    return Permission.objects.filter(content_type__app_label="events", codename__in=PERMISSIONS)
