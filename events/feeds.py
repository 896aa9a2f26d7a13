"""Calendars and feeds: stored entries joined on request; whether anything changed is one query."""

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db.models import Count, Max, Q, Subquery, Sum
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from . import conf, ical
from .answering import (
    NotHere,
    answered,
    is_packed,
    known_tag,
    not_modified,
    public_feed,
)
from .atom import ATOM, atom_text
from .call import Call
from .entry import Entry, EntryQuerySet
from .event import Event
from .joining import Joined, etag, joined, rows_of, tag_of
from .occurrence import Occurrence
from .selection import read_selection
from .shelf import packed, shelf
from .version import version_of
from .words import words_of
from .zones import zones_needed

Entries = Callable[[], EntryQuerySet]
"""Chosen only if somebody wants to read them: to choose takes longer than a warm answer."""

FILTERS = ("topic", "organisation", "sector", "alliance", "mode", "city")


@public_feed
def calendar(request: HttpRequest, language: str) -> HttpResponse:
    """The subscribable calendar of one language, whole or by filters."""
    now = timezone.now()
    selection = read_selection(request.GET, FILTERS)
    head = _head(request, _calendar_name(), language, query=selection.query())

    def entries() -> EntryQuerySet:
        found = Entry.objects.of_events().filter(language=language).around(now)
        return found.filter(selection.of_events("event__")) if selection else found

    if selection:
        return _many(request, head, entries, tag_of(head, entries()))
    return _whole(request, head, entries, language, now)


@public_feed
def calls(request: HttpRequest, language: str) -> HttpResponse:
    """The last days of calls."""
    now = timezone.now()
    head = _head(request, _("%(name)s: calls") % {"name": _calendar_name()}, language)

    def entries() -> EntryQuerySet:
        return Entry.objects.of_calls().filter(language=language).around(now)

    return _whole(request, head, entries, language, now)


@public_feed
def event_calendar(request: HttpRequest, language: str, uid: Any) -> HttpResponse:
    """One event with all its occurrences, however long ago; or one call."""
    entry = _entry_of(uid, language)
    if entry is None:
        raise NotHere(_("There is no such event, or nobody may see it any more."))
    row = (entry.pk, entry.text, entry.checksum, entry.zones, entry.first_at)
    found = joined(_head(request, entry.title, language), [row])
    if found.left_out:
        raise NotHere(_("This event cannot be shown just now. The team has been told."))
    return _one(request, found.tag, found.body, entry.title)


@public_feed
def programme_calendar(request: HttpRequest, language: str, uid: Any) -> HttpResponse:
    """The sessions of an event, each as an entry of its own."""
    entry = _entry_of(uid, language)
    if entry is None or not entry.programme:
        raise NotHere(_("There is no programme, or nobody may see it any more."))
    name = _("%(title)s: programme") % {"title": entry.title}
    head = _head(request, name, language)
    body = head + zones_needed(entry.programme) + entry.programme + ical.FOOT
    return _one(request, etag(body), body.encode(), name)


@public_feed
def occurrence_calendar(request: HttpRequest, language: str, uid: Any, code: str) -> HttpResponse:
    """One occurrence by itself."""
    entry = _entry_of(uid, language)
    occurrence = find_occurrence(uid, code) if entry else None
    if entry is None or occurrence is None:
        raise NotHere(_("There is no such date, or nobody may see it any more."))
    words = words_of(entry.page.specific, language)
    text = ical.occurrence_text(occurrence, words, stamp=entry.changed_at)
    head = ical.calendar_head(name=entry.title, language=language)
    body = head + zones_needed(text) + text + ical.FOOT
    return _one(request, etag(body), body.encode(), entry.title)


