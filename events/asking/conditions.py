"""Which questions are put to somebody, by what they answered to earlier ones."""

from collections.abc import Iterable, Mapping
from typing import Any

from .asked import Asked


def shown(asked: Iterable[Asked], answers: Mapping[str, Any]) -> set[str]:
    """The keys of the questions that apply; `answers` are the answers by the questions' keys.

    A question depends on an earlier one only; where that is none of this event's any more, it is
    asked of everybody.
    """
    known: set[str] = set()
    found: set[str] = set()
    for one in asked:
        key, answer = one.condition
        if key not in known or (key in found and _fits(answers.get(key), answer)):
            found.add(one.key)
        known.add(one.key)
    return found


def _fits(said: Any, wanted: str) -> bool:
    """Whether an answer is the one that is wanted; without one, whether there is any."""
    if not wanted:
        return said not in (None, "", [], False)  # and not 0: nobody counts as no answer
    return wanted in said if isinstance(said, list) else said == wanted
