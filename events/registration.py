"""The registration: that somebody comes to an occurrence or waits to, and the key to it."""

from datetime import datetime
from typing import ClassVar
from uuid import uuid4

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from stakeholders.organisation import term_of
from stakeholders.term import Term

from . import answer, conf
from .delegate import Delegate
from .invitation import Invitation
from .keys import derived, hash_of, key_behind
from .note import RegistrationNote
from .occurrence import Occurrence
from .outbox import Letter
from .seat_share import SeatShare, Way
from .session import Session

KEY_SALT = "events.registration.key"


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def active(self) -> "RegistrationQuerySet":
        return self.filter(state__in=Registration.ACTIVE, forgotten_at=None)

    def active_at(self, occurrence: Occurrence, email: str) -> "RegistrationQuerySet":
        """Whoever comes there with this address; nobody can be known by having none."""
        return self.active().filter(occurrence=occurrence, email=email) if email else self.none()

    def seated(self) -> "RegistrationQuerySet":
        """Those that take seats, whether their address is confirmed or not."""
        return self.filter(Registration.IS_SEATED)

    def requested(self) -> "RegistrationQuerySet":
        """Those of whom the team decides: their address is known to be theirs."""
        asked = self.filter(state=Registration.State.REQUESTED, forgotten_at=None)
        return asked.exclude(address_confirmed_at=None)

    def waiting(self) -> "RegistrationQuerySet":
        return self.filter(state=Registration.State.WAITING)

    def longest_waiting(self) -> "RegistrationQuerySet":
        return self.waiting().order_by("position", "pk")

    def reachable(self) -> "RegistrationQuerySet":
        """Those to whom we may write: active, and the address is known to be theirs."""
        return self.active().exclude(address_confirmed_at=None)

    def overdue(self, now: datetime) -> "RegistrationQuerySet":
        """Those who had their time to confirm the address, or to accept a seat, and let it pass."""
        offered = Q(state=Registration.State.OFFERED)
        return self.active().filter(Q(address_confirmed_at=None) | offered, hold_until__lt=now)

    def late(self, now: datetime) -> "RegistrationQuerySet":
        """Those of them whose seats are to be given back: nobody sits on these."""
        return self.overdue(now).filter(~Exists(Registration.objects.checked_in()))

    def overdue_but_there(self, now: datetime) -> "RegistrationQuerySet":
        """Those of them who came all the same, as long as that is not taken for their yes."""
        came = Exists(Registration.objects.checked_in())
        return self.overdue(now).filter(came, state__in=["held", "offered"])

    def took_an_offer_by_coming(self) -> "RegistrationQuerySet":
        """Those who never accepted, and are in no more: they have the time it was kept until."""
        gone = ~Exists(Registration.objects.checked_in())
        return self.reachable().filter(gone, state="confirmed", hold_until__isnull=False)

    def checked_in(self) -> "RegistrationQuerySet":
        """For a subquery: this registration, if a check-in of it stands."""
        return self.filter(pk=OuterRef("pk"), check_ins__undone_at=None, check_ins__seats__gt=0)

    def with_key(self, key: str) -> "Registration | None":
        """The registration to which a key belongs; only the key's hash is known here."""
        return self.filter(key_hash=hash_of(key), forgotten_at=None).first()


