"""The registration: that somebody comes to an occurrence or waits to, and the key to it."""

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _

from . import conf
from .occurrence import Occurrence
from .outbox import Letter
from .session import Session


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

    objects: ClassVar[RegistrationQuerySet] = RegistrationQuerySet.as_manager()  # type: ignore[assignment]  # stubs

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        permissions = [
            ("export_registration", _("Can export registrations")),
            ("cancel_registration", _("Can cancel registrations")),
        ]
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
            *occurrence.place_key,
        )
        return hash_of(" ".join(str(fact) for fact in facts))

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
