"""The one row that the bare form inserts."""

from django.db import models


class Guest(models.Model):
    name = models.CharField(max_length=200)
    email = models.EmailField()
    organisation = models.CharField(max_length=200, blank=True)
    seats = models.PositiveSmallIntegerField(default=1)
    consent = models.BooleanField()

    class Meta:
        app_label = "bare"

    def __str__(self) -> str:
        return self.name
