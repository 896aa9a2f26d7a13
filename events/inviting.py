"""Inviting: the team asks organisations to send people, and asks once more who has not answered."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q
from django.utils import timezone

from stakeholders.organisation import ContactPoint, Organisation

from . import conf, outbox
from .busy import in_one_go
from .event import Event
from .invitation import Invitation, InvitationQuerySet, claim
from .occurrence import Occurrence
from .outbox import Kind, Letter

NOT_AGAIN_WITHIN = timedelta(hours=1)
"""Reminders by hand: a second click, or a second member of the team, reminds nobody again."""

TOLD = "told"
"""In the details of a letter: what of time, place and status the organisation read there."""


@dataclass(frozen=True)
class Guest:
    """One organisation that is to be invited: at which address, in which language."""

    organisation: Organisation
    email: str
    language: str


@dataclass(frozen=True)
class Terms:
    """What holds for all who are invited in one go. Without an occurrence: to any of its dates."""

    seats: int = 1
    is_reserved: bool = False
    answer_by: datetime | None = None
    occurrence: Occurrence | None = None
    own_lines: Mapping[str, str] = field(default_factory=dict)


def invite(event: Event, guests: Sequence[Guest], terms: Terms) -> int:
    """Invite those who are not invited yet; how many that were. Done twice, it happens once."""
    return in_one_go(partial(_invite, event, guests, terms))


def _invite(event: Event, guests: Sequence[Guest], terms: Terms) -> int:
    wanted = [drafted(event, guest, terms) for guest in guests if guest.email]
    Invitation.objects.bulk_create(wanted, ignore_conflicts=True)
    mine = Invitation.objects.filter(uuid__in=[one.uuid for one in wanted])
    told = {one.uuid: {TOLD: one.facts_told()} for one in wanted}
    letters = [
        Letter(invitation=one, kind=Kind.INVITED, number=1, details=told[one.uuid]) for one in mine
    ]
    outbox.write(letters)
    return len(letters)


def drafted(event: Event, guest: Guest, terms: Terms) -> Invitation:
    """An invitation that is not written yet; what the preview shows."""
    made = Invitation(
        event=event,
        occurrence=terms.occurrence,
        organisation=guest.organisation,
        email=guest.email,
        language=guest.language,
        seats=terms.seats,
        is_reserved=terms.is_reserved,
        answer_by=terms.answer_by,
        own_line=terms.own_lines.get(guest.language, ""),
    )
    made.give_key()
    return made


# Amending


class Taken(Exception):  # noqa: N818 - an honest answer, no error
    """More people are named already than the organisation could then send."""


def amend(invitation: Invitation, *, sends_again: bool, **values: Any) -> bool:
    """Write to another address, or on other terms. False where it was withdrawn.

    Another address gets the invitation with another key; the old link then opens nothing.
    """
    has_moved = values.get("email", invitation.email) != invitation.email
    return in_one_go(partial(_amend, invitation, has_moved, sends_again, **values))


def _amend(invitation: Invitation, has_moved: bool, sends_again: bool, **values: Any) -> bool:
    if not claim(invitation, **values):
        return False
    invitation.refresh_from_db()
    if invitation.delegates.counted().count() > invitation.seats:
        raise Taken
    if has_moved:
        invitation.renew_key()
        invitation.letters.update(error="")  # why one came back may name the old address
    if has_moved or sends_again:
        number = invitation.letters.filter(kind=Kind.INVITED).count() + 1
        letter = Letter(invitation=invitation, kind=Kind.INVITED, number=number)
        letter.details = {TOLD: invitation.facts_told()}
        outbox.write([letter])
    return True


def address_of(points: Iterable[ContactPoint]) -> str:
    """Where an organisation is written to about events, else in general; nowhere, if neither."""
    known = {point.purpose: point.email for point in points if point.email}
    return known.get(ContactPoint.Purpose.EVENTS) or known.get(ContactPoint.Purpose.GENERAL, "")


# Reminding


def remind(chosen: InvitationQuerySet, *, now: datetime | None = None) -> int:
    """Ask once more whoever has not answered; how many letters that is."""
    return in_one_go(partial(_remind, chosen, now or timezone.now()))


def _remind(chosen: InvitationQuerySet, now: datetime) -> int:
    reminders = Q(letters__kind=Kind.INVITATION_REMINDER)
    of_invitation = Q(letters__kind__in=(Kind.INVITED, Kind.INVITATION_REMINDER))
    asked = chosen.unanswered().reachable().filter(Q(answer_by=None) | Q(answer_by__gt=now))
    told = asked.annotate(
        reminders=Count("letters", filter=reminders),
        last=Max("letters__written_at", filter=of_invitation),
    ).filter(Q(last=None) | Q(last__lte=now - NOT_AGAIN_WITHIN))
    letters = [
        Letter(invitation=one, kind=Kind.INVITATION_REMINDER, number=one.reminders + 1)
        for one in told
    ]
    outbox.write(letters)
    return len(letters)


def remind_due(now: datetime | None = None) -> int:
    """Remind once, some days before the last day to answer; not whom we invited after that."""
    moment, before = now or timezone.now(), conf.invitation_reminder()
    written = Letter.objects.filter(invitation=OuterRef("pk"), kind=Kind.INVITATION_REMINDER)
    soon = Invitation.objects.filter(
        ~Exists(written), answer_by__gt=moment, answer_by__lte=moment + before
    )
    due = [one.pk for one in soon if one.answer_by and one.invited_at < one.answer_by - before]
    return remind(Invitation.objects.filter(pk__in=due), now=moment) if due else 0


# Telling


def tell_invited(event: Event, *, now: datetime | None = None) -> int:
    """Write to those invited whose date changed since they last read of it; how many.

    Not to who said no, and not about what is over.
    """
    moment = now or timezone.now()
    rows = Invitation.objects.standing().reachable().filter(event=event)
    asked = rows.exclude(answer=Invitation.Answer.DECLINES).exclude(occurrence__ends_at__lte=moment)
    known = asked.select_related("event", "occurrence__event").prefetch_related("letters")
    letters = [_of_change(one) for one in known if _last_told(one) not in {"", one.facts_told()}]
    outbox.write(letters)
    return len(letters)


def _last_told(invitation: Invitation) -> str:
    """What stood in the letter that we wrote last; nothing where none said so."""
    told = [letter for letter in invitation.letters.all() if TOLD in letter.details]
    last = max(told, key=lambda letter: letter.pk, default=None)
    return str(last.details[TOLD]) if last else ""


def _of_change(invitation: Invitation) -> Letter:
    number = sum(one.kind == Kind.INVITATION_CHANGED for one in invitation.letters.all()) + 1
    letter = Letter(invitation=invitation, kind=Kind.INVITATION_CHANGED, number=number)
    letter.details = {TOLD: invitation.facts_told()}
    return letter
