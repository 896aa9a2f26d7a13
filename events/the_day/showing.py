"""What the check-in page shows: the frame, the date, and whom one looks for."""

from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from events import check_in, conf
from events.event import Event
from events.helper_link import open_until
from events.occurrence import Occurrence
from events.subject import when
from events.wording import page_for

from .access import Access, page_of
from .guests import MOST, Guest, found_by, guests_of, numbers_of


def here(occurrence: Occurrence, **more: str) -> str:
    """The address of the page at this date."""
    query = {"date": occurrence.code, **{name: value for name, value in more.items() if value}}
    return f"{page_of(occurrence.event)}?{urlencode(query)}"


def frame(event: Event) -> dict[str, Any]:
    """What every page about an event's door knows."""
    pages: Any = event.pages
    live = list(pages.live().select_related("locale"))
    page = page_for(event, live, conf.active_language())
    return {
        "event": event,
        "shown": page,
        "title": page.title if page else str(event),
        "base_template": conf.base_template(),
        "page_url": page_of(event),
    }


def shown(
    asked: Any,
    occurrence: Occurrence,
    access: Access,
    *,
    told: str = "",
    dates: list[Occurrence] | None = None,
) -> dict[str, Any]:
    """The whole page; without names where a device asks for the frame to keep (`?frame=1`)."""
    event = occurrence.event
    found = [] if "frame" in asked else _wanted(asked, occurrence)
    list_url = reverse("events_check_in_list", args=[event.public_id])
    return {
        **frame(event),
        "occurrence": occurrence,
        "when": when(occurrence),
        "access": access,
        "numbers": numbers_of(occurrence),
        "guests": found[:MOST],
        "left_out": max(len(found) - MOST, 0),
        "words": asked.get("q", ""),
        "told": told,
        "is_one": "code" in asked or "done" in asked,
        "here": here(occurrence),
        "dates": [(here(one), when(one)) for one in dates or [] if one != occurrence],
        "list_url": f"{list_url}?{urlencode({'date': occurrence.code})}",
        "frame_url": here(occurrence, frame="1"),
        "worker_url": reverse("events_check_in_worker", args=[event.public_id]),
        "until": open_until(occurrence).isoformat(),
    }


def _wanted(asked: Any, occurrence: Occurrence) -> list[Guest]:
    """Whom a code or a tap that was just done names, else those who are searched for."""
    guests = guests_of(occurrence)
    if code := asked.get("code", ""):
        named = check_in.with_code(code)
        return [one for one in guests if named and one.id == str(named.uuid)]
    if done := asked.get("done", ""):
        return [one for one in guests if one.id == done]
    return found_by(asked.get("q", ""), guests)
