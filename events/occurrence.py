"""The occurrence: one time at which an event happens; what people sign up for."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import ClassVar

from django.db import models, transaction
from django.db.models import F, ProtectedError, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from .clock import ClockField, on_the_wall
from .event_facts import EventFacts
from .venue import Room, Venue


class OccurrenceQuerySet(models.QuerySet["Occurrence"]):
    def upcoming(self, now: datetime | None = None) -> "OccurrenceQuerySet":
        """Not over yet."""
        return self.filter(ends_at__gt=now or timezone.now())

    def past(self, now: datetime | None = None) -> "OccurrenceQuerySet":
        return self.filter(ends_at__lte=now or timezone.now())

    def between(self, start: datetime, end: datetime) -> "OccurrenceQuerySet":
        """Those of which something happens between the two moments."""
        return self.filter(starts_at__lt=end, ends_at__gt=start)

    def called(self, code: str) -> "Occurrence | None":
        """The one that an address names."""
        return called(code, self.filter(code__startswith=code[:8]))

    def taking_place(self) -> "OccurrenceQuerySet":
        """Neither cancelled nor postponed, themselves or their event."""
        scheduled = EventFacts.Status.SCHEDULED
        return self.filter(status=scheduled, event__status=scheduled)


class Occurrence(models.Model):
    """One time at which an event happens; what people sign up for."""

    event = models.ForeignKey("events.Event", on_delete=models.CASCADE, related_name="occurrences")
    code = models.CharField(_("code in addresses"), max_length=13)
    original_start = ClockField(_("begin by the rule"))
    starts_at = ClockField(_("begins"), db_index=True)
    ends_at = ClockField(
        _("ends"), db_index=True, help_text=_("For whole days the midnight after the last one.")
    )
    status = models.CharField(
        _("status"),
        max_length=20,
        choices=EventFacts.Status,
        default=EventFacts.Status.SCHEDULED,
    )
    own_venue = models.ForeignKey(
        Venue,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("venue of this date"),
    )
    own_room = models.ForeignKey(
        Room,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("room of this date"),
    )
    own_capacity = models.PositiveIntegerField(_("seats on this date"), null=True, blank=True)
    change_key = models.UUIDField(
        _("key of the changed date"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("By which pages know their words for this date."),
    )
    is_extra = models.BooleanField(
        _("outside the rule"),
        default=False,
        help_text=_("An extra date, or one that left the rule while people were registered."),
    )

    objects: ClassVar[OccurrenceQuerySet] = OccurrenceQuerySet.as_manager()  # type: ignore[assignment]  # stubs

    class Meta:
        ordering = ["starts_at", "pk"]
        verbose_name = _("occurrence")
        verbose_name_plural = _("occurrences")
        constraints = [
            models.UniqueConstraint(fields=["event", "code"], name="one_occurrence_per_code"),
            models.CheckConstraint(
                condition=Q(ends_at__gte=F("starts_at")), name="occurrence_ends_after_its_start"
            ),
        ]

    def __str__(self) -> str:
        wall = on_the_wall(self.starts_at, self.event.zone)
        form = "DATETIME_FORMAT" if self.event.has_times else "DATE_FORMAT"
        return f"{self.event}, {date_format(wall, form)}"

    @property
    def venue(self) -> Venue | None:
        """Where this date is: its own place, or that of the event."""
        venue: Venue | None = self.own_venue if self.own_venue_id else self.event.venue
        return venue

    @property
    def room(self) -> Room | None:
        """A date in another venue is not in the usual room."""
        if self.own_room_id or self.own_venue_id:
            return self.own_room
        room: Room | None = self.event.room
        return room

    @property
    def capacity(self) -> int | None:
        """The seats of this date; None where there is no limit."""
        seats: int | None = self.event.capacity if self.own_capacity is None else self.own_capacity
        return seats

    @property
    def place_key(self) -> tuple[int | None, int | None]:
        """Venue and room by their keys, without reading them."""
        if self.own_venue_id:
            return self.own_venue_id, self.own_room_id
        return self.event.venue_id, self.own_room_id or self.event.room_id

    @property
    def is_elsewhere(self) -> bool:
        """Whether it is in another place than the others."""
        return bool(self.own_venue_id or self.own_room_id)

    @property
    def is_moved(self) -> bool:
        return self.starts_at != self.original_start

    @property
    def is_cancelled(self) -> bool:
        return self.event.is_cancelled or self.status == EventFacts.Status.CANCELLED

    @property
    def is_postponed(self) -> bool:
        return self.event.is_postponed or self.status == EventFacts.Status.POSTPONED

    @property
    def first_day(self) -> date:
        """The day on which it begins, on the event's own clock."""
        return on_the_wall(self.starts_at, self.event.zone).date()

    @property
    def last_day(self) -> date:
        """The day on which it ends; an end at midnight belongs to the day before."""
        end = max(self.ends_at - timedelta(microseconds=1), self.starts_at)
        return on_the_wall(end, self.event.zone).date()

    @property
    def is_several_days(self) -> bool:
        return self.first_day != self.last_day

    @property
    def facts_told(self) -> str:
        """Time, place and status: what people are told of where it changes."""
        event = self.event
        facts = (
            self.starts_at.astimezone(UTC).isoformat(),
            self.ends_at.astimezone(UTC).isoformat(),
            self.is_cancelled,
            self.is_postponed,
            event.has_times,
            event.mode,
            *self.place_key,
        )
        return " ".join(str(fact) for fact in facts)

    @property
    def is_held(self) -> bool:
        """Whether rows that protect it point to it: people who are registered."""
        try:
            with transaction.atomic():
                Occurrence.objects.filter(pk=self.pk).delete()
                raise _Undo  # noqa: TRY301 - it takes the deletion back
        except ProtectedError:
            return True
        except _Undo:
            return False

    def is_past(self, now: datetime | None = None) -> bool:
        return self.ends_at <= (now or timezone.now())


CODE = re.compile(r"\d{8}(T\d{4})?", re.ASCII)


def code_of(wall: datetime, *, has_time: bool) -> str:
    """How an address names an occurrence: YYYYMMDD, with THHMM where there is a time."""
    return f"{wall:%Y%m%dT%H%M}" if has_time else f"{wall:%Y%m%d}"


def called(code: str, occurrences: Iterable[Occurrence]) -> Occurrence | None:
    """The one that an address names: exactly, or as the only one of that day.

    So an address outlives a change of the hour, and a day may be named without one.
    """
    if not CODE.fullmatch(code):
        return None
    of_that_day = [one for one in occurrences if one.code.startswith(code[:8])]
    found = [one for one in of_that_day if one.code == code] or of_that_day
    return found[0] if len(found) == 1 else None


class _Undo(Exception):  # noqa: N818 - it is no error
    """Takes back a deletion that was only a question."""
