"""What pages of gatherings and calls say at length: a text, perhaps a picture or a shared text."""

from typing import Any

from wagtail.blocks import StreamValue

from . import pictures
from .frame import shared_text
from .markdown import html
from .streams import Block, block
from .tree import Says


def body(
    page: Any, says: Says, path: str, language: str, picture: str | None = None
) -> StreamValue:
    blocks = [
        *_picture(path, picture, language),
        block("text", html(says["body"]), path, "body"),
    ]
    about = shared_text(says["snippet"], language) if "snippet" in says else None
    if about is not None:
        blocks.append(block("about", {"text": about.pk}, path, "about"))
    return StreamValue(page.body.stream_block, blocks, is_lazy=True)


def _picture(path: str, name: str | None, language: str) -> list[Block]:
    found = pictures.picture(name) if name else None
    if name is None or found is None:
        return []
    alt = pictures.alt(name, language)
    value = {"image": found.pk, "alt_text": alt, "decorative": not alt}
    return [block("picture", value, path, "picture")]
