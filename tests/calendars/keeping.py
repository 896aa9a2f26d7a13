"""Programs that keep a person's calendar by the messages in letters: ical.js, libical, Radicale."""

import json
from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import icalendar

from tests.calendars import servers
from tests.calendars.programs import HERE, files, icaljs, made, moment, run
from tests.calendars.told import utc

USER = "ada@sample.example"


class Kept(NamedTuple):
    """One entry as the program holds it."""

    uid: str
    start: object
    end: object
    status: str
    summary: str


Keeper = Callable[[Iterable[str], Path], list[list[Kept]]]
"""Given the messages in their order, what the calendar holds after each."""


def by_icaljs(texts: Iterable[str], folder: Path) -> list[list[Kept]]:
    """By Thunderbird's library and its rule of what to take."""
    told = run("node", HERE / "apply.mjs", icaljs(), *files(texts, folder))
    return [
        [Kept(row[0], moment(row[1]), moment(row[2]), *row[3:]) for row in rows]
        for rows in json.loads(told)
    ]


def libicalss() -> Path:
    """Our program on libical's own judgement of messages, compiled once for each version."""
    source = HERE / "apply.c"
    version = run("pkg-config", "--modversion", "libical").strip()
    flags = run("pkg-config", "--cflags", "--libs", "libical").split()
    compiling = ("cc", "-O1", "-Wall", "-Wextra", "-Werror", source, "-licalss", *flags, "-o")
    name = f"libicalss-{version}-{sha256(source.read_bytes()).hexdigest()[:8]}"
    return made(name, lambda folder: run(*compiling, folder / "apply")) / "apply"


def by_libical(texts: Iterable[str], folder: Path) -> list[list[Kept]]:
    """By the library of GNOME and KDE; what it complains of raises."""
    told = run(libicalss(), USER, *files(texts, folder))
    after = [part.splitlines() for part in told.split("file\n")[1:]]
    errors = [line for lines in after for line in lines if line.startswith("error")]
    assert not errors, errors
    return [
        [_kept(line.split("\t")) for line in lines if line.startswith("kept")] for lines in after
    ]


def _kept(cells: list[str]) -> Kept:
    _word, uid, start, end, status, summary = cells
    return Kept(uid, moment(start), moment(end), status, summary)


def by_radicale(texts: Iterable[str], folder: Path) -> list[list[Kept]]:
    """By a CalDAV server: a program that takes a message puts the entry there, or takes it away."""
    after = []
    with servers.radicale(folder) as home:
        collection = f"{home}/own/"
        servers.ask("MKCALENDAR", collection, "")
        for text in texts:
            _put(collection, text)
            after.append(_held(collection))
    return after


def _put(collection: str, text: str) -> None:
    calendar = icalendar.Calendar.from_ical(text)
    address = f"{collection}{calendar.walk('VEVENT')[0]['UID']}.ics"
    if calendar.pop("METHOD") == "REQUEST":  # what is stored has no METHOD (RFC 4791, 4.1)
        servers.ask("PUT", address, calendar.to_ical().decode(), Content_Type="text/calendar")
    else:
        servers.ask("DELETE", address, "")


def _held(collection: str) -> list[Kept]:
    answer = servers.ask("GET", collection, "")
    return [
        Kept(
            str(one["UID"]),
            utc(one["DTSTART"].dt),
            utc(one["DTEND"].dt),
            str(one["STATUS"]),
            str(one["SUMMARY"]),
        )
        for one in icalendar.Calendar.from_ical(answer).walk("VEVENT")
    ]


KEEPERS: dict[str, Keeper] = {
    "ical.js": by_icaljs,
    "libical": by_libical,
    "Radicale": by_radicale,
}
