"""Foreign text made plain: no markup, no control characters, addresses of the web only."""

import re
from html import unescape
from urllib.parse import urlsplit

LONGEST = 20_000

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
# Only what HTML knows makes a text HTML: people write “<more>” and “I <3 you”, too.
_TAGS = (
    "a|abbr|article|b|base|big|blockquote|body|br|button|center|cite|code|dd|details|div|dl|dt|em"
    "|embed|figure|font|footer|form|frame|frameset|h[1-6]|head|header|hr|html|i|iframe|img|input"
    "|ins|li|link|main|marquee|math|meta|nav|object|ol|p|pre|q|s|script|section|select|small|span"
    "|strike|strong|style|sub|summary|sup|svg|table|tbody|td|template|textarea|th|thead|title|tr"
    "|tt|u|ul|video|audio|source|picture|canvas"
)
_MARKUP = re.compile(
    rf"</?(?:{_TAGS})(?:[\s/][^<>]*)?>|<!--|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+);", re.IGNORECASE
)
_TOKEN = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)(?=[\s/>])([^<>]*)>|<[!?][^<>]*>")
_HREF = re.compile(r"\bhref\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'<>]+)", re.IGNORECASE)
_BREAKS = frozenset({"br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol"})
_SILENT = frozenset({"script", "style", "head", "title", "template", "iframe", "object"})


def plain(text: str) -> str:
    """Text as people read it: HTML gives its words, a link its address in brackets."""
    text = clean(text[:LONGEST])
    if _MARKUP.search(text):
        text = clean(_words(text))
    lines = (re.sub(r"[ \t\xa0]+", " ", line).strip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def one_line(text: str, longest: int) -> str:
    """Plain text in one line, cut between words where it is too long."""
    line = " ".join(plain(text).split())
    return shortened(line, longest)


def shortened(line: str, longest: int) -> str:
    if len(line) <= longest:
        return line
    cut = line[: longest - 1]
    head = cut.rsplit(" ", 1)[0] if " " in cut[longest // 2 :] else cut
    return f"{head.rstrip(' ,.;:')}…"


def clean(text: str) -> str:
    """Without what nobody sees: controls, marks that turn the direction, halves of pairs."""
    return _UNSEEN.sub("", _LINE_ENDS.sub("\n", text))


def web_address(text: str) -> str:
    """The address, if it is one of the web; else nothing."""
    url = text.strip()
    try:
        parts = urlsplit(url)
        is_web = parts.scheme.lower() in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return ""
    strange = re.search(r"[\s\x00-\x20\x7f\"'<>\\^`{|}]", url)
    return url if is_web and "@" not in parts.netloc and not strange and len(url) <= 500 else ""


def _words(text: str) -> str:
    """The words of HTML. Python's own parser takes minutes for some twenty thousand signs."""
    parts: list[str] = []
    links: list[tuple[str, int]] = []
    silent, place = 0, 0
    for found in _TOKEN.finditer(text):
        if not silent:
            parts.append(unescape(text[place : found.start()]))
        place = found.end()
        slash, tag, rest = found[1], (found[2] or "").lower(), found[3] or ""
        if tag in _SILENT and not rest.endswith("/"):
            silent = max(silent - 1, 0) if slash else silent + 1
        elif tag in _BREAKS:
            parts.append("\n• " if tag == "li" and not slash else "\n")
        elif tag == "a" and not slash:
            links.append((_href(rest), len(parts)))
        elif tag == "a" and links:
            url, begin = links.pop()
            if url and url not in "".join(parts[begin:]):
                parts.append(f" ({url})")
    return "".join(parts) if silent else "".join(parts) + unescape(text[place:])


def _href(attributes: str) -> str:
    found = _HREF.search(attributes)
    return web_address(unescape(found[1].strip("\"'"))) if found else ""
