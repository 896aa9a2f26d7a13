"""The programs that read our calendars in these tests, by name."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from tests.calendars.libraries import by_home_assistant, by_icalendar, by_vobject
from tests.calendars.programs import by_icaljs, by_libical
from tests.calendars.told import Told

Reader = Callable[[Iterable[str], Path], list[list[Told]]]


def _each(read: Callable[[str], list[Told]]) -> Reader:
    return lambda texts, _folder: [read(text) for text in texts]


def _by_libical(texts: Iterable[str], folder: Path) -> list[list[Told]]:
    return [reading.dates for reading in by_libical(texts, folder)]


LIBRARIES: dict[str, Reader] = {
    "icalendar": _each(by_icalendar),
    "Home Assistant": _each(by_home_assistant),
    "vobject": _each(by_vobject),
}
PROGRAMS: dict[str, Reader] = {"ical.js": by_icaljs, "libical": _by_libical}

# Tests by a program of the machine carry its marker, so that what is missing can be named.
READERS = [
    *(pytest.param(reader, id=name) for name, reader in LIBRARIES.items()),
    *(
        pytest.param(reader, id=name, marks=pytest.mark.programs)
        for name, reader in PROGRAMS.items()
    ),
]
