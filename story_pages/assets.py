"""Which styles and scripts the elements of a page need, so that no page links to others."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wagtail.blocks import StreamValue

from .elements.element import Element
from .fetching import gather


@dataclass(frozen=True)
class Assets:
    """Static files by name, each once, in the order in which the page needs them."""

    styles: tuple[str, ...]
    scripts: tuple[str, ...]


def needed(stream: Any) -> Assets:
    """What the elements of a stream need, however deep they stand."""
    elements = {type(element): element for element in _elements(stream)}.values()
    return Assets(
        tuple(dict.fromkeys(name for one in elements for name in one.styles)),
        tuple(dict.fromkeys(name for one in elements for name in one.scripts)),
    )


def holds(stream: Any, kind: type[Element]) -> bool:
    """Whether an element of this kind stands in a stream."""
    return any(isinstance(element, kind) for element in _elements(stream))


def _elements(value: Any) -> Iterator[Element]:
    for stream in gather(value, StreamValue):
        for child in stream:
            if isinstance(child.block, Element):
                yield child.block
