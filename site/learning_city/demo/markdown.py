"""The small part of Markdown in which the long texts are written, as HTML that Wagtail keeps."""

import re

from django.utils.html import strip_tags
from markdown_it import MarkdownIt

_KEPT = ("heading", "list", "emphasis", "link", "blockquote", "escape", "entity")
_READER = MarkdownIt("zero", {"html": False}).enable(list(_KEPT))


def html(markdown: str) -> str:
    """Paragraphs, headings, lists, emphasis, links and quotations; HTML in it stays text."""
    return str(_READER.render(markdown.strip())).strip()


def plain(markdown: str) -> str:
    """The words alone, on one line: a link becomes what it says."""
    return " ".join(strip_tags(html(markdown)).split())


def parts(markdown: str) -> list[tuple[str, str]]:
    """The text cut at its headings: ("heading", words) and ("text", HTML) in their order."""
    found = []
    for piece in re.split(r"^(## .+)$", markdown.strip(), flags=re.MULTILINE):
        if piece.startswith("## "):
            found.append(("heading", piece.removeprefix("## ").strip()))
        elif piece.strip():
            found.append(("text", html(piece)))
    return found