@public_feed
def atom(request: HttpRequest, language: str) -> HttpResponse:
    """Events that were announced or changed last."""
    name = _calendar_name()
    entries = Entry.objects.of_events().filter(language=language).around(timezone.now())
    state = entries.aggregate(count=Count("pk"), sum=Sum("checksum"), last=Max("changed_at"))
    tag = etag("atom", request.build_absolute_uri(request.path), name, *map(str, state.values()))
    if known := known_tag(request, tag):
        return not_modified(known)
    body = atom_text(request, entries, language, name=name, about=_about())
    return _one(request, tag, body, content_type=ATOM)


def find_occurrence(uid: Any, code: str) -> Occurrence | None:
    """The occurrence that an address names."""
    dates = Occurrence.objects.select_related(
        "event__venue", "event__room", "event__continues", "own_venue", "own_room"
    )
    return dates.filter(event__public_id=uid).called(code)


def _calendar_name() -> str:
    return conf.calendar_name() or _("Events")


def _about() -> str:
    return _("Gatherings and their dates. Changes and cancellations appear by themselves.")


def _head(request: HttpRequest, name: str, language: str, *, query: str = "") -> str:
    root = f"{request.scheme}://{request.get_host()}"
    return _head_at(
        root,
        path=request.path,
        query=query,
        name=name,
        language=language,
        color=conf.calendar_color(),
    )


@lru_cache(maxsize=256)
def _head_at(root: str, *, path: str, query: str, name: str, language: str, color: str) -> str:
    """In the language of the address, which is the active one."""
    return ical.calendar_head(
        name=name,
        language=language,
        source=f"{root}{path}?{query}" if query else f"{root}{path}",
        about=_about(),
        color=color,
        url=f"{root}/",
    )


def _entry_of(uid: Any, language: str) -> Entry | None:
    # By subqueries and in no order: else the database would walk through all entries.
    event = Q(event_id=Subquery(Event.objects.filter(public_id=uid).values("pk")[:1]))
    call = Q(call_id=Subquery(Call.objects.filter(public_id=uid).values("pk")[:1]))
    found = Entry.objects.filter(event | call, language=language)[:1]
    return next(iter(found), None)


def _whole(
    request: HttpRequest, head: str, entries: Entries, language: str, now: datetime
) -> HttpResponse:
    """All of a language. Which ETag a version has is remembered, so mostly nothing is counted.

    The version is read before the entries: what is remembered of it may be newer, never older.
    """
    version = f"{version_of(language)} {EntryQuerySet.day_of(now):%Y%m%d} {head}"
    tag = shelf.tag_of(version, shared=True)
    if tag is None and "If-None-Match" in request.headers:
        tag = tag_of(head, entries())
        shelf.keep_tag(version, tag, shared=True)
    return _many(request, head, entries, tag, version=version)


def _many(
    request: HttpRequest, head: str, entries: Entries, tag: str | None, *, version: str = ""
) -> HttpResponse:
    """A calendar of many entries: 304, or its bytes from the shelf, or joined anew."""
    if tag and (known := known_tag(request, tag)):
        return not_modified(known)
    small, shared = is_packed(request), bool(version)
    body = shelf.body(tag, small=small, shared=shared) if tag else None
    if tag is None or body is None:
        found = joined(head, rows_of(entries()))
        tag, body = found.tag, _kept(found, small=small, version=version)
    return answered(body, tag, small=small, filename=_calendar_name())


def _kept(found: Joined, *, small: bool, version: str) -> bytes:
    """A calendar that lacks an entry is not kept: it may be mended at any moment."""
    if found.left_out:
        return packed(found.body) if small else found.body
    if version:
        shelf.keep_tag(version, found.tag, shared=True)
    return shelf.keep(found.tag, found.body, small=small, shared=bool(version))


def _one(
    request: HttpRequest, tag: str, body: bytes, filename: str = "", **answer: Any
) -> HttpResponse:
    """A small feed, which is not worth keeping."""
    if known := known_tag(request, tag):
        return not_modified(known)
    small = is_packed(request)
    return answered(packed(body) if small else body, tag, small=small, filename=filename, **answer)
