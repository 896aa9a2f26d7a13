"""Members of a list that an editor puts in order."""

from typing import Any, ClassVar

from django.db import models
from wagtail.models import Orderable


class InOrderManager(models.Manager):
    """Members with one place stand as they were made: a database gives equals in any order."""

    def get_queryset(self) -> models.QuerySet[Any]:
        return super().get_queryset().order_by("sort_order", "pk")


class InOrder(Orderable):
    """A member of a list, at the place that the editor gave it.

    Members that a program made have no place. In memory they stand as they were put, so `Meta`
    orders by the place alone. A model with other bases names this `Meta`, or theirs leaves the
    order out.
    """

    objects: ClassVar[models.Manager[Any]] = InOrderManager()

    class Meta:
        abstract = True
        ordering = ["sort_order"]
