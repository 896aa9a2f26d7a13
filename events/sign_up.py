"""Signing up, confirming, changing, cancelling: the deeds that change a registration.

Each deed is one transaction. Its first statement is an UPDATE of the occurrence's own pool, so
the deeds of one occurrence happen one after the other; one conditional UPDATE then decides, so a
deed done twice happens once. The letter that tells of it is a row in the same transaction.
Whoever waits longest is let in by the deed that makes room.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

from django.utils import timezone

from . import capacity, conf, outbox
from .busy import in_one_go
from .capacity import Pool
from .occurrence import Occurrence
from .outbox import Kind, Letter
from .registration import Registration, Wish, derive_key, hash_of
from .session import Session
from .sign_up_state import sign_up_state
from .waiting_list import let_in

AGAIN_AFTER = timedelta(hours=1)


class Full(Exception):  # noqa: N818 - an honest answer, no error
    """No seat is left, in the session named or, without one, in the occurrence."""

    def __init__(self, session: Session | None = None) -> None:
        super().__init__(session)
        self.session = session


class Closed(Exception):  # noqa: N818 - an honest answer, no error
    """One cannot sign up for this occurrence now."""


def register(occurrence: Occurrence, wish: Wish) -> None:
    """Hold seats for somebody until the address is confirmed, or a place on the waiting list.

    Who is registered already gets a letter instead; the caller cannot tell the difference, and
    neither can whoever asked. Raises Full, Closed or Busy; nothing is changed then.
    """
    if not sign_up_state(occurrence).may_register:
        raise Closed
    pools = capacity.pools_for(occurrence, wish.sessions)
    in_one_go(partial(_register, occurrence, pools, wish))


def _register(occurrence: Occurrence, pools: list[Pool], wish: Wish) -> None:
    position = _take_or_wait(occurrence, pools, wish.seats)
    known = Registration.objects.active().filter(occurrence=occurrence, email=wish.email).first()
    if known is not None:
        _undo(pools, wish.seats, waits=position is not None)
        _tell_known(known)
        return
    registration = _new(occurrence, wish, position)
    outbox.write([_first_letter(registration)])
    if position is not None:
        # Somebody may have left between the refusal and our place on the list.
        let_in(occurrence, pools[0])


def _take_or_wait(occurrence: Occurrence, pools: list[Pool], seats: int) -> int | None:
    """Take the seats (None), or a place on the waiting list (its number)."""
    refused = capacity.take(pools, seats=seats)
    if refused is None:
        return None
    if refused.session_id is not None:
        raise Full(refused.session)
    if not occurrence.event.has_waiting_list:
        raise Full
    return capacity.join_waiting_list(pools[0])


def _undo(pools: list[Pool], seats: int, *, waits: bool) -> None:
    if waits:
        capacity.leave_waiting_list(pools[0])
    else:
        capacity.give_back(pools, seats=seats)


def _new(occurrence: Occurrence, wish: Wish, position: int | None) -> Registration:
    now = timezone.now()
    registration = Registration(
        occurrence=occurrence,
        name=wish.name,
        email=wish.email,
        organisation=wish.organisation,
        seats=wish.seats,
        language=wish.language,
        state=Registration.State.HELD if position is None else Registration.State.WAITING,
        position=position,
        hold_until=now + conf.hold(),
        consent_version=conf.consent_version(),
        consent_language=wish.language,
        consent_at=now,
        created_at=now,
    )
    registration.told = registration.occurrence_facts()
    registration.key_hash = hash_of(derive_key(registration.uuid, registration.key_number))
    registration.save(force_insert=True)
    if wish.sessions:
        registration.sessions.set(wish.sessions)
    return registration


def _tell_known(known: Registration) -> None:
    """Write to who is registered already: the link again, at most once an hour."""
    kind = Kind.KNOWN if known.is_address_confirmed else Kind.CONFIRM
    last = known.letters.filter(kind=kind).order_by("-number").first()
    if last is None or last.written_at < timezone.now() - AGAIN_AFTER:
        letter = Letter(registration=known, kind=kind, number=last.number + 1 if last else 1)
        outbox.write([letter])


def _first_letter(registration: Registration) -> Letter:
    """Ask to confirm the address; later, where this address has had many letters lately.

    Else anybody could fill a stranger's mailbox by signing them up everywhere.
    """
    letter = Letter(registration=registration, kind=Kind.CONFIRM, number=1)
    lately = Letter.objects.filter(
        registration__email=registration.email,
        kind=Kind.CONFIRM,
        written_at__gt=timezone.now() - AGAIN_AFTER,
    )
    if lately.count() >= conf.letters_per_hour():
        letter.next_try_at = timezone.now() + AGAIN_AFTER
    return letter


# Confirming


def confirm(registration: Registration) -> bool:
    """The address is theirs: a held seat becomes a confirmed one. True if that was news."""
    gate = capacity.pools_for(registration.occurrence)[0]
    return in_one_go(partial(_confirm, registration, gate))


def _confirm(registration: Registration, gate: Pool) -> bool:
    capacity.lock([gate])
    now = timezone.now()
    mine = Registration.objects.filter(pk=registration.pk, address_confirmed_at=None)
    held, waiting = Registration.State.HELD, Registration.State.WAITING
    confirmed = {"address_confirmed_at": now, "hold_until": None}
    if mine.filter(state=held).update(state=Registration.State.CONFIRMED, **confirmed):
        kind = Kind.REGISTERED
    elif mine.filter(state=waiting).update(**confirmed):
        kind = Kind.WAITING
    else:
        registration.refresh_from_db()
        return False
    outbox.write([Letter(registration=registration, kind=kind, number=1)])
    registration.refresh_from_db()
    return True


# Leaving


def cancel(registration: Registration) -> bool:
    """Give the seats back and let in whoever waits longest. True if that was news."""
    gate = capacity.pools_for(registration.occurrence)[0]
    return in_one_go(partial(_leave, registration, gate, Registration.State.CANCELLED))


def release_unconfirmed(now: datetime | None = None) -> int:
    """Give back the seats of those who let the time to confirm their address pass."""
    moment = now or timezone.now()
    late = Registration.objects.unconfirmed_since(moment).select_related("occurrence__event")
    return sum(_release(one) for one in late)


def _release(registration: Registration) -> bool:
    gate = capacity.pools_for(registration.occurrence)[0]
    return in_one_go(partial(_leave, registration, gate, Registration.State.EXPIRED))


def _leave(registration: Registration, gate: Pool, state: "Registration.State") -> bool:
    capacity.lock([gate])
    mine = Registration.objects.filter(pk=registration.pk)
    if state == Registration.State.EXPIRED:
        mine = mine.filter(address_confirmed_at=None)
    left = {"state": state, "left_at": timezone.now(), "hold_until": None, "position": None}
    if mine.filter(state__in=Registration.SEATED).update(**left):
        registration.refresh_from_db()
        pools = capacity.pools_for(registration.occurrence, registration.sessions.all())
        capacity.give_back(pools, seats=registration.seats)
    elif mine.waiting().update(**left):
        registration.refresh_from_db()
        capacity.leave_waiting_list(gate)
    else:
        registration.refresh_from_db()
        return False
    if registration.is_address_confirmed:
        outbox.write([Letter(registration=registration, kind=Kind.CANCELLED, number=1)])
    let_in(registration.occurrence, gate)
    return True


# Changing


def change(registration: Registration, wish: Wish) -> bool:
    """Other seats, sessions, name or organisation; the address stays. False where they left.

    Raises Full where what they ask for is not there; they keep what they have then.
    """
    gate = capacity.pools_for(registration.occurrence)[0]
    return in_one_go(partial(_change, registration, gate, wish))


def _change(registration: Registration, gate: Pool, wish: Wish) -> bool:
    capacity.lock([gate])
    registration.refresh_from_db()
    if not registration.is_active:
        return False
    before = list(registration.sessions.all())
    if registration.state in Registration.SEATED:
        _exchange_seats(registration, gate, before, wish)
    registration.name, registration.organisation = wish.name, wish.organisation
    registration.seats = wish.seats
    registration.save(update_fields=["name", "organisation", "seats"])
    registration.sessions.set(wish.sessions)
    if registration.is_address_confirmed:
        number = registration.letters.filter(kind=Kind.CHANGED).count() + 1
        outbox.write([Letter(registration=registration, kind=Kind.CHANGED, number=number)])
    let_in(registration.occurrence, gate)
    return True


def _exchange_seats(
    registration: Registration, gate: Pool, before: Sequence[Session], wish: Wish
) -> None:
    more = wish.seats - registration.seats
    if more < 0:
        capacity.give_back([gate], seats=-more)
    if more > 0 and capacity.take([gate], seats=more) is not None:
        raise Full
    old = capacity.pools_for(registration.occurrence, before)[1:]
    new = capacity.pools_for(registration.occurrence, wish.sessions)[1:]
    capacity.give_back(old, seats=registration.seats)
    refused = capacity.take(new, seats=wish.seats)
    if refused is not None:
        raise Full(refused.session)
