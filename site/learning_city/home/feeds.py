"""The feeds that this site offers and follows, as /network.opml lists them."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from events.models import Source
from stakeholders.conf import Feed


def site_feeds(request: HttpRequest) -> list[Feed]:
    """In every language the calendar, its news, the calls, the stories; then whom we follow."""
    languages = [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]
    return [*(feed for code in languages for feed in _feeds_in(code)), *_followed()]


def _feeds_in(language: str) -> list[Feed]:
    with override(language):
        titles: list[tuple[str, str, str]] = [
            (_("Calendar"), "events_calendar", "ical"),
            (_("New and changed gatherings"), "events_atom", "atom"),
            (_("Calls"), "events_calls", "ical"),
            (_("Stories"), "story_pages_feed", "atom"),
        ]
    return [
        Feed(title=title, url=_address(name, language), type=kind, language=language)
        for title, name, kind in titles
    ]


def _followed() -> list[Feed]:
    """Partners' calendars whose address the team has declared public."""
    sources = Source.objects.filter(is_active=True, is_address_public=True)
    return [
        Feed(title=one.name, url=one.address, type="ical", language=one.language)
        for one in sources.select_related("agenda__locale")
    ]


def _address(name: str, language: str) -> Any:
    return reverse(name, args=[language])
