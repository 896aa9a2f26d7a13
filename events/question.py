"""The question: what the team asks people who sign up; its words stand on the pages."""

from datetime import timedelta
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from stakeholders.facts import FactsItem

from . import conf


class Kind(models.TextChoices):
    """What is asked; ready-made questions have their words in all languages."""

    ACCESS = "access", _("access needs")
    INTERPRETATION = "interpretation", _("language and interpretation")
    CHILDCARE = "childcare", _("childcare")
    DIET = "diet", _("diet")
    TEXT = "text", _("a short text")
    LONG_TEXT = "long-text", _("a long text")
    CHOICE = "choice", _("one of several answers")
    SEVERAL = "several", _("any of several answers")
    NUMBER = "number", _("a number")
    DATE = "date", _("a date")
    CONSENT = "consent", _("a box to agree")
    FILE = "file", _("a file")


READY_MADE = frozenset({Kind.ACCESS, Kind.INTERPRETATION, Kind.CHILDCARE, Kind.DIET})
WITH_CHOICES = frozenset({Kind.CHOICE, Kind.SEVERAL})


def kind_choices() -> list[Any]:
    """Named by migrations, so that a new kind of question needs none."""
    ready = [(one.value, one.label) for one in Kind if one in READY_MADE]
    own = [(one.value, one.label) for one in Kind if one not in READY_MADE]
    return [(_("Ready-made, in all languages"), ready), (_("Your own"), own)]


class QuestionFacts(FactsItem):
    """What holds of a question in every language."""

    kind = models.CharField(_("kind"), max_length=20, choices=kind_choices, default=Kind.TEXT)
    is_required = models.BooleanField(_("must be answered"), default=False)
    only_if = models.CharField(
        _("asked only if"),
        max_length=120,
        blank=True,
        help_text=_("Without JavaScript all see it, with its condition beside it."),
    )
    forget_after_days = models.PositiveSmallIntegerField(
        _("answers are forgotten after"),
        null=True,
        blank=True,
        help_text=_("Days after the end of the event. Empty: the usual time."),
    )

    ITEM_FACTS: ClassVar[tuple[str, ...]] = ("kind", "is_required", "only_if", "forget_after_days")

    class Meta:
        abstract = True

    @property
    def is_ready_made(self) -> bool:
        return self.kind in READY_MADE

    @property
    def condition(self) -> tuple[str, str]:
        """The key of the question on which this one depends, and the answer that it must have.

        Both are empty where it is always asked; any answer will do where the second one is.
        """
        key, _sign, answer = self.only_if.partition("/")
        return key, answer

    @property
    def kept_for(self) -> timedelta:
        """How long after the end of the event an answer is kept: never longer than the name."""
        usual = conf.ready_made_retention() if self.is_ready_made else conf.retention()
        days = self.forget_after_days
        return min(usual if days is None else timedelta(days=days), conf.retention())


class Question(QuestionFacts):
    """A question of an event; its words stand on the pages."""

    event = models.ForeignKey("events.Event", on_delete=models.CASCADE, related_name="questions")
    sort_order = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["sort_order", "pk"]
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def __str__(self) -> str:
        return self.get_kind_display()
