"""The databases that are measured: the demo and so many sample events, made once and kept."""

import os
import shutil
import subprocess
import sys
from hashlib import sha256
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
    if not _file(0).exists():
        for older in FOLDER.glob("*-events*.sqlite3"):
            older.unlink()
        _made(0, ["migrate", "-v0"], ["load_demo", "-v0"])
    shutil.copy(_file(0), _file(events).with_suffix(".part"))
    _made(events, ["load_sample", f"--events={events}", "--organisations=50", "-v0"])


def _made(events: int, *commands: list[str]) -> None:
    """Run commands on an unfinished database; it gets its name when they are done."""
    part = _file(events).with_suffix(".part")
    env = environment(events) | {"DATABASE_URL": f"sqlite:///{part}"}
    for words in commands:
        subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=env, check=True)
    part.rename(_file(events))


def _file(events: int) -> Path:
    """Named after the migrations as well: with other tables it is made anew."""
    known = sha256()
    for file in sorted(ROOT.glob("*/migrations/*.py")):
        known.update(file.read_bytes())
    return FOLDER / f"{events}-events-{known.hexdigest()[:12]}.sqlite3"
