"""The entry: one event or call as a calendar holds it, stored per language, joined on request."""

import logging
import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any, ClassVar

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from . import conf, ical
from .call import Call
from .event import Event
from .recurrence import BadRule
from .words import Words, words_of

logger = logging.getLogger(__name__)


class EntryQuerySet(models.QuerySet["Entry"]):
    def of_events(self) -> "EntryQuerySet":
        return self.exclude(event=None)

    def of_calls(self) -> "EntryQuerySet":
        return self.exclude(call=None)

    def within(self, first: datetime, last: datetime) -> "EntryQuerySet":
        """Of which something happens between the two moments; a series stays whole."""
        return self.filter(Q(last_at=None) | Q(last_at__gt=first), first_at__lt=last)

    def around(self, now: datetime) -> "EntryQuerySet":
        """Within the window of a whole calendar, which moves once a day and not by the second."""
        today = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
        back, ahead = conf.window()
        return self.within(today - back, today + ahead)


class Entry(models.Model):
    """The text of one event or call in a calendar of one language; nothing private is in it."""

    event = models.ForeignKey(
        Event, on_delete=models.CASCADE, null=True, blank=True, related_name="entries"
    )
    call = models.ForeignKey(
        Call, on_delete=models.CASCADE, null=True, blank=True, related_name="entries"
    )
    language = models.CharField(_("language"), max_length=20)
    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="+", verbose_name=_("page")
    )
    title = models.CharField(_("title"), max_length=255)
    summary = models.TextField(_("summary"), blank=True)
    words_language = models.CharField(_("language of the words"), max_length=20)
    url = models.URLField(_("address of the page"), max_length=500)
    text = models.TextField(_("text"), help_text=_("Lines of iCalendar, ready to be joined."))
    zones = models.CharField(
        _("time zones"), max_length=255, blank=True, help_text=_("That the text refers to.")
    )
    checksum = models.BigIntegerField(_("checksum"))
    first_at = models.DateTimeField(_("first begin"))
    last_at = models.DateTimeField(
        _("last end"), null=True, help_text=_("Empty: it repeats without end.")
    )
    announced_at = models.DateTimeField(_("announced"))
    changed_at = models.DateTimeField(_("changed"), db_index=True)

    objects: ClassVar[EntryQuerySet] = EntryQuerySet.as_manager()  # type: ignore[assignment]  # stubs

    class Meta:
        verbose_name = _("calendar entry")
        verbose_name_plural = _("calendar entries")
        constraints = [
            models.UniqueConstraint(
                fields=["event", "language"],
                condition=Q(event__isnull=False),
                name="one_entry_per_event_and_language",
            ),
            models.UniqueConstraint(
                fields=["call", "language"],
                condition=Q(call__isnull=False),
                name="one_entry_per_call_and_language",
            ),
            models.CheckConstraint(
                condition=Q(event=None) ^ Q(call=None), name="entry_of_event_or_call"
            ),
        ]
        indexes = [
            # All that tells whether a calendar changed, without its long texts.
            models.Index(
                fields=["language", "first_at", "last_at", "event", "zones", "checksum"],
                name="entries_of_a_calendar",
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.language})"


# Building. An entry is written anew whenever facts or words change, and only then.


def settle(row: Event | Call) -> None:
    """Bring the entries of an event or a call in line with its facts and its public pages."""
    row = _fresh(row)
    pages = _public_pages(row)
    kept = []
    for language, _name in conf.languages():
        page = page_for(row, pages, language)
        values = _values(row, page, language) if page else None
        if values is not None:
            _store(row, language, values)
            kept.append(language)
    row.entries.exclude(language__in=kept).delete()


def settle_all(events: Iterable[Event], calls: Iterable[Call] = ()) -> int:
    """The same for many; say how many."""
    rows: list[Event | Call] = [*events, *calls]
    for row in rows:
        settle(row)
    return len(rows)


def settle_new(events: models.QuerySet[Event]) -> int:
    """Write the entries of many events that have none yet, such as after an import; how many."""
    public = Event.page_model().objects.live().public().select_related("locale").order_by("pk")
    rows = events.select_related("venue", "room").prefetch_related(
        "occurrences",
        "changed_dates",
        "topics",
        models.Prefetch("pages", queryset=public, to_attr="public_pages"),
    )
    entries = [
        _new(row, language, values)
        for row in rows
        for language, _name in conf.languages()
        if (page := page_for(row, row.public_pages, language))
        and (values := _values(row, page, language))
    ]
    return len(Entry.objects.bulk_create(entries, batch_size=200))


