"""The certificate: that somebody was there, with a number by which others can ask if it is true."""

import base64
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from .check_in import CheckIn
from .keys import hash_of
from .registration import Registration

LETTERS = 20
"""100 bits: nobody guesses one, and it can still be typed from paper."""


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def numbered(self, number: str) -> "Certificate | None":
        """The one with this number, as it is printed or typed; only its hash is known here."""
        wanted = hash_of(plain(number))
        rows = self.select_related("registration__occurrence__event")
        return rows.filter(number_hash=wanted).first()


class Certificate(models.Model):
    """That a person asked for a paper which says that they were there."""

    registration = models.ForeignKey(
        Registration, on_delete=models.CASCADE, related_name="certificates"
    )
    number_hash = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)

    objects: ClassVar[CertificateQuerySet] = CertificateQuerySet.as_manager()  # type: ignore[assignment]  # stubs

    class Meta:
        default_permissions = ()
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")

    def __str__(self) -> str:
        return f"{self.registration}, {self.made_at:%Y-%m-%d}"

    @property
    def is_true(self) -> bool:
        """Whether it still holds that they came: a check-in may be undone."""
        return CheckIn.objects.standing().filter(registration=self.registration_id).exists()

    @property
    def number(self) -> str:
        """What is printed: in groups of five, derived when it is needed, never stored."""
        for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
            number = _derive(self.registration, secret)
            if hash_of(number) == self.number_hash:
                return "-".join(number[at : at + 5] for at in range(0, LETTERS, 5))
        return ""


def certificate_of(registration: Registration) -> Certificate | None:
    """The one that can be printed; others were taken over with another registration of theirs."""
    return next((one for one in registration.certificates.all() if one.number), None)


def certificate_for(registration: Registration) -> Certificate:
    """The one that this person asks for; whoever asks twice has one."""
    number = _derive(registration, settings.SECRET_KEY)
    made, _is_new = Certificate.objects.get_or_create(
        number_hash=hash_of(number), defaults={"registration": registration}
    )
    return made


def may_have_certificate(registration: Registration) -> bool:
    """Who came, once it is over, and as long as we know who they are."""
    if registration.forgotten_at is not None or not registration.occurrence.is_past():
        return False
    return CheckIn.objects.standing().filter(registration=registration).exists()


def plain(number: str) -> str:
    """A number without the marks between its groups, in capitals."""
    return "".join(one for one in number.upper() if one.isalnum())


def _derive(registration: Registration, secret: str | bytes) -> str:
    made = salted_hmac(
        "events.certificate", str(registration.uuid), secret=secret, algorithm="sha256"
    )
    return base64.b32encode(made.digest()).decode()[:LETTERS]
