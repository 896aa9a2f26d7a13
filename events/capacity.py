"""Pools of seats: the only code that gives or takes a seat.

Whoever changes seats does so inside a transaction whose first statement is an UPDATE from this
file. That statement decides and locks at once, so it is right on PostgreSQL at both isolation
levels and on SQLite, where a lock that is read first is none. The pool of the occurrence always
comes first: it is the gate of all the occurrence's pools, and nobody can meet in it crosswise.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from .event import Event
from .occurrence import Occurrence
from .session import Session

HAS_ROOM = Q(capacity=None) | Q(taken__lt=F("capacity"))


class PoolQuerySet(models.QuerySet["Pool"]):
    def of_occurrences(self) -> "PoolQuerySet":
        """The seats of whole occurrences, not those of single sessions."""
        return self.filter(session=None)

    def in_order(self) -> "PoolQuerySet":
        """The one order in which pools are locked: an occurrence's own seats before sessions."""
        return self.order_by("occurrence_id", F("session_id").asc(nulls_first=True), "pk")

    def with_room(self) -> "PoolQuerySet":
        return self.filter(HAS_ROOM)

    def awaited(self) -> "PoolQuerySet":
        """Pools for which somebody waits."""
        return self.filter(waiting__gt=0)


class Pool(models.Model):
    """The seats of one occurrence, or of one session in it."""

    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="pools")
    session = models.ForeignKey(
        Session, on_delete=models.CASCADE, related_name="pools", null=True, blank=True
    )
    capacity = models.PositiveIntegerField(
        _("seats"), null=True, blank=True, help_text=_("Empty: as many as come.")
    )
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
                fields=["occurrence"], condition=Q(session=None), name="one_pool_per_occurrence"
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
        ]

    def __str__(self) -> str:
        return f"{self.taken}/{self.capacity if self.capacity is not None else '∞'}"

    @property
    def places_left(self) -> int | None:
        """Seats that nobody has; None where there is no limit."""
        return None if self.capacity is None else max(self.capacity - self.taken, 0)


def lock(pools: Iterable[Pool]) -> None:
    """Make these pools ours until the transaction ends, without changing them."""
    for pool in pools:
        Pool.objects.filter(pk=pool.pk).update(taken=F("taken"))


def take(pools: Sequence[Pool], *, seats: int) -> Pool | None:
    """Take seats in all of these pools or in none; the answer is the pool that refused.

    Nobody passes those who wait. The pools must stand in their order (`in_order`).
    """
    for number, pool in enumerate(pools):
        fits = Q(capacity=None) | Q(taken__lte=F("capacity") - seats)
        free = Pool.objects.filter(fits, pk=pool.pk, waiting=0)
        if not free.update(taken=F("taken") + seats):
            give_back(pools[:number], seats=seats)
            return pool
    return None


def give_back(pools: Iterable[Pool], *, seats: int) -> None:
    for pool in pools:
        Pool.objects.filter(pk=pool.pk).update(taken=F("taken") - seats)


def join_waiting_list(pool: Pool) -> int:
    """Count one more who waits; the answer is the place on the list."""
    Pool.objects.filter(pk=pool.pk).update(
        waiting=F("waiting") + 1, last_position=F("last_position") + 1
    )
    position: int = Pool.objects.values_list("last_position", flat=True).get(pk=pool.pk)
    return position


def leave_waiting_list(pool: Pool) -> None:
    Pool.objects.filter(pk=pool.pk).update(waiting=F("waiting") - 1)


def let_in(pool: Pool, *, seats: int) -> bool:
    """Give seats to whoever waits longest, if there are as many."""
    fits = Q(capacity=None) | Q(taken__lte=F("capacity") - seats)
    awaited = Pool.objects.filter(fits, pk=pool.pk, waiting__gt=0)
    return bool(awaited.update(taken=F("taken") + seats, waiting=F("waiting") - 1))


