"""Completes raw content that leaves fields out, as text files and older shapes of a block do.

Wagtail fills such holes whenever it reads; those who work on the raw content, as wagtail-localize
does for its translations, trip over them.
"""

from typing import Any
from uuid import uuid4

from wagtail import blocks
from wagtail.blocks.list_block import ListBlock
from wagtail.images.blocks import ImageBlock

WORDS = blocks.CharBlock | blocks.TextBlock | blocks.RegexBlock


def completed(block: Any, raw: Any) -> Any:
    """The same content with every field in it, and an id at whatever can be moved."""
    if isinstance(block, ImageBlock):
        return block.get_prep_value(None) if raw is None else raw
    if isinstance(block, blocks.StreamBlock):
        return [_child(block, child) for child in raw or []]
    if isinstance(block, blocks.StructBlock):
        return _struct(block, raw or {})
    if isinstance(block, ListBlock):
        return [_item(block, item) for item in raw or []]
    return "" if raw is None and isinstance(block, WORDS) else raw


def _child(block: blocks.StreamBlock, child: dict[str, Any]) -> dict[str, Any]:
    known = block.child_blocks.get(child["type"])
    value = completed(known, child.get("value")) if known else child.get("value")
    return {**child, "value": value, "id": child.get("id") or str(uuid4())}


def _struct(block: blocks.StructBlock, raw: dict[str, Any]) -> dict[str, Any]:
    return {
        **raw,
        **{
            name: completed(field, raw[name] if name in raw else _default(field))
            for name, field in block.child_blocks.items()
        },
    }


def _item(block: ListBlock, item: Any) -> dict[str, Any]:
    is_whole = isinstance(item, dict) and item.get("type") == "item" and "value" in item
    value, key = (item["value"], item.get("id")) if is_whole else (item, None)
    child = completed(block.child_block, value)
    return {"type": "item", "value": child, "id": key or str(uuid4())}


def _default(block: Any) -> Any:
    return block.get_prep_value(block.get_default())
