"""The helper's link: for one date, to check people in without an account, on that day only."""

from datetime import datetime
from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from . import conf
from .keys import derived, hash_of, key_behind
from .occurrence import Occurrence

SALT = "events.helper_link.key"


class HelperLinkQuerySet(models.QuerySet["HelperLink"]):
    def standing(self) -> "HelperLinkQuerySet":
        return self.filter(revoked_at=None)

    def with_key(self, key: str) -> "HelperLink | None":
        """The one to which a key belongs; only the key's hash is known here."""
        rows = self.standing().select_related("occurrence__event")
        return rows.filter(key_hash=hash_of(key)).first()


class HelperLink(models.Model):
    """That whoever has this link may check people in, at this date, as this."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    occurrence = models.ForeignKey(
        Occurrence,
        on_delete=models.CASCADE,
        related_name="helper_links",
        verbose_name=_("occurrence"),
    )
    role = models.CharField(
        _("who uses it"),
        max_length=80,
        help_text=_("A place or a task, such as “main door”, not a person's name."),
    )
    may_exceed = models.BooleanField(
        _("may let in more people than there are seats"), default=False
    )
    key_hash = models.CharField(max_length=64, unique=True, editable=False)
    key_number = models.PositiveSmallIntegerField(default=1, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("made by"),
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    revoked_at = models.DateTimeField(_("taken back"), null=True, editable=False)

    objects: ClassVar[HelperLinkQuerySet] = HelperLinkQuerySet.as_manager()  # type: ignore[assignment]  # stubs

    class Meta:
        ordering = ["occurrence__starts_at", "role", "pk"]
        verbose_name = _("helper's link")
        verbose_name_plural = _("helpers' links")

    def __str__(self) -> str:
        return self.role

    def is_good(self, now: datetime | None = None) -> bool:
        """Whether it opens the door now: not taken back, and it is the day."""
        return self.revoked_at is None and is_open(self.occurrence, now)

    def key(self) -> str:
        """The secret in its address: derived when somebody needs it, never stored.

        Nothing if SECRET_KEY has changed for good: then the team makes another.
        """
        return key_behind(self.key_hash, SALT, f"{self.uuid}:{self.key_number}")


def open_from(occurrence: Occurrence) -> datetime:
    """From when on people are checked in."""
    return occurrence.starts_at - conf.check_in_margin()


def open_until(occurrence: Occurrence) -> datetime:
    """When checking in ends, and devices forget what they kept."""
    return occurrence.ends_at + conf.check_in_margin()


def is_open(occurrence: Occurrence, now: datetime | None = None) -> bool:
    return open_from(occurrence) <= (now or timezone.now()) < open_until(occurrence)


def make_helper_link(
    occurrence: Occurrence, role: str, *, made_by: int | None = None, may_exceed: bool = False
) -> HelperLink:
    uuid = uuid4()
    return HelperLink.objects.create(
        uuid=uuid,
        occurrence=occurrence,
        role=role,
        may_exceed=may_exceed,
        made_by_id=made_by,
        key_hash=hash_of(derived(SALT, f"{uuid}:1")),
    )


def revoke_helper_link(link: HelperLink) -> None:
    """Take it back: whoever uses it now is out with the next tap."""
    HelperLink.objects.standing().filter(pk=link.pk).update(
        revoked_at=timezone.now(), key_number=F("key_number") + 1
    )
