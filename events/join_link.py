"""The join link: one person's own way into what happens online, instead of the true address."""

from typing import ClassVar

from django.db import models
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .registration import Registration
from .sealed_key import is_sealed, named_by, seal

PURPOSE = "join"


class JoinLink(models.Model):
    """That a person's join link was renewed or taken back; without a row it is the first."""

    registration = models.OneToOneField(
        Registration, on_delete=models.CASCADE, related_name="join_link"
    )
    number = models.PositiveSmallIntegerField(default=1, editable=False)
    revoked_at = models.DateTimeField(_("taken back"), null=True, editable=False)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now, editable=False)

    objects: ClassVar[models.Manager["JoinLink"]]

    class Meta:
        default_permissions = ()
        verbose_name = _("join link")
        verbose_name_plural = _("join links")

    def __str__(self) -> str:
        return f"{self.registration} ({self.number})"


def join_key(registration: Registration) -> str:
    """The secret in this person's own join link; nothing where the team took it back."""
    link = _link_of(registration)
    if link is None:
        return seal(PURPOSE, registration.uuid)
    return "" if link.revoked_at else seal(PURPOSE, registration.uuid, number=link.number)


def joining_by(key: str) -> Registration | None:
    """Whose link this is, if it still opens anything."""
    uuid = named_by(key)
    if uuid is None:
        return None
    rows = Registration.objects.select_related("occurrence__event", "join_link")
    found = rows.filter(uuid=uuid, forgotten_at=None).first()
    if found is None:
        return None
    link = _link_of(found)
    number = link.number if link else 1
    is_good = is_sealed(key, PURPOSE, uuid, number=number)
    return found if is_good and not (link and link.revoked_at) else None


def renew_join_link(registration: Registration) -> None:
    """Give this person another link; the old one opens nothing any more."""
    _change(registration, revoked_at=None)


def revoke_join_link(registration: Registration) -> None:
    """Take the link back: this person has none until the team gives another."""
    _change(registration, revoked_at=timezone.now())


def _change(registration: Registration, **values: object) -> None:
    JoinLink.objects.get_or_create(registration=registration)
    JoinLink.objects.filter(registration=registration).update(
        number=F("number") + 1, changed_at=timezone.now(), **values
    )


def _link_of(registration: Registration) -> JoinLink | None:
    try:
        return registration.join_link
    except JoinLink.DoesNotExist:
        return None
