"""The entry: one event or call as a calendar holds it, stored per language, joined on request."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .call import Call
from .event import Event


class EntryQuerySet(models.QuerySet["Entry"]):
    pass


class Entry(models.Model):
    """The text of one event or call in a calendar of one language. Nothing private is ever in it."""

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
    url = models.URLField(_("address of the page"), max_length=500)
    text = models.TextField(_("text"), help_text=_("Lines of iCalendar, ready to be joined."))
    zones = models.CharField(
        _("time zones"), max_length=255, blank=True, help_text=_("That the text refers to.")
    )
    checksum = models.BigIntegerField(_("checksum"))
    first_at = models.DateTimeField(_("first begin"), db_index=True)
    last_at = models.DateTimeField(
        _("last end"), null=True, db_index=True, help_text=_("Empty: it repeats without end.")
    )
    announced_at = models.DateTimeField(_("announced"))
    changed_at = models.DateTimeField(_("changed"), db_index=True)

    objects: ClassVar[EntryQuerySet] = EntryQuerySet.as_manager()  # type: ignore[assignment] - stubs

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

    def __str__(self) -> str:
        return f"{self.title} ({self.language})"
