"""Three ways to one: what the source said before, what it says now, what the page says.

A value that the page still has as it was given follows the source. One that somebody has changed
by hand stays. What belongs together, such as begin and end, stays or follows together.
"""

from collections.abc import Mapping
from typing import Any

Values = Mapping[str, Any]

TOGETHER = (
    ("starts_at", "ends_at", "is_all_day", "time_zone", "recurrence"),
    ("venue", "mode"),
    ("summary", "body"),
)
DATES = "changed_dates"


def merged(given: Values, current: Values, new: Values) -> tuple[dict[str, Any], set[str]]:
    """What the page gets, and the names of the values that somebody keeps by hand."""
    values: dict[str, Any] = {}
    kept: set[str] = set()
    for group in _groups(new):
        if all(_is_same(current.get(name), given.get(name)) for name in group):
            values |= {name: new[name] for name in group}
        else:
            values |= {name: current.get(name) for name in group}
            kept |= {name for name in group if not _is_same(new[name], current.get(name))}
    if DATES in new:
        values[DATES] = _merged_dates(
            given.get(DATES) or {}, current.get(DATES) or {}, new[DATES], kept
        )
    return values, kept


def _is_same(one: Any, other: Any) -> bool:
    return bool(_as_saved(one) == _as_saved(other))


def _as_saved(value: Any) -> Any:
    """As the editor saves a text back that nobody has touched: other ends of lines, bare quotes."""
    if not isinstance(value, str):
        return value
    return value.replace("\r\n", "\n").replace("&#x27;", "'").replace("&quot;", '"')


def _groups(new: Values) -> list[tuple[str, ...]]:
    within = {name for group in TOGETHER for name in group} | {DATES, "venues"}
    together = [tuple(name for name in group if name in new) for group in TOGETHER]
    single = [(name,) for name in new if name not in within]
    return [group for group in [*together, *single] if group]


def _merged_dates(given: Values, current: Values, new: Values, kept: set[str]) -> dict[str, Any]:
    """Day by day, since each date stands for itself."""
    result: dict[str, Any] = {}
    for day in sorted({*given, *current, *new}):
        ours, theirs = current.get(day), new.get(day)
        is_by_hand = ours != given.get(day)
        chosen = ours if is_by_hand else theirs
        if chosen is not None:
            result[day] = chosen
        if is_by_hand and ours != theirs:
            kept.add(DATES)
    return result
