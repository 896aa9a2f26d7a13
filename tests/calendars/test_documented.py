"""The documentation names the versions of the programs that read our calendars here."""

import re
from importlib.metadata import version
from pathlib import Path

import pytest

from tests.calendars.programs import ICALJS

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "calendars.md"
LIBRARIES = ("icalendar", "ical", "vobject", "vdirsyncer", "radicale")


@pytest.mark.parametrize(
    ("name", "wanted"), [("ical.js", ICALJS), *((name, version(name)) for name in LIBRARIES)]
)
def test_the_table_names_the_version(name: str, wanted: str) -> None:
    rows = re.findall(r"^\| ([\w.]+)[^|]* \| ([\d.]+) \|", PAGE.read_text("utf-8"), re.MULTILINE)

    assert {program.lower(): number for program, number in rows}[name] == wanted
