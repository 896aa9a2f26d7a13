"""What an event's page lists: each member in words and as a draft of its facts."""

from typing import ClassVar

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail import blocks
from wagtail.models import TranslatableMixin
from wagtail_localize.fields import SynchronizedField

from stakeholders.in_order import InOrder

from .blocks import BodyField
from .changed_date import ChangedDateFacts
from .material import MaterialFacts
from .question import QuestionFacts
from .seat_share import SeatShareFacts
from .session import SessionFacts
from .speaker import Speaker


class EventPageSession(TranslatableMixin, SessionFacts, InOrder, ClusterableModel):
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

    class Meta(TranslatableMixin.Meta, InOrder.Meta):
        verbose_name = _("session")
        verbose_name_plural = _("sessions")

    def __str__(self) -> str:
        return self.title


class EventPageChangedDate(TranslatableMixin, ChangedDateFacts, InOrder):
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

    class Meta(TranslatableMixin.Meta, InOrder.Meta):
        verbose_name = _("changed date")
        verbose_name_plural = _("changed dates")

    def __str__(self) -> str:
        return date_format(self.on)


class EventPageQuestion(TranslatableMixin, QuestionFacts, InOrder):
    """What is asked in one language, and the draft of its facts.

    A ready-made question has words of its own in all languages; what is written here comes instead.
    """

    page = ParentalKey("events.EventPage", on_delete=models.CASCADE, related_name="questions")
    label = models.CharField(
        _("question"),
        max_length=300,
        blank=True,
        help_text=_("A ready-made question has its own words in all languages."),
    )
    help = models.CharField(_("explanation"), max_length=500, blank=True)
    choices = BodyField(
        [("choice", blocks.CharBlock(max_length=200, label=_("Answer")))],
        blank=True,
        verbose_name=_("answers to choose from"),
    )
    purpose = models.CharField(
        _("what we use the answer for"),
        max_length=300,
        blank=True,
        help_text=_("Everybody who is asked reads it."),
    )

    ITEM_WORDS: ClassVar[tuple[str, ...]] = ("label", "help", "choices", "purpose")
    override_translatable_fields = [
        SynchronizedField(name, overridable=False) for name in QuestionFacts.ITEM_FACTS
    ]

    class Meta(TranslatableMixin.Meta, InOrder.Meta):
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def __str__(self) -> str:
        return self.label or self.get_kind_display()


class EventPageMaterial(TranslatableMixin, MaterialFacts, InOrder):
    """What is said in one language of a material, and the draft of its facts."""

    page = ParentalKey("events.EventPage", on_delete=models.CASCADE, related_name="materials")
    title = models.CharField(_("title"), max_length=200)

    ITEM_WORDS: ClassVar[tuple[str, ...]] = ("title",)
    override_translatable_fields = [
        SynchronizedField(name, overridable=False) for name in MaterialFacts.ITEM_FACTS
    ]

    class Meta(TranslatableMixin.Meta, InOrder.Meta):
        verbose_name = _("material")
        verbose_name_plural = _("materials")

    def __str__(self) -> str:
        return self.title


class EventPageSeatShare(TranslatableMixin, SeatShareFacts, InOrder):
    """The draft of a share of the seats; it has no words of its own."""

    page = ParentalKey("events.EventPage", on_delete=models.CASCADE, related_name="seat_shares")

    override_translatable_fields = [
        SynchronizedField(name, overridable=False) for name in SeatShareFacts.ITEM_FACTS
    ]

    class Meta(TranslatableMixin.Meta, InOrder.Meta):
        verbose_name = _("share of the seats")
        verbose_name_plural = _("shares of the seats")

    def __str__(self) -> str:
        return self.name
