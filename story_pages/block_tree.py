"""Every block of a stream in its order, with the way to it as machines and as people say it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from wagtail import blocks
from wagtail.images.blocks import ImageBlock

NAMED_BY = ("title", "heading")


@dataclass(frozen=True)
class Spot:
    """Where a block stands."""

    path: str
    block_id: str = ""
    """Of the nearest block that the editor can move: of an element, not of its field."""
    places: tuple[str, ...] = ()
    key: str = ""
    """Of the nearest section or element, as a preview marks it."""

    @property
    def place(self) -> str:
        return " › ".join(self.places)

    def child(self, block_id: str, name: str, key: str = "") -> "Spot":
        places = (*self.places, name)
        return Spot(f"{self.path}.{block_id}", block_id, places, key or self.key)

    def field(self, name: str) -> "Spot":
        return replace(self, path=f"{self.path}.{name}")


@dataclass(frozen=True)
class Part:
    """One block with its value; `names` are those of the fields around it, the outermost first."""

    block: Any
    value: Any
    spot: Spot
    names: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        return str(self.block.label or self.block.name)

    def field(self, name: str) -> "Part":
        """A field of this block; what an editor left out is None."""
        value = (self.value or {}).get(name)
        return Part(
            self.block.child_blocks[name], value, self.spot.field(name), (*self.names, name)
        )


def parts(block: Any, value: Any, spot: Spot, names: tuple[str, ...] = ()) -> Iterator[Part]:
    """A block and all that stands in it; what an editor left out stands there as None."""
    part = Part(block, value, spot, names)
    yield part
    if isinstance(block, ImageBlock):
        return
    if isinstance(value, blocks.StreamValue):
        for child in value:
            name = _name(child.block, child.value)
            inside = spot.child(child.id or "", name, key_of(child))
            yield from parts(child.block, child.value, inside, (*names, child.block.name))
    elif isinstance(value, blocks.list_block.ListValue):
        for number, child in enumerate(value.bound_blocks, start=1):
            inside = spot.child(child.id or "", f"{_name(child.block, child.value)} {number}")
            yield from parts(child.block, child.value, inside, names)
    elif isinstance(block, blocks.StructBlock):
        for name in block.child_blocks:
            field = part.field(name)
            yield from parts(field.block, field.value, field.spot, field.names)


def key_of(child: Any) -> str:
    """What marks a section or an element in a preview; as short as an outline has it."""
    return (child.id or "")[:8]


def _name(block: Any, value: Any) -> str:
    """What the editor wrote at the head of it, else what kind of block it is."""
    written = [value.get(name) for name in NAMED_BY] if isinstance(value, dict) else []
    return next((str(text) for text in written if text), str(block.label or block.name))