def add(pool: Pool, *, seats: int) -> bool:
    """Give more seats to somebody who has some already and whom nobody waits behind."""
    return take([pool], seats=seats) is None


def correct(pool: Pool, *, taken: int, waiting: int) -> None:
    """Write what was counted, for reconciling. More taken than allowed keeps everybody."""
    capacity = None if pool.capacity is None else Greatest(F("capacity"), taken)
    Pool.objects.filter(pk=pool.pk).update(taken=taken, waiting=waiting, capacity=capacity)


def pools_for(occurrence: Occurrence, sessions: Iterable[Session] = ()) -> list[Pool]:
    """The pools that a registration needs, in their order: the occurrence's own is the first."""
    wanted = [session.pk for session in sessions]
    choice = Q(session=None) | Q(session__in=wanted) if wanted else Q(session=None)
    pools = list(Pool.objects.filter(choice, occurrence=occurrence).in_order())
    if not pools or pools[0].session_id is not None:
        settle(occurrence.event, [occurrence])
        pools = list(Pool.objects.filter(choice, occurrence=occurrence).in_order())
    return pools


def settle(event: Event, occurrences: Iterable[Occurrence] | None = None) -> None:
    """Give each occurrence, and each session with seats of its own, the pool that it needs.

    Where more seats are taken than the event now has, nobody loses one: the pool closes at
    what is taken. `registration.settle` calls this and then lets in those who wait.
    """
    chosen = list(event.occurrences.all() if occurrences is None else occurrences)
    limited = [session for session in event.sessions.all() if session.capacity is not None]
    _add_missing(chosen, limited)
    pools = Pool.objects.filter(occurrence__in=chosen)
    usual = pools.of_occurrences().filter(occurrence__own_capacity=None)
    _resize(usual, event.capacity)
    for occurrence in chosen:
        if occurrence.own_capacity is not None:
            _resize(pools.of_occurrences().filter(occurrence=occurrence), occurrence.own_capacity)
    for session in limited:
        _resize(pools.filter(session=session), session.capacity)
    pools.exclude(session=None).exclude(session__in=limited).delete()


def _add_missing(occurrences: list[Occurrence], sessions: list[Session]) -> None:
    places: list[Session | None] = [None, *sessions]
    known = set(
        Pool.objects.filter(occurrence__in=occurrences).values_list("occurrence_id", "session_id")
    )
    Pool.objects.bulk_create(
        [
            Pool(occurrence=occurrence, session=session)
            for occurrence in occurrences
            for session in places
            if (occurrence.pk, session and session.pk) not in known
        ],
        ignore_conflicts=True,
    )


def _resize(pools: models.QuerySet[Pool], capacity: int | None) -> None:
    if capacity is None:
        pools.exclude(capacity=None).update(capacity=None)
    else:
        pools.update(capacity=Greatest(F("taken"), capacity))


def refuse_too_few(event: Event, capacity: int | None, *, on: date | None = None) -> None:
    """For forms: raise a ValidationError where an occurrence has more seats taken than this.

    On one day, or on all dates that have no number of their own.
    """
    if capacity is None or event.pk is None:
        return
    pools = Pool.objects.of_occurrences().filter(occurrence__event=event, taken__gt=capacity)
    if on is None:
        pools = pools.filter(occurrence__own_capacity=None)
    else:
        pools = pools.filter(occurrence__code__startswith=f"{on:%Y%m%d}")
    most = pools.aggregate(most=models.Max("taken"))["most"]
    if most is not None:
        raise too_few(most)


def too_few(taken: int) -> ValidationError:
    return ValidationError(
        ngettext(
            "%(taken)s seat is taken already. Give at least %(taken)s here to keep everybody and"
            " take no more, or cancel registrations first.",
            "%(taken)s seats are taken already. Give at least %(taken)s here to keep everybody"
            " and take no more, or cancel registrations first.",
            taken,
        ),
        code="too_few_seats",
        params={"taken": taken},
    )
