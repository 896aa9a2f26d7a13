"""Writes calendar files for tests: the least valid entry, which surprises nobody."""

from collections.abc import Iterable

HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Sample//Sample//EN\r\n"
FOOT = "END:VCALENDAR\r\n"


def entry(uid: str = "one@school.example", title: str = "Open day", **lines: str) -> str:
    """A VEVENT of two hours; `lines` are properties by name, `_` for `-`; "" leaves one out."""
    said = {
        "UID": uid,
        "DTSTAMP": "20261101T120000Z",
        "SUMMARY": title,
        "DTSTART;TZID=Europe/Amsterdam": "20270203T200000",
        "DTEND;TZID=Europe/Amsterdam": "20270203T220000",
    }
    for name, value in lines.items():
        key = name.replace("_", "-")
        if key in ("DTSTART", "DTEND"):
            said.pop(f"{key};TZID=Europe/Amsterdam", None)
        said[key] = value
    body = [_line(name, value) for name, value in said.items() if value]
    return "\r\n".join(["BEGIN:VEVENT", *body, "END:VEVENT", ""])


def _line(name: str, value: str) -> str:
    """A value that begins with ; brings its parameters, such as `;VALUE=DATE:20270203`."""
    return f"{name}{value}" if value.startswith(";") else f"{name}:{value}"


def file(*entries: str, head: Iterable[str] = ()) -> str:
    lines = "".join(f"{line}\r\n" for line in head)
    return HEAD + lines + "".join(entries) + FOOT


def local(text: str, zone: str = "Europe/Amsterdam") -> str:
    """A value with its zone, such as `;TZID=Europe/Amsterdam:20270203T200000`."""
    return f";TZID={zone}:{text}"
