"""The alliance: which organisations belong to it, as what, since when and until when."""

from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .organisation import Organisation, term_of
from .term import Term

ENDS_TOO_EARLY = _("It cannot end before it begins.")


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self, on: date | None = None) -> "MembershipQuerySet":
        """In force on a day, today by default; the last day is included."""
        day = on or timezone.localdate()
        return self.filter(Q(since=None) | Q(since__lte=day), Q(until=None) | Q(until__gte=day))

    def past(self, on: date | None = None) -> "MembershipQuerySet":
        return self.filter(until__lt=on or timezone.localdate())

    def overlapping(self, other: "Membership") -> "MembershipQuerySet":
        """The same member in the same alliance and role, at the same time."""
        found = self.filter(alliance=other.alliance_id, member=other.member_id, role=other.role_id)
        if other.since:
            found = found.filter(Q(until=None) | Q(until__gte=other.since))
        if other.until:
            found = found.filter(Q(since=None) | Q(since__lte=other.until))
        return found.exclude(pk=other.pk)


class Membership(models.Model):
    """That one organisation belongs to another, in one role, between two dates."""

    alliance = models.ForeignKey(
        Organisation,
        on_delete=models.CASCADE,
        related_name="memberships",
        verbose_name=_("alliance"),
        help_text=_("The alliance or network."),
    )
    member = models.ForeignKey(
        Organisation,
        on_delete=models.CASCADE,
        related_name="belongs_to",
        verbose_name=_("member"),
        help_text=_("The organisation that belongs to it."),
    )
    role = models.ForeignKey(
        Term,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to=term_of(Term.Vocabulary.ROLE),
        verbose_name=_("role"),
    )
    since = models.DateField(
        _("since"), null=True, blank=True, help_text=_("Leave empty if it is not known.")
    )
    until = models.DateField(
        _("until"), null=True, blank=True, help_text=_("The last day. Leave empty while it lasts.")
    )
    source = models.CharField(
        _("source"), max_length=255, blank=True, help_text=_("Where this is known from.")
    )
    is_sample = models.BooleanField(_("sample"), default=False)

    objects: ClassVar[models.Manager] = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["alliance__name", "role__sort_order", "member__name", "pk"]
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.CheckConstraint(condition=~Q(alliance=F("member")), name="no_member_of_itself"),
            models.CheckConstraint(
                condition=Q(since=None) | Q(until=None) | Q(since__lte=F("until")),
                name="membership_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} → {self.alliance}"

    def clean(self) -> None:
        super().clean()
        if None in (self.alliance_id, self.member_id, self.role_id):
            return
        if self.alliance_id == self.member_id:
            raise ValidationError({"member": _("An organisation is no member of itself.")})
        if self.since and self.until and self.until < self.since:
            raise ValidationError({"until": ENDS_TOO_EARLY})
        if Membership.objects.overlapping(self).exists():
            raise ValidationError(
                _("This organisation already has this role in the alliance at that time.")
            )

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Memberships are few and written by hand or by loaders: each is checked."""
        self.full_clean()
        super().save(*args, **kwargs)


def members_of(alliance: Organisation | None) -> list[Membership]:
    """Who belongs to it today, in the order of roles and names."""
    if alliance is None:
        return []
    return list(alliance.memberships.current().select_related("member__kind", "role"))


def alliances_of(member: Organisation | None) -> list[Membership]:
    """What it belongs to today."""
    if member is None:
        return []
    return list(member.belongs_to.current().select_related("alliance__kind", "role"))
