"""Steps of a command: each says what it does and how long it took, and none runs for nothing."""

import fcntl
import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tools import PYTHON, ROOT, VAR

LOGS = VAR / "logs"


def run(
    title: str,
    command: Iterable[object],
    *,
    failing: str = "",
    env: Mapping[str, str] | None = None,
) -> None:
    """Run one program under a line of its own; if it fails, show why and end with 1."""
    log = LOGS / f"{''.join(c if c.isalnum() else '-' for c in title.lower())}.log"
    code, seconds = _watched(title, [str(word) for word in command], log=log, env=env)
    say(f"{'✓' if code == 0 else '✗'} {title} ({seconds:.1f} s)")
    if code:
        say(_gist(log.read_text(encoding="utf-8", errors="replace")))
        say(f"    (all it said: {log.relative_to(ROOT)})")
        sys.exit(failing or f"“{title}” failed.")


def succeeds(command: Iterable[object]) -> bool:
    """Whether a program runs and is content, without a word."""
    try:
        done = subprocess.run(
            [str(word) for word in command], cwd=ROOT, capture_output=True, check=False
        )
    except OSError:
        return False
    return done.returncode == 0


def say(line: str) -> None:
    print(line, flush=True)


class Stamp:
    """Remembers that a step succeeded, and with which ingredients; written only afterwards."""

    def __init__(
        self, path: Path, *, files: Iterable[Path] = (), words: Iterable[str] = ()
    ) -> None:
        self.path = path
        known = hashlib.sha256("\n".join(words).encode())
        for file in sorted(files):
            known.update(str(file.relative_to(ROOT)).encode() + file.read_bytes())
        self.fingerprint = known.hexdigest()

    def holds(self) -> bool:
        return self.path.is_file() and self.path.read_text(encoding="utf-8") == self.fingerprint

    def set(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(self.fingerprint, encoding="utf-8")


@contextmanager
def alone() -> Iterator[None]:
    """One preparation at a time in this folder: `make demo` and `make test` may start together."""
    VAR.mkdir(exist_ok=True)
    with (VAR / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("… waiting for another make in this folder to finish its preparations")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def manage(*words: object) -> list[object]:
    return [PYTHON, "manage.py", *words]


def _watched(
    title: str, command: list[str], *, log: Path, env: Mapping[str, str] | None
) -> tuple[int, float]:
    """The program's exit code and duration; says every few seconds that it is still at work."""
    log.parent.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    say(f"… {title}")
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, "PYTHONUNBUFFERED": "1", **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        while True:
            try:
                return process.wait(timeout=5), time.monotonic() - began
            except subprocess.TimeoutExpired:
                say(f"    {time.monotonic() - began:.0f} s: {_last_line(log)}")
            except BaseException:
                process.terminate()
                process.wait()
                raise


def _gist(said: str) -> str:
    """The last lines of what a program said; of a traceback only what it ends with."""
    lines = said.rstrip().splitlines()
    if "Traceback (most recent call last):" in lines:
        code = [number for number, line in enumerate(lines) if line.startswith("  ")]
        lines = lines[code[-1] + 1 :]
    return "\n".join(f"    {line}" for line in lines[-25:])


def _last_line(log: Path) -> str:
    """What a program at work said last, as short as a line may be."""
    said = log.read_text(encoding="utf-8", errors="replace").strip()
    return said.splitlines()[-1].strip()[:70] if said else "at work"
