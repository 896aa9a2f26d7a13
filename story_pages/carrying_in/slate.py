"""The rich text of Pageflow's editor, a tree of paragraphs and leaves, as our rich text."""

from collections.abc import Iterator
from typing import Any

from django.utils.html import escape

from .inline import safe_url

LISTS = {"bulleted-list": "ul", "numbered-list": "ol"}
QUOTE = "block-quote"


def parts(value: Any) -> Iterator[tuple[str, str]]:
    """In order: (“text”, HTML), (“quote”, words), (“heading”, words)."""
    told = ""
    for node in nodes(value):
        kind = node.get("type")
        if kind in {QUOTE, "heading"}:
            if told:
                yield "text", told
            told = ""
            if words := plain([node]):
                yield ("quote" if kind == QUOTE else "heading"), words
        else:
            told += _block(node)
    if told:
        yield "text", told


def html(value: Any) -> str:
    """All of it as rich text; quotations are paragraphs there."""
    return "".join(_block(node) for node in nodes(value))


def plain(value: Any) -> str:
    """The words alone, in one line."""
    if isinstance(value, str):
        return " ".join(value.split())
    return " ".join("".join(_leaves(value)).split())


def nodes(value: Any) -> list[dict[str, Any]]:
    """Those of a list that are what they should be; none if it is no list."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _block(node: dict[str, Any]) -> str:
    kind = node.get("type")
    inner = _inline(node)
    if kind in LISTS:
        items = "".join(f"<li>{_inline(one)}</li>" for one in nodes(node.get("children")))
        return f"<{LISTS[kind]}>{items}</{LISTS[kind]}>" if items else ""
    return f"<p>{inner}</p>" if inner.strip() else ""


def _inline(node: dict[str, Any]) -> str:
    return "".join(_leaf(one) for one in nodes(node.get("children")))


def _leaf(node: dict[str, Any]) -> str:
    if "children" in node:
        inner, href = _inline(node), node.get("href")
        safe = safe_url(href) if isinstance(href, str) and href else None
        is_link = node.get("type") == "link" and safe
        return f'<a href="{escape(safe)}">{inner}</a>' if is_link else inner
    told: str = escape(str(node.get("text") or ""))
    for name, tag in (("bold", "b"), ("italic", "i")):
        told = f"<{tag}>{told}</{tag}>" if node.get(name) and told.strip() else told
    return told


def _leaves(value: Any) -> Iterator[str]:
    for node in nodes(value):
        if "children" in node:
            yield from _leaves(node["children"])
            yield " " if node.get("type") not in {None, "link"} else ""
        else:
            yield str(node.get("text") or "")
