"""One reading of a source, whole: ask, read, take over, and write down how it went."""

import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from django.utils import timezone

from events import conf

from .apart import read_apart
from .fetch import Brought, NotBrought, Wish, fetch
from .reading import Frame, Reading
from .source import STATE, Lease, Source, SourceQuerySet, claim, note_failure, note_good, release
from .taking_over import Shrunk, take_nothing_new, take_over

logger = logging.getLogger(__name__)

Fetch = Callable[[Wish], Brought]


@dataclass(frozen=True)
class Outcome:
    """How a reading went: what was counted, or the problem (a word of `problems`)."""

    counts: Counter[str]
    problem: str = ""
    part: str = ""

    @property
    def is_good(self) -> bool:
        return not self.problem


def harvest(
    source: Source, *, bring: Fetch = fetch, now: datetime | None = None, believes: bool = False
) -> Outcome:
    """Read a source now. With `believes`, what is missing is taken for deleted at once.

    Whatever goes wrong, what is known of the source stays as it was.
    """
    now = now or timezone.now()
    length = timedelta(seconds=conf.import_seconds() * 3 + 60)
    if not claim(source, now=now, lease=length):
        return Outcome(Counter(), "busy")
    lease = Lease(now + length, length)
    try:
        outcome = _harvest(source, bring, now, lease, believes=believes)
    except Exception as error:
        logger.exception("%s could not be read", source)
        note_failure(source, "unexpected", type(error).__name__, now=now, wait=0)
        outcome = Outcome(Counter(), "unexpected", type(error).__name__)
    finally:
        release(lease_end=lease.end)
    _write_down(source)
    return outcome


def look(url: str, zone: str, *, bring: Fetch = fetch) -> tuple[str, str, Reading]:
    """What is at an address, for a form: problem, what it is about, and what was read."""
    try:
        brought = bring(_wish(url))
    except NotBrought as found:
        return found.reason.value, found.part, Reading()
    reading = _read(brought.data or b"", zone, timezone.now())
    return reading.problem, reading.part, reading


def _as_it_was(source: Source) -> SourceQuerySet:
    """The row, unless it was deleted or got another address in the meantime."""
    return Source.objects.filter(pk=source.pk, address=source.address)


def _write_down(source: Source) -> None:
    _as_it_was(source).update(**{name: getattr(source, name) for name in STATE})


def _harvest(
    source: Source, bring: Fetch, now: datetime, lease: Lease, *, believes: bool
) -> Outcome:
    try:
        brought = bring(_wish(source.address, None if believes else source, now))
    except NotBrought as found:
        note_failure(source, found.reason.value, found.part, now=now, wait=found.retry_after)
        if found.reason.value == "gone":
            source.next_read_at = None
        return Outcome(Counter(), found.reason.value, found.part)
    source.moved_to = brought.moved_to[:1000]
    if brought.data is None:
        note_good(source, now=now)
        return Outcome(take_nothing_new(source, now=now, renew=lease.renew))
    reading = _read(brought.data, source.time_zone, now)
    if not _as_it_was(source).exists():
        return Outcome(Counter())
    if reading.problem:
        note_failure(source, reading.problem, reading.part, now=now, wait=0)
        return Outcome(Counter(), reading.problem, reading.part)
    take = partial(take_over, source, reading, now=now, believes=believes, renew=lease.renew)
    return _taken(source, reading, brought, now, take)


def _taken(
    source: Source,
    reading: Reading,
    brought: Brought,
    now: datetime,
    take: Callable[[], Counter[str]],
) -> Outcome:
    source.refused = [[one.title or one.uid, one.reason, one.part] for one in reading.refused[:200]]
    try:
        counts = take()
    except Shrunk as found:
        # Without an ETag the next answer is a whole one, too.
        source.etag = source.last_modified = ""
        note_failure(source, "shrunk", str(found), now=now, wait=0)
        return Outcome(Counter(), "shrunk", str(found))
    source.etag, source.last_modified = brought.etag, brought.last_modified
    note_good(source, now=now, entries=len(reading.entries))
    return Outcome(counts + Counter({"refused": len(reading.refused)}))


def _wish(url: str, source: Source | None = None, now: datetime | None = None) -> Wish:
    """What to ask for; once a year whole, since written-out dates go on then."""
    good = source.last_good_at if source else None
    is_known = source is not None and good is not None and now is not None and good.year == now.year
    return Wish(
        url=url,
        agent=f"wagtail-gathering (+{conf.import_contact()})",
        etag=source.etag if source and is_known else "",
        last_modified=source.last_modified if source and is_known else "",
        most_bytes=conf.import_bytes(),
        seconds=conf.import_seconds(),
    )


def _read(data: bytes, zone: str, now: datetime) -> Reading:
    frame = Frame(
        zone=zone,
        today=timezone.localdate(now),
        until=date((now + conf.horizon()).year, 12, 31),
        most=conf.import_entries(),
    )
    return read_apart(data, frame, seconds=conf.import_seconds(), megabytes=conf.import_memory())
