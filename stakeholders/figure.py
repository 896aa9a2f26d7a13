"""The figure: a number that is told of an organisation, with who says so and for when."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import formats
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .facts import FactsItem
from .organisation import Organisation, term_of
from .term import Term


class FigureFacts(FactsItem):
    """A number with who says so and for when; two that disagree stand side by side."""

    class Precision(models.TextChoices):
        EXACTLY = "exactly", _("exactly")
        ABOUT = "about", _("about")
        AT_LEAST = "at-least", _("at least")
        MORE_THAN = "more-than", _("more than")

    class DatePrecision(models.TextChoices):
        YEAR = "year", _("the year is known")
        MONTH = "month", _("the month is known")
        DAY = "day", _("the day is known")

    measure = models.ForeignKey(
        Term,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        limit_choices_to=term_of(Term.Vocabulary.MEASURE),
        related_name="+",
        verbose_name=_("what it measures"),
        help_text=_("A term is shown in each language; a label of your own in one only."),
    )
    label = models.CharField(_("or a label of your own"), max_length=120, blank=True)
    value = models.DecimalField(_("value"), max_digits=18, decimal_places=3)
    unit = models.CharField(_("unit"), max_length=30, blank=True, help_text=_("Such as % or km²."))
    precision = models.CharField(
        _("precision"), max_length=10, choices=Precision, default=Precision.EXACTLY
    )
    as_of = models.DateField(
        _("as of"), null=True, blank=True, help_text=_("Leave empty if the source is undated.")
    )
    as_of_precision = models.CharField(
        _("of the date"), max_length=5, choices=DatePrecision, default=DatePrecision.DAY
    )
    source_page = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("source: a page of this site"),
    )
    source_title = models.CharField(_("or source: title"), max_length=200, blank=True)
    source_url = models.URLField(_("source: address"), blank=True)

    _SAID: ClassVar[dict[str, Any]] = {
        Precision.EXACTLY: _("%(amount)s"),
        Precision.ABOUT: _("about %(amount)s"),
        Precision.AT_LEAST: _("at least %(amount)s"),
        Precision.MORE_THAN: _("more than %(amount)s"),
    }

    ITEM_FACTS = (
        "measure",
        "label",
        "value",
        "unit",
        "precision",
        "as_of",
        "as_of_precision",
        "source_page",
        "source_title",
        "source_url",
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.measure or self.label}: {self.value.normalize():f}"

    @property
    def what(self) -> str:
        """What it measures, in the active language if a term says it."""
        return str(self.measure) if self.measure else self.label

    @property
    def told_value(self) -> str:
        """The value as a sentence would say it, such as "about 230,000"."""
        number = formats.number_format(self.value.normalize(), use_l10n=True, force_grouping=True)
        amount = f"{number} {self.unit}".strip()
        return str(self._SAID[self.precision]) % {"amount": amount}

    @property
    def told_date(self) -> str:
        """As much of the date as is known, or that there is none."""
        if self.as_of is None:
            return gettext("undated")
        if self.as_of_precision == self.DatePrecision.YEAR:
            return str(self.as_of.year)
        pattern = (
            "YEAR_MONTH_FORMAT"
            if self.as_of_precision == self.DatePrecision.MONTH
            else "DATE_FORMAT"
        )
        return formats.date_format(self.as_of, pattern)

    def clean(self) -> None:
        super().clean()
        if not (self.measure_id or self.label):
            raise ValidationError({"measure": _("Say what the figure measures.")})
        if not (self.source_page_id or self.source_title):
            raise ValidationError({"source_page": _("Say where the figure comes from.")})


class Figure(FigureFacts):
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="figures")
    sort_order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["sort_order", "pk"]
