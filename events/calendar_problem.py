"""What is missing from calendars because it could not be written or read, until it is mended."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .call import Call
from .event import Event


class CalendarProblemQuerySet(models.QuerySet["CalendarProblem"]):
    def about(self, row: Event | Call) -> "CalendarProblemQuerySet":
        return self.filter(event=row) if isinstance(row, Event) else self.filter(call=row)


class CalendarProblem(models.Model):
    """That the calendar of a language lacks an event or a call, since when and why."""

    event = models.ForeignKey(
        Event, on_delete=models.CASCADE, null=True, related_name="calendar_problems"
    )
    call = models.ForeignKey(
        Call, on_delete=models.CASCADE, null=True, related_name="calendar_problems"
    )
    language = models.CharField(_("language"), max_length=20)
    error = models.CharField(_("what is wrong"), max_length=500)
    since = models.DateTimeField(_("since"), default=timezone.now)

    objects: ClassVar[CalendarProblemQuerySet] = CalendarProblemQuerySet.as_manager()  # type: ignore[assignment]  # stubs

    class Meta:
        ordering = ["since", "pk"]
        verbose_name = _("calendar problem")
        verbose_name_plural = _("calendar problems")
        constraints = [
            models.UniqueConstraint(
                fields=["event", "language"],
                condition=Q(event__isnull=False),
                name="one_problem_per_event_and_language",
            ),
            models.UniqueConstraint(
                fields=["call", "language"],
                condition=Q(call__isnull=False),
                name="one_problem_per_call_and_language",
            ),
            models.CheckConstraint(
                condition=Q(event=None) ^ Q(call=None), name="problem_of_event_or_call"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.row} ({self.language})"

    @property
    def row(self) -> Any:
        return self.event or self.call


def set_problems(row: Event | Call, wrong: Mapping[str, str]) -> None:
    """What is wrong now, by language. What is noted already stays as old as it is."""
    known = {problem.language: problem for problem in CalendarProblem.objects.about(row)}
    for language, error in wrong.items():
        if language not in known or known[language].error != _said(error):
            note_problem(row, language, error)
    if mended := [problem.pk for code, problem in known.items() if code not in wrong]:
        CalendarProblem.objects.filter(pk__in=mended).delete()


def note_problem(row: Event | Call, language: str, error: str) -> None:
    whose: dict[str, Any] = {"event": row} if isinstance(row, Event) else {"call": row}
    CalendarProblem.objects.update_or_create(
        **whose, language=language, defaults={"error": _said(error)}
    )


def _said(error: str) -> str:
    return "".join(sign if sign.isprintable() else " " for sign in error)[:500]
