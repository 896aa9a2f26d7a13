"""The addresses of the desk in Wagtail's admin."""

from typing import Any

from django.urls import path
from wagtail import hooks

from . import by_hand, files, notes, overview, pairs, paper, trace  # noqa: F401 - the trace names its deeds by a hook


@hooks.register("register_admin_urls")
def addresses() -> Any:
    return [
        path("events/desk/<int:pk>/", overview.see_event, name="events_desk"),
        path("events/desk/<int:pk>/enter/", by_hand.enter, name="events_desk_enter"),
        path("events/desk/<int:pk>/badges/", paper.badges, name="events_desk_badges"),
        path("events/desk/<int:pk>/attendance/", paper.attendance, name="events_desk_attendance"),
        path("events/registration/<int:pk>/note/", notes.add_note, name="events_desk_note"),
        path("events/registration/<int:pk>/swap/", pairs.swap, name="events_desk_swap"),
        path("events/registration/<int:pk>/merge/", pairs.merge, name="events_desk_merge"),
        path("events/answers/<int:pk>/file/", files.open_file, name="events_desk_file"),
    ]
