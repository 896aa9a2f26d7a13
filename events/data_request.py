"""The data request: that somebody's data was shown to them or erased; never whose."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class DataRequest(models.Model):
    """The trace of a request: when, by whom, how many rows of what. No name and no address."""

    class Kind(models.TextChoices):
        SHOWN = "shown", _("shown")
        ERASED = "erased", _("erased")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    done_at = models.DateTimeField(_("done"), default=timezone.now)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("done by"),
        help_text=_("Empty: by the command."),
    )
    counts = models.JSONField(_("how many rows of what"), default=dict)

    class Meta:
        ordering = ["-done_at", "-pk"]
        verbose_name = _("data request")
        verbose_name_plural = _("data requests")
        default_permissions = ("view",)
        permissions = [("answer_datarequest", _("Can show and erase a person's data"))]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.done_at:%Y-%m-%d}"
