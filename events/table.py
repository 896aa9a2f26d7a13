"""Tables that are safe to open: no cell of a spreadsheet becomes a formula."""

import re
from datetime import datetime
from typing import Any

from django.utils import timezone

# What a spreadsheet program reads as the beginning of a formula or a command, in the plain and in
# the full-width form, which some of them read alike.
_BEGINNINGS = ("=", "+", "-", "@", "|", "%", "＝", "＋", "－", "＠", "｜", "％")
# What the XML of a workbook cannot hold.
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

EXACT = 10**15
"""Beyond it a workbook knows a number only roughly, and far beyond it not at all."""


def csv_cell(value: Any) -> Any:
    """A value for a CSV file: an apostrophe stands before whatever looks like a formula.

    Nothing is taken away, so that "+31 6 …" can still be read. Numbers stay numbers.
    """
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
    if not isinstance(value, str):
        return value
    text = _ILLEGAL.sub("", value)
    is_risky = text.lstrip().startswith(_BEGINNINGS) or text.startswith(("\t", "\r", "\n"))
    return f"'{text}" if is_risky else text


def xlsx_cell(value: Any) -> Any:
    """A value for a workbook, whose cells are written as text: times local, text legal."""
    if isinstance(value, datetime):
        return timezone.make_naive(value).replace(microsecond=0)
    if isinstance(value, int) and abs(value) > EXACT:
        return str(value)
    return _ILLEGAL.sub("", value) if isinstance(value, str) else value
