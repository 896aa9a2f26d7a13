"""The invitation: that an organisation is asked to send people, and what it answered."""

from datetime import datetime
from typing import Any, ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from stakeholders.organisation import Organisation

from .event import Event
from .keys import derived, hash_of, key_behind
from .occurrence import Occurrence

SALT = "events.invitation.key"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def standing(self) -> "InvitationQuerySet":
        """Those that were not withdrawn."""
        return self.filter(withdrawn_at=None)

    def unanswered(self) -> "InvitationQuerySet":
        """Those of whom we do not know yet: no answer, or “later”."""
        return self.standing().filter(answer__in=Invitation.OPEN)

    def reachable(self) -> "InvitationQuerySet":
        return self.filter(forgotten_at=None).exclude(email="")

    def with_key(self, key: str) -> "Invitation | None":
        """The invitation to which a key belongs; only the key's hash is known here."""
        return self.filter(key_hash=hash_of(key), forgotten_at=None).first()


class Invitation(models.Model):
    """That one organisation may send so many people to an event, or to one date of it."""

    class Answer(models.TextChoices):
        NONE = "", _("no answer yet")
        COMES = "comes", _("comes")
        DECLINES = "declines", _("does not come")
        LATER = "later", _("says so later")

    OPEN = (Answer.NONE, Answer.LATER)

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    event = models.ForeignKey(
        Event, on_delete=models.CASCADE, related_name="invitations", verbose_name=_("event")
    )
    occurrence = models.ForeignKey(
        Occurrence,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="invitations",
        verbose_name=_("date"),
        help_text=_("Empty: the organisation chooses among the coming dates."),
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="invitations",
        verbose_name=_("organisation"),
    )
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(_("language"), max_length=20)
    seats = models.PositiveSmallIntegerField(_("how many it may send"), default=1)
    is_reserved = models.BooleanField(
        _("seats are kept for it"),
        default=False,
        help_text=_("Its delegates may take the seats that the event holds back."),
    )
    answer_by = models.DateTimeField(_("to be answered until"), null=True, blank=True)
    own_line = models.TextField(_("own line of the letter"), blank=True, max_length=1000)
    answer = models.CharField(
        _("answer"), max_length=10, choices=Answer, default=Answer.NONE, blank=True
    )
    answered_at = models.DateTimeField(_("answered"), null=True)
    invited_at = models.DateTimeField(_("invited"), default=timezone.now)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True)
    forgotten_at = models.DateTimeField(_("address forgotten"), null=True)
    key_hash = models.CharField(max_length=64, blank=True, editable=False)
    key_number = models.PositiveSmallIntegerField(default=1, editable=False)

    objects: ClassVar[InvitationQuerySet] = InvitationQuerySet.as_manager()  # type: ignore[assignment]  # stubs

    class Meta:
        ordering = ["organisation__name", "pk"]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        permissions = [
            ("invite_organisation", _("Can invite organisations and answer for them")),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "organisation"],
                condition=Q(occurrence=None, withdrawn_at=None),
                name="one_invitation_to_an_event",
            ),
            models.UniqueConstraint(
                fields=["occurrence", "organisation"],
                condition=Q(withdrawn_at=None),
                name="one_invitation_to_a_date",
            ),
            models.UniqueConstraint(
                fields=["key_hash"], condition=~Q(key_hash=""), name="one_invitation_per_key"
            ),
            models.CheckConstraint(condition=Q(seats__gte=1), name="invites_at_least_one"),
        ]

    def __str__(self) -> str:
        return str(self.organisation)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Whoever is invited gets a key at once."""
        if not self.key_hash:
            self.give_key()
        super().save(*args, **kwargs)

    def give_key(self) -> None:
        self.key_hash = hash_of(derived(SALT, self._keyed))

    @property
    def _keyed(self) -> str:
        return f"{self.uuid}:{self.key_number}"

    def key(self) -> str:
        """The secret in the organisation's own address: derived when needed, never stored."""
        return key_behind(self.key_hash, SALT, self._keyed) or self.renew_key()

    def renew_key(self) -> str:
        """Give the organisation another key; the old one opens nothing any more."""
        self.key_number += 1
        self.give_key()
        Invitation.objects.filter(pk=self.pk, forgotten_at=None).update(
            key_number=self.key_number, key_hash=self.key_hash
        )
        return derived(SALT, self._keyed)

    def facts_told(self) -> str:
        """Time, place and status as they are now, in short; without a date, those of the event."""
        if self.occurrence is not None:
            return hash_of(self.occurrence.facts_told)
        return hash_of(f"{self.event.status} {self.event.mode}")

    @property
    def is_standing(self) -> bool:
        return self.withdrawn_at is None

    @property
    def is_open(self) -> bool:
        """Whether we do not know yet if they come."""
        return self.is_standing and self.answer in self.OPEN

    def is_late(self, now: datetime | None = None) -> bool:
        """Whether the time to answer is over; the team may still answer for them."""
        return self.answer_by is not None and self.answer_by < (now or timezone.now())


def claim(invitation: Invitation, **values: Any) -> bool:
    """Make the invitation ours until the transaction ends; False where it was withdrawn.

    Whoever names delegates does this before counting them, so that two who answer at once are
    counted one after the other. It is an UPDATE, since SQLite knows no other lock.
    """
    mine = Invitation.objects.standing().filter(pk=invitation.pk, forgotten_at=None)
    return bool(mine.update(**(values or {"seats": models.F("seats")})))


def forget_invitations(chosen: models.QuerySet[Invitation], *, now: datetime) -> int:
    """Forget addresses and keys; that somebody was invited and answered stays as a number."""
    return chosen.filter(forgotten_at=None).update(
        email="", own_line="", key_hash="", forgotten_at=now
    )
