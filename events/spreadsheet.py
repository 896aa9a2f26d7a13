"""A list as a file to take along: cells safe to open, lines in the language of who asked."""

from collections.abc import Iterator
from datetime import tzinfo
from itertools import chain
from typing import Any

from django.utils import timezone, translation

from .table import csv_cell, xlsx_cell


class Spreadsheet:
    """For views that export by Wagtail; stands before Wagtail's own class."""

    FORMAT_XLSX: str

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        return (xlsx_cell if export_format == self.FORMAT_XLSX else csv_cell)(value)

    def stream_csv(self, queryset: Any) -> Iterator[bytes]:
        """With a mark at the start by which spreadsheets know that it is UTF-8."""
        lines = super().stream_csv(queryset)  # type: ignore[misc]  # Wagtail's view
        here = (translation.get_language(), timezone.get_current_timezone())
        return chain(["\ufeff".encode()], _as_seen_from(*here, lines))


def _as_seen_from(language: str | None, zone: tzinfo, lines: Iterator[bytes]) -> Iterator[bytes]:
    """Each line in the language and on the clock of who asked: the server writes them later."""
    while True:
        with translation.override(language), timezone.override(zone):
            line = next(lines, None)
        if line is None:
            return
        yield line
