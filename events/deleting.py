"""Deleting or hiding pages of events for which people are registered: whom it concerns."""

from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q, Sum
from wagtail import hooks

from .event import Event
from .invitation import Invitation
from .registration import Registration

CASCADE = "construct_translated_pages_to_cascade_actions"


@dataclass(frozen=True)
class Concerned:
    """An event that would lose its last page, and how many people are registered for it."""

    event: Event
    registrations: int
    seats: int


def concerned_by(page: Any) -> list[Concerned]:
    """Events with registrations all of whose pages go with this page, or stand below one."""
    return _concerned(Event.page_model().objects.all(), _at_or_below(_going(page, "delete")))


def hidden_by(page: Any, *, everything: bool = False) -> list[Concerned]:
    """Events with registrations that nobody could read any more without this page.

    With `everything` the pages below it are hidden, too.
    """
    going = _going(page, "unpublish")
    chosen = _at_or_below(going) if everything else Q(pk__in=[one.pk for one in going])
    hidden = Event.page_model().objects.filter(chosen).values("pk")
    return _concerned(Event.page_model().objects.live(), chosen | Q(alias_of__in=hidden))


def _going(page: Any, action: str) -> list[Any]:
    """The page, and those in other languages that Wagtail takes along where a site asks for it."""
    asked = (hook([page], action) for hook in hooks.get_hooks(CASCADE))
    return [page, *(one for found in asked if found for pages in found.values() for one in pages)]


def _at_or_below(pages: list[Any]) -> Q:
    return reduce(or_, (Q(path__startswith=page.path) for page in pages))


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
    asked = Invitation.objects.filter(event=OuterRef("pk"))
    gone = Event.objects.filter(
        ~Exists(known),
        ~Exists(asked.filter(forgotten_at=None)),
        Q(occurrences__registrations__isnull=False) | Exists(asked),
        pages=None,
    )
    keys = list(gone.distinct().values_list("pk", flat=True))
    Registration.objects.filter(occurrence__event__in=keys).delete()
    Invitation.objects.filter(event__in=keys).delete()
    Event.objects.filter(pk__in=keys).delete()
    return len(keys)
