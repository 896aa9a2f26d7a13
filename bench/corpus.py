"""The databases that are measured, made once and kept; and where what was measured is kept."""

import json
import os
import platform
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "var" / "bench"
RESULTS = ROOT / "bench" / "results"


def environment(events: int) -> dict[str, str]:
    """What a process needs to see the database with so many events."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "site")]),
        "DATABASE_URL": f"sqlite:///{file_of(events)}",
        "MEDIA_ROOT": str(FOLDER / "media"),
        "BASE_URL": "http://127.0.0.1:8000",
    }


def ready(events: int) -> None:
    """The demo and so many sample events, made if they are not there, from the demo alone."""
    if file_of(events).exists():
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    if not file_of(0).exists():
        for older in FOLDER.glob("*-events*.sqlite3"):
            older.unlink()
        _made(0, ["migrate", "-v0"], ["load_demo", "-v0"])
    shutil.copy(file_of(0), file_of(events).with_suffix(".part"))
    _made(events, ["load_sample", f"--events={events}", "--organisations=50", "-v0"])


def _made(events: int, *commands: list[str]) -> None:
    """Run commands on an unfinished database; it gets its name when they are done."""
    part = file_of(events).with_suffix(".part")
    env = environment(events) | {"DATABASE_URL": f"sqlite:///{part}"}
    for words in commands:
        subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=env, check=True)
    part.rename(file_of(events))


def file_of(events: int) -> Path:
    """Named after the migrations as well: with other tables it is made anew."""
    known = sha256()
    for file in sorted(ROOT.glob("*/migrations/*.py")):
        known.update(file.read_bytes())
    return FOLDER / f"{events}-events-{known.hexdigest()[:12]}.sqlite3"


def keep(name: str, **told: Any) -> None:
    """Write down what was measured, when, and on what."""
    RESULTS.mkdir(exist_ok=True)
    here = {
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "cores": os.cpu_count(),
    }
    text = json.dumps(here | told, indent=2)
    (RESULTS / f"{name}.json").write_text(f"{text}\n", encoding="utf-8")
