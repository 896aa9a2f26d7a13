"""Tables: typed or pasted from a spreadsheet, so that translators get one text and no puzzle."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import BlockGroup

from story_pages.refusal import Ruled
from story_pages.table import Table

from .element import Element
from .words import WORDS

MOST_COLUMNS = 12


class TableValue(blocks.StructValue):
    @property
    def table(self) -> Table:
        return Table.read(self.get("rows") or "")

    @property
    def has_row_headings(self) -> bool:
        return self.get("headings") in {"column", "both"}

    @property
    def has_column_headings(self) -> bool:
        return self.get("headings") in {"row", "both"}


class TableElement(Element, Ruled):
    styles = ("story_pages/elements/table.css",)

    caption = blocks.CharBlock(
        label=_("Caption"), help_text=_("What the table shows; it stands above it.")
    )
    rows = blocks.TextBlock(
        label=_("Rows"),
        rows=6,
        help_text=_(
            "Paste them from a spreadsheet. Or write one row a line, with | between the cells: "
            "Year | Children | Share."
        ),
    )
    headings = blocks.ChoiceBlock(
        label=_("Headings"),
        choices=[
            ("row", _("the first row")),
            ("column", _("the first column")),
            ("both", _("the first row and the first column")),
            ("none", _("none")),
        ],
        default="row",
        required=False,
        help_text=_("Screen readers read them out with every cell."),
    )
    source = blocks.CharBlock(label=_("Source"), required=False)

    class Meta:
        icon = "table"
        label = _("Table")
        group = WORDS
        template = "story_pages/elements/table.html"
        value_class = TableValue
        label_format = "{caption}"
        form_layout = BlockGroup(children=["caption", "rows", "headings"], settings=["source"])

    def refused(self, value: Any) -> dict[str, ValidationError]:
        if not any(len(row) > MOST_COLUMNS for row in value.table.rows[:1]):
            return {}
        words = _("A phone cannot show more than %(most)s columns: make two tables of it.")
        return {"rows": ValidationError(words, params={"most": MOST_COLUMNS})}
