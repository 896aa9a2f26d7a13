"""Calendars and feeds: stored entries joined on request; whether anything changed is one query."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from django.db.models import Count, Max, Min, Q, Subquery, Sum
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import timezone, translation
from django.utils.cache import patch_cache_control
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import parse_etags
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from . import conf, ical
from .calendar_text import clean
from .call import Call
from .entry import Entry, EntryQuerySet
from .event import Event
from .occurrence import Occurrence
from .selection import UnknownValue, read_selection
from .words import words_of
from .zones import zones_text

CALENDAR = "text/calendar; charset=utf-8"
ATOM = "application/atom+xml; charset=utf-8"
FILTERS = ("topic", "organisation", "sector", "alliance", "mode", "city")
NEWEST = 50


class NotHere(Exception):  # noqa: N818 - an honest answer, no error
    """There is nothing at this address; the message says so in plain words."""


def _answers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A public feed: in its own language, for GET and HEAD, readable from any site."""

    @require_safe
    def answer(request: HttpRequest, language: str, *args: Any, **kwargs: Any) -> HttpResponse:
        known = dict(conf.languages())
        spoken = language if language in known else conf.languages()[0][0]
        with translation.override(spoken):
            try:
                if language not in known:
                    raise NotHere(_("There is no calendar in the language “%s”.") % language[:20])  # noqa: TRY301 - answered below
                response = view(request, language, *args, **kwargs)
            except (NotHere, UnknownValue) as error:
                response = HttpResponse(
                    f"{error}\n", status=404, content_type="text/plain; charset=utf-8"
                )
            response["Content-Language"] = translation.get_language() or language
        response["Content-Language"] = spoken
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "ETag"
        return response

    return answer


@_answers
def calendar(request: HttpRequest, language: str) -> HttpResponse:
    """The subscribable calendar of one language, whole or by filters."""
    selection = read_selection(request.GET, FILTERS)
    entries = Entry.objects.of_events().filter(language=language).around(timezone.now())
    return _joined(
        request,
        entries.filter(selection.of_events("event__")) if selection else entries,
        name=_calendar_name(),
        language=language,
        query=selection.query(),
    )


@_answers
def event_calendar(request: HttpRequest, language: str, uid: Any) -> HttpResponse:
    """One event with all its occurrences, however long ago; or one call."""
    # By subqueries: as one join the database would walk through all entries.
    event = Q(event_id=Subquery(Event.objects.filter(public_id=uid).values("pk")[:1]))
    call = Q(call_id=Subquery(Call.objects.filter(public_id=uid).values("pk")[:1]))
    entries = Entry.objects.filter(event | call, language=language)
    return _joined(request, entries, name="", language=language, filename=_filename(uid))


@_answers
def occurrence_calendar(request: HttpRequest, language: str, uid: Any, code: str) -> HttpResponse:
    """One occurrence by itself."""
    entry = Entry.objects.filter(language=language, event__public_id=uid).first()
    occurrence = find_occurrence(uid, code) if entry else None
    if entry is None or occurrence is None:
        raise NotHere(_("There is no such date, or nobody may see it any more."))
    event = occurrence.event
    words = words_of(entry.page.specific, language)
    text = ical.occurrence_text(occurrence, words, stamp=entry.changed_at)
    years = {event.zone.key: occurrence.starts_at.year} if ical.zones_of(event) else {}
    head = ical.calendar_head(name=entry.title, language=language)
    body = head + zones_text(years) + text + ical.FOOT
    return _conditional(request, _etag(body), lambda: [body], CALENDAR, filename=_filename(uid))


@_answers
def calls(request: HttpRequest, language: str) -> HttpResponse:
    """The last days of calls."""
    entries = Entry.objects.of_calls().filter(language=language).around(timezone.now())
    name = _("%(name)s: calls") % {"name": _calendar_name()}
    return _joined(request, entries, name=name, language=language)


@_answers
def atom(request: HttpRequest, language: str) -> HttpResponse:
    """Events that were announced or changed last."""
    entries = Entry.objects.of_events().filter(language=language).around(timezone.now())
    state = entries.aggregate(count=Count("pk"), sum=Sum("checksum"), last=Max("changed_at"))
    etag = _etag("atom", _calendar_name(), *map(str, state.values()))
    return _conditional(
        request, etag, lambda: [_atom_text(request, entries, language, state["last"])], ATOM
    )


