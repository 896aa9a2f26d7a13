"""Registrations: people and their seats, and the deeds that change them.

Each deed is one transaction. Its first statement locks the occurrence's own pool; one conditional
UPDATE then decides, so a deed done twice happens once; the letter that tells of it is a row in the
same transaction. Whoever waits longest is let in by the deed that makes room.
"""

import base64
import hashlib
import random
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import ClassVar, TypeVar
from uuid import uuid4

from django.conf import settings
from django.db import OperationalError, connection, models, transaction
from django.db.models import Q, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _

from . import capacity, conf, outbox
from .capacity import Pool
from .event import Event, Occurrence, Session
from .outbox import Letter

Answer = TypeVar("Answer")

ATTEMPTS = 3
AGAIN_AFTER = timedelta(hours=1)


class Full(Exception):  # noqa: N818 - an honest answer, no error
    """No seat is left, in the session named or, without one, in the occurrence."""

    def __init__(self, session: Session | None = None) -> None:
        super().__init__(session)
        self.session = session


class Closed(Exception):  # noqa: N818 - an honest answer, no error
    """One cannot sign up for this occurrence now."""


class Busy(Exception):  # noqa: N818 - an honest answer, no error
    """The database was too busy three times; nothing was changed."""


class Kind:
    """Which letters there are about a registration; `emails` words each."""

    CONFIRM = "confirm"
    KNOWN = "known"
    REGISTERED = "registered"
    WAITING = "waiting"
    PROMOTED = "promoted"
    CHANGED = "changed"
    CANCELLED = "cancelled"
    EVENT_CHANGED = "event-changed"
    EVENT_CANCELLED = "event-cancelled"
    REMINDER = "reminder"


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def active(self) -> "RegistrationQuerySet":
        return self.filter(state__in=Registration.ACTIVE, forgotten_at=None)

    def seated(self) -> "RegistrationQuerySet":
        """Those that take seats, whether their address is confirmed or not."""
        return self.filter(state__in=Registration.SEATED)

    def waiting(self) -> "RegistrationQuerySet":
        return self.filter(state=Registration.State.WAITING)

    def longest_waiting(self) -> "RegistrationQuerySet":
        return self.waiting().order_by("position", "pk")

    def reachable(self) -> "RegistrationQuerySet":
        """Those to whom we may write: active, and the address is known to be theirs."""
        return self.active().exclude(address_confirmed_at=None)

    def unconfirmed_since(self, now: datetime) -> "RegistrationQuerySet":
        """Those who had their time to confirm the address and let it pass."""
        return self.active().filter(address_confirmed_at=None, hold_until__lt=now)

    def with_key(self, key: str) -> "Registration | None":
        """The registration to which a key belongs; only the key's hash is known here."""
        found = self.filter(key_hash=hash_of(key), forgotten_at=None).first()
        return found if found and constant_time_compare(found.key_hash, hash_of(key)) else None


