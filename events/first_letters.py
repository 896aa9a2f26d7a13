"""What somebody who signs up hears first: written from what their address has been told before.

Known or new, the same is looked up, so that the time it takes tells a stranger nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from . import conf
from .occurrence import Occurrence
from .outbox import Kind, Letter
from .registration import Registration

State = Registration.State
AGAIN_AFTER = timedelta(hours=1)
SETTLED = {
    State.CONFIRMED.value: Kind.REGISTERED,
    State.WAITING.value: Kind.WAITING,
    State.REQUESTED.value: Kind.REQUESTED,
}


@dataclass(frozen=True)
class Written:
    """A letter about an address that was not known to be theirs, or is signed up already."""

    registration: int
    kind: str
    number: int
    at: datetime


@dataclass(frozen=True)
class Met:
    """What an address brings to a date: the registration that it has there, and such letters."""

    registration: Registration | None
    letters: Sequence[Written]


def meet(occurrence: Occurrence, email: str) -> Met:
    """Look up what becomes of a sign-up with this address. At worst a letter is one too many."""
    known = Registration.objects.active_at(occurrence, email).only("address_confirmed_at")
    return Met(next(iter(known), None), letters_to(email))


def letters_to(email: str) -> list[Written]:
    """Which of these letters an address has had: what both its first letter and the next need."""
    kinds = (Kind.CONFIRM, Kind.KNOWN)
    if not email:
        return []
    rows = Letter.objects.filter(registration__email=email, kind__in=kinds).order_by()
    return [
        Written(*row) for row in rows.values_list("registration", "kind", "number", "written_at")
    ]


def letter_again(known: Registration, written: Sequence[Written]) -> list[Letter]:
    """For who is registered already: the link again, at most once an hour."""
    kind = Kind.KNOWN if known.is_address_confirmed else Kind.CONFIRM
    own = [one for one in written if (one.registration, one.kind) == (known.pk, kind)]
    last = max(own, key=lambda one: one.number, default=None)
    if last is not None and last.at >= timezone.now() - AGAIN_AFTER:
        return []
    return [Letter(registration=known, kind=kind, number=last.number + 1 if last else 1)]


def first_letters(registration: Registration, written: Sequence[Written]) -> list[Letter]:
    """What somebody hears first; nothing without an address."""
    if registration.must_confirm:
        return [_ask_to_confirm(registration, written)]
    if not registration.email:
        return []
    return [Letter(registration=registration, kind=SETTLED[registration.state], number=1)]


def _ask_to_confirm(registration: Registration, written: Sequence[Written]) -> Letter:
    """Ask to confirm the address; later, where this address has had many letters lately.

    Else anybody could fill a stranger's mailbox by signing them up everywhere.
    """
    letter = Letter(registration=registration, kind=Kind.CONFIRM, number=1)
    an_hour_ago = timezone.now() - AGAIN_AFTER
    lately = [one for one in written if one.kind == Kind.CONFIRM and one.at > an_hour_ago]
    if len(lately) >= conf.letters_per_hour():
        letter.next_try_at = timezone.now() + AGAIN_AFTER
    return letter
