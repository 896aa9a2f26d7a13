"""Whom to write to when an event changed or begins soon; each of them hears of it once."""

from datetime import datetime

from django.db.models import Exists, OuterRef
from django.utils import timezone

from . import conf, outbox
from .event import Event
from .occurrence import Occurrence
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
    stale = [
        one
        for one in active.select_related("occurrence__event__venue", "occurrence__event__room")
        if one.told != one.occurrence_facts()
    ]
    outbox.write(_about_event(one) for one in stale if one.told and one.is_address_confirmed)
    for one in stale:
        one.told = one.occurrence_facts()
    Registration.objects.bulk_update(stale, ["told"], batch_size=500)
    return len(stale)


def _about_event(registration: Registration) -> Letter:
    occurrence = registration.occurrence
    kind = Kind.EVENT_CANCELLED if occurrence.is_cancelled else Kind.EVENT_CHANGED
    return Letter(registration=registration, kind=kind, number=occurrence.event.sequence)


def remind(now: datetime | None = None) -> int:
    """Write to those whose event begins soon, once each; not to who signed up only just now."""
    moment = now or timezone.now()
    soon = Occurrence.objects.taking_place().filter(
        starts_at__gt=moment, starts_at__lte=moment + conf.reminder()
    )
    written = Letter.objects.filter(registration=OuterRef("pk"), kind=Kind.REMINDER)
    due = Registration.objects.reachable().filter(
        ~Exists(written), state=Registration.State.CONFIRMED, occurrence__in=soon
    )
    letters = [
        Letter(registration=one, kind=Kind.REMINDER, number=1)
        for one in due.select_related("occurrence")
        if one.created_at < one.occurrence.starts_at - conf.reminder()
    ]
    outbox.write(letters)
    return len(letters)
