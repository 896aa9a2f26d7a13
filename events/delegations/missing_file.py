"""Who is missing as a file to take along: CSV or XLSX, safe to open."""

from collections import OrderedDict
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from events.spreadsheet import Spreadsheet

from .missing import LABELS, STEPS, Line, Table

Row = tuple[Table, Line]


class MissingFile(Spreadsheet, SpreadsheetExportMixin):
    """One row for each line of each table."""

    export_filename = "who-is-missing"
    export_headings = {
        "by": pgettext_lazy("grouped by", "By"),
        "group": _("Group"),
        **LABELS,
        "left_out": _("Left out"),
    }
    list_export = list(export_headings)

    def to_row_dict(self, item: Row) -> OrderedDict[str, Any]:
        table, line = item
        cells = (table.heading, line.label, *(line.numbers[step] for step in STEPS), line.left_out)
        return OrderedDict(zip(self.list_export, cells, strict=True))


def rows_of(tables: list[Table]) -> list[Row]:
    return [(table, line) for table in tables for line in table.lines]
