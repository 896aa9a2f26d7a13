"""Sample rows in any number, for load and screenshots: the same seed makes the same rows."""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, TypeVar
from uuid import UUID

from . import texts, tree

LANGUAGES = ("en", "nl")
ONE_GO = 500

Item = TypeVar("Item")


@cache
def words() -> dict[str, Any]:
    return texts.read(Path(texts.CONTENT / "samples.toml"))


def chance(seed: int, kind: str, number: int) -> Random:
    """Dice of its own for each row, so that a row is the same however many there are."""
    return Random(f"{seed}/{kind}/{number}")  # noqa: S311 - no secret


def key(seed: int, kind: str, number: int) -> UUID:
    return tree.key_of(f"samples/{seed}/{kind}/{number}")


def chunks(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """Parts that fit into one transaction each."""
    for first in range(0, len(items), ONE_GO):
        yield items[first : first + ONE_GO]
