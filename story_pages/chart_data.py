"""What a chart shows: labels and series of numbers, read from a table that was typed or pasted."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from . import figure
from .figure import NotANumberError, Number
from .table import Table

MOST_ROWS, MOST_SERIES = 40, 6


@dataclass(frozen=True)
class Series:
    """A row of numbers with a name; None where one is missing."""

    name: str
    numbers: tuple[Number | None, ...]


@dataclass(frozen=True)
class Fault:
    """A cell that holds words where a number belongs."""

    row: str
    column: str
    text: str


@dataclass(frozen=True)
class Data:
    labels: tuple[str, ...] = ()
    series: tuple[Series, ...] = ()
    corner: str = ""
    faults: tuple[Fault, ...] = ()

    def __bool__(self) -> bool:
        return any(True for _number in self.written)

    @property
    def written(self) -> Iterator[Number]:
        """All numbers that are there."""
        return (number for one in self.series for number in one.numbers if number)

    @property
    def values(self) -> list[Decimal]:
        return [number.value for number in self.written]

    @property
    def places(self) -> int:
        """How many decimals the most exact number has."""
        return max((number.places for number in self.written), default=0)

    @property
    def rows(self) -> list[tuple[str, tuple[Number | None, ...]]]:
        """As a table: each label with its number in every series."""
        return [
            (label, tuple(one.numbers[place] for one in self.series))
            for place, label in enumerate(self.labels)
        ]


def read(text: str) -> Data:
    """The first row names the series, the first cell of each row says what its numbers are of.

    A cell that cannot be read counts as missing and is told among the faults.
    """
    rows = [[cell.text for cell in row] for row in Table.read(text).rows]
    if len(rows) < 2 or len(rows[0]) < 2:
        return Data()
    head, body = rows[0], rows[1:]
    faults: list[Fault] = []
    series = []
    for column, name in enumerate(head[1:], start=1):
        point = figure.point_of(row[column] for row in body)
        found = tuple(_number(row, column, head, point, faults) for row in body)
        series.append(Series(name, found))
    return Data(tuple(row[0] for row in body), tuple(series), head[0], tuple(faults))


def _number(
    row: list[str], column: int, head: list[str], point: str, faults: list[Fault]
) -> Number | None:
    try:
        return figure.read(row[column], point=point)
    except NotANumberError:
        faults.append(Fault(row[0], head[column], row[column]))
        return None
