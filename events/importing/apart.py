"""Reads a file in a process of its own, which is ended when it takes too long or too much."""

import json
import os
import subprocess
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path

from .content import content_of
from .reading import Frame, Reading, Refusal, read

try:
    import resource
except ImportError:  # Windows has no such limits
    resource = None  # type: ignore[assignment]


def read_apart(data: bytes, frame: Frame, *, seconds: float, megabytes: int) -> Reading:
    """What a file says; a reading with a problem where the process had to be ended."""
    asked = {
        "zone": frame.zone,
        "today": frame.today.isoformat(),
        "until": frame.until.isoformat(),
        "most": frame.most,
        "seconds": int(seconds) + 1,
        "megabytes": megabytes,
    }
    try:
        done = subprocess.run(  # noqa: S603 - our own module, with no word from outside
            [sys.executable, "-m", __name__, json.dumps(asked)],
            input=data,
            capture_output=True,
            timeout=seconds,
            check=False,
            env=_environment(),
        )
    except subprocess.TimeoutExpired:
        return Reading(problem="reads-long", part=str(int(seconds)))
    if done.returncode != 0:
        return Reading(problem="reads-badly", part=str(done.returncode))
    return _reading_of(done.stdout)


def _environment() -> dict[str, str]:
    """What the process needs to find its modules, and none of our secrets."""
    places = [place or str(Path.cwd()) for place in sys.path]
    return {"PYTHONPATH": os.pathsep.join(places), "LC_ALL": "C.UTF-8"}


def _reading_of(text: bytes) -> Reading:
    told = json.loads(text)
    entries = [content_of(values) for values in told.pop("entries")]
    refused = [Refusal(**values) for values in told.pop("refused")]
    return Reading(**told, entries=entries, refused=refused)


def main() -> None:
    """What the process does: limits itself, reads, and writes what it found."""
    asked = json.loads(sys.argv[1])
    _limit(asked["megabytes"] * 1024 * 1024, asked["seconds"])
    frame = Frame(
        zone=asked["zone"],
        today=date.fromisoformat(asked["today"]),
        until=date.fromisoformat(asked["until"]),
        most=asked["most"],
    )
    sys.stdout.write(json.dumps(asdict(read(sys.stdin.buffer.read(), frame))))


def _limit(memory: int, seconds: int) -> None:
    """Where there are no such limits (Windows), only the time is limited, by who waits for us."""
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


if __name__ == "__main__":
    main()
