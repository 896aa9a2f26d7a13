"""The newest Django that we support, in an environment beside .venv: it wants a newer Python."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from tools import ROOT, VAR, environment, steps

DJANGO = "django==6.1.3"
PYTHON = VAR / "newest" / "bin" / "python"
NEW_ENOUGH = "import sys; sys.exit(sys.version_info < (3, 12))"


def python() -> str | None:
    """A Python of this machine that is new enough: our own, one on the path, or one of pyenv's."""
    return next((each for each in _pythons() if steps.succeeds([each, "-c", NEW_ENOUGH])), None)


def _pythons() -> Iterator[str]:
    yield sys.executable
    yield from filter(None, (shutil.which(f"python3.{minor}") for minor in (14, 13, 12)))
    kept = Path.home().glob(".pyenv/versions/3.1[2-4].*/bin/python3")
    yield from map(str, sorted(kept, reverse=True))


def ready() -> Path:
    """See that var/newest holds what .venv holds, with the newest Django; gives its Python."""
    listed, other = ROOT / environment.DEVELOPERS, VAR / "newest-django.txt"
    stamp = steps.Stamp(VAR / "newest-ready", files=[listed], words=[DJANGO, str(python())])
    if not (PYTHON.exists() and stamp.holds()):
        uv = environment.installer()
        other.write_text(f"{DJANGO}\n", encoding="utf-8")
        made = [uv, "venv", "--clear", "--python", python(), PYTHON.parent.parent]
        steps.run(f"Making an environment for {DJANGO}", made)
        words = ["--python", PYTHON, "--requirements", listed, "--override", other]
        steps.run(f"Installing {DJANGO}", [uv, "pip", "install", *words])
        stamp.set()
    return PYTHON
