"""The addresses of the events app: calendars and feeds, and signing up under each language."""

from django.urls import URLPattern, path

from . import embed, feeds, own_feed, own_page, paper, subscribe, views
from .afterwards import contributing
from .composing import turning_off
from .delegations import answer_page, own_answer
from .the_day import certificates, door, helpers_door, join_page

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
    path("check-in/<uuid:uid>/", door.page, name="events_check_in"),
    path("check-in/<uuid:uid>/list/", door.listed, name="events_check_in_list"),
    path("check-in/<uuid:uid>/worker.js", door.worker, name="events_check_in_worker"),
    path("check-in/helper/<str:key>/", helpers_door.begin, name="events_helper"),
    path("join/<str:key>/", join_page.join, name="events_join"),
    path("certificate/", certificates.verify, name="events_verify"),
    path("certificate/<str:number>/", certificates.verify, name="events_certificate_check"),
    path(
        "registration/<str:key>/certificate/",
        certificates.own,
        name="events_registration_certificate",
    ),
    path("letters/<str:key>/off/", turning_off.letters_off, name="events_letters_off"),
    path("programme/", paper.agenda, name="events_programme"),
    path("programme/<uuid:uid>/", paper.event, name="events_programme_event"),
    path("embed/", embed.code, name="events_embed_code"),
    path("embed/events/", embed.events, name="events_embed"),
    path("register/<uuid:uid>/", views.register, name="events_register"),
    path("register/<uuid:uid>/<str:code>/", views.register, name="events_register_occurrence"),
    path("register/<uuid:uid>/<str:code>/sent/", views.register_sent, name="events_register_sent"),
    path("registration/<str:key>/", own_page.see, name="events_registration"),
    path("registration/<str:key>/confirm/", own_page.confirm, name="events_registration_confirm"),
    path("registration/<str:key>/accept/", own_page.accept, name="events_registration_accept"),
    path("registration/<str:key>/change/", own_page.change, name="events_registration_change"),
    path("registration/<str:key>/cancel/", own_page.cancel, name="events_registration_cancel"),
    path(
        "registration/<str:key>/calendar/",
        own_page.own_calendar,
        name="events_registration_calendar",
    ),
    path("invitation/<str:key>/", answer_page.answer, name="events_invitation"),
    path(
        "registration/<str:key>/delegation/",
        own_answer.answer,
        name="events_registration_delegation",
    ),
    path(
        "registration/<str:key>/contributions/",
        contributing.contributions,
        name="events_contributions",
    ),
]
"""Under the language of the site's pages; put them into i18n_patterns."""
