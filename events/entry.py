"""The entry: one event or call as a calendar holds it, stored per language, joined on request."""

import logging
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, ClassVar

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from . import conf
from .calendar_problem import set_problems
from .call import Call
from .entry_text import checksum_of, stamped, stamped_as_before, values_of
from .event import Event
from .purging import purge_later
from .session import settle as settle_sessions
from .version import raise_versions
from .wording import page_for, public, public_pages

logger = logging.getLogger(__name__)


class EntryQuerySet(models.QuerySet["Entry"]):
    def of_events(self) -> "EntryQuerySet":
        return self.exclude(event=None)

    def of_calls(self) -> "EntryQuerySet":
        return self.exclude(call=None)

    def within(self, first: datetime, last: datetime) -> "EntryQuerySet":
        """Of which something happens between the two moments; a series stays whole."""
        return self.filter(Q(last_at=None) | Q(last_at__gt=first), first_at__lt=last)

    @staticmethod
    def day_of(now: datetime) -> datetime:
        """The midnight from which the window is reckoned."""
        return now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)

    def around(self, now: datetime) -> "EntryQuerySet":
        """Within the window of a whole calendar, which moves once a day and not by the second."""
        today = self.day_of(now)
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
    programme = models.TextField(
        _("programme"), blank=True, help_text=_("The same of the sessions of the event.")
    )
    checksum = models.BigIntegerField(_("checksum"), help_text=_("Of the text as it stands."))
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


def settle(row: Event | Call, *, is_new: bool = False) -> None:
    """Bring the entries of an event or a call in line with its facts and its public pages.

    `is_new` says that facts changed: then the pages show something else in every language.
    """
    if isinstance(row, Event):
        settle_sessions(row)
    row = _fresh(row)
    known = {entry.language: entry for entry in row.entries.all()}
    pages = {language: entry.url for language, entry in known.items()}
    told, wrong = _told(row, public_pages(row))
    with transaction.atomic():
        changed = {
            language
            for language, values in told.items()
            if _store(known.get(language) or _blank(row, language), values)
        }
        raise_versions(changed)
        if gone := known.keys() - told.keys():
            row.entries.filter(language__in=gone).delete()
        set_problems(row, wrong)
        if is_new or changed or gone:
            pages |= {language: values["url"] for language, values in told.items()}
            purge_later(row, pages, changed | gone)


def settle_all(events: Iterable[Event], calls: Iterable[Call] = ()) -> int:
    """The same for many; say how many."""
    rows: list[Event | Call] = [*events, *calls]
    for row in rows:
        settle(row)
    return len(rows)


def settle_new(events: models.QuerySet[Event]) -> int:
    """Write the entries of many events that have none yet, such as after an import; how many."""
    speaking = public(Event.page_model().objects.all())
    rows = _complete(events).prefetch_related(
        models.Prefetch("pages", queryset=speaking, to_attr="public_pages"),
    )
    entries = []
    with transaction.atomic():
        for row in rows:
            told, wrong = _told(row, row.public_pages)
            entries += [_new(row, language, values) for language, values in told.items()]
            if wrong:
                set_problems(row, wrong)
        made = Entry.objects.bulk_create(entries, batch_size=200)
        raise_versions(entry.language for entry in made)
    return len(made)


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
    return _complete(Event.objects.all()).get(pk=row.pk)


def _complete(events: models.QuerySet[Event]) -> models.QuerySet[Event]:
    return events.select_related("venue", "room", "continues").prefetch_related(
        "occurrences__own_venue",
        "occurrences__own_room",
        "changed_dates",
        "topics",
        "sessions__room__venue",
        "sessions__track",
        "sessions__speakers__organisation",
    )


def _told(
    row: Event | Call, pages: Sequence[Any]
) -> tuple[dict[str, dict[str, Any]], dict[str, str]]:
    """What to store, by language, and what is wrong, by language.

    One that cannot be told takes down neither a calendar nor the deed that we follow, whatever
    is wrong with it: it is left out, and the team gets to see that.
    """
    told, wrong = {}, {}
    for language, _name in conf.languages():
        page = page_for(row, pages, language)
        if page is None:
            continue
        try:
            with transaction.atomic():
                told[language] = values_of(row, page, pages, language)
        except Exception as error:
            logger.exception(
                "%s %s has no calendar entry in %s", type(row).__name__, row.pk, language
            )
            wrong[language] = str(error) or type(error).__name__
    return told, wrong


def _new(row: Event, language: str, values: dict[str, Any]) -> Entry:
    now = timezone.now().replace(microsecond=0)
    values |= {name: stamped(values[name], now) for name in ("text", "programme")}
    checksum = checksum_of(values["text"].encode())
    return Entry(event=row, language=language, checksum=checksum, changed_at=now, **values)


def _blank(row: Event | Call, language: str) -> Entry:
    return Entry(
        event=row if isinstance(row, Event) else None,
        call=row if isinstance(row, Call) else None,
        language=language,
        changed_at=timezone.now().replace(microsecond=0),
    )


def _store(entry: Entry, values: dict[str, Any]) -> bool:
    """Write the entry, if there is news; its moment is new only if its content is."""
    now = timezone.now().replace(microsecond=0)
    if stamped(values["text"], entry.changed_at) != entry.text:
        values["changed_at"] = now
    values["text"] = stamped(values["text"], values.get("changed_at", entry.changed_at))
    values["programme"] = stamped_as_before(values["programme"], entry.programme, now)
    values["checksum"] = checksum_of(values["text"].encode())
    if all(getattr(entry, name) == value for name, value in values.items()):
        return False
    for name, value in values.items():
        setattr(entry, name, value)
    entry.save()
    return True
