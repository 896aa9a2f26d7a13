"""Text that visitors type, without signs that steer."""

from unicodedata import category

_BREAKS = {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"}
_TURNS = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def one_line(text: str) -> str:
    """One line: no line breaks, and none that turn the reading order.

    Joiners stay: Persian and Hindi names are written with them.
    """
    kept = (" " if category(sign) in _BREAKS else sign for sign in text if sign not in _TURNS)
    return " ".join("".join(kept).split())


def paragraphs(text: str) -> str:
    """The same with line breaks kept."""
    return "\n".join(one_line(line) for line in text.strip().splitlines())
