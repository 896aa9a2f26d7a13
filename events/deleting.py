"""Deleting or hiding pages of events for which people are registered: whom it concerns."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q, Sum

from .event import Event
from .registration import Registration


@dataclass(frozen=True)
class Concerned:
    """An event that would lose its last page, and how many people are registered for it."""

    event: Event
    registrations: int
    seats: int


def concerned_by(page: Any) -> list[Concerned]:
    """Events with registrations all of whose pages are this page or stand below it."""
    return _concerned(Event.page_model().objects.all(), Q(path__startswith=page.path))


def hidden_by(page: Any, *, everything: bool = False) -> list[Concerned]:
    """Events with registrations that nobody could read any more without this page.

    With `everything` the pages below it are hidden, too.
    """
    hidden = Q(path__startswith=page.path) if everything else Q(pk=page.pk)
    return _concerned(Event.page_model().objects.live(), hidden)


def _concerned(pages: Any, chosen: Q) -> list[Concerned]:
    """Events with registrations all of whose pages are chosen ones."""
    inside = pages.filter(chosen).values("facts")
    outside = pages.exclude(chosen).exclude(facts=None).values("facts")
    events = Event.objects.filter(pk__in=inside).exclude(pk__in=outside)
    numbers = (
        Registration.objects.active()
        .filter(occurrence__event__in=events)
        .values("occurrence__event")
        .annotate(count=Count("pk"), sum=Sum("seats"))
    )
    rows = events.in_bulk([number["occurrence__event"] for number in numbers])
    return [
        Concerned(rows[number["occurrence__event"]], number["count"], number["sum"])
        for number in numbers
    ]


@transaction.atomic
def delete_forgotten() -> int:
    """Delete events whose pages are gone, once everybody who was registered is forgotten.

    Until then their rows hold the registrations; then nobody could say what the numbers tell of.
    """
    known = Registration.objects.filter(occurrence__event=OuterRef("pk"), forgotten_at=None)
    gone = Event.objects.filter(
        ~Exists(known), pages=None, occurrences__registrations__isnull=False
    )
    keys = list(gone.distinct().values_list("pk", flat=True))
    Registration.objects.filter(occurrence__event__in=keys).delete()
    Event.objects.filter(pk__in=keys).delete()
    return len(keys)
