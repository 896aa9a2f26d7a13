"""Which public addresses show something else after a change: a cache before the site drops them."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from django.db import transaction
from django.urls import reverse
from django.utils.module_loading import import_string

from . import conf
from .event import Event

FRONTEND_CACHE = "wagtail.contrib.frontend_cache"


def purge_later(row: Any, pages: dict[str, str], languages: Iterable[str]) -> None:
    """Calendars, and the pages that speak in them.

    `pages` are the addresses of those pages by language, `languages` those whose calendars changed.
    """
    purge_addresses_later(_touched(row, pages, set(languages)))


def purge_pages_later(codes: dict[int, list[str]]) -> None:
    """The pages of these events, which show one date: the next one, or the one of a code."""
    if codes and _purger():
        pages = Event.page_model().objects.live().filter(facts__in=codes)
        found = ((page.full_url, page.facts_id) for page in pages)
        purge_addresses_later(
            address
            for plain, event in found
            if plain
            for address in (plain, *(f"{plain}?date={code}" for code in codes[event]))
        )


def purge_addresses_later(addresses: Iterable[str]) -> None:
    """Once the change is there for all to see. A cache that cannot be reached undoes nothing."""
    touched, purge = sorted(addresses), _purger()

    def hand_over() -> None:
        purge(touched)

    if touched and purge:
        transaction.on_commit(hand_over, robust=True)


def _purger() -> Any:
    """What the site has named; else Wagtail's own, where it is installed."""
    if name := conf.purge():
        return import_string(name)
    if apps.is_installed(FRONTEND_CACHE):
        return import_string(f"{FRONTEND_CACHE}.utils.purge_urls_from_cache")
    return None


def _touched(row: Any, pages: dict[str, str], languages: set[str]) -> Iterable[str]:
    """Calendars and feeds in these languages; the pages, and the agendas in which they stand."""
    found = set()
    for page in filter(None, pages.values()):
        parts = urlsplit(page)
        root = f"{parts.scheme}://{parts.netloc}"
        found |= {page, page.rstrip("/").rpartition("/")[0] + "/"}
        for language in languages:
            found |= {root + path for path in _feeds(row, language)}
    return found


def _feeds(row: Any, language: str) -> list[str]:
    own = reverse("events_event_calendar", args=[language, row.public_id])
    if not isinstance(row, Event):
        return [reverse("events_calls", args=[language]), own]
    return [
        reverse("events_calendar", args=[language]),
        reverse("events_atom", args=[language]),
        reverse("events_programme_calendar", args=[language, row.public_id]),
        own,
    ]
