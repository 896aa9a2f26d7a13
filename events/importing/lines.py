"""The bytes of a calendar file as lines and parts, however they are written."""

import codecs
import re
from dataclasses import dataclass, field

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Begins only where a run of line ends begins: five million of them are looked at once.
_FOLD = re.compile(rb"(?<!\r)(?:\r+\n?|\n)[ \t]")
_LINE_END = re.compile(r"\r+\n?|\n")
DEEPEST = 20

_NAME = re.compile(r"[A-Za-z0-9-]+")


class NoCalendar(ValueError):  # noqa: N818 - an honest answer, no error
    """A file that is not taken for a calendar; `reason` is a word of `problems`."""

    def __init__(self, reason: str, part: str = "") -> None:
        super().__init__(f"{reason}: {part}")
        self.reason, self.part = reason, part


@dataclass
class Part:
    """The lines of one VEVENT or VTIMEZONE; those of what stands within it only for zones."""

    kind: str
    lines: list[str] = field(default_factory=list)
    is_whole: bool = False


@dataclass
class File:
    """A calendar file: its own lines, its zones and its events."""

    head: list[str] = field(default_factory=list)
    zones: list[Part] = field(default_factory=list)
    events: list[Part] = field(default_factory=list)


def name_of(line: str) -> str:
    """The name of the property on a line, in capitals."""
    found = _NAME.match(line)
    return found.group().upper() if found else ""


def value_of(line: str) -> str:
    return line.partition(":")[2]


def read_file(data: bytes, *, most: int) -> File:
    """The parts of a file of at most `most` events; raises NoCalendar."""
    lines = _lines(data)
    if sum(line.strip().upper() == "BEGIN:VEVENT" for line in lines) > most:
        raise NoCalendar("too-many", str(most))
    if not any(line.strip().upper() == "BEGIN:VCALENDAR" for line in lines[:200]):
        raise NoCalendar(_what_else(lines))
    found = _sorted(lines)
    if not any(line.strip().upper() == "END:VCALENDAR" for line in lines[-20:]):
        raise NoCalendar("cut-off")
    return found


def _lines(data: bytes) -> list[str]:
    data = _as_utf8(data)
    # Some programs fold in the middle of a letter, so folds are undone before decoding.
    data = _FOLD.sub(b"", data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    return [line for line in _LINE_END.split(text.replace("\x00", "")) if line.strip()]


def _as_utf8(data: bytes) -> bytes:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace").encode()
    head = data[:200]
    if head.count(0) > len(head) // 3:
        encoding = "utf-16-be" if head[0] == 0 else "utf-16-le"
        return data.decode(encoding, errors="replace").encode()
    return data


def _what_else(lines: list[str]) -> str:
    head = " ".join(lines[:20]).lower()
    if not lines:
        return "nothing"
    return "web-page" if "<html" in head or "<!doctype" in head else "no-calendar"


def _sorted(lines: list[str]) -> File:
    """Which line belongs to what; what is within an event, such as alarms, is left out."""
    found, part = File(), Part("")
    within: list[str] = []
    for line in lines:
        word = line.strip().upper()
        if word in {"BEGIN:VEVENT", "BEGIN:VTIMEZONE"}:
            part, within = Part(word[6:]), []
            (found.events if part.kind == "VEVENT" else found.zones).append(part)
        elif part.kind and word == f"END:{part.kind}":
            part.is_whole, part = True, Part("")
        elif word.startswith("BEGIN:"):
            within += [word[6:]] if len(within) < DEEPEST else []
            _keep(part, line, is_within=True)
        elif word.startswith("END:") and word[4:] in within:
            _keep(part, line, is_within=True)
            del within[within.index(word[4:]) :]
        elif part.kind:
            _keep(part, line, is_within=bool(within))
        elif not [one for one in within if one != "VCALENDAR"]:
            found.head.append(line)
    return found


def _keep(part: Part, line: str, *, is_within: bool) -> None:
    if part.kind == "VTIMEZONE" or (part.kind == "VEVENT" and not is_within):
        part.lines.append(line)
