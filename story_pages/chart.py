"""How a chart is laid out: bars, columns or lines from its numbers."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from math import ceil

from .chart_data import Data
from .chart_drawing import NARROWEST, Drawing, em, width_of, wrapped
from .chart_scale import Scale, scale

Write = Callable[[Decimal, int], str]

LINE = 1.35
BAR, THIN_BAR, GAP = 1.3, 0.95, 0.8
TALL = 14.0
LONGEST_LABEL = 14


def draw(data: Data, kind: str, write: Write, *, rtl: bool = False) -> Drawing:
    """The chart of a kind: "bars", "stacked", "columns" or "line"."""
    drawing = Drawing(rtl)
    if kind == "stacked" and not any(value < 0 for value in data.values):
        _stack(drawing, data, write)
    elif kind == "line":
        _draw_line(drawing, data, write)
    elif kind == "columns" and _fit_below(data):
        _draw_columns(drawing, data, write)
    else:
        _draw_bars(drawing, data, write)
    return drawing


def _room(data: Data, write: Write) -> float:
    """The share of the narrowest screen that the longest number takes, in per cent."""
    longest = max((width_of(write(value, data.places)) for value in data.values), default=0)
    return min(45.0, (longest + 0.6) / NARROWEST * 100)


def _draw_bars(drawing: Drawing, data: Data, write: Write) -> None:
    spread = scale(data.values, from_zero=True)
    room = _room(data, write)
    left = room if spread.low < 0 else 0.0
    thick = BAR if len(data.series) == 1 else THIN_BAR
    zero = _between(spread, 0, left, 100 - room)
    y = 0.0
    for label, row in data.rows:
        y = _label(drawing, label, y)
        for series, number in enumerate(row):
            if number is not None:
                end = _between(spread, float(number.value), left, 100 - room)
                drawing.bar(series, min(zero, end), y, abs(end - zero), thick)
                _say_beside(drawing, write(number.value, number.places), end, zero, y + thick / 2)
            y += thick + 0.15
        y += GAP
    drawing.height = em(max(y - GAP, 0))
    drawing.rule(zero, 0, zero, y - GAP, zero=True)


def _say_beside(drawing: Drawing, text: str, end: float, zero: float, y: float) -> None:
    away = 1.6 if end >= zero else -1.6
    anchor = "start" if end >= zero else "end"
    drawing.say(end + away, y + 0.35, text, anchor=anchor, is_number=True)


def _stack(drawing: Drawing, data: Data, write: Write) -> None:
    """Each row one bar, its parts behind each other, its sum at the end."""
    sums = [sum((one.value for one in row if one), Decimal()) for _of, row in data.rows]
    spread = scale(sums, from_zero=True)
    longest = max((width_of(write(one, data.places)) for one in sums), default=0)
    end = 100 - min(45.0, (longest + 0.6) / NARROWEST * 100)
    y = 0.0
    for (label, row), total in zip(data.rows, sums, strict=True):
        y = _label(drawing, label, y)
        so_far = Decimal()
        for series, number in enumerate(row):
            if number is not None and number.value:
                x = _between(spread, float(so_far), 0, end)
                so_far += number.value
                drawing.bar(series, x, y, _between(spread, float(so_far), 0, end) - x, BAR)
        if any(row):
            x = _between(spread, float(so_far), 0, end)
            _say_beside(drawing, write(total, data.places), x, 0, y + BAR / 2)
        y += BAR + GAP
    drawing.height = em(max(y - GAP, 0))


def _label(drawing: Drawing, label: str, y: float) -> float:
    """The words above a bar; where the bar begins."""
    lines = wrapped(label)
    drawing.say(0, y + 1, *lines)
    return y + LINE * len(lines)


def _between(spread: Scale, value: float, start: float, end: float) -> float:
    return start + spread.share(value) * (end - start)


@dataclass(frozen=True)
class Frame:
    """The place of columns and lines: between the numbers at the side and the labels below."""

    left: float
    spread: Scale
    count: int

    def down(self, value: Decimal) -> float:
        return 1 + (1 - self.spread.share(float(value))) * TALL

    def middle(self, place: int) -> float:
        return self.left + (place + 0.5) * self.slot

    @property
    def slot(self) -> float:
        return (100 - self.left) / max(self.count, 1)


def _framed(drawing: Drawing, data: Data, write: Write, *, from_zero: bool) -> Frame:
    """Draws the grid with its numbers, and the labels as far as they fit."""
    spread = scale(data.values, from_zero=from_zero)
    ticks = [(tick, write(tick, spread.places)) for tick in spread.ticks]
    longest = max(width_of(text) for _tick, text in ticks)
    frame = Frame((longest + 0.6) / NARROWEST * 100, spread, len(data.labels))
    for tick, text in ticks:
        y = frame.down(tick)
        drawing.rule(frame.left, y, 100, y, zero=tick == 0)
        drawing.say(frame.left - 2, y + 0.35, text, anchor="end", is_number=True)
    labels = [_short(label) for label in data.labels]
    need = max((width_of(label) for label in labels), default=0) + 0.6
    step = max(1, ceil(need / (frame.slot * NARROWEST / 100)))
    for place, label in enumerate(labels):
        # Counted from the last one, which is read first.
        if (len(labels) - 1 - place) % step == 0:
            _say_below(drawing, frame, place, label)
    drawing.height = em(TALL + 2.6)
    return frame


def _say_below(drawing: Drawing, frame: Frame, place: int, label: str) -> None:
    half = width_of(label) / 2 / NARROWEST * 100
    x, anchor = frame.middle(place), "middle"
    if x + half > 100:
        x, anchor = 100.0, "end"
    drawing.say(x, TALL + 2.3, label, anchor=anchor)


def _short(label: str) -> str:
    """What stands below a line; the table has the whole of it."""
    return label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL - 1].rstrip()}…"


def _fit_below(data: Data) -> bool:
    """Whether each label finds room below its column; of years and numbers some may be left out."""
    slot = (NARROWEST - 3) / max(len(data.labels), 1)
    are_numbers = all(label[:1].isdecimal() for label in data.labels)
    return are_numbers or all(width_of(label) <= slot for label in data.labels)


def _draw_columns(drawing: Drawing, data: Data, write: Write) -> None:
    frame = _framed(drawing, data, write, from_zero=True)
    zero = frame.down(Decimal())
    width = frame.slot * 0.76 / len(data.series)
    longest = max((width_of(write(one.value, one.places)) for one in data.written), default=0)
    has_room = longest <= width * 1.25 * NARROWEST / 100
    for series, one in enumerate(data.series):
        for place, number in enumerate(one.numbers):
            if number is None:
                continue
            x = frame.middle(place) - frame.slot * 0.38 + series * width
            y = frame.down(number.value)
            drawing.bar(series, x, min(y, zero), width * 0.94, abs(zero - y))
            if has_room:
                above = y - 0.35 if number.value >= 0 else y + 1.1
                text = write(number.value, number.places)
                drawing.say(x + width * 0.47, above, text, anchor="middle", is_number=True)


def _draw_line(drawing: Drawing, data: Data, write: Write) -> None:
    low, high = min(data.values, default=Decimal()), max(data.values, default=Decimal())
    # Where all is far from zero, a line shows how it changes, and the numbers beside it from where.
    frame = _framed(drawing, data, write, from_zero=not 0 < high / 2 < low)
    for series, one in enumerate(data.series):
        before: tuple[float, float] | None = None
        for place, number in enumerate(one.numbers):
            here = (frame.middle(place), frame.down(number.value)) if number else None
            if here and before:
                drawing.stretch(series, *before, *here)
            if here:
                drawing.dot(series, *here)
            before = here
