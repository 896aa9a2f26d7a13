"""The databases that are measured: the demo and so many sample events, made once and kept."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "var" / "bench"


def environment(events: int) -> dict[str, str]:
    """What a process needs to see the database with so many events."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "site")]),
        "DATABASE_URL": f"sqlite:///{_file(events)}",
        "MEDIA_ROOT": str(FOLDER / "media"),
        "BASE_URL": "http://127.0.0.1:8000",
    }


def ready(events: int) -> None:
    """Make the database if it is not there; the smaller one is where the larger begins."""
    if _file(events).exists():
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    base = FOLDER / "demo.sqlite3"
    if not base.exists():
        _made(0, ["migrate", "-v0"], ["load_demo", "-v0"])
        _file(0).rename(base)
    shutil.copy(base, _file(events).with_suffix(".part"))
    _made(events, ["load_sample", f"--events={events}", "--organisations=50", "-v0"])


def _made(events: int, *commands: list[str]) -> None:
    """Run commands on an unfinished database; it gets its name when they are done."""
    part = _file(events).with_suffix(".part")
    env = environment(events) | {"DATABASE_URL": f"sqlite:///{part}"}
    for words in commands:
        subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=env, check=True)
    part.rename(_file(events))


def _file(events: int) -> Path:
    return FOLDER / f"{events}-events.sqlite3"