class Registration(models.Model):
    """That somebody comes to an occurrence, or waits to."""

    class State(models.TextChoices):
        HELD = "held", _("address not confirmed")
        CONFIRMED = "confirmed", _("confirmed")
        WAITING = "waiting", _("on the waiting list")
        CANCELLED = "cancelled", _("cancelled")
        EXPIRED = "expired", _("address never confirmed")

    SEATED = (State.HELD, State.CONFIRMED)
    ACTIVE = (*SEATED, State.WAITING)

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    occurrence = models.ForeignKey(
        Occurrence,
        on_delete=models.PROTECT,
        related_name="registrations",
        verbose_name=_("occurrence"),
    )
    sessions = models.ManyToManyField(
        Session, blank=True, related_name="registrations", verbose_name=_("sessions")
    )
    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail"))
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    seats = models.PositiveSmallIntegerField(_("seats"), default=1)
    language = models.CharField(_("language"), max_length=20)
    state = models.CharField(_("state"), max_length=10, choices=State, db_index=True)
    position = models.PositiveBigIntegerField(_("place on the waiting list"), null=True)
    address_confirmed_at = models.DateTimeField(_("address confirmed"), null=True)
    hold_until = models.DateTimeField(_("to be confirmed until"), null=True)
    told = models.CharField(max_length=64, blank=True, editable=False)
    key_hash = models.CharField(max_length=64, blank=True, editable=False)
    key_number = models.PositiveSmallIntegerField(default=1, editable=False)
    consent_version = models.CharField(_("consent text"), max_length=40)
    consent_language = models.CharField(_("language of the consent"), max_length=20)
    consent_at = models.DateTimeField(_("consent given"), default=timezone.now)
    created_at = models.DateTimeField(_("signed up"), default=timezone.now)
    left_at = models.DateTimeField(_("cancelled or expired"), null=True)
    forgotten_at = models.DateTimeField(_("personal data forgotten"), null=True)

    objects: ClassVar[RegistrationQuerySet] = RegistrationQuerySet.as_manager()  # type: ignore[assignment] - stubs

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        permissions = [("export_registration", _("Can export registrations"))]
        constraints = [
            models.UniqueConstraint(
                fields=["occurrence", "email"],
                condition=Q(state__in=["held", "confirmed", "waiting"], forgotten_at=None),
                name="one_active_registration_per_address",
            ),
            models.UniqueConstraint(
                fields=["key_hash"], condition=~Q(key_hash=""), name="one_registration_per_key"
            ),
            models.CheckConstraint(condition=Q(seats__gte=1), name="at_least_one_seat"),
        ]
        indexes = [
            models.Index(
                fields=["occurrence", "position"],
                condition=Q(state="waiting"),
                name="waiting_in_order",
            )
        ]

    def __str__(self) -> str:
        return self.name or str(_("(forgotten)"))

    @property
    def is_active(self) -> bool:
        return self.state in self.ACTIVE and self.forgotten_at is None

    @property
    def is_address_confirmed(self) -> bool:
        return self.address_confirmed_at is not None

    @property
    def place_on_waiting_list(self) -> int | None:
        """1 for whoever is next; None for those who do not wait."""
        if self.state != self.State.WAITING or self.position is None:
            return None
        ahead = Registration.objects.waiting().filter(
            occurrence_id=self.occurrence_id, position__lt=self.position
        )
        return ahead.count() + 1

    def occurrence_facts(self) -> str:
        """Time, place and status as they are now, in short: what the person must be told of."""
        occurrence, event = self.occurrence, self.occurrence.event
        facts = (
            occurrence.starts_at.astimezone(UTC).isoformat(),
            occurrence.ends_at.astimezone(UTC).isoformat(),
            occurrence.is_cancelled,
            occurrence.is_postponed,
            event.has_times,
            event.mode,
            event.venue_id,
            event.room_id,
        )
        return hash_of(repr(facts))

    def key(self) -> str:
        """The secret in this person's own address: derived when a letter needs it, never stored.

        After a change of SECRET_KEY the old one is found among SECRET_KEY_FALLBACKS, so that
        links already sent stay good.
        """
        for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
            key = derive_key(self.uuid, self.key_number, secret=secret)
            if hash_of(key) == self.key_hash:
                return key
        return self.new_key()

    def new_key(self) -> str:
        """Give the registration another key; the old one opens nothing any more."""
        self.key_number += 1
        key = derive_key(self.uuid, self.key_number)
        self.key_hash = hash_of(key)
        Registration.objects.filter(pk=self.pk, forgotten_at=None).update(
            key_number=self.key_number, key_hash=self.key_hash
        )
        return key


