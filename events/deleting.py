"""Deleting pages of events for which people are registered: asked first, and nobody is lost."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, Sum

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
    pages = Event.page_model().objects
    below = Q(path__startswith=page.path)
    inside = pages.filter(below).values("facts")
    outside = pages.exclude(below).exclude(facts=None).values("facts")
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
