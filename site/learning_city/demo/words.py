"""What pages of gatherings and calls say at length, with pictures, shared texts, what is next."""

from typing import Any

from wagtail.blocks import StreamValue

from . import pictures
from .frame import shared_text
from .markdown import html
from .streams import Block, block
from .tree import Says


def body(page: Any, says: Says, path: str, language: str, facts: dict[str, Any]) -> StreamValue:
    blocks = [
        *_picture(path, facts.get("picture"), language),
        block("text", html(says["body"]), path, "body"),
    ]
    about = shared_text(says["snippet"], language) if "snippet" in says else None
    if about is not None:
        blocks.append(block("about", {"text": about.pk}, path, "about"))
    if "next_events" in facts:
        chosen = {"organisation": "", "empty_text": "", "heading": says["next_events"]}
        value = facts["next_events"] | chosen
        blocks.append(block("next_events", value, path, "next_events"))
    return StreamValue(page.body.stream_block, blocks, is_lazy=True)


def _picture(path: str, name: str | None, language: str) -> list[Block]:
    found = pictures.picture(name) if name else None
    if name is None or found is None:
        return []
    alt = pictures.alt(name, language)
    value = {"image": found.pk, "alt_text": alt, "decorative": not alt}
    return [block("picture", value, path, "picture")]
