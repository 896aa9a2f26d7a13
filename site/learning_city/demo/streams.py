"""The blocks of the demo's pages as Wagtail stores them, with ids that stay the same.

Equal ids in all languages let a translation follow its original block by block.
"""

from typing import Any

from .markdown import parts
from .tree import key_of

Block = dict[str, Any]


def block(kind: str, value: Any, path: str, place: str) -> Block:
    return {"type": kind, "value": value, "id": str(key_of(path, place))}


def items(values: list[Any], path: str, place: str) -> list[Block]:
    """The members of a list block."""
    return [block("item", value, path, f"{place}/{number}") for number, value in enumerate(values)]


def told(markdown: str, path: str) -> list[Block]:
    """A long text as blocks: headings, and what stands below them."""
    return [
        block(kind, value, path, f"body/{number}")
        for number, (kind, value) in enumerate(parts(markdown))
    ]
