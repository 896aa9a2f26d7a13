"""What programs in other languages read in calendars: ical.js by node, libical by C."""

import json
import shutil
import subprocess
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, NamedTuple

from django.conf import settings

from tests.calendars.told import FIRST, LAST, Told, in_order

HERE = Path(__file__).parent
ICALJS = "2.2.1"


# ical.js


def icaljs() -> Path:
    """ical.js, brought by npm once for this folder; it is no part of the project."""
    quiet = ["--no-audit", "--no-fund", "--no-save", "--loglevel", "error"]
    install = ("npm", "install", *quiet, f"ical.js@{ICALJS}", "--prefix")
    place = made(f"icaljs-{ICALJS}", lambda folder: run(*install, folder))
    return place / "node_modules" / "ical.js" / "dist" / "ical.js"


def by_icaljs(texts: Iterable[str], folder: Path) -> list[list[Told]]:
    """What Thunderbird's library reads in each of these calendars."""
    told = run("node", HERE / "expand.mjs", icaljs(), LAST.year, *files(texts, folder))
    return [
        in_order(Told(row[0], *map(moment, row[1:3]), *row[3:]) for row in rows)
        for rows in json.loads(told)
    ]


# libical


class Reading(NamedTuple):
    """What libical read in one calendar, and what it had to complain about."""

    dates: list[Told]
    errors: list[str]


def libical() -> Path:
    """Our program on libical, compiled once for each of its versions and of libical's."""
    source = HERE / "expand.c"
    version = run("pkg-config", "--modversion", "libical").strip()
    flags = run("pkg-config", "--cflags", "--libs", "libical").split()
    compiling = ("cc", "-O1", "-Wall", "-Wextra", "-Werror", source, *flags, "-o")
    name = f"libical-{version}-{sha256(source.read_bytes()).hexdigest()[:8]}"
    return made(name, lambda folder: run(*compiling, folder / "expand")) / "expand"


def by_libical(texts: Iterable[str], folder: Path) -> list[Reading]:
    """What GNOME's and KDE's library reads in each of these calendars."""
    bounds = [int(moment.timestamp()) for moment in (FIRST, LAST)]
    told = run(libical(), *bounds, *files(texts, folder))
    return [_reading(part.splitlines()) for part in told.split("file\n")[1:]]


def _reading(lines: list[str]) -> Reading:
    rows = [[_plain(cell) for cell in line.split("\t")] for line in lines]
    errors = [" ".join(row[1:]) for row in rows if row[0] == "error"]
    events = [row[1:] for row in rows if row[0] == "event"]
    replaced = {(uid, original) for uid, original, *_rest in events if original}
    dates = [
        Told(uid, moment(start), moment(end), *texts)
        for uid, original, start, end, *texts in events
        if original or (uid, start) not in replaced
    ]
    return Reading(in_order(dates), errors)


def _plain(cell: str) -> str:
    marks = {"n": "\n", "t": "\t"}
    first, *rest = cell.split("\\")
    plain, is_escaped = first, False
    for part in rest:
        if is_escaped:
            plain, is_escaped = plain + "\\" + part, False
        elif part:
            plain += marks[part[0]] + part[1:]
        else:
            is_escaped = True
    return plain


# Both


def made(name: str, make: Callable[[Path], object]) -> Path:
    """A folder that is made once; of processes that make it at once the quickest wins."""
    place = settings.VAR / name
    if not place.exists():
        half = Path(mkdtemp(prefix=f"{name}-", dir=settings.VAR))
        make(half)
        try:
            half.rename(place)
        except OSError:
            shutil.rmtree(half)
    return place


def moment(text: str) -> datetime | date:
    """A moment with its Z, or a day, in ISO 8601, with or without marks between."""
    day = date.fromisoformat(text) if "T" not in text else None
    return day or datetime.fromisoformat(text).astimezone(UTC)


def files(texts: Iterable[str], folder: Path) -> list[Path]:
    written = []
    for number, text in enumerate(texts):
        written.append(folder / f"{number}.ics")
        written[-1].write_bytes(text.encode())
    return written


def run(program: Any, *words: object) -> str:
    command = [shutil.which(program) or str(program), *map(str, words)]
    done = subprocess.run(command, check=True, capture_output=True, cwd=HERE)
    return done.stdout.decode()