def derive_key(uuid: object, number: int, *, secret: str | bytes | None = None) -> str:
    """256 bits that nobody can guess without the site's SECRET_KEY, as 43 letters and digits."""
    digest = salted_hmac(
        "events.registration.key", f"{uuid}:{number}", secret=secret, algorithm="sha256"
    ).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def hash_of(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def normalised(email: str) -> str:
    """An address in the form in which two are compared."""
    return email.strip().casefold()


@dataclass(frozen=True)
class Wish:
    """What somebody asks for who signs up."""

    name: str
    email: str
    language: str
    organisation: str = ""
    seats: int = 1
    sessions: Sequence[Session] = ()


# What a deed needs around it


def in_one_go(deed: Callable[[], Answer]) -> Answer:
    """Do it in a transaction of its own, three times where the database asks us to try again.

    Inside somebody else's transaction (a bulk action of the admin) it is theirs to try again.
    """
    if connection.in_atomic_block and not _is_only_the_test(connection):
        with transaction.atomic():
            return deed()
    for attempt in range(ATTEMPTS):
        try:
            with transaction.atomic(durable=True):
                return deed()
        except OperationalError as error:
            if not _may_try_again(error):
                raise
            time.sleep(random.uniform(0.01, 0.05) * 3**attempt)  # noqa: S311 - no secret
    raise Busy


def _is_only_the_test(database: object) -> bool:
    """Whether all open transactions are those that Django's TestCase put around the test."""
    return all(block._from_testcase for block in connection.atomic_blocks)


def _may_try_again(error: OperationalError) -> bool:
    """A serialization failure, a deadlock, or SQLite's lock: the same deed may well succeed."""
    code = getattr(error.__cause__, "sqlstate", None)
    return code in {"40001", "40P01"} or "database is locked" in str(error)


# Signing up


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
        _let_in(occurrence, pools[0])


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
    return in_one_go(partial(_confirm, registration))


def _confirm(registration: Registration) -> bool:
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
    _let_in(registration.occurrence, gate)
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
    _let_in(registration.occurrence, gate)
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


# Letting in


def promote(occurrence: Occurrence) -> int:
    """Give free seats to those who wait, longest first; say how many registrations got in."""
    gate = capacity.pools_for(occurrence)[0]
    return in_one_go(partial(_promote, occurrence, gate))


def _promote(occurrence: Occurrence, gate: Pool) -> int:
    capacity.lock([gate])
    return _let_in(occurrence, gate)


def _let_in(occurrence: Occurrence, gate: Pool) -> int:
    """The caller has locked the gate. Strictly in order: a small group never passes a large one."""
    if occurrence.is_cancelled or occurrence.is_postponed or occurrence.starts_at <= timezone.now():
        return 0
    count = 0
    while registration := (
        Registration.objects.longest_waiting().filter(occurrence=occurrence).first()
    ):
        if not capacity.let_in(gate, seats=registration.seats):
            break
        _seat(registration)
        count += 1
    return count


def _seat(registration: Registration) -> None:
    """Somebody who waited has seats now; an address that is not confirmed has a day to be."""
    is_known = registration.is_address_confirmed
    state = Registration.State.CONFIRMED if is_known else Registration.State.HELD
    hold_until = None if is_known else timezone.now() + conf.hold()
    Registration.objects.filter(pk=registration.pk, state=Registration.State.WAITING).update(
        state=state, position=None, hold_until=hold_until
    )
    lost = _seat_in_sessions(registration)
    if is_known:
        details = {"lost_sessions": [session.pk for session in lost]}
        outbox.write(
            [Letter(registration=registration, kind=Kind.PROMOTED, number=1, details=details)]
        )


def _seat_in_sessions(registration: Registration) -> list[Session]:
    """Take seats in the sessions asked for; those that have become full are given up."""
    pools = capacity.pools_for(registration.occurrence, registration.sessions.all())[1:]
    refused = [capacity.take([pool], seats=registration.seats) for pool in pools]
    lost = [pool.session for pool in refused if pool is not None and pool.session is not None]
    if lost:
        registration.sessions.remove(*lost)
    return lost


def settle(event: Event) -> None:
    """After the seats or dates of an event changed: fit its pools, let in those who wait.

    Called in the transaction of the change.
    """
    capacity.settle(event)
    gates = Pool.objects.of_occurrences().awaited().with_room().filter(occurrence__event=event)
    for gate in gates.select_related("occurrence__event").in_order():
        _let_in(gate.occurrence, gate)


# Counting and forgetting


def reconcile() -> list[str]:
    """Count all seats anew and mend the pools that are wrong; say which they were."""
    pools = Pool.objects.select_related("occurrence__event").in_order()
    return [line for pool in pools for line in _reconciled(pool)]


def _reconciled(pool: Pool) -> list[str]:
    gate = capacity.pools_for(pool.occurrence)[0]
    return in_one_go(partial(_reconcile, pool, gate))


def _reconcile(pool: Pool, gate: Pool) -> list[str]:
    capacity.lock([gate])
    pool.refresh_from_db()
    of_occurrence = Registration.objects.filter(occurrence_id=pool.occurrence_id)
    seated = of_occurrence.seated()
    if pool.session_id is not None:
        seated = seated.filter(sessions=pool.session_id)
    taken = seated.aggregate(seats=Coalesce(Sum("seats"), 0))["seats"]
    waiting = of_occurrence.waiting().count() if pool.session_id is None else 0
    if (taken, waiting) == (pool.taken, pool.waiting):
        return []
    before = (pool.taken, pool.waiting)
    capacity.correct(pool, taken=taken, waiting=waiting)
    if pool.pk == gate.pk:
        _let_in(pool.occurrence, gate)
    return [f"pool {pool.pk}: taken, waiting {before} → {(taken, waiting)}"]


def forget_personal_data(now: datetime | None = None) -> int:
    """Forget names, addresses and keys some time after the end; what can be counted stays."""
    moment = now or timezone.now()
    over = Registration.objects.filter(
        forgotten_at=None, occurrence__ends_at__lt=moment - conf.retention()
    )
    return forget(over, now=moment)


@transaction.atomic
def forget(registrations: models.QuerySet[Registration], *, now: datetime | None = None) -> int:
    """Forget these people: their letters go, their rows stay as numbers."""
    chosen = list(registrations.values_list("pk", flat=True))
    Letter.objects.filter(registration__in=chosen).delete()
    return Registration.objects.filter(pk__in=chosen).update(
        name="", email="", organisation="", key_hash="", forgotten_at=now or timezone.now()
    )


# What a visitor may do


class SignUpState(models.TextChoices):
    NOT_NEEDED = "not-needed", _("No sign-up needed")
    NOT_YET = "soon", _("Sign-up has not opened yet")
    OPEN = "open", _("Places left")
    WAITING_LIST = "waiting", _("Waiting list")
    FULL = "full", _("Full")
    CLOSED = "closed", _("Sign-up closed")
    PAST = "past", _("Past")
    CANCELLED = "cancelled", _("Cancelled")


@dataclass(frozen=True)
class SignUp:
    """Whether one can sign up for an occurrence now. `places_left` None: no limit."""

    state: SignUpState
    places_left: int | None = None
    capacity: int | None = None

    @property
    def may_register(self) -> bool:
        """Whether to take the wish; a full occurrence refuses it by its pool, not by this."""
        return self.state in {SignUpState.OPEN, SignUpState.WAITING_LIST, SignUpState.FULL}

    @property
    def shows_form(self) -> bool:
        return self.state in {SignUpState.OPEN, SignUpState.WAITING_LIST}


def sign_up_state(occurrence: Occurrence, now: datetime | None = None) -> SignUp:
    return sign_up_states([occurrence], now)[occurrence.pk]


def sign_up_states(
    occurrences: Iterable[Occurrence], now: datetime | None = None
) -> dict[int, SignUp]:
    """The same for a list, by the occurrences' pk: one query. Give them with their events."""
    chosen = list(occurrences)
    moment = now or timezone.now()
    asked = [one.pk for one in chosen if one.event.is_registration_needed]
    gates = Pool.objects.of_occurrences().filter(occurrence__in=asked) if asked else ()
    pools = {pool.occurrence_id: pool for pool in gates}
    return {one.pk: _sign_up(one, pools.get(one.pk), moment) for one in chosen}


def _sign_up(occurrence: Occurrence, pool: Pool | None, now: datetime) -> SignUp:
    event = occurrence.event
    if occurrence.is_cancelled:
        return SignUp(SignUpState.CANCELLED)
    if occurrence.is_past(now):
        return SignUp(SignUpState.PAST)
    if not event.is_registration_needed:
        return SignUp(SignUpState.NOT_NEEDED)
    if event.registration_opens_at and now < event.registration_opens_at:
        return SignUp(SignUpState.NOT_YET)
    if occurrence.is_postponed or now >= closes_at(occurrence):
        return SignUp(SignUpState.CLOSED)
    return _by_seats(event, pool)


def closes_at(occurrence: Occurrence) -> datetime:
    """When sign-up closes: at the moment that the team set, and at the latest when it begins."""
    moment = occurrence.event.registration_closes_at
    return min(moment, occurrence.starts_at) if moment else occurrence.starts_at


def sessions_to_choose(occurrence: Occurrence) -> list[Session]:
    """The sessions of this occurrence that people may sign up for: all but the breaks."""
    chosen = occurrence.event.sessions.filter(kind=Session.Kind.SESSION)
    within = Q(starts_at__gte=occurrence.starts_at, starts_at__lt=occurrence.ends_at)
    return list(chosen.filter(within | Q(starts_at=None)))


def _by_seats(event: Event, pool: Pool | None) -> SignUp:
    limit = pool.capacity if pool else event.capacity
    left = pool.places_left if pool else event.capacity
    if left is None:
        return SignUp(SignUpState.OPEN)
    if left > 0 and not (pool and pool.waiting):
        return SignUp(SignUpState.OPEN, places_left=left, capacity=limit)
    state = SignUpState.WAITING_LIST if event.has_waiting_list else SignUpState.FULL
    return SignUp(state, places_left=0, capacity=limit)
