"""The words of a paragraph in plain text, with what is set off and its links, as safe HTML."""

import re
from typing import Any

from bs4.element import PreformattedString
from django.utils.html import escape
from wagtail.whitelist import Whitelister, allow_without_attributes, attribute_rule, check_url

_LINK = re.compile(r"\[([^\]\n]+)\]\(\s*<?([^)\s>]+)>?(?:\s+[^)]*)?\)")
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_ITALIC = re.compile(r"(?<![\w*_])([*_])(?=\S)(.+?)(?<=\S)\1(?![\w*_])")


class RunningWords(Whitelister):
    """What our rich text knows, and nothing else; the words of other tags stay."""

    element_rules = {
        "[document]": allow_without_attributes,
        "a": attribute_rule({"href": check_url}),
        **dict.fromkeys(
            ("b", "strong", "i", "em", "p", "br", "ol", "ul", "li"), allow_without_attributes
        ),
    }

    def clean_string_node(self, doc: Any, node: Any) -> None:
        """What is no words goes: a browser ends a comment or CDATA earlier than a parser may."""
        if isinstance(node, PreformattedString):
            node.extract()


def cleaned(html: str) -> str:
    return str(RunningWords().clean(html))


def inline(text: str) -> str:
    """One paragraph of an outline as HTML, without the paragraph itself."""
    parts = _LINK.split(text)
    told = _styled(parts[0])
    for label, address, after in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        safe = check_url(address)
        words = _styled(label)
        told += f'<a href="{escape(safe)}">{words}</a>' if safe else words
        told += _styled(after)
    return told


def refused_links(text: str) -> list[tuple[str, str]]:
    """Label and address of each link that becomes mere words, such as one that runs a script."""
    return [(label, address) for label, address in _LINK.findall(text) if not check_url(address)]


def only_link(text: str) -> tuple[str, str] | None:
    """Label and address of a paragraph that is nothing but a link to another site."""
    found = _LINK.fullmatch(text.strip())
    if found is None or not re.match(r"https?://", found[2]):
        return None
    return found[1], found[2]


def _styled(text: str) -> str:
    told = _BOLD.sub(r"<b>\2</b>", escape(text))
    return _ITALIC.sub(r"<i>\2</i>", told)
