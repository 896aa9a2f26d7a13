"""Whom to write to when an event changed; each of them hears of it once."""

from collections.abc import Iterable

from django.utils import timezone

from . import outbox
from .event import Event
from .outbox import Kind, Letter
from .registration import Registration


def tell_registered(event: Event, changed: frozenset[str] = frozenset()) -> int:
    """Write to those whose time, place or status changed since they were last told; how many.

    What each person was told is kept, so nobody hears twice of one change, and of a series
    only those hear whose own date changed.
    """
    now = timezone.now()
    active = Registration.objects.active().filter(
        occurrence__event=event, occurrence__ends_at__gt=now
    )
    in_order = active.select_related("occurrence__event").order_by("occurrence__starts_at", "pk")
    stale = [one for one in in_order if one.told != one.occurrence_facts()]
    outbox.write(_letters(one for one in stale if one.told and one.is_address_confirmed))
    for one in stale:
        one.told = one.occurrence_facts()
    Registration.objects.bulk_update(stale, ["told"], batch_size=500)
    return len(stale)


def _letters(concerned: Iterable[Registration]) -> list[Letter]:
    """One for each person, also for those who are registered for several dates that changed.

    But one for each date to who wants them in the calendar: programs take one entry by letter.
    """
    people: dict[tuple[str, int | None], list[Registration]] = {}
    for one in concerned:
        apart = one.pk if one.wants_appointment else None
        people.setdefault((one.email, apart), []).append(one)
    return [_about_event(*own) for own in people.values()]


def _about_event(registration: Registration, *others: Registration) -> Letter:
    event, occurrence = registration.occurrence.event, registration.occurrence
    letter = Letter(registration=registration, number=event.sequence)
    if others:
        letter.kind = Kind.DATES_CHANGED
        letter.details = {"registrations": [registration.pk, *(one.pk for one in others)]}
    elif occurrence.is_cancelled:
        letter.kind = Kind.EVENT_CANCELLED
    else:
        letter.kind = Kind.EVENT_CHANGED
    return letter
