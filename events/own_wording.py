"""The team's own words in a letter: what stands before and after its facts, per language."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from . import outbox
from .remembering import once


class OwnWording(models.Model):
    """What the team says instead of our words, in one kind of letter and one language."""

    kind = models.CharField(_("kind of letter"), max_length=40, choices=outbox.kinds)
    language = models.CharField(_("language"), max_length=20)
    opening = models.TextField(
        _("opening"),
        blank=True,
        help_text=_("Stands below the facts. An empty line begins a paragraph."),
    )
    notes = models.TextField(
        _("notes"), blank=True, help_text=_("Stands at the end, below the button.")
    )
    changed_at = models.DateTimeField(_("changed"), default=timezone.now, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("changed by"),
    )

    objects: ClassVar[models.Manager["OwnWording"]] = models.Manager()

    class Meta:
        ordering = ["kind", "language"]
        verbose_name = _("wording of a letter")
        verbose_name_plural = _("wordings of letters")
        constraints = [
            models.UniqueConstraint(fields=["kind", "language"], name="one_wording_per_language")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.language})"


@once
def own_wording(kind: str, language: str) -> OwnWording | None:
    """The team's words, where it has its own."""
    return OwnWording.objects.filter(kind=kind, language=language).first()
