"""Forgetting: what is known of people goes when its time is over; numbers stay.

The registration forgets itself, with its letters, answers and notes; here stands who is to be
forgotten when, and what else is known of them.
"""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from events import answer, conf, contribution, registration
from events.appointment import Appointment
from events.delegate import Delegate
from events.event import Event
from events.helper_link import HelperLink
from events.invitation import Invitation, forget_invitations
from events.occurrence import Occurrence
from events.outbox import Letter
from events.own_calendar import forget_unused
from events.recurrence import BadRule
from events.registration import Registration


@dataclass(frozen=True)
class Forgotten:
    """How many of what."""

    answers: int
    registrations: int
    invitations: int
    calendars: int


def forget_due(now: datetime | None = None) -> Forgotten:
    """Forget all whose time is over: answers by their own promise, people by the setting."""
    moment = now or timezone.now()
    limit = moment - conf.retention()
    over = Q(occurrence__ends_at__lt=limit) | Q(left_at__lt=limit)
    people = Registration.objects.filter(over, forgotten_at=None)
    HelperLink.objects.filter(occurrence__ends_at__lt=limit).delete()
    return Forgotten(
        answers=answer.forget_due(moment),
        registrations=forget(people, now=moment),
        invitations=_forget_contacts(_over(limit), moment),
        calendars=forget_unused(),
    )


@transaction.atomic
def forget(people: QuerySet[Registration], *, now: datetime | None = None) -> int:
    """Forget these people wherever something is known of them; their rows stay as numbers."""
    chosen = Registration.objects.filter(pk__in=list(people.values_list("pk", flat=True)))
    keys = list(chosen.values_list("pk", flat=True))
    contribution.let_go(chosen)
    Appointment.objects.filter(registration__in=keys).delete()
    _forget_in_history(keys)
    return registration.forget(chosen, now=now)


def _forget_in_history(keys: list[int]) -> None:
    """What the team did stays, without the name that a row once had and without remarks."""
    kind = ContentType.objects.get_for_model(Registration)
    of_them = ModelLogEntry.objects.filter(
        content_type=kind, object_id__in=[str(key) for key in keys]
    )
    of_them.update(label="", data={})


def _over(limit: datetime) -> QuerySet[Invitation]:
    """Invitations that were withdrawn, or to dates that were over then.

    One to a whole event waits for its last date, also where that went to another event by a
    split. Where there is none to wait for, it waits for the date that came next when the
    organisation and we last had to do with each other, and for who is still to come.
    """
    dates = Occurrence.objects.filter(event=OuterRef("event")).order_by("-ends_at")
    letters = Letter.objects.filter(invitation=OuterRef("pk")).order_by("-written_at")
    moments = (Subquery(letters.values("written_at")[:1]), "answered_at", "answer_by")
    waiting = Q(occurrence=None, withdrawn_at=None, event__in=_going_on(limit))
    endless_later = _endless_later()
    split = Q(occurrence=None, event__in=endless_later)
    known = Invitation.objects.filter(~waiting, forgotten_at=None).annotate(
        last=Coalesce("occurrence__ends_at", Subquery(dates.values("ends_at")[:1])),
        touched=Greatest("invited_at", *(Coalesce(one, "invited_at") for one in moments)),
    )
    came = Occurrence.objects.filter(starts_at__gt=OuterRef("touched"), ends_at__lt=limit)
    coming = Delegate.objects.filter(
        invitation=OuterRef("pk"), removed_at=None, registration__occurrence__ends_at__gte=limit
    )
    next_came = Q(Exists(came.filter(event=OuterRef("event"))), event__in=_endless())
    for event, parts in endless_later.items():
        next_came |= Q(Exists(came.filter(event__in=parts)), event=event)
    without_end = Q(next_came, occurrence=None) & ~Exists(coming)
    without_dates = Q(last=None, touched__lt=limit)
    over = (Q(last__lt=limit) & ~split) | without_dates | without_end
    return known.filter(Q(withdrawn_at__lt=limit) | over)


def _asked() -> QuerySet[Event]:
    """Events to which as a whole somebody is invited."""
    rows = Invitation.objects.filter(occurrence=None, forgotten_at=None)
    return Event.objects.filter(pk__in=rows.order_by().values("event"))


def _going_on(limit: datetime) -> list[int]:
    """Those that were split and of which a later part, with an end, had dates to come then."""
    return [
        one.pk
        for one in _asked().filter(continued_by__isnull=False).distinct()
        for part in one.parts()[1:]
        if not _is_endless(part) and part.occurrences.filter(ends_at__gte=limit).exists()
    ]


def _endless_later() -> dict[int, list[int]]:
    """Those that were split and of which a later part repeats for ever, with all their parts."""
    split = _asked().filter(continued_by__isnull=False).distinct()
    parts = {one.pk: one.parts() for one in split}
    return {
        key: [part.pk for part in each]
        for key, each in parts.items()
        if any(map(_is_endless, each[1:]))
    }


def _endless() -> list[int]:
    """Those that repeat for ever."""
    rows = _asked().exclude(recurrence="").prefetch_related("changed_dates")
    return [one.pk for one in rows if _is_endless(one)]


def _is_endless(event: Event) -> bool:
    try:
        return event.rule is not None and event.rule.is_endless
    except BadRule:
        return False


@transaction.atomic
def _forget_contacts(invitations: QuerySet[Invitation], now: datetime) -> int:
    """That an organisation was invited, and what it answered, stays; whom we wrote to goes."""
    chosen = Invitation.objects.filter(pk__in=list(invitations.values_list("pk", flat=True)))
    Letter.objects.filter(invitation__in=chosen.values("pk")).delete()
    return forget_invitations(chosen, now=now)
