"""The picture of who is missing: for each line of a table, bars reckoned here, drawn as SVG."""

from dataclasses import dataclass

from .missing import LABELS, STEPS, Line, Table

LONGEST = 400
THICK = 8
GAP = 2


@dataclass(frozen=True)
class Bar:
    """One step of one line: how long, how far down, how many."""

    step: str
    label: str
    number: int
    length: int
    top: int


@dataclass(frozen=True)
class Picture:
    """The bars of one line, from the first step to the last; the same scale for a whole table."""

    line: Line
    bars: list[Bar]
    width: int = LONGEST
    height: int = len(STEPS) * (THICK + GAP)
    thick: int = THICK


def pictures_of(table: Table) -> list[Picture]:
    most = max((number for line in table.lines for number in line.cells), default=0)
    return [Picture(line, _bars(line, most)) for line in table.lines]


def _bars(line: Line, most: int) -> list[Bar]:
    return [
        Bar(
            step=step,
            label=str(LABELS[step]),
            number=line.numbers[step],
            length=_length(line.numbers[step], most),
            top=number * (THICK + GAP),
        )
        for number, step in enumerate(STEPS)
    ]


def _length(number: int, most: int) -> int:
    """At least a sliver for one, nothing for none."""
    return max(round(number / most * LONGEST), 2) if number else 0
