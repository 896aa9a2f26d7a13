"""The delegate: whom an organisation says it sends, and whether that person agreed."""

from datetime import datetime
from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .invitation import Invitation
from .seat_share import Way

SEATED = ("held", "confirmed", "waiting", "requested", "offered")

AGREED = Q(registration__state__in=SEATED) & (
    Q(agreed_at__isnull=False) | Q(had_seat=False, registration__address_confirmed_at__isnull=False)
)
"""Who signed up before being named confirmed their address for another reason."""


class DelegateQuerySet(models.QuerySet["Delegate"]):
    def named(self) -> "DelegateQuerySet":
        """Those whom the organisation still names."""
        return self.filter(removed_at=None)

    def counted(self) -> "DelegateQuerySet":
        """Those who take one of the places of the invitation: named, and neither gone nor late."""
        in_time = Q(answer_by=None) | Q(answer_by__gte=timezone.now())
        still = self.named().filter(registration__state__in=SEATED, declined_at=None)
        return still.filter(in_time | AGREED, registration__forgotten_at=None)

    def agreed(self) -> "DelegateQuerySet":
        """Those who said themselves that they come for the organisation."""
        return self.counted().filter(AGREED)


class Delegate(models.Model):
    """One person named by an organisation: all that stands here is as the organisation typed it.

    The registration is the person's own, with a link and a consent of their own. Somebody may
    have been registered before being named; the organisation is not told, so what it sees is
    this row, and never the registration.
    """

    class State(models.TextChoices):
        NAMED = "named", _("named by the organisation, has not answered yet")
        AGREED = "agreed", _("has confirmed")
        LATE = "late", _("did not answer in time")
        GONE = "gone", _("does not come")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    invitation = models.ForeignKey(
        Invitation,
        on_delete=models.CASCADE,
        related_name="delegates",
        verbose_name=_("invitation"),
    )
    registration = models.ForeignKey(
        "events.Registration",
        on_delete=models.CASCADE,
        related_name="named_by",
        verbose_name=_("registration"),
    )
    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail"))
    language = models.CharField(_("language"), max_length=20)
    mode = models.CharField(_("takes part"), max_length=20, choices=Way, blank=True)
    waited = models.BooleanField(_("was put on the waiting list"), default=False, editable=False)
    had_seat = models.BooleanField(_("was registered before"), default=False, editable=False)
    named_at = models.DateTimeField(_("named"), default=timezone.now)
    answer_by = models.DateTimeField(_("to be confirmed until"), null=True)
    agreed_at = models.DateTimeField(_("agreed"), null=True)
    declined_at = models.DateTimeField(_("declined"), null=True)
    removed_at = models.DateTimeField(_("no longer named"), null=True)

    objects: ClassVar[DelegateQuerySet] = DelegateQuerySet.as_manager()  # type: ignore[assignment]  # stubs

    class Meta:
        ordering = ["named_at", "pk"]
        verbose_name = _("delegate")
        verbose_name_plural = _("delegates")
        constraints = [
            models.UniqueConstraint(
                fields=["invitation", "registration"],
                condition=Q(removed_at=None),
                name="named_once_by_an_invitation",
            )
        ]

    def __str__(self) -> str:
        return self.name or str(_("(forgotten)"))

    @property
    def brought_the_seat(self) -> bool:
        """Whether the seat goes with the naming: they had none, and come for nobody else now."""
        return not self.had_seat and self.registration.invitation_id == self.invitation_id

    def state_at(self, now: datetime | None = None) -> "Delegate.State":
        """What the organisation may know: the same of who was registered before and who was not."""
        if self.declined_at or self.registration.state in {"cancelled", "declined"}:
            return self.State.GONE
        if self.registration.state == "expired":
            return self.State.LATE
        is_confirmed = not self.had_seat and self.registration.is_address_confirmed
        if self.agreed_at or is_confirmed:
            return self.State.AGREED
        is_late = self.answer_by is not None and self.answer_by < (now or timezone.now())
        return self.State.LATE if is_late else self.State.NAMED

    def way_at(self, now: datetime | None = None) -> str:
        """How they take part, as they say themselves once they agreed; until then as was typed."""
        has_agreed = self.state_at(now) == self.State.AGREED
        return (self.mode and has_agreed and self.registration.mode) or self.mode
