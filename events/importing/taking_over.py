"""What follows from a reading: what is new, changed, cancelled, missing, here already."""

from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.utils import timezone

from events.busy import Busy, in_one_go
from stakeholders.folding import folded

from .accepting import NotAccepted, accept, may_go
from .alike import know_again, look_alikes, own_uids
from .content import Content
from .harvested import FAILED, HEARD, Harvested, find_pages
from .reading import Reading
from .source import Source

State = Harvested.State
FOLLOWED = {State.NEW, State.DUPLICATE, State.CHANGED, State.MISSING, State.LIVE}
GOOD_READS = 2
"""In so many readings an entry must be missing before it counts as deleted."""

FEW = 4
"""Of so few entries any number may go at once without a question."""

LEFT_OUT = "left out"
"""What becomes of an entry at which the database was too busy."""

# With these words programs mark a cancelled event that they cannot say otherwise.
CANCELLED_WORDS = frozenset(
    {
        *("cancelled", "canceled", "geannuleerd", "afgelast", "vervallen", "annule", "annulee"),
        *("abgesagt", "cancelado", "cancelada", "ملغي", "ملغى", "已取消", "取消"),
    }
)


Renew = Callable[[], object]


class Shrunk(Exception):  # noqa: N818 - a question, no error
    """So much is missing at once that somebody should say whether it is meant."""


def take_over(
    source: Source,
    reading: Reading,
    *,
    now: datetime | None = None,
    believes: bool = False,
    renew: Renew = lambda: None,
) -> Counter[str]:
    """Keep what the source says; count what became of it. `believes`: what is missing is gone.

    It may take long: before each entry it calls `renew`, so that nobody else begins.
    When all else is done it raises Shrunk, or Busy where entries were left to the next reading.
    """
    now = now or timezone.now()
    find_pages(source)
    counts: Counter[str] = Counter()
    ours = own_uids(reading.entries)
    contents = [content for content in reading.entries if content.uid not in ours]
    known = {
        row.key: row
        for row in Harvested.objects.filter(source=source).select_related("source", "page")
    }
    know_again(contents, known, reading, now)
    new = [content for content in contents if content.key not in known]
    for content in contents:
        if content.key in known:
            counts[_do(partial(_hear, known[content.key], content), renew)] += 1
    counts += _begin(new, source, renew)
    _note_refused(known, reading)
    missing = _missing(contents, known, reading, now)
    is_empty = not (reading.entries or reading.over)
    if not believes and missing and (is_empty or _is_too_much(missing, known.values(), now)):
        raise Shrunk(str(len(missing)))
    for row in missing:
        reads = GOOD_READS if believes else 1
        counts[_do(partial(_miss, row, reads=reads), renew)] += 1
    if counts[LEFT_OUT]:
        raise Busy
    return counts


def take_nothing_new(
    source: Source, *, now: datetime | None = None, renew: Renew = lambda: None
) -> Counter[str]:
    """The source says what it said before: what was missing then is missing once more."""
    find_pages(source)
    stuck = Harvested.objects.filter(source=source, source__is_trusted=True).stuck()
    rows = stuck.select_related("source", "page")
    counts = Counter(_do(partial(_take, row), renew) or "unchanged" for row in rows)
    followed = FOLLOWED - {State.MISSING}
    rows = Harvested.objects.filter(source=source, missing_reads__gt=0, state__in=followed)
    missing = rows.not_over(now or timezone.now())
    return counts + Counter(_do(partial(_miss, row, reads=1), renew) for row in missing)


def _do(deed: Callable[[], str], renew: Renew) -> str:
    """One entry that somebody else has in hand does not end the reading."""
    renew()
    try:
        return deed()
    except Busy:
        return LEFT_OUT


# Entries that we know


def _hear(row: Harvested, content: Content) -> str:
    """What becomes of an entry that is there again, as it stands by now."""
    before = _kept(row)
    _listen(row, content)
    if _kept(row) != before:
        before = in_one_go(partial(_hear_again, row, content))
    is_news = before.mark != row.mark or before.state != row.state
    is_stuck = row.state == State.NEW and (before.problem == FAILED or row.page is not None)
    return _go_on(row) if is_news or is_stuck or row.state == State.CHANGED else "unchanged"


def _hear_again(row: Harvested, content: Content) -> "_Kept":
    """The same on the row as it is now, kept; what it was before."""
    row.look_again()
    before = _kept(row)
    _listen(row, content)
    row.save(update_fields=HEARD)
    return before


def _listen(row: Harvested, content: Content) -> None:
    """Keep what it says, and find what that means; in memory."""
    row.hear(_as_cancelled(row, content))
    _find_state(row)


class _Kept(NamedTuple):
    """What must be written when it changes."""

    state: str
    mark: str
    missing_reads: int
    kept_at: datetime | None
    problem: str


def _kept(row: Harvested) -> _Kept:
    return _Kept(row.state, row.mark, row.missing_reads, row.kept_at, row.problem)