def find_occurrence(uid: Any, code: str) -> Occurrence | None:
    """The occurrence that an address names."""
    dates = Occurrence.objects.select_related(
        "event__venue", "event__room", "own_venue", "own_room"
    )
    return dates.filter(event__public_id=uid).called(code)


def _calendar_name() -> str:
    return conf.calendar_name() or _("Events")


def _joined(
    request: HttpRequest,
    entries: EntryQuerySet,
    *,
    name: str,
    language: str,
    query: str = "",
    filename: str = "",
) -> HttpResponse:
    """Entries as one calendar; one query tells whether anything changed and the zones.

    What is a file by its own name must have something in it. Without a `name` the calendar is
    named after its one entry.
    """
    groups = list(
        entries.values("zones", *(() if name else ("title",)))
        .annotate(count=Count("pk"), sum=Sum("checksum"), first=Min("first_at"))
        .order_by("zones")
    )
    if filename and not groups:
        raise NotHere(_("There is no such event, or nobody may see it any more."))
    address = request.build_absolute_uri(request.path) + (f"?{query}" if query else "")
    title = name or groups[0]["title"]
    head = ical.calendar_head(name=title, language=language, source=address)
    frame = head + zones_text(_first_years(groups))
    sums = [f"{group['zones']} {group['count']} {group['sum']}" for group in groups]

    def texts() -> Iterable[str]:
        yield frame
        ordered = entries.order_by("first_at", "pk").values_list("text", flat=True)
        yield from ordered.iterator(chunk_size=2000)
        yield ical.FOOT

    return _conditional(request, _etag(frame, *sums), texts, CALENDAR, filename=filename)


def _first_years(groups: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    years: dict[str, int] = {}
    for group in groups:
        for zone in group["zones"].split():
            years[zone] = min(years.get(zone, 9999), group["first"].year)
    return years


def _etag(*parts: str) -> str:
    return f'"{sha256(chr(0).join(parts).encode()).hexdigest()[:32]}"'


def _conditional(
    request: HttpRequest,
    etag: str,
    texts: Callable[[], Iterable[str]],
    content_type: str,
    *,
    filename: str = "",
) -> HttpResponse:
    """304 if the reader has it already; the text is read only if somebody wants it."""
    if _is_known(request, etag):
        response: HttpResponse = HttpResponseNotModified()
    else:
        body = "" if request.method == "HEAD" else "".join(texts())
        response = HttpResponse(body, content_type=content_type)
        if filename:
            response["Content-Disposition"] = f'inline; filename="{filename}"'
    response["ETag"] = etag
    patch_cache_control(response, public=True, max_age=conf.calendar_max_age())
    return response


def _is_known(request: HttpRequest, etag: str) -> bool:
    asked = parse_etags(request.headers.get("If-None-Match", ""))
    # A cache that packs the answer may have made the tag weak; it is the same text.
    return "*" in asked or etag in {tag.removeprefix("W/") for tag in asked}


def _filename(uid: Any) -> str:
    return f"{uid}.ics"


def _atom_text(
    request: HttpRequest, entries: EntryQuerySet, language: str, last: datetime | None
) -> str:
    feed = Atom1Feed(
        title=_calendar_name(),
        link=request.build_absolute_uri("/"),
        description="",
        language=language,
        feed_url=request.build_absolute_uri(request.path),
    )
    newest = entries.select_related("event").order_by("-changed_at", "-pk")[:NEWEST]
    for entry in newest:
        event: Event = entry.event  # type: ignore[assignment]  # chosen so
        feed.add_item(
            title=clean(entry.title),
            link=entry.url,
            description=clean(entry.summary),
            unique_id=f"urn:uuid:{event.public_id}",
            pubdate=entry.announced_at,
            updateddate=entry.changed_at,
        )
    feed.latest_post_date = lambda: last or datetime(2000, 1, 1, tzinfo=UTC)  # type: ignore[method-assign]  # else now
    return feed.writeString("utf-8")
