"""A chart of numbers: an editor pastes a table, the server draws it, readers have both."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.functional import cached_property
from django.utils.translation import get_language_bidi, gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import BlockGroup

from story_pages import chart, chart_data
from story_pages.chart_data import Data
from story_pages.chart_drawing import Drawing, Mark
from story_pages.figure import Number
from story_pages.refusal import Ruled

from .element import Element
from .figures import FIGURES

MOST_FAULTS = 5


class ChartValue(blocks.StructValue):
    @cached_property
    def data(self) -> Data:
        return chart_data.read(self.get("rows") or "")

    @property
    def kind(self) -> str:
        return self.get("kind") or "bars"

    @property
    def drawing(self) -> Drawing:
        return chart.draw(self.data, self.kind, self._write, rtl=get_language_bidi())

    @property
    def table(self) -> list[tuple[str, list[str]]]:
        """Each label with its numbers as they are read."""
        return [(label, [_told(one) for one in row]) for label, row in self.data.rows]

    @property
    def key(self) -> list[Mark]:
        """A mark for each series, where there is more than one."""
        count = len(self.data.series)
        return [Mark(place, "50%", "50%") for place in range(count)] if count > 1 else []

    @property
    def told(self) -> str:
        """What it shows: in the editor's words, else its lowest and its highest number."""
        return self.get("summary") or self._extremes

    @property
    def _extremes(self) -> str:
        found = [
            (number.value, _told(number), label)
            for label, row in self.data.rows
            for number in row
            if number
        ]
        if not found:
            return ""
        (_value, low, low_label), (_other, high, high_label) = min(found), max(found)
        if low == high:
            return f"{high_label}: {high}"
        return gettext("From %(low)s (%(low_label)s) to %(high)s (%(high_label)s).") % {
            "low": low,
            "low_label": low_label,
            "high": high,
            "high_label": high_label,
        }

    def _write(self, value: Decimal, places: int) -> str:
        """A number with the signs that all numbers of the chart have."""
        befores = {number.before for number in self.data.written}
        afters = {number.after for number in self.data.written}
        before, after = (one.pop() if len(one) == 1 else "" for one in (befores, afters))
        return _told(Number(value, places, before, after))


class ChartElement(Element, Ruled):
    """Numbers as bars, columns or lines, with the table that they come from."""

    styles = ("story_pages/elements/chart.css",)

    title = blocks.CharBlock(label=_("Heading"), help_text=_("What the chart shows."))
    kind = blocks.ChoiceBlock(
        label=_("Kind"),
        choices=[
            ("bars", _("bars (any labels)")),
            ("columns", _("columns (short labels, such as years)")),
            ("line", _("line (how something changes)")),
            ("stacked", _("bars of several parts")),
        ],
        default="bars",
        required=False,
    )
    rows = blocks.TextBlock(
        label=_("Numbers"),
        rows=6,
        help_text=_(
            "Paste them from a spreadsheet, or write one row a line with | between the cells. The "
            "first row holds the headings: Year | Children | Adults. Leave a cell empty where a "
            "number is missing. 1,5 and 1.5 are one and a half; 1,500 and 1.500 are thousands."
        ),
    )
    unit = blocks.CharBlock(
        label=_("Unit"), required=False, help_text=_("Such as “children” or “euros a year”.")
    )
    summary = blocks.TextBlock(
        label=_("What it tells"),
        rows=2,
        required=False,
        help_text=_("One sentence for those who cannot see the chart. It stands below it, too."),
    )
    source = blocks.CharBlock(label=_("Source"), required=False)
    source_url = blocks.URLBlock(label=_("Where it can be read"), required=False)

    class Meta:
        icon = "table"
        label = _("Chart")
        group = FIGURES
        template = "story_pages/elements/chart.html"
        value_class = ChartValue
        label_format = "{title}"
        form_layout = BlockGroup(
            children=["title", "kind", "rows", "unit", "summary"],
            settings=["source", "source_url"],
        )

    def refused(self, value: Any) -> dict[str, ValidationError]:
        problems = _problems(value.data, value.kind)
        # A draft may wait for its numbers, but not hold words in their place.
        if problems and (value.data.faults or not self.is_deferred_validation):
            return {"rows": ValidationError(problems)}
        return {}


def _problems(data: Data, kind: str) -> list[str]:
    """What an editor has to change, cell by cell."""
    if data.faults:
        return [
            gettext(
                "Row “%(row)s”, column “%(column)s”: “%(text)s” is not a number. "
                "Write digits only, or leave the cell empty."
            )
            % {"row": fault.row, "column": fault.column, "text": fault.text}
            for fault in data.faults[:MOST_FAULTS]
        ]
    if not data:
        return [gettext("Write a row of headings, and below it at least one row with a number.")]
    if len(data.labels) > chart_data.MOST_ROWS or len(data.series) > chart_data.MOST_SERIES:
        return [
            gettext(
                "More than %(rows)s rows or %(columns)s columns of numbers cannot be told apart: "
                "make two charts of it."
            )
            % {"rows": chart_data.MOST_ROWS, "columns": chart_data.MOST_SERIES}
        ]
    if kind == "stacked" and any(value < 0 for value in data.values):
        return [gettext("Parts of a bar cannot be less than nothing: choose bars or columns.")]
    return []


def _told(number: Number | None) -> str:
    """A number in the page's language, with its signs; empty if it is missing."""
    if number is None:
        return ""
    digits = number_format(number.value, number.places, use_l10n=True, force_grouping=True)
    if number.after == "%":
        digits = gettext("%(number)s%%") % {"number": digits}
    else:
        digits += number.after
    return f"{number.before}{digits}"
