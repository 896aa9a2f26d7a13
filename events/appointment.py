"""The appointment: the one entry that a person's own calendar program keeps of a registration.

Programs know an entry by its UID and take a letter about it only if its SEQUENCE is not lower
than the one they have. So both are stored. The UID is the registration's own and not the event's:
a subscribed calendar and the person's appointment are two things, and taking the one away must
never touch the other.
"""

import hashlib

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from . import conf
from .registration import Registration


class Appointment(models.Model):
    """What the person's program was last told, by its fingerprint."""

    registration = models.OneToOneField(
        Registration,
        on_delete=models.CASCADE,
        related_name="appointment",
        verbose_name=_("registration"),
    )
    uid = models.CharField(_("iCalendar UID"), max_length=255, unique=True)
    sequence = models.PositiveIntegerField(_("sequence"), default=0)
    fingerprint = models.CharField(_("fingerprint"), max_length=64)
    is_withdrawn = models.BooleanField(_("withdrawn"), default=False)

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")

    def __str__(self) -> str:
        return self.uid


def of(registration: Registration) -> Appointment | None:
    """The appointment of which the person has been told, if any."""
    try:
        return registration.appointment
    except Appointment.DoesNotExist:
        return None


def told(registration: Registration, fingerprint: str, *, is_withdrawn: bool) -> Appointment:
    """The appointment as a letter is about to tell it: with a higher number if that is news.

    Two workers that tell different things at the same moment get different numbers; one that
    tells the same thing a second time, since it died the first time, gets the same.
    """
    made, _is_new = Appointment.objects.get_or_create(
        registration=registration,
        defaults={
            "uid": _uid(registration),
            "fingerprint": fingerprint,
            "is_withdrawn": is_withdrawn,
        },
    )
    others = Appointment.objects.filter(pk=made.pk).exclude(
        fingerprint=fingerprint, is_withdrawn=is_withdrawn
    )
    others.update(sequence=F("sequence") + 1, fingerprint=fingerprint, is_withdrawn=is_withdrawn)
    made.refresh_from_db()
    return made


def _uid(registration: Registration) -> str:
    """Opaque: neither the registration's own number nor its key can be told from it."""
    digest = hashlib.sha256(f"appointment:{registration.uuid}".encode()).hexdigest()
    return f"{digest[:32]}@{conf.uid_namespace()}"
