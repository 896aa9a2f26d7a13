"""Numbers as people write them: with commas or points, rounded, with a sign, or left out."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

MISSING = {"", "-", "–", "—", "−", "…", "...", ".", "n/a", "?"}
# What may stand around a number; a unit with letters belongs beside the chart, not in its cells.
AROUND = re.compile(
    r"^(?P<before>[~≈≤≥<>±]?\s*[€$£]?\s*)(?P<minus>[-−–]?)\s*(?P<after_minus>[€$£]?)\s*\+?"
    r"(?P<digits>[\d.,'’ \u00a0\u202f]*\d)\s*(?P<after>[%‰€$£°]?)$"
)
SPACES = re.compile(r"(\s)\s+")
GROUPED = re.compile(
    r"\d{1,3}(?P<group>[.,'’ \u00a0\u202f])\d{3}(?:(?P=group)\d{3})*(?:(?P<point>[.,])\d+)?"
)
PLAIN = re.compile(r"\d*(?:(?P<point>[.,])\d+)?")


class NotANumberError(ValueError):
    """What was written is no number."""


@dataclass(frozen=True)
class Number:
    """A number, with as many decimal places as were written and the signs around it."""

    value: Decimal
    places: int = 0
    before: str = ""
    after: str = ""


def read(text: str, *, point: str = "") -> Number | None:
    """The number; None if it was left out. `point` is what begins decimals, if that is known.

    Otherwise a comma or point before exactly three digits parts thousands: 1,234 and 1.234.
    """
    text = text.strip()
    if text.lower() in MISSING:
        return None
    found = _around(text)
    plain = _plain(found["digits"], point) if found else None
    if found is None or plain is None:
        raise NotANumberError(text)
    return Number(
        Decimal(plain) * (-1 if found["minus"] else 1),
        len(plain.partition(".")[2]),
        (found["before"] + found["after_minus"]).strip(),
        found["after"],
    )


def point_of(texts: Iterable[str]) -> str:
    """What begins decimals in all of these, told by one that can be read in one way only."""
    for text in texts:
        found = _around(text)
        digits = found["digits"] if found else ""
        grouped = GROUPED.fullmatch(digits)
        if grouped and grouped["point"] and grouped["point"] != grouped["group"]:
            return str(grouped["point"])
        plain = PLAIN.fullmatch(digits)
        if plain and plain["point"] and (not grouped or digits.startswith("0")):
            return str(plain["point"])
    return ""


def _around(text: str) -> re.Match[str] | None:
    """What stands around the digits; many spaces would have to be shared out in many ways."""
    return AROUND.match(SPACES.sub(r"\1", text.strip()))


def _plain(digits: str, point: str) -> str | None:
    """As a program reads it: 1234.5."""
    grouped = GROUPED.fullmatch(digits)
    if grouped and not _are_decimals(digits, grouped, point):
        if grouped["point"] == grouped["group"]:
            return None
        whole = digits[: grouped.start("point")] if grouped["point"] else digits
        decimals = digits[grouped.end("point") :] if grouped["point"] else ""
        return whole.replace(grouped["group"], "") + (f".{decimals}" if decimals else "")
    plain = PLAIN.fullmatch(digits)
    return digits.replace(",", ".") if plain else None


def _are_decimals(digits: str, grouped: re.Match[str], point: str) -> bool:
    """Whether what looks like a group of thousands is the part behind the point."""
    is_single = grouped["point"] is None and digits.count(grouped["group"]) == 1
    return is_single and (grouped["group"] == point or digits.startswith("0"))
