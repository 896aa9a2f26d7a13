"""A chart of one table of the report: bars reckoned here, drawn as SVG by a template."""

from collections.abc import Sequence
from dataclasses import dataclass

from .report import Table
from .small_numbers import Line

WIDTH, ROW, BAR, TOP = 640, 52, 14, 8
"""In the units of the drawing, which grows with the page."""
LONGEST = 560


@dataclass(frozen=True)
class Bar:
    """One line: its label, where it stands, and how long its two bars are."""

    label: str
    registered: int
    came: int
    label_y: int
    registered_y: int
    registered_width: int
    came_y: int
    came_width: int


@dataclass(frozen=True)
class Chart:
    """All bars of a table, in a drawing of this size."""

    name: str
    heading: str
    bars: list[Bar]
    width: int
    height: int
    bar_height: int = BAR


def chart_of(table: Table) -> Chart:
    most = max((max(line.people) for line in table.lines), default=0)
    bars = [_bar(line, number, most) for number, line in enumerate(table.lines)]
    return Chart(table.name, table.heading, bars, WIDTH, TOP + ROW * len(bars))


def _bar(line: Line, number: int, most: int) -> Bar:
    top = TOP + ROW * number
    return Bar(
        label=line.label,
        registered=line.registered,
        came=line.came,
        label_y=top + 11,
        registered_y=top + 17,
        registered_width=_width(line.registered, most),
        came_y=top + 17 + BAR + 1,
        came_width=_width(line.came, most),
    )


def _width(number: int, most: int) -> int:
    return round(number / most * LONGEST) if most else 0


def charts_of(tables: Sequence[Table]) -> list[tuple[Table, Chart]]:
    return [(table, chart_of(table)) for table in tables]
