"""Reading happens in a process of its own, which knows no secret and may be ended."""

import subprocess
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from events.importing import apart
from events.importing.apart import read_apart
from events.importing.reading import Frame, read
from tests.importing.writing import entry, file

FRAME = Frame(zone="Europe/Amsterdam", today=date(2026, 11, 21), until=date(2029, 12, 31))


def test_the_process_reads_what_we_would_read_here() -> None:
    data = file(
        entry(RRULE="FREQ=WEEKLY"), entry("b", "日本 🎉"), entry("c", CLASS="PRIVATE")
    ).encode()

    assert read_apart(data, FRAME, seconds=20, megabytes=512) == read(data, FRAME)


def test_a_process_that_takes_too_long_is_ended() -> None:
    many = file(*(entry(f"u{number}", RRULE="FREQ=DAILY") for number in range(4000))).encode()

    found = read_apart(many, FRAME, seconds=0.5, megabytes=512)

    assert (found.problem, found.entries) == ("reads-long", [])


def test_a_process_that_takes_too_much_memory_is_ended() -> None:
    big = file(entry(DESCRIPTION="x" * 30_000_000)).encode()

    found = read_apart(big, replace(FRAME), seconds=20, megabytes=60)

    assert (found.problem, found.entries) == ("reads-badly", [])


def test_the_process_knows_no_secret_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "do-not-tell")
    given: dict[str, Any] = {}

    def run(*args: Any, **kwargs: Any) -> Any:
        given.update(kwargs)
        raise subprocess.TimeoutExpired("", 1)

    monkeypatch.setattr(apart.subprocess, "run", run)
    read_apart(b"", FRAME, seconds=1, megabytes=512)

    assert set(given["env"]) == {"PYTHONPATH", "LC_ALL"}
