"""The version of the calendars in a language: a sum that grows with every change of an entry.

Each change adds a row, so transactions that run at the same time neither wait for each other nor
lose a change, in whatever order they end. A row becomes visible together with the entries that it
tells of: who reads the version first and the entries afterwards may get newer ones, never older.
"""

import secrets
from collections.abc import Iterable

from django.db import connection, models, transaction
from django.utils.translation import gettext_lazy as _

_MOST = 2**32


class VersionStep(models.Model):
    """By how much the version of a language has grown at once."""

    language = models.CharField(_("language"), max_length=20)
    size = models.PositiveBigIntegerField(_("size"))

    class Meta:
        verbose_name = _("step of a calendar's version")
        verbose_name_plural = _("steps of calendars' versions")
        indexes = [models.Index(fields=["language", "size"], name="version_of_a_language")]

    def __str__(self) -> str:
        return f"{self.language} +{self.size}"


def version_of(language: str) -> int:
    """The version now; by a cursor, since the ORM would take longer than the database."""
    table = VersionStep._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT SUM(size) FROM {table} WHERE language = %s", [language])  # noqa: S608 - our own table
        return int(cursor.fetchone()[0] or 0)


def raise_versions(languages: Iterable[str]) -> None:
    """Entries of these languages were changed, before, in the same transaction.

    The steps are random, so that a database put back from a copy gets no version twice.
    """
    steps = [
        VersionStep(language=language, size=1 + secrets.randbelow(_MOST))
        for language in sorted(set(languages))
    ]
    VersionStep.objects.bulk_create(steps)


def join_steps() -> int:
    """Put the steps of each language into one, so that the sum stays quick; how many went.

    The sum stays the same at every moment, so nobody notices.
    """
    gone = 0
    for language in VersionStep.objects.order_by().values_list("language", flat=True).distinct():
        with transaction.atomic():
            known = VersionStep.objects.filter(language=language).order_by("pk")
            if connection.features.has_select_for_update_skip_locked:
                known = known.select_for_update(skip_locked=True)
            sizes = dict(known.values_list("pk", "size"))
            if len(sizes) > 1:
                VersionStep.objects.filter(pk__in=sizes).delete()
                VersionStep.objects.create(language=language, size=sum(sizes.values()))
                gone += len(sizes) - 1
    return gone
