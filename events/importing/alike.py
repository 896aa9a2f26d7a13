"""Entries that we have already: another source's, the team's own, or one whose UID is new."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from difflib import SequenceMatcher
from typing import Any

from events.clock import zone_of
from events.event import Event
from events.occurrence import Occurrence
from stakeholders.folding import folded

from .content import Content
from .harvested import Harvested, fingerprint_of, moment_of
from .reading import Reading
from .source import Source

SIMILAR = 0.8

_State = Harvested.State
Known = dict[tuple[str, str], Harvested]


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
    return moment_of(content.starts, zone_of(content.zone))


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


# Names that change


def know_again(contents: list[Content], known: Known, reading: Reading, now: datetime) -> None:
    """Entries whose UID changes with each export are known by what they say.

    First by title and begin. Where most UIDs are strange, a title that stands once on either side
    is enough: then the event was moved as well. What is over was not moved, and what was refused
    does not speak for another date.
    """
    strangers = [content for content in contents if content.key not in known]
    are_most = len(strangers) * 2 >= len(contents)
    lost = {row.fingerprint: row for row in _lost(contents, known, reading)}
    for content in list(strangers):
        if row := lost.pop(fingerprint_of(content), None):
            _rename(row, content, known)
            strangers.remove(content)
    if are_most:
        coming = [
            row for row in lost.values() if row.state != _State.REFUSED and row.is_coming(now)
        ]
        for content, row in _by_title(strangers, coming):
            _rename(row, content, known)


def _lost(contents: list[Content], known: Known, reading: Reading) -> Iterable[Harvested]:
    """What the file does not name any more."""
    named = {content.key for content in contents}
    named |= {(one.uid, one.recurrence_id) for one in reading.refused}
    named |= {(uid, recurrence_id) for uid, recurrence_id, _mark in reading.over}
    return [row for key, row in known.items() if key not in named and row.state != _State.GONE]


def _rename(row: Harvested, content: Content, known: Known) -> None:
    del known[row.key]
    row.uid, row.recurrence_id = content.key
    row.save(update_fields=["uid", "recurrence_id"])
    known[row.key] = row


def _by_title(
    strangers: list[Content], lost: list[Harvested]
) -> Iterable[tuple[Content, Harvested]]:
    """Pairs whose title stands once among both."""
    new = Counter(folded(content.title) for content in strangers)
    old = Counter(folded(row.said.title) for row in lost)
    rows = {folded(row.said.title): row for row in lost}
    for content in strangers:
        title = folded(content.title)
        if new[title] == old[title] == 1:
            yield content, rows[title]
