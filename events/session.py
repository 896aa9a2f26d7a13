"""The session: a part of an event with a time of its own; its titles stand on the pages."""

from hashlib import sha256
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from stakeholders.facts import FactsItem
from stakeholders.organisation import term_of
from stakeholders.term import Term

from .clock import ClockField
from .speaker import Speaker
from .taking_part import ONLINE_MODES, Mode
from .venue import Room, RoomField


class SessionFacts(FactsItem):
    """What holds of a session in every language: a part of an event with a time of its own."""

    class Kind(models.TextChoices):
        SESSION = "session", _("session")
        BREAK = "break", _("break")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.SESSION)
    starts_at = ClockField(_("begins"), null=True)
    ends_at = ClockField(_("ends"), null=True)
    room = RoomField(
        Room,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("room"),
    )
    track = models.ForeignKey(
        Term,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        limit_choices_to=term_of(Term.Vocabulary.TRACK),
        related_name="+",
        verbose_name=_("track"),
        help_text=_("Where sessions run beside each other: which line of them it belongs to."),
    )
    mode = models.CharField(
        _("takes part"),
        max_length=20,
        choices=Mode,
        blank=True,
        help_text=_("Leave empty if it is as for the whole event."),
    )
    join_url = models.URLField(
        _("address to take part online"),
        blank=True,
        max_length=500,
        help_text=_("Only if it is another one than that of the event."),
    )
    capacity = models.PositiveIntegerField(
        _("seats"),
        null=True,
        blank=True,
        help_text=_("Only if people must choose this session when they sign up."),
    )

    ITEM_FACTS: ClassVar[tuple[str, ...]] = (
        "kind",
        "starts_at",
        "ends_at",
        "room",
        "track",
        "mode",
        "join_url",
        "capacity",
    )
    ITEM_SETS: ClassVar[tuple[str, ...]] = ("speakers",)

    class Meta:
        abstract = True

    def is_online_within(self, event: Any) -> bool:
        """Whether one can take part online; without a way of its own, it is as the event is."""
        return (self.mode or event.mode) in ONLINE_MODES

    def way_in_within(self, event: Any) -> str:
        """The address to take part online: its own, else that of the event; for who comes only."""
        return (self.join_url or event.join_url) if self.is_online_within(event) else ""


class Session(SessionFacts):
    """A session of an event; its titles stand on the pages."""

    event = models.ForeignKey("events.Event", on_delete=models.CASCADE, related_name="sessions")
    speakers = models.ManyToManyField(
        Speaker, blank=True, related_name="sessions", verbose_name=_("speakers")
    )
    sort_order = models.PositiveIntegerField(default=0, editable=False)
    sequence = models.PositiveIntegerField(_("sequence"), default=0, editable=False)
    scheduled_as = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        ordering = ["starts_at", "sort_order", "pk"]
        verbose_name = _("session")
        verbose_name_plural = _("sessions")

    def __str__(self) -> str:
        return f"{self.event} {self.starts_at}"

    def schedule_now(self) -> str:
        """Time, place and status as they are now, in short."""
        event = self.event
        own = (self.starts_at, self.ends_at, self.room_id, self.mode)
        facts = (*own, event.status, event.mode, event.venue_id, event.time_zone)
        return sha256(" ".join(map(str, facts)).encode()).hexdigest()


def settle(event: Any) -> None:
    """Raise the sequence of the sessions of an event whose time, place or status changed."""
    for session in event.sessions.select_related("event"):
        scheduled = session.schedule_now()
        if session.scheduled_as != scheduled:
            session.sequence += bool(session.scheduled_as)
            session.scheduled_as = scheduled
            session.save(update_fields=["sequence", "scheduled_as"])
