"""What an event's page lists: its sessions and the dates that differ, in words and as drafts."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable, TranslatableMixin
from wagtail_localize.fields import SynchronizedField

from .changed_date import ChangedDateFacts
from .session import SessionFacts
from .speaker import Speaker


class EventPageSession(TranslatableMixin, SessionFacts, Orderable, ClusterableModel):
    """What is said of a session in one language, and the draft of its facts."""

    page = ParentalKey("events.EventPage", on_delete=models.CASCADE, related_name="sessions")
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("summary"), blank=True)
    speakers = ParentalManyToManyField(
        Speaker, blank=True, related_name="+", verbose_name=_("speakers")
    )

    ITEM_WORDS: ClassVar[tuple[str, ...]] = ("title", "summary")
    override_translatable_fields = [
        SynchronizedField(name, overridable=False) for name in SessionFacts.ITEM_FACTS
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("session")
        verbose_name_plural = _("sessions")

    def __str__(self) -> str:
        return self.title


class EventPageChangedDate(TranslatableMixin, ChangedDateFacts, Orderable):
    """What is said in one language of a date that differs, and the draft of its facts."""

    page = ParentalKey("events.EventPage", on_delete=models.CASCADE, related_name="changed_dates")
    title = models.CharField(
        _("title of this date"),
        max_length=200,
        blank=True,
        help_text=_("Leave empty if it has the title of the page."),
    )
    note = models.CharField(
        _("about this date"),
        max_length=300,
        blank=True,
        help_text=_("Why it is cancelled or different, and what people can do now."),
    )

    ITEM_WORDS: ClassVar[tuple[str, ...]] = ("title", "note")
    override_translatable_fields = [
        SynchronizedField(name, overridable=False) for name in ChangedDateFacts.ITEM_FACTS
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("changed date")
        verbose_name_plural = _("changed dates")
