"""The own calendar: what one person is registered for, at an address that only they know."""

from typing import ClassVar
from uuid import uuid4

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .keys import hash_of, key_behind
from .registration import KEY_SALT, Registration, derive_key


class OwnCalendarQuerySet(models.QuerySet["OwnCalendar"]):
    def with_key(self, key: str) -> "OwnCalendar | None":
        """The one to which a key belongs; only the key's hash is known here."""
        return self.filter(key_hash=hash_of(key)).first()


class OwnCalendar(models.Model):
    """That whoever has this e-mail address wants to subscribe to what they are registered for."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    email = models.EmailField(_("e-mail"), unique=True)
    language = models.CharField(_("language"), max_length=20)
    key_hash = models.CharField(max_length=64, unique=True, editable=False)
    key_number = models.PositiveSmallIntegerField(default=1, editable=False)
    made_at = models.DateTimeField(_("made"), default=timezone.now)

    objects: ClassVar[OwnCalendarQuerySet] = OwnCalendarQuerySet.as_manager()  # type: ignore[assignment]  # stubs

    class Meta:
        verbose_name = _("own calendar")
        verbose_name_plural = _("own calendars")

    def __str__(self) -> str:
        return str(self.uuid)

    def key(self) -> str:
        """The secret in its address: derived when somebody needs it, never stored.

        Nothing if SECRET_KEY has changed for good: then the address works, but only its owner
        knows it.
        """
        return key_behind(self.key_hash, KEY_SALT, f"{self.uuid}:{self.key_number}")


def own_calendar_of(registration: Registration) -> OwnCalendar | None:
    return OwnCalendar.objects.filter(email=registration.email).first()


def make_own_calendar(registration: Registration) -> OwnCalendar:
    """Make one for the confirmed address of this person; one that is there stays as it is."""
    uuid = uuid4()
    made, _is_new = OwnCalendar.objects.get_or_create(
        email=registration.email,
        defaults={
            "uuid": uuid,
            "language": registration.language,
            "key_hash": hash_of(derive_key(uuid, 1)),
        },
    )
    return made


@transaction.atomic
def renew_own_calendar(registration: Registration) -> None:
    """Give it another address; the old one shows nothing any more."""
    rows = OwnCalendar.objects.select_for_update().filter(email=registration.email)
    for calendar in rows:
        calendar.key_number += 1
        calendar.key_hash = hash_of(derive_key(calendar.uuid, calendar.key_number))
        calendar.save(update_fields=["key_number", "key_hash"])


def revoke_own_calendar(registration: Registration) -> None:
    OwnCalendar.objects.filter(email=registration.email).delete()


def forget_unused() -> int:
    """Forget those of people of whom nothing else is known any more; how many."""
    known = Registration.objects.filter(email=models.OuterRef("email"), forgotten_at=None)
    count, _by_model = OwnCalendar.objects.exclude(models.Exists(known)).delete()
    return count