class Registration(models.Model):
    """That somebody comes to an occurrence, or waits to."""

    class State(models.TextChoices):
        HELD = "held", _("address not confirmed")
        CONFIRMED = "confirmed", _("confirmed")
        WAITING = "waiting", _("on the waiting list")
        REQUESTED = "requested", _("asks to come")
        OFFERED = "offered", _("is offered a seat")
        CANCELLED = "cancelled", _("cancelled")
        DECLINED = "declined", _("declined by the team")
        EXPIRED = "expired", _("not confirmed in time")

    wagtail_reference_index_ignore = True  # nobody asks where a person is used

    SEATED = (State.HELD, State.CONFIRMED, State.OFFERED)
    ACTIVE = (*SEATED, State.WAITING, State.REQUESTED)
    IS_SEATED = Q(state__in=SEATED) | Q(state=State.REQUESTED, holds_seat=True)

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
    invitation = models.ForeignKey(
        Invitation,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="registrations",
        verbose_name=_("comes for"),
    )
    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail"))
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    seats = models.PositiveSmallIntegerField(_("seats"), default=1)
    sector = models.ForeignKey(
        Term,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        limit_choices_to=term_of(Term.Vocabulary.SECTOR),
        related_name="+",
        verbose_name=_("sector"),
    )
    mode = models.CharField(_("takes part"), max_length=20, choices=Way, blank=True)
    share = models.ForeignKey(
        SeatShare,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="registrations",
        verbose_name=_("share of the seats"),
    )
    takes_held_back = models.BooleanField(_("has a seat that was held back"), default=False)
    holds_seat = models.BooleanField(_("keeps a seat while asking"), default=False, editable=False)
    language = models.CharField(_("language"), max_length=20)
    state = models.CharField(_("state"), max_length=10, choices=State, db_index=True)
    position = models.PositiveBigIntegerField(_("place on the waiting list"), null=True)
    address_confirmed_at = models.DateTimeField(_("address confirmed"), null=True)
    hold_until = models.DateTimeField(_("kept until"), null=True)
    wants_appointment = models.BooleanField(
        _("wants it in the calendar"),
        default=False,
        help_text=_("Letters then put the date into the person's calendar and keep it there."),
    )
    wants_mailings = models.BooleanField(_("gets the team's own letters"), default=True)
    told = models.CharField(max_length=64, blank=True, editable=False)
    key_hash = models.CharField(max_length=64, blank=True, editable=False)
    key_number = models.PositiveSmallIntegerField(default=1, editable=False)
    consent_version = models.CharField(_("consent text"), max_length=40, blank=True)
    consent_language = models.CharField(_("language of the consent"), max_length=20, blank=True)
    consent_at = models.DateTimeField(_("consent given"), default=timezone.now, null=True)
    created_at = models.DateTimeField(_("signed up"), default=timezone.now)
    left_at = models.DateTimeField(_("left"), null=True)
    forgotten_at = models.DateTimeField(_("personal data forgotten"), null=True)

    objects: ClassVar[RegistrationQuerySet] = RegistrationQuerySet.as_manager()  # type: ignore[assignment]  # stubs

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        permissions = [
            ("export_registration", _("Can export registrations")),
            ("cancel_registration", _("Can cancel registrations")),
            ("approve_registration", _("Can decide who may come")),
            ("arrange_registration", _("Can register, move, merge and swap people")),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["occurrence", "email"],
                condition=Q(
                    state__in=["held", "confirmed", "offered", "waiting", "requested"],
                    forgotten_at=None,
                )
                & ~Q(email=""),
                name="one_active_registration_per_address",
            ),
            models.UniqueConstraint(
                fields=["key_hash"], condition=~Q(key_hash=""), name="one_registration_per_key"
            ),
            models.CheckConstraint(condition=Q(seats__gte=1), name="at_least_one_seat"),
            models.CheckConstraint(
                condition=Q(holds_seat=False) | Q(state="requested"),
                name="only_who_asks_keeps_a_seat_by_asking",
            ),
            models.CheckConstraint(
                condition=~Q(state="offered") | Q(hold_until__isnull=False),
                name="an_offer_has_an_end",
            ),
            models.CheckConstraint(
                condition=~Q(state="waiting") | Q(position__isnull=False),
                name="whoever_waits_has_a_place",
            ),
        ]
        indexes = [
            models.Index(
                fields=["occurrence", "position"],
                condition=Q(state="waiting"),
                name="waiting_in_order",
            ),
            # Asked at each sign-up: without it, all of a date, and all letters, are read each time.
            models.Index(fields=["email", "occurrence"], name="known_by_address"),
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
    def must_confirm(self) -> bool:
        """Whether the address is still to be confirmed; who has none has nothing to confirm."""
        return bool(self.email) and not self.is_address_confirmed

    def may_confirm_until(self) -> datetime:
        """Until when a seat is kept for who has to confirm; who was named was told when."""
        usual = timezone.now() + conf.hold()
        told = self.hold_until or usual
        return told if self.invitation_id else max(told, usual)

    @property
    def has_seat(self) -> bool:
        return self.state in self.SEATED or self.holds_seat

    @property
    def place_on_waiting_list(self) -> int | None:
        """1 for whoever is next in this share of the seats; None for those who do not wait."""
        if self.state != self.State.WAITING or self.position is None:
            return None
        ahead = Registration.objects.waiting().filter(
            occurrence_id=self.occurrence_id,
            share_id=self.share_id,
            position__lt=self.position,
        )
        return ahead.count() + 1

    def occurrence_facts(self) -> str:
        """Time, place and status as they are now, in short: what the person must be told of."""
        return hash_of(self.occurrence.facts_told)

    def key(self) -> str:
        """The secret in this person's own address: derived when a letter needs it, never stored."""
        known = key_behind(self.key_hash, KEY_SALT, f"{self.uuid}:{self.key_number}")
        return known or self.new_key()

    def new_key(self) -> str:
        """Give the registration another key; the old one opens nothing any more."""
        self.key_number += 1
        key = derive_key(self.uuid, self.key_number)
        self.key_hash = hash_of(key)
        Registration.objects.filter(pk=self.pk, forgotten_at=None).update(
            key_number=self.key_number, key_hash=self.key_hash
        )
        return key


def derive_key(uuid: object, number: int) -> str:
    """256 bits that nobody can guess without the site's SECRET_KEY, as 43 letters and digits."""
    return derived(KEY_SALT, f"{uuid}:{number}")


LONGEST_ADDRESS = 254
"""Signs of an e-mail address: so many may stand in a letter's envelope, and in our columns."""


def normalised(email: str) -> str:
    """An address in the form in which two are compared."""
    return email.strip().casefold()


@transaction.atomic
def forget(registrations: models.QuerySet[Registration], *, now: datetime | None = None) -> int:
    """Forget what stands on these rows; letters go, the rows stay as numbers.

    What others keep of these people is forgotten with it by `afterwards.forgetting`: call that.
    """
    chosen = list(registrations.values_list("pk", flat=True))
    Letter.objects.filter(registration__in=chosen).delete()
    answer.forget_of(chosen)
    RegistrationNote.objects.filter(registration__in=chosen).delete()
    Delegate.objects.filter(registration__in=chosen).update(name="", email="")
    return Registration.objects.filter(pk__in=chosen).update(
        name="", email="", organisation="", key_hash="", forgotten_at=now or timezone.now()
    )
