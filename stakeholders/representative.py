"""The representative: who may speak for an organisation, since when and until when."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .organisation import Organisation


class RepresentativeQuerySet(models.QuerySet["Representative"]):
    def current(self, on: date | None = None) -> "RepresentativeQuerySet":
        """Approved and in force on a day, today by default; the last day is included."""
        day = on or timezone.localdate()
        return self.exclude(approved_on=None).filter(
            Q(valid_from__lte=day), Q(valid_until=None) | Q(valid_until__gte=day)
        )

    def waiting(self) -> "RepresentativeQuerySet":
        return self.filter(approved_on=None)


class Representative(models.Model):
    """That a person with an own account may speak for an organisation; nobody shares a password."""

    class Role(models.TextChoices):
        OWNER = "owner", _("Owner: edits the page and invites others")
        EDITOR = "editor", _("Editor: edits the page")
        EVENTS = "events", _("Events: proposes gatherings")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="represents",
        verbose_name=_("person"),
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.CASCADE,
        related_name="representatives",
        verbose_name=_("organisation"),
    )
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.EDITOR)
    valid_from = models.DateField(_("from"), default=timezone.localdate)
    valid_until = models.DateField(
        _("until"), null=True, blank=True, help_text=_("The last day. Leave empty while it lasts.")
    )
    approved_on = models.DateField(
        _("approved on"),
        null=True,
        blank=True,
        help_text=_("Without an approval the person may not speak for the organisation yet."),
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("approved by"),
    )

    objects: ClassVar[models.Manager] = RepresentativeQuerySet.as_manager()

    class Meta:
        ordering = ["organisation__name", "role", "pk"]
        verbose_name = _("representative")
        verbose_name_plural = _("representatives")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation"],
                condition=Q(valid_until=None),
                name="one_open_role_per_person_and_organisation",
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_from__lte=F("valid_until")),
                name="representative_ends_after_beginning",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.organisation}"

    def clean(self) -> None:
        super().clean()
        if self.valid_until and self.valid_from and self.valid_until < self.valid_from:
            raise ValidationError({"valid_until": _("It cannot end before it begins.")})
