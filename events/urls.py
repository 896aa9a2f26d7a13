"""The addresses of the events app: calendars and feeds, and signing up under each language."""

from django.urls import URLPattern, path

from . import embed, feeds, own_feed, own_page, paper, subscribe, views

urlpatterns: list[URLPattern] = [
    path("calendars/<str:language>.ics", feeds.calendar, name="events_calendar"),
    path("calendars/<str:language>.atom", feeds.atom, name="events_atom"),
    path("calendars/mine/<str:key>.ics", own_feed.own_calendar, name="events_own_calendar"),
    path(
        "calendars/<str:language>/<uuid:uid>.ics",
        feeds.event_calendar,
        name="events_event_calendar",
    ),
    path(
        "calendars/<str:language>/<uuid:uid>/programme.ics",
        feeds.programme_calendar,
        name="events_programme_calendar",
    ),
    path(
        "calendars/<str:language>/<uuid:uid>/<str:code>.ics",
        feeds.occurrence_calendar,
        name="events_occurrence_calendar",
    ),
    path("calls/<str:language>.ics", feeds.calls, name="events_calls"),
]
"""Without a language in front."""

localized: list[URLPattern] = [
    path("subscribe/", subscribe.agenda, name="events_subscribe"),
    path("subscribe/<uuid:uid>/", subscribe.event, name="events_subscribe_event"),
    path(
        "subscribe/<uuid:uid>/<str:code>/",
        subscribe.occurrence,
        name="events_subscribe_occurrence",
    ),
    path("programme/", paper.agenda, name="events_programme"),
    path("programme/<uuid:uid>/", paper.event, name="events_programme_event"),
    path("embed/", embed.code, name="events_embed_code"),
    path("embed/events/", embed.events, name="events_embed"),
    path("register/<uuid:uid>/", views.register, name="events_register"),
    path("register/<uuid:uid>/<str:code>/", views.register, name="events_register_occurrence"),
    path("register/<uuid:uid>/<str:code>/sent/", views.register_sent, name="events_register_sent"),
    path("registration/<str:key>/", own_page.see, name="events_registration"),
    path("registration/<str:key>/confirm/", own_page.confirm, name="events_registration_confirm"),
    path("registration/<str:key>/change/", own_page.change, name="events_registration_change"),
    path("registration/<str:key>/cancel/", own_page.cancel, name="events_registration_cancel"),
    path(
        "registration/<str:key>/calendar/",
        own_page.own_calendar,
        name="events_registration_calendar",
    ),
]
"""Under the language of the site's pages; put them into i18n_patterns."""