def settle_below(page: Any) -> int:
    """The same for all events and calls that have a page at or below this one.

    For when their addresses change or nobody may read them any more.
    """
    below = Q(pages__path__startswith=page.path)
    return settle_all(Event.objects.filter(below).distinct(), Call.objects.filter(below).distinct())


def _fresh(row: Event | Call) -> Event | Call:
    """The row with all that its text needs, read once for all languages."""
    if isinstance(row, Call):
        return Call.objects.get(pk=row.pk)
    rows = Event.objects.select_related("venue", "room")
    return rows.prefetch_related("occurrences", "changed_dates", "topics").get(pk=row.pk)


def _public_pages(row: Event | Call) -> list[Any]:
    """The pages of a row that anybody may read: live, and behind no restriction."""
    pages = row.page_model().objects.live().public().filter(facts=row)
    return list(pages.select_related("locale").order_by("pk"))


def page_for(row: Event | Call, pages: list[Any], language: str) -> Any:
    """The page that speaks in a calendar of this language: else that of the home language."""

    def fitness(page: Any) -> tuple[bool, bool, bool]:
        return (
            page.locale.language_code == language,
            page.alias_of_id is None,
            page.locale_id == row.home_locale_id,
        )

    return max(pages, key=fitness, default=None)


_NEVER = datetime(2000, 1, 1, tzinfo=UTC)
_STAMP = re.compile(rf"^(DTSTAMP|LAST-MODIFIED):{_NEVER:%Y%m%dT%H%M%SZ}", re.MULTILINE)


def _values(row: Event | Call, page: Any, language: str) -> dict[str, Any] | None:
    """What to store; None for what cannot be told, so that it never takes a calendar down."""
    words = words_of(page, language)
    try:
        with transaction.atomic():
            bounds = _bounds(row)
            if bounds is None:
                return None
            plain = _text(row, words)
    except (ValueError, ArithmeticError, LookupError, TypeError, BadRule):
        logger.exception("%s %s has no calendar entry in %s", type(row).__name__, row.pk, language)
        return None
    return {
        "page_id": page.pk,
        "title": words.title,
        "summary": words.summary,
        "words_language": words.language,
        "url": words.url,
        "plain": plain,
        "zones": ical.zones_of(row) if isinstance(row, Event) else "",
        "checksum": checksum_of(plain),
        "first_at": bounds[0],
        "last_at": bounds[1],
        "announced_at": row.announced_at or row.created_at,
    }


def _text(row: Event | Call, words: Words) -> str:
    if isinstance(row, Event):
        return ical.event_text(row, words, stamp=_NEVER)
    return ical.call_text(row, words, stamp=_NEVER)


def _stamped(text: str, moment: datetime) -> str:
    """The same text with its moment: building one takes a hundred times as long."""
    return _STAMP.sub(rf"\1:{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}", text)


def checksum_of(text: str) -> int:
    """47 bits, so that the sum of ten thousands of them fits into every database."""
    return int.from_bytes(sha256(text.encode()).digest()[:6]) >> 1


def _bounds(row: Event | Call) -> tuple[datetime, datetime | None] | None:
    """The first begin and the last end; no end for what repeats without one."""
    if isinstance(row, Call):
        end = row.closing_moment
        return (end - timedelta(days=1), end) if end else None
    occurrences = row.occurrences.all()
    if not occurrences:
        return None
    first = min(occurrence.starts_at for occurrence in occurrences)
    last = max(occurrence.ends_at for occurrence in occurrences)
    rule = row.rule
    if rule is None:
        return first, last
    if rule.last is None:
        return first, None
    return first, max(last, row.end_of(rule.last))


def _new(row: Event, language: str, values: dict[str, Any]) -> Entry:
    now = timezone.now().replace(microsecond=0)
    text = _stamped(values.pop("plain"), now)
    return Entry(event=row, language=language, text=text, changed_at=now, **values)


def _store(row: Event | Call, language: str, values: dict[str, Any]) -> None:
    """Write the entry; its moment is new only if its content is."""
    plain = values.pop("plain")
    entry = row.entries.filter(language=language).first() or Entry(
        event=row if isinstance(row, Event) else None,
        call=row if isinstance(row, Call) else None,
        language=language,
        checksum=-1,
    )
    if entry.checksum != values["checksum"]:
        entry.changed_at = timezone.now().replace(microsecond=0)
        entry.text = _stamped(plain, entry.changed_at)
    elif all(getattr(entry, name) == value for name, value in values.items()):
        return
    for name, value in values.items():
        setattr(entry, name, value)
    entry.save()
