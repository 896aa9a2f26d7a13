"""The session: a part of an event with a time of its own; its titles stand on the pages."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from stakeholders.facts import FactsItem

from .clock import ClockField
from .venue import Room


class SessionFacts(FactsItem):
    """What holds of a session in every language: a part of an event with a time of its own."""

    class Kind(models.TextChoices):
        SESSION = "session", _("session")
        BREAK = "break", _("break")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.SESSION)
    starts_at = ClockField(_("begins"), null=True)
    ends_at = ClockField(_("ends"), null=True)
    room = models.ForeignKey(
        Room,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("room"),
    )
    capacity = models.PositiveIntegerField(
        _("seats"),
        null=True,
        blank=True,
        help_text=_("Only if people must choose this session when they sign up."),
    )

    ITEM_FACTS: ClassVar[tuple[str, ...]] = ("kind", "starts_at", "ends_at", "room", "capacity")

    class Meta:
        abstract = True


class Session(SessionFacts):
    """A session of an event; its titles stand on the pages."""

    event = models.ForeignKey("events.Event", on_delete=models.CASCADE, related_name="sessions")
    sort_order = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["starts_at", "sort_order", "pk"]
        verbose_name = _("session")
        verbose_name_plural = _("sessions")

    def __str__(self) -> str:
        return f"{self.event} {self.starts_at}"
