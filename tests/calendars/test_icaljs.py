"""The same times in Thunderbird's eyes: ical.js, with the zones of the file alone."""

import json
import subprocess
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from tests.calendars.test_programs import HARD, Times, truth
from tests.events.test_ical import calendar, made

pytestmark = [pytest.mark.django_db, pytest.mark.node]

VERSION = "2.2.1"
# In a series ical.js adds the real length of the first date to the clock on the wall, so a night
# in which the clocks are changed ends an hour wrong. It begins when it should.
ENDS_LATER = "at night of the change"
EXPAND = Path(__file__).with_name("expand.mjs")


@pytest.fixture(scope="session")
def icaljs() -> Path:
    """ical.js, brought by npm once for this folder; it is no part of the project."""
    place = settings.VAR / f"icaljs-{VERSION}"
    library = place / "node_modules" / "ical.js" / "dist" / "ical.js"
    if not library.exists():
        place.mkdir(parents=True, exist_ok=True)
        quiet = ["--no-audit", "--no-fund", "--no-save", "--loglevel", "error"]
        bring = ["npm", "install", *quiet, "--prefix", str(place), f"ical.js@{VERSION}"]
        subprocess.run(bring, check=True, capture_output=True, text=True)
    return library


def by_icaljs(text: str, library: Path) -> Times:
    done = subprocess.run(
        ["node", str(EXPAND), str(library)], input=text, check=True, capture_output=True, text=True
    )
    return sorted((_read(start), _read(end)) for start, end in json.loads(done.stdout))


def _read(text: str) -> Any:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


@pytest.mark.parametrize("name", HARD)
def test_thunderbird_reads_the_times_that_the_rows_hold(name: str, icaljs: Path) -> None:
    event = made(**HARD[name])

    times = by_icaljs(calendar(event), icaljs)

    if name == ENDS_LATER:
        assert [start for start, _end in times] == [start for start, _end in truth(event)]
    else:
        assert times == truth(event)


def test_a_weekly_evening_in_amsterdam_is_an_hour_earlier_in_utc_in_summer(icaljs: Path) -> None:
    event = made(
        starts="2027-03-24 20:00", ends="2027-03-24 22:00", recurrence="FREQ=WEEKLY;COUNT=33"
    )

    starts = [start for start, _end in by_icaljs(calendar(event), icaljs)]

    hours = [f"{starts[number]:%m-%d %H}" for number in (0, 1, -2, -1)]
    assert hours == [
        "03-24 19",
        "03-31 18",
        "10-27 18",
        "11-03 19",
    ]
