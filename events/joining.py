"""Entries joined to one calendar: its ETag and its bytes, both from the same rows."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import DatabaseError, transaction
from django.db.models import Count, Min, Sum
from django.utils.translation import gettext as _

from . import ical
from .calendar_problem import note_problem
from .entry import Entry, EntryQuerySet
from .entry_text import checksum_of
from .zones import zones_text

logger = logging.getLogger(__name__)


@dataclass
class Tally:
    """How many entries refer to the same zones, what their checksums sum up to, since when."""

    count: int
    sum: int
    first: datetime


@dataclass(frozen=True)
class Joined:
    """A calendar as one reader got it; `left_out` names entries whose text is not sound."""

    tag: str
    body: bytes
    count: int
    left_out: list[int] = field(default_factory=list)


def tag_of(head: str, entries: EntryQuerySet) -> str:
    """The ETag of the calendar, by one query that reads no texts."""
    rows = entries.order_by().values_list("zones")
    groups = rows.annotate(Count("pk"), Sum("checksum"), Min("first_at"))
    return _tag(head, {zones: Tally(*numbers) for zones, *numbers in groups})


Row = tuple[int, str, int, str, datetime]
"""Key, text, checksum, zones and first begin: what a calendar takes of an entry."""


def rows_of(entries: EntryQuerySet) -> Iterable[Row]:
    """In the order of a checksum where two begin at once: the same entries are the same bytes."""
    ordered = entries.order_by("first_at", "checksum", "pk")
    columns = ordered.values_list("pk", "text", "checksum", "zones", "first_at")
    return columns.iterator(chunk_size=500)


def joined(head: str, rows: Iterable[Row]) -> Joined:
    """The calendar, and the ETag of just these bytes: nothing can come in between."""
    tallies: dict[str, Tally] = {}
    texts, left_out = [], []
    for pk, text, checksum, zones, first in rows:
        words = text.encode()
        if checksum_of(words) != checksum:
            left_out.append(pk)
            continue
        if zones not in tallies:
            tallies[zones] = Tally(0, 0, first)
        tallies[zones].count += 1
        tallies[zones].sum += checksum
        texts.append(words)
    if left_out:
        _say(left_out)
    frame = (head + _zones(tallies)).encode()
    body = b"".join([frame, *texts, ical.FOOT.encode()])
    return Joined(_tag(head, tallies), body, len(texts), left_out)


def _tag(head: str, tallies: dict[str, Tally]) -> str:
    sums = [f"{zones} {one.count} {one.sum}" for zones, one in sorted(tallies.items())]
    return etag(head, _zones(tallies), *sums)


def etag(*parts: str) -> str:
    return f'"{sha256(chr(0).join(parts).encode()).hexdigest()[:32]}"'


def _zones(tallies: dict[str, Tally]) -> str:
    years: dict[str, int] = {}
    for zones, one in tallies.items():
        for zone in zones.split():
            years[zone] = min(years.get(zone, 9999), one.first.year)
    return zones_text(years)


def _say(keys: Iterable[int]) -> None:
    """Tell the log and the team of entries that were left out; a reader need not wait for that."""
    for entry in Entry.objects.filter(pk__in=keys).select_related("event", "call"):
        logger.error("The text of calendar entry %s is not sound; it is left out", entry.pk)
        row: Any = entry.event or entry.call
        try:
            with transaction.atomic():
                note_problem(row, entry.language, _("Its stored text is damaged."))
        except DatabaseError:
            logger.exception("The problem cannot be noted")
