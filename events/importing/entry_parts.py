"""One VEVENT with the properties that we read; those of persons are never looked at."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from icalendar import Event
from icalendar.prop import vBroken

from .content import mark_of
from .lines import Part, name_of, value_of
from .plain import clean, one_line, plain, web_address

MOST_LINES, MOST_SIGNS = 3000, 150_000
WANTED = frozenset(
    {
        *("UID", "RECURRENCE-ID", "SEQUENCE", "DTSTAMP", "LAST-MODIFIED", "STATUS", "CLASS"),
        *("SUMMARY", "DESCRIPTION", "X-ALT-DESC", "LOCATION", "URL", "CATEGORIES"),
        *("DTSTART", "DTEND", "DURATION", "RDATE", "EXDATE"),
    }
)
_ONCE = WANTED - {"RDATE", "EXDATE", "CATEGORIES"}
_ONLINE = frozenset({"CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL"})
_ONLINE_WORDS = re.compile(
    r"^\s*(https?://|(online|virtual|en ligne|en línea|zoom|google meet|webinar|livestream)\b"
    r"|(microsoft )?teams\b)",
    re.IGNORECASE,
)


class Refused(ValueError):  # noqa: N818 - an honest answer, no error
    """An entry that is not taken; `reason` is a word of `problems`."""

    def __init__(self, reason: str, part: str = "", *, uid: str = "", title: str = "") -> None:
        super().__init__(f"{reason}: {part}")
        self.reason, self.part, self.uid, self.title = reason, part, uid, title


@dataclass(frozen=True)
class VEvent:
    """A VEVENT as icalendar reads it, and the lines that it need not read."""

    component: Any
    uid: str
    recurrence_id: str
    rules: tuple[str, ...]
    is_online: bool
    has_other_rules: bool

    def value(self, name: str) -> Any:
        """The property, or None; raises Refused where it cannot be read."""
        found = self.component.get(name)
        if isinstance(found, list):
            found = found[-1]
        if isinstance(found, vBroken):
            raise Refused("unreadable", name)
        return found

    def values(self, name: str) -> list[Any]:
        found = self.component.get(name)
        several = found if isinstance(found, list) else [found] if found is not None else []
        if any(isinstance(one, vBroken) for one in several):
            raise Refused("unreadable", name)
        return several

    def word(self, name: str) -> str:
        """A property of one word, in capitals."""
        return str(self.component.get(name, "")).strip().upper()

    @property
    def title(self) -> str:
        return one_line(str(self.component.get("SUMMARY", "")), 255)

    @property
    def text(self) -> str:
        """The description; Outlook's HTML where there is no other.

        Many end it with the event's address, since some programs do not show that: we do.
        """
        said = plain(str(self.component.get("DESCRIPTION", "")))
        said = said or plain(str(self.component.get("X-ALT-DESC", "")))
        return said.removesuffix(self.url).rstrip() if self.url else said

    @property
    def place(self) -> str:
        """Where people meet; nothing where they meet online."""
        if self.takes_place_online:
            return ""
        return one_line(str(self.component.get("LOCATION", "")), 300)

    @property
    def url(self) -> str:
        return web_address(str(self.component.get("URL", "")))

    @property
    def takes_place_online(self) -> bool:
        return bool(_ONLINE_WORDS.match(str(self.component.get("LOCATION", ""))))

    @property
    def categories(self) -> list[str]:
        names = [str(name) for one in self.values("CATEGORIES") for name in one.cats]
        return sorted({one_line(name, 80) for name in names if name.strip()})[:10]

    @property
    def sequence(self) -> int:
        text = str(self.component.get("SEQUENCE", "0")).strip()
        return min(int(text), 2**31 - 1) if text.isdecimal() and len(text) < 12 else 0

    @property
    def revision(self) -> tuple[int, str]:
        """What is higher is newer."""
        return self.sequence, _stamp(self.component, "LAST-MODIFIED", "DTSTAMP")

    @property
    def begin(self) -> str:
        found = self.component.get("DTSTART")
        return found.to_ical().decode() if found is not None else ""


def read_part(part: Part) -> VEvent:
    """The lines of a VEVENT, read; raises Refused."""
    lines = _wanted(part.lines)
    uid, title = _raw(lines, "UID"), one_line(_raw(lines, "SUMMARY"), 255)
    if not part.is_whole:
        raise Refused("unfinished", uid=uid, title=title)
    if len(lines) > MOST_LINES or sum(map(len, lines)) > MOST_SIGNS:
        raise Refused("too-long", uid=uid, title=title)
    try:
        component = Event.from_ical("\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT"]))
    except Exception as error:
        raise Refused("unreadable", one_line(str(error), 100), uid=uid, title=title) from error
    names = {name_of(line) for line in part.lines}
    return VEvent(
        component=component,
        uid=_identity(uid, component, lines),
        recurrence_id=_recurrence_id(component, lines),
        rules=tuple(value_of(line) for line in part.lines if name_of(line) == "RRULE"),
        is_online=bool(names & _ONLINE),
        has_other_rules="EXRULE" in names,
    )


def _wanted(lines: Iterable[str]) -> list[str]:
    """The lines that we read; of what may stand once, the first."""
    kept: list[str] = []
    seen: set[str] = set()
    for line in lines:
        name = name_of(line)
        if name in WANTED and not (name in _ONCE and name in seen):
            kept.append(line)
            seen.add(name)
    return kept


def _raw(lines: list[str], name: str) -> str:
    text = next((value_of(line) for line in lines if name_of(line) == name), "")
    return clean(text).strip()


def _identity(uid: str, component: Any, lines: list[str]) -> str:
    """The UID; where there is none, one that follows from what is said."""
    if not uid:
        return "content:" + mark_of(_raw(lines, "SUMMARY"), _raw(lines, "DTSTART"))
    return uid if len(uid) <= 255 else "long:" + mark_of(uid)


def _recurrence_id(component: Any, lines: list[str]) -> str:
    written = _raw(lines, "RECURRENCE-ID")
    if not written:
        return ""
    moment = _moment(component, "RECURRENCE-ID")
    return moment.isoformat() if moment else written[:60]


def _stamp(component: Any, *names: str) -> str:
    for name in names:
        if moment := _moment(component, name):
            return moment.isoformat()
    return ""


def _moment(component: Any, name: str) -> date | None:
    """A day or a moment; None where there is none or it cannot be read."""
    found = component.get(name)
    moment = None if isinstance(found, vBroken) else getattr(found, "dt", None)
    return moment if isinstance(moment, date) else None
