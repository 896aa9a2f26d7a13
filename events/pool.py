"""The pool: so many seats that are given out together, so many taken, so many who wait."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .occurrence import Occurrence
from .seat_share import SeatShare
from .session import Session

_NOT_KEPT = F("capacity") - F("held_back") + F("held_taken")
HAS_ROOM = Q(capacity=None) | Q(taken__lt=F("capacity")) & Q(taken__lt=_NOT_KEPT)


def has_room_for(seats: int) -> Q:
    """Pools in which anybody may take so many seats: those held back stay where they are."""
    return Q(capacity=None) | (
        Q(taken__lte=F("capacity") - seats) & Q(taken__lte=_NOT_KEPT - seats)
    )


def keeps(seats: int) -> Q:
    """Pools in which so many seats are held back that nobody has taken."""
    return Q(held_taken__lte=F("held_back") - seats) & (
        Q(capacity=None) | Q(taken__lte=F("capacity") - seats)
    )


class PoolQuerySet(models.QuerySet["Pool"]):
    def of_occurrences(self) -> "PoolQuerySet":
        """The seats of whole occurrences, not those of single sessions or shares."""
        return self.filter(session=None, share=None, is_rest=False)

    def queues(self) -> "PoolQuerySet":
        """Where people wait: the shares of a divided occurrence, else its own pool."""
        return self.filter(session=None, is_divided=False)

    def told(self) -> "PoolQuerySet":
        """Those that tell what is left of a date: its own and its shares', with their names."""
        whole = self.filter(session=None).select_related("share__sector")
        return whole.order_by("occurrence_id", "is_rest", "share__sort_order", "pk")

    def in_order(self) -> "PoolQuerySet":
        """The one order in which pools are locked: an occurrence's own seats before all others."""
        first = F("session_id").asc(nulls_first=True)
        return self.order_by(
            "occurrence_id", first, "is_rest", F("share_id").asc(nulls_first=True), "pk"
        )

    def with_room(self) -> "PoolQuerySet":
        return self.filter(HAS_ROOM)

    def awaited(self) -> "PoolQuerySet":
        """Pools for which somebody waits."""
        return self.filter(waiting__gt=0)


class Pool(models.Model):
    """The seats of one occurrence, of a share of its seats, or of one session in it.

    An occurrence whose seats are divided has a pool per share and one for the rest; people then
    wait in the pool of their share. Its own pool stays the gate through which all of them go.
    """

    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="pools")
    session = models.ForeignKey(
        Session, on_delete=models.CASCADE, related_name="pools", null=True, blank=True
    )
    share = models.ForeignKey(
        SeatShare, on_delete=models.CASCADE, related_name="pools", null=True, blank=True
    )
    is_rest = models.BooleanField(_("the seats of no share"), default=False)
    is_divided = models.BooleanField(_("given out by shares"), default=False)
    arrangement = models.PositiveIntegerField(_("times that the facts changed"), default=0)
    capacity = models.PositiveIntegerField(
        _("seats"), null=True, blank=True, help_text=_("Empty: as many as come.")
    )
    extra = models.PositiveIntegerField(_("of these beyond the facts"), default=0)
    held_back = models.PositiveIntegerField(_("of these held back"), default=0)
    held_taken = models.PositiveIntegerField(_("taken of those held back"), default=0)
    taken = models.PositiveIntegerField(_("taken"), default=0)
    waiting = models.PositiveIntegerField(_("registrations that wait"), default=0)
    last_position = models.PositiveBigIntegerField(
        _("last place given on the waiting list"), default=0
    )

    objects: ClassVar[PoolQuerySet] = PoolQuerySet.as_manager()  # type: ignore[assignment]  # stubs

    class Meta:
        verbose_name = _("pool of seats")
        verbose_name_plural = _("pools of seats")
        constraints = [
            models.UniqueConstraint(
                fields=["occurrence"],
                condition=Q(session=None, share=None, is_rest=False),
                name="one_pool_per_occurrence",
            ),
            models.UniqueConstraint(
                fields=["occurrence"], condition=Q(is_rest=True), name="one_rest_per_occurrence"
            ),
            models.UniqueConstraint(
                fields=["occurrence", "share"],
                condition=Q(share__isnull=False),
                name="one_pool_per_share",
            ),
            models.UniqueConstraint(
                fields=["occurrence", "session"],
                condition=Q(session__isnull=False),
                name="one_pool_per_session",
            ),
            models.CheckConstraint(condition=Q(taken__gte=0), name="taken_not_negative"),
            models.CheckConstraint(condition=Q(waiting__gte=0), name="waiting_not_negative"),
            models.CheckConstraint(
                condition=Q(capacity=None) | Q(taken__lte=F("capacity")), name="never_overbooked"
            ),
            models.CheckConstraint(
                condition=Q(held_taken__lte=F("taken")), name="held_back_seats_are_seats"
            ),
            models.CheckConstraint(
                condition=Q(session=None) | Q(share=None, is_rest=False, held_back=0),
                name="a_session_is_not_shared",
            ),
            models.CheckConstraint(
                condition=Q(share=None) | Q(is_rest=False), name="the_rest_is_no_share"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.taken}/{self.capacity if self.capacity is not None else '∞'}"

    @property
    def is_gate(self) -> bool:
        """Whether these are the seats of the whole occurrence."""
        return self.session_id is None and self.share_id is None and not self.is_rest

    @property
    def is_queue(self) -> bool:
        """Whether people wait here."""
        return self.session_id is None and not self.is_divided

    @property
    def usual(self) -> int | None:
        """The seats that the facts give."""
        return None if self.capacity is None else self.capacity - self.extra

    @property
    def still_held_back(self) -> int:
        return max(self.held_back - self.held_taken, 0)

    @property
    def places_left(self) -> int | None:
        """Seats that anybody may take; None where there is no limit."""
        if self.capacity is None:
            return None
        return max(self.capacity - self.taken - self.still_held_back, 0)
