"""The changed date: one date of a repeating event that differs from its rule."""

from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from stakeholders.facts import FactsItem

from .clock import ClockField, DayField
from .remembering import once
from .venue import Room, RoomField, Venue


class ChangedDateFacts(FactsItem):
    """One date of a repeating event that differs from its rule."""

    class Kind(models.TextChoices):
        LEFT_OUT = "left-out", _("left out")
        CANCELLED = "cancelled", _("cancelled, and shown as cancelled")
        MOVED = "moved", _("moved to another time")
        CHANGED = "changed", _("at its time, but another place, title or number of seats")
        EXTRA = "extra", _("an extra date")

    kind = models.CharField(_("what is different"), max_length=10, choices=Kind)
    on = DayField(_("date"), help_text=_("The day by the rule, or the extra day."))
    starts_at = ClockField(
        _("begins"), null=True, blank=True, help_text=_("Leave empty for the usual hour.")
    )
    ends_at = ClockField(_("ends"), null=True, blank=True)
    venue = models.ForeignKey(
        Venue,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("other venue"),
        help_text=_("Leave empty for the usual one."),
    )
    room = RoomField(
        Room,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("other room"),
    )
    capacity = models.PositiveIntegerField(
        _("seats on this date"),
        null=True,
        blank=True,
        help_text=_("Leave empty for the usual number."),
    )

    ITEM_FACTS: ClassVar[tuple[str, ...]] = (
        "kind",
        "on",
        "starts_at",
        "ends_at",
        "venue",
        "room",
        "capacity",
    )

    class Meta:
        abstract = True

    @property
    def takes_place(self) -> bool:
        return self.kind not in {self.Kind.LEFT_OUT, self.Kind.CANCELLED}

    def clean(self) -> None:
        super().clean()
        if self.kind == self.Kind.MOVED and self.starts_at is None:
            raise ValidationError({"starts_at": _("Say when this date begins instead.")})
        if self.starts_at and self.ends_at and self.ends_at < self.starts_at:
            raise ValidationError(
                {"ends_at": _("This date ends before it begins. Give a later end.")}
            )
        if self.room and self.venue and self.room.venue_id != self.venue_id:
            raise ValidationError(
                {"room": _("This room is in another venue. Choose a room of the venue above.")}
            )


@dataclass(frozen=True)
class DateWords:
    """What a page says of one date: its title, and what is different about it."""

    title: str
    note: str = ""


@once
def date_words(page: Any, key: UUID | None) -> DateWords:
    """The words of a page for the changed date of that key; else those for all its dates."""
    if key is not None:
        for item in page.changed_dates.all():
            if item.key == key:
                return DateWords(item.title or page.title, item.note)
    return DateWords(page.title)


class ChangedDate(ChangedDateFacts):
    """One date of a repeating event that differs."""

    event = models.ForeignKey(
        "events.Event", on_delete=models.CASCADE, related_name="changed_dates"
    )
    sort_order = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["on", "sort_order", "pk"]
        verbose_name = _("changed date")
        verbose_name_plural = _("changed dates")

    def __str__(self) -> str:
        return f"{self.on} {self.kind}"
