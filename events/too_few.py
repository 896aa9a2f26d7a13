"""Refuses, in the editor's forms, fewer seats than are taken."""

from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import ngettext

from .event import Event
from .pool import Pool, PoolQuerySet


def refuse_too_few(event: Event, capacity: int | None, *, on: date | None = None) -> None:
    """Raise a ValidationError where an occurrence has more seats taken than this.

    On one day, or on all dates that have no number of their own.
    """
    if capacity is None or event.pk is None:
        return
    pools = Pool.objects.of_occurrences().filter(occurrence__event=event)
    if on is None:
        pools = pools.filter(occurrence__own_capacity=None)
    else:
        pools = pools.filter(occurrence__code__startswith=f"{on:%Y%m%d}")
    _refuse(pools, capacity)


def refuse_too_few_of_share(event: Event, key: UUID, seats: int | None) -> None:
    """The same for a share, by its key: on any date."""
    if seats is not None and event.pk is not None:
        _refuse(Pool.objects.filter(share__event=event, share__key=key), seats)


def _refuse(pools: PoolQuerySet, capacity: int) -> None:
    most = pools.filter(taken__gt=capacity).aggregate(most=Max("taken"))["most"]
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
