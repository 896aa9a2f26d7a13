"""Entries that are on the site already: another source's, or the team's own."""

from collections.abc import Iterable
from datetime import datetime
from difflib import SequenceMatcher
from typing import Any

from events.clock import from_the_wall, zone_of
from events.event import Event
from events.occurrence import Occurrence
from stakeholders.folding import folded

from .content import Content
from .harvested import Harvested
from .source import Source

SIMILAR = 0.8


def own_uids(contents: Iterable[Content]) -> set[str]:
    """Those UIDs that we gave ourselves: a partner shows our events in his calendar.

    One date of a series has the event's UID with a code behind: `<public id>-<code>@<namespace>`.
    """
    uids = {content.uid for content in contents}
    events = {uid: _event_uid(uid) for uid in uids}
    ours = set(
        Event.objects.filter(uid__in=set(events.values()) | uids).values_list("uid", flat=True)
    )
    return {uid for uid in uids if uid in ours or events[uid] in ours}


def _event_uid(uid: str) -> str:
    name, _at, namespace = uid.partition("@")
    return f"{name[:36]}@{namespace}"


def look_alikes(contents: Iterable[Content], source: Source) -> dict[tuple[str, str], Any]:
    """By the key of an entry, the page that seems to say the same, or None for one that waits.

    The same UID in another source, or the same begin with a similar title.
    """
    wanted = list(contents)
    pages = _by_begin({begin_of(content) for content in wanted})
    others = _of_other_sources(wanted, source)
    found: dict[tuple[str, str], Any] = {}
    for content in wanted:
        if content.key in others:
            found[content.key] = others[content.key]
        for page in pages.get(begin_of(content), ()):
            if is_similar(page.title, content.title):
                found[content.key] = page
    return found


def begin_of(content: Content) -> datetime:
    return from_the_wall(datetime.fromisoformat(content.starts), zone_of(content.zone))


def is_similar(one: str, other: str) -> bool:
    """Whether two titles say the same, give or take a word."""
    left, right = folded(one), folded(other)
    if not left or not right:
        return False
    if left in right or right in left:
        return min(len(left), len(right)) * 2 >= max(len(left), len(right))
    return SequenceMatcher(None, left, right).ratio() >= SIMILAR


def _by_begin(begins: set[datetime]) -> dict[datetime, list[Any]]:
    dates = Occurrence.objects.filter(starts_at__in=begins).select_related("event")
    found: dict[datetime, list[Any]] = {}
    for date in dates.prefetch_related("event__pages"):
        found.setdefault(date.starts_at, []).extend(date.event.pages.all())
    return found


def _of_other_sources(contents: list[Content], source: Source) -> dict[tuple[str, str], Any]:
    rows = Harvested.objects.exclude(source=source).exclude(
        state__in=(Harvested.State.REFUSED, Harvested.State.GONE)
    )
    same = rows.filter(uid__in={content.uid for content in contents}).select_related("page")
    known = {row.key: row.page for row in same}
    return {content.key: known[content.key] for content in contents if content.key in known}
