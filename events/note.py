"""What the team notes about a registration, for itself: who wrote it and when."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class RegistrationNote(models.Model):
    """Shown to nobody but the team, unless the person asks what is known of them."""

    registration = models.ForeignKey(
        "events.Registration", on_delete=models.CASCADE, related_name="notes"
    )
    text = models.TextField(_("note"), max_length=2000)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("written by"),
    )
    written_at = models.DateTimeField(_("written"), default=timezone.now)

    class Meta:
        ordering = ["-written_at", "-pk"]
        verbose_name = _("note about a registration")
        verbose_name_plural = _("notes about registrations")

    def __str__(self) -> str:
        return self.text


def write_note(registration: Any, text: str, *, user: Any = None) -> RegistrationNote:
    return RegistrationNote.objects.create(registration=registration, text=text, written_by=user)
