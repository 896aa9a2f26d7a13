"""What a page is given by an entry, and what it says now, as plain values to compare."""

import re
from datetime import datetime
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.html import escape
from wagtail.blocks import RichTextBlock
from wagtail.rich_text import RichText

from events.clock import zone_of
from events.event_facts import EventFacts
from events.page_items import EventPageChangedDate
from events.pages import EventPage
from events.venue import Venue

from .content import Content
from .harvested import Harvested, moment_of
from .places import venue_for, venue_named
from .plain import shortened

LONGEST_SUMMARY = 300


def given_by(row: Harvested, *, makes_venues: bool) -> dict[str, Any]:
    """What the entry gives to its page, and by which venues."""
    content, language = row.said, row.source.language
    known: dict[str, int | None] = row.given.get("venues", {})
    there = set(
        Venue.objects.filter(pk__in=list(filter(None, known.values()))).values_list("pk", flat=True)
    )
    venues: dict[str, int | None] = {}
    for place in sorted(places_of(content)):
        if known.get(place) in there:
            venues[place] = known[place]
            continue
        found = venue_for(place, language) if makes_venues else venue_named(place)
        venues[place] = found.pk if found else None
    return {**values_of(content, venues=venues), "venues": venues}


def values_of(content: Content, *, venues: dict[str, int | None]) -> dict[str, Any]:
    """What an entry gives to its page. `venues` says which venue is meant by a place."""
    summary, body = _told(content.text)
    zone = zone_of(content.zone)

    def moment(wall: str) -> str:
        return _iso(moment_of(wall, zone)) if wall else ""

    return {
        "title": content.title,
        "summary": summary,
        "body": body,
        "starts_at": moment(content.starts),
        "ends_at": moment(content.ends),
        "is_all_day": content.is_all_day,
        "time_zone": content.zone,
        "recurrence": content.rule,
        "status": EventFacts.Status.CANCELLED if content.is_cancelled else _SCHEDULED,
        "mode": EventFacts.Mode.ONLINE if _is_online(content) else EventFacts.Mode.IN_PERSON,
        "venue": venues.get(content.place),
        "changed_dates": {
            one["on"]: {
                "kind": one["kind"],
                "starts_at": moment(one["starts"]),
                "ends_at": moment(one["ends"]),
                "title": one.get("title", ""),
                "venue": venues.get(one.get("place", "")),
            }
            for one in content.dates
        },
    }


_SCHEDULED = EventFacts.Status.SCHEDULED


def _is_online(content: Content) -> bool:
    return content.is_online and not content.place


def places_of(content: Content) -> set[str]:
    """All places that an entry names."""
    return {content.place, *(one.get("place", "") for one in content.dates)} - {""}


def _told(text: str) -> tuple[str, str]:
    """The summary, and as HTML what it does not say."""
    first, *rest = text.split("\n\n")
    if len(first) <= LONGEST_SUMMARY:
        summary, more = first, rest
    else:
        summary, more = shortened(first.replace("\n", " "), LONGEST_SUMMARY), [first, *rest]
    told = (escape(one).replace("\n", "<br/>") for one in more)
    return summary, "".join(f"<p>{one}</p>" for one in told)


# A page


def current_values(page: EventPage) -> dict[str, Any]:
    """What the page says now, in the same form."""
    return {
        "title": page.title,
        "summary": page.summary,
        "body": _body_of(page),
        "starts_at": _iso(page.starts_at),
        "ends_at": _iso(page.ends_at),
        "is_all_day": page.is_all_day,
        "time_zone": page.time_zone,
        "recurrence": page.recurrence,
        "status": page.status,
        "mode": page.mode,
        "venue": page.venue_id,
        "changed_dates": {
            one.on.isoformat(): {
                "kind": one.kind,
                "starts_at": _iso(one.starts_at),
                "ends_at": _iso(one.ends_at),
                "title": one.title,
                "venue": one.venue_id,
            }
            for one in page.changed_dates.all()
        },
    }


def apply(page: Any, values: dict[str, Any]) -> None:
    """Write the values to the page, in memory."""
    for name in ("title", "summary", "is_all_day", "time_zone", "recurrence", "status", "mode"):
        setattr(page, name, values[name])
    page.starts_at = parse_datetime(values["starts_at"])
    page.ends_at = parse_datetime(values["ends_at"])
    page.venue = Venue.objects.filter(pk=values["venue"]).first()
    if page.room and page.room.venue_id != values["venue"]:
        page.room = None
    if values["body"] != _body_of(page):
        page.body = _stream(page, values["body"])
    known = {one.on.isoformat(): one for one in page.changed_dates.all()}
    page.changed_dates = [
        _changed_date(known.get(day) or EventPageChangedDate(locale_id=page.locale_id), day, one)
        for day, one in sorted(values["changed_dates"].items())
    ]


def _changed_date(date: Any, day: str, values: dict[str, Any]) -> Any:
    date.on = datetime.fromisoformat(day).date()
    date.kind, date.title, date.venue_id = values["kind"], values["title"], values["venue"]
    date.starts_at = parse_datetime(values["starts_at"]) if values["starts_at"] else None
    date.ends_at = parse_datetime(values["ends_at"]) if values["ends_at"] else None
    return date


def _iso(moment: datetime | None) -> str:
    return moment.astimezone(_UTC).isoformat() if moment else ""


_UTC = zone_of("UTC")


def _text_block(page: EventPage) -> str:
    """The name of the block for text in this site's bodies; nothing if there is none."""
    blocks = page.body.stream_block.child_blocks
    return next((name for name, block in blocks.items() if isinstance(block, RichTextBlock)), "")


def _body_of(page: EventPage) -> str:
    """The text of the body, without what only the editor adds."""
    parts = [
        re.sub(r' data-block-key="[^"]*"', "", child.value.source)
        if isinstance(child.value, RichText)
        else f"<!-- {child.id} -->"
        for child in page.body
    ]
    return "".join(parts)


def _stream(page: Any, text: str) -> list[tuple[str, RichText]]:
    name = _text_block(page)
    return [(name, RichText(text))] if text and name else []