def _find_state(row: Harvested) -> None:
    if row.state in {State.LIVE, State.CHANGED, State.MISSING} and row.page is None:
        row.state = State.REFUSED  # somebody has deleted the page
    elif row.state == State.GONE:
        row.state = State.GONE if row.said.is_cancelled else State.NEW
    elif row.state in {State.LIVE, State.CHANGED, State.MISSING}:
        row.state = State.LIVE if row.mark == row.taken_mark else State.CHANGED
    elif row.state in {State.NEW, State.DUPLICATE} and row.said.is_cancelled:
        row.state = State.GONE


def _go_on(row: Harvested) -> str:
    """At once for trusted sources; else it waits."""
    is_ready = row.state in {State.NEW, State.CHANGED}
    taken = _take(row) if is_ready and row.source.is_trusted else ""
    return taken or (row.state if row.is_waiting else "unchanged")


def _take(row: Harvested) -> str:
    """What was taken over; nothing where it waits."""
    what = "cancelled" if row.said.is_cancelled else row.state
    return what if _accept(row) else ""


def _accept(row: Harvested) -> bool:
    """One entry that cannot become a page waits, with the reason; the others go on."""
    try:
        return accept(row)
    except NotAccepted as error:
        _note_problem(row, FAILED, str(error))
    except Busy as error:
        _note_problem(row, FAILED, type(error).__name__)
    return False


def _note_problem(row: Harvested, problem: str, part: str) -> None:
    row.problem, row.problem_part = problem, part[:200]
    in_one_go(partial(row.save, update_fields=["problem", "problem_part"]))


def _as_cancelled(row: Harvested, content: Content) -> Content:
    """A word before the title says that it is cancelled; the title itself has not changed."""
    before = row.said.title
    word, is_prefix, rest = content.title.partition(before)
    if content.title == before or not before or not is_prefix or rest:
        return content
    if folded(word) in CANCELLED_WORDS or content.is_cancelled:
        return replace(content, title=before, is_cancelled=True)
    return content


# New entries


def _begin(contents: list[Content], source: Source, renew: Renew) -> Counter[str]:
    counts: Counter[str] = Counter()
    alike = look_alikes(contents, source)
    for content in contents:
        if content.is_cancelled:
            counts["cancelled before"] += 1
            continue
        row = Harvested(source=source)
        row.hear(content)
        if content.key in alike:
            row.state, row.like_page = State.DUPLICATE, alike[content.key]
        counts[_do(partial(_go_on, row), renew) if _is_first(row) else "unchanged"] += 1
    return counts


def _is_first(row: Harvested) -> bool:
    """Keep a new entry, unless another reading has done so meanwhile."""
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        return False
    return True


# What is missing


def _note_refused(known: dict[tuple[str, str], Harvested], reading: Reading) -> None:
    """An entry that cannot be read any more keeps its last good state, and says so."""
    for one in reading.refused:
        if row := known.get((one.uid, one.recurrence_id)):
            with suppress(Busy):
                _note_problem(row, one.reason, one.part)


def _missing(
    contents: list[Content],
    known: dict[tuple[str, str], Harvested],
    reading: Reading,
    now: datetime,
) -> list[Harvested]:
    seen = {content.key for content in contents}
    seen |= {(one.uid, one.recurrence_id) for one in reading.refused}
    over = {(uid, recurrence_id): mark for uid, recurrence_id, mark in reading.over}
    return [
        row
        for key, row in known.items()
        if key not in seen
        and _may_be_missed(row)
        and over.get(key) != row.mark
        and row.is_coming(now)
    ]


def _may_be_missed(row: Harvested) -> bool:
    """Nobody has said already what is to become of it without its entry."""
    return row.state in FOLLOWED - {State.MISSING} and row.kept_at is None


def _is_too_much(missing: list[Harvested], known: Iterable[Harvested], now: datetime) -> bool:
    """More than half of what is still to come, and more than a few."""
    coming = [row for row in known if row.state in FOLLOWED and row.is_coming(now)]
    return len(missing) > FEW and len(missing) * 2 > len(coming)


def _miss(row: Harvested, *, reads: int) -> str:
    """Deleted after two good readings; with people registered, somebody decides."""
    if not in_one_go(partial(_count_missing, row, reads)):
        return "unchanged"
    if row.state != State.MISSING:
        return "gone" if row.state == State.GONE else "missing once"
    if row.source.is_trusted and may_go(row) and _accept(row):
        return "gone"
    return "missing" if row.is_waiting else "unchanged"


def _count_missing(row: Harvested, reads: int) -> bool:
    row.look_again()
    if not _may_be_missed(row):
        return False
    row.missing_reads += reads
    if row.missing_reads >= GOOD_READS:
        is_here = row.page is not None and row.state not in {State.NEW, State.DUPLICATE}
        row.state = State.MISSING if is_here else State.GONE
    row.save(update_fields=["missing_reads", "state"])
    return True
