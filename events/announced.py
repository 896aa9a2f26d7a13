"""What calendars and letters point to: a row with a UID for ever, announced once, and changed."""

from typing import Any
from uuid import uuid4

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from stakeholders.facts import Facts

from . import conf


class Announced(Facts):
    """Facts that people are told of: by one UID for ever, with a number for each change of plan."""

    public_id = models.UUIDField(_("public id"), default=uuid4, unique=True, editable=False)
    uid = models.CharField(_("iCalendar UID"), max_length=255, unique=True, editable=False)
    sequence = models.PositiveIntegerField(_("sequence"), default=0, editable=False)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    announced_at = models.DateTimeField(_("announced"), null=True, editable=False)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now, editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        pages: Any = self.pages  # type: ignore[attr-defined]  # of the class that inherits this
        page = pages.select_related("locale").order_by("pk").first()
        return page.title if page else str(self.public_id)

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.uid:
            self.uid = f"{self.public_id}@{conf.uid_namespace()}"
        super().save(*args, **kwargs)
