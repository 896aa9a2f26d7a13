"""The words of a paragraph in plain text, with what is set off and its links, as safe HTML."""

import re
from typing import Any
from urllib.parse import urlsplit

from bs4.element import PreformattedString
from django.utils.html import escape
from wagtail.whitelist import Whitelister, allow_without_attributes, attribute_rule, check_url

# What nobody closed is looked for no further than so: else a long text would take minutes.
_LINK = re.compile(r"\[([^\[\]\n]+)\]\(\s*<?([^)\s>]{1,1000}+)>?(?:\s[^)]{0,500})?\)")
_SET_OFF = (
    *(
        (re.compile(rf"{mark}(?=\S)"), re.compile(rf"(?<=\S){mark}"), "b")
        for mark in (r"\*\*", "__")
    ),
    *(
        (re.compile(rf"(?<![\w*_]){mark}(?=\S)"), re.compile(rf"(?<=\S){mark}(?![\w*_])"), "i")
        for mark in (r"\*", "_")
    ),
)


def safe_url(address: str) -> str | None:
    """An address that leads somewhere and runs no script; None if it does not."""
    try:
        urlsplit(address)
    except ValueError:
        return None
    safe: str | None = check_url(address)
    return safe


class RunningWords(Whitelister):
    """What our rich text knows, and nothing else; the words of other tags stay."""

    element_rules = {
        "[document]": allow_without_attributes,
        "a": attribute_rule({"href": safe_url}),
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
        safe = safe_url(address)
        words = _styled(label)
        told += f'<a href="{escape(safe)}">{words}</a>' if safe else words
        told += _styled(after)
    return told


def refused_links(text: str) -> list[tuple[str, str]]:
    """Label and address of each link that becomes mere words, such as one that runs a script."""
    return [(label, address) for label, address in _LINK.findall(text) if not safe_url(address)]


def only_link(text: str) -> tuple[str, str] | None:
    """Label and address of a paragraph that is nothing but a link to another site."""
    found = _LINK.fullmatch(text.strip())
    if found is None or not re.match(r"https?://", found[2]) or not safe_url(found[2]):
        return None
    return found[1], found[2]


def _styled(text: str) -> str:
    told: str = escape(text)
    for opener, closer, tag in _SET_OFF:
        told = _set_off(told, opener, closer, tag)
    return told


def _set_off(text: str, opener: re.Pattern[str], closer: re.Pattern[str], tag: str) -> str:
    """Where one sign finds none that closes it, neither does any after it."""
    told, position = "", 0
    while (begin := opener.search(text, position)) and (
        end := closer.search(text, begin.end() + 1)
    ):
        told += text[position : begin.start()]
        told += f"<{tag}>{text[begin.end() : end.start()]}</{tag}>"
        position = end.end()
    return told + text[position:]
