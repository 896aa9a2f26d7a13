"""A demo site for the browser: loaded once per state of the code, served by its own process."""

import fcntl
import hashlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from tests.architecture.tree import ROOT, tracked

LOADED = ROOT / "var" / "browser"
PATIENCE = 60


@contextmanager
def served(place: Path) -> Iterator[str]:
    """The address of a site with the demo content, on a copy that a test may write to."""
    shutil.copytree(loaded(), place, dirs_exist_ok=True)
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    command = [
        *(sys.executable, "-m", "gunicorn", "learning_city.wsgi:application"),
        *("--pythonpath", "site", "--bind", f"127.0.0.1:{port}", "--threads", "8"),
        *("--log-level", "warning", "--graceful-timeout", "1"),
    ]
    env = {**_env(place), "PORT": str(port), "BASE_URL": address}
    server = subprocess.Popen(command, cwd=ROOT, env=env)
    try:
        _wait_for(f"{address}/en/", server)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=10)


def loaded() -> Path:
    """A folder with the database and the uploads of the demo; made by whoever comes first."""
    LOADED.mkdir(parents=True, exist_ok=True)
    place = LOADED / _fingerprint()
    with (LOADED / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if place.exists():
            return place
        for older in LOADED.glob("*/"):
            shutil.rmtree(older)
        half = place.with_suffix(".half")
        half.mkdir()
        template = next(iter(sorted((ROOT / "var").glob("test-template-*.sqlite3"))), None)
        if template is not None:
            shutil.copy(template, half / "db.sqlite3")
        manage(half, "migrate", "--verbosity", "0")
        manage(half, "load_demo")
        half.rename(place)
    return place


def _fingerprint() -> str:
    """Of all that the content is made from, and the day: its dates are reckoned from today."""
    known = hashlib.sha256(date.today().isoformat().encode())  # noqa: DTZ011 - as load_demo does
    for file in tracked("requirements.txt", "site", "events", "stakeholders", "story_pages"):
        if file.suffix in {".py", ".toml", ".txt"}:
            known.update(file.read_bytes())
    return known.hexdigest()[:16]


def manage(place: Path, *words: str) -> str:
    """Run a command of this site; what it printed."""
    done = subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env=_env(place),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"manage.py {words[0]} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


def _env(place: Path) -> dict[str, str]:
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.browser.settings",
        "PYTHONPATH": f"{ROOT / 'site'}:{ROOT}",
        "DATABASE_URL": f"sqlite:///{place / 'db.sqlite3'}",
        "MEDIA_ROOT": str(place / "media"),
        "EMAIL_FILE_PATH": str(place / "mail"),
        "DEMO_ADMIN_PASSWORD": "admin",
    }


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and server.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=PATIENCE).close()
        except OSError as error:
            if hasattr(error, "code"):  # it answers, if only with an error: the tests will say so
                return
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("The demo site did not start; see its words above.")


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port
