"""The delegation: an organisation answers an invitation and names, replaces and removes people.

Each deed is one transaction that begins, as all deeds of signing up, with an UPDATE of the
occurrence's own pool; then it makes the invitation its own and counts. So two contact persons
who answer at once never name more people than the organisation may send.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.utils import timezone

from stakeholders.term import Term

from . import capacity, changing, conf, holding, outbox, sign_up
from .agreeing import at_the_gate, comes_for_nobody
from .busy import in_one_go
from .delegate import Delegate
from .invitation import Invitation, claim
from .occurrence import Occurrence
from .outbox import Kind, Letter
from .pool import Pool
from .registration import Registration, normalised
from .wish import Wish


class TooMany(Exception):  # noqa: N818 - an honest answer, no error
    """The organisation has named as many as it may send."""


class Withdrawn(Exception):  # noqa: N818 - an honest answer, no error
    """The invitation does not stand any more."""


class Over(Exception):  # noqa: N818 - an honest answer, no error
    """The date has begun, or does not take place."""


@dataclass(frozen=True)
class Person:
    """Whom an organisation names."""

    name: str
    email: str
    language: str
    mode: str = ""
    """In person or online, where the event offers both."""


# Answering


def answer(invitation: Invitation, said: str) -> bool:
    """Write down whether they come. Who does not come names nobody any more. True if it stands."""
    return in_one_go(partial(_answer, invitation, said))


def _answer(invitation: Invitation, said: str) -> bool:
    gates = _gates(invitation) if said == Invitation.Answer.DECLINES else []
    capacity.lock(gates)
    if not claim(invitation, answer=said, answered_at=timezone.now()):
        raise Withdrawn
    if gates:
        for delegate in invitation.delegates.named().select_related("registration__occurrence"):
            remove(delegate)
    invitation.refresh_from_db(fields=["answer", "answered_at"])
    return True


def _gates(invitation: Invitation) -> list[Pool]:
    """The pools that all delegates together have to do with, in the order in which all lock."""
    occurrences = Occurrence.objects.filter(registrations__named_by__invitation=invitation)
    pools = Pool.objects.of_occurrences().filter(occurrence__in=occurrences)
    return list(pools.in_order().distinct())


def receipt(invitation: Invitation) -> None:
    """Tell the organisation what we noted: once for each time that it sent something."""
    number = invitation.letters.filter(kind=Kind.INVITATION_ANSWERED).count() + 1
    letter = Letter(invitation=invitation, kind=Kind.INVITATION_ANSWERED, number=number)
    letter.details = {"answer": invitation.answer}
    outbox.write([letter])


# Naming


def name(invitation: Invitation, occurrence: Occurrence, person: Person) -> Delegate:
    """Name one more. Named twice, they are named once.

    Raises TooMany, Withdrawn, Over, and what signing up raises: Full or Busy.
    """
    _refuse_over(occurrence)
    wish = _wish(invitation, occurrence, person)
    delegate: Delegate = sign_up.at_its_pools(
        partial(_name, invitation, occurrence), occurrence, wish
    )
    return delegate


def _name(
    invitation: Invitation, occurrence: Occurrence, pools: list[Pool], wish: Wish
) -> Delegate:
    held = holding.hold_seats(occurrence, pools, wish)
    _claim(invitation)
    named = invitation.delegates.named().filter(registration=held.registration)
    if (already := named.counted().select_related("registration").first()) is not None:
        return already
    named.update(removed_at=timezone.now())
    if invitation.delegates.counted().count() >= invitation.seats:
        raise TooMany
    _keep_until(held.registration, wish)
    return _write(invitation, wish, held)


def _keep_until(registration: Registration, wish: Wish) -> None:
    """Who is asked has until then, also where they signed up before and had less time."""
    mine = Registration.objects.filter(pk=registration.pk, address_confirmed_at=None)
    mine.filter(hold_until__lt=wish.hold_until).update(hold_until=wish.hold_until)


def _wish(invitation: Invitation, occurrence: Occurrence, person: Person) -> Wish:
    until = min(timezone.now() + conf.delegate_hold(), occurrence.starts_at)
    return Wish(
        name=person.name,
        email=normalised(person.email),
        language=person.language,
        organisation=str(invitation.organisation),
        sector=_sector_of(invitation, occurrence),
        mode=person.mode,
        held_back=invitation.is_reserved,
        invitation=invitation,
        hold_until=until,
    )


def _sector_of(invitation: Invitation, occurrence: Occurrence) -> Term | None:
    """The sector of the organisation for which that date has seats of its own, if any."""
    own = invitation.organisation.sectors.all()
    share = occurrence.event.seat_shares.filter(sector__in=own).select_related("sector").first()
    return share.sector if share else None


def _write(invitation: Invitation, wish: Wish, held: holding.Held) -> Delegate:
    delegate = Delegate.objects.create(
        invitation=invitation,
        registration=held.registration,
        name=wish.name,
        email=wish.email,
        language=wish.language,
        mode=wish.mode,
        had_seat=held.was_known and not _is_only_named(held.registration),
        waited=held.waits,
        answer_by=wish.hold_until,
    )
    _tell(delegate, Kind.NAMED)
    return delegate


def _is_only_named(registration: Registration) -> bool:
    """Whether all that we have of them is what another naming typed: they agreed to nothing yet."""
    has_consented = registration.consent_at is not None
    return bool(registration.invitation_id) and registration.must_confirm and not has_consented


def _tell(delegate: Delegate, kind: Kind) -> None:
    letter = Letter(registration=delegate.registration, kind=kind, number=delegate.pk)
    letter.details = {"delegate": delegate.pk}
    outbox.write([letter])


# Removing and replacing


def remove(delegate: Delegate) -> bool:
    """Name them no more, tell them, and give back the seat that the naming took."""
    return at_the_gate(delegate, partial(_remove, delegate))


def _remove(delegate: Delegate) -> bool:
    if not _let_go(delegate):
        return False
    if delegate.brought_the_seat:
        sign_up.cancel(delegate.registration, tell=False)
    return True


def _let_go(delegate: Delegate) -> bool:
    mine = Delegate.objects.named().filter(pk=delegate.pk)
    if not mine.update(removed_at=timezone.now()):
        return False
    delegate.registration.refresh_from_db()
    if delegate.registration.is_active:
        _tell(delegate, Kind.NO_LONGER_NAMED)
    if delegate.had_seat:
        comes_for_nobody(delegate)
    return True


def replace(delegate: Delegate, person: Person) -> Delegate:
    """Send somebody else instead, who takes over the seat or the place on the waiting list."""
    _refuse_over(delegate.registration.occurrence)
    return at_the_gate(delegate, partial(_replace, delegate, person))


def _replace(delegate: Delegate, person: Person) -> Delegate:
    invitation, registration = delegate.invitation, delegate.registration
    occurrence = registration.occurrence
    _claim(invitation)
    wish = _wish(invitation, occurrence, person)
    if not _let_go(delegate):
        raise TooMany
    known = Registration.objects.active().filter(occurrence=occurrence, email=wish.email)
    keeps_seat = not (delegate.brought_the_seat and registration.is_active)
    if keeps_seat or known.exists():
        if not keeps_seat:
            sign_up.cancel(registration, tell=False)
        return _name(invitation, occurrence, holding.pools_for_wish(occurrence, wish), wish)
    waits = registration.state == Registration.State.WAITING
    successor = changing.hand_over(registration, wish)
    return _write(invitation, wish, holding.Held(successor, was_known=False, waits=waits))


# Withdrawing


def withdraw(invitation: Invitation) -> bool:
    """Take the invitation back. Who has confirmed keeps the seat; the others are told."""
    return in_one_go(partial(_withdraw, invitation))


def _withdraw(invitation: Invitation) -> bool:
    capacity.lock(_gates(invitation))
    if not claim(invitation, withdrawn_at=timezone.now()):
        return False
    agreed = set(invitation.delegates.agreed().values_list("pk", flat=True))
    for delegate in invitation.delegates.named().select_related("registration__occurrence"):
        if delegate.pk not in agreed:
            remove(delegate)
    outbox.write([Letter(invitation=invitation, kind=Kind.INVITATION_WITHDRAWN, number=1)])
    return True


def _claim(invitation: Invitation) -> None:
    if not claim(invitation):
        raise Withdrawn


def _refuse_over(occurrence: Occurrence, now: datetime | None = None) -> None:
    is_off = occurrence.is_cancelled or occurrence.is_postponed
    if is_off or occurrence.starts_at <= (now or timezone.now()):
        raise Over
