"""A table that was typed or pasted as text: its rows, its cells, and which columns are numbers."""

import re
from dataclasses import dataclass
from itertools import zip_longest

SEPARATORS = ("\t", "|", ";")
# Digits with signs, separators of any language, currencies and units of one or two letters.
NUMBER = re.compile(r"^[-+−±~≈<>]?\s*[€$£]?\s*\d[\d.,’' \u00a0\u202f]*\s*(?:%|‰|[€$£]|\w{1,2})?$")


@dataclass(frozen=True)
class Cell:
    text: str
    is_number: bool = False
    """Or the heading of numbers: they stand below each other at the end of their column."""


@dataclass(frozen=True)
class Table:
    """Rows of equal length; what was left out is an empty cell."""

    rows: tuple[tuple[Cell, ...], ...]

    @classmethod
    def read(cls, text: str) -> "Table":
        """One row a line; cells are parted by tabs, as spreadsheets do, else by | or ;."""
        lines = [line for line in text.splitlines() if line.strip()]
        separator = next((one for one in SEPARATORS if any(one in line for line in lines)), None)
        rows = [_texts(line, separator) for line in lines]
        columns = list(zip_longest(*rows, fillvalue=""))
        numbers = [_are_numbers(column[1:]) for column in columns]
        return cls(
            tuple(
                tuple(Cell(text, is_number) for text, is_number in zip(row, numbers, strict=True))
                for row in zip(*columns, strict=True)
            )
        )


def _texts(line: str, separator: str | None) -> list[str]:
    if separator is None:
        return [line.strip()]
    framed = line.strip()
    if separator == "|" and framed.startswith("|") and framed.endswith("|"):
        line = framed[1:-1]
    return [text.strip() for text in line.split(separator)]


def _are_numbers(texts: tuple[str, ...]) -> bool:
    written = [text for text in texts if text]
    return bool(written) and all(NUMBER.match(text) for text in written)
