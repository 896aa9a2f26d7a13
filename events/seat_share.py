"""The seat share: seats of an event for one sector, one way of taking part, or one within both."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from stakeholders.facts import FactsItem
from stakeholders.organisation import term_of
from stakeholders.term import Term

from .taking_part import Mode


class Way(models.TextChoices):
    """How a person takes part in an event that offers both."""

    IN_PERSON = Mode.IN_PERSON.value, _("in person")
    ONLINE = Mode.ONLINE.value, _("online")


class SeatShareFacts(FactsItem):
    """Seats of an event for those of one sector, those who come, or those who are online."""

    sector = models.ForeignKey(
        Term,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        limit_choices_to=term_of(Term.Vocabulary.SECTOR),
        related_name="+",
        verbose_name=_("sector"),
        help_text=_("Leave empty for people of any sector."),
    )
    mode = models.CharField(
        _("takes part"),
        max_length=20,
        choices=Way,
        blank=True,
        help_text=_("Leave empty for both ways."),
    )
    seats = models.PositiveIntegerField(
        _("seats"), null=True, blank=True, help_text=_("Empty: as many as come.")
    )
    held_back = models.PositiveIntegerField(
        _("of these held back"),
        default=0,
        help_text=_("For those whom the team registers or invites; nobody else can take them."),
    )

    ITEM_FACTS: ClassVar[tuple[str, ...]] = ("sector", "mode", "seats", "held_back")

    class Meta:
        abstract = True

    @property
    def name(self) -> str:
        """For whom these seats are, in the active language."""
        told = [str(self.sector)] if self.sector else []
        return ", ".join([*told, str(self.get_mode_display())] if self.mode else told)


class SeatShare(SeatShareFacts):
    """Seats of an event for some of those who come."""

    event = models.ForeignKey("events.Event", on_delete=models.CASCADE, related_name="seat_shares")
    sort_order = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["sort_order", "pk"]
        verbose_name = _("share of the seats")
        verbose_name_plural = _("shares of the seats")

    def __str__(self) -> str:
        return self.name


def share_for(shares: Iterable[Any], *, sector_id: int | None, mode: str) -> Any:
    """The share to which somebody belongs; None is the rest.

    The one of both sector and way, else that of the sector, else that of the way.
    """
    known = {(share.sector_id, share.mode): share for share in shares}
    for wanted in ((sector_id, mode), (sector_id, ""), (None, mode)):
        if wanted != (None, "") and wanted in known:
            return known[wanted]
    return None
