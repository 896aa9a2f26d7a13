"""Our site in several real web processes, on the database of an arena."""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from events.occurrence import Occurrence
from tests import postgres
from tests.concurrency.arena import Arena, lay_a_home
from tests.events import making

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60


@dataclass
class City:
    """A site in several processes, and the database behind it."""

    arena: Arena
    site: str

    def run(self, deed: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        return self.arena.run(partial(deed, *args, **kwargs))


@contextmanager
def served(database: str, *, processes: int = 4, threads: int = 4) -> Iterator[str]:
    """The address of a site that so many processes serve."""
    port = postgres.free_port()
    address = f"http://127.0.0.1:{port}"
    command = [
        *(sys.executable, "-m", "gunicorn", "learning_city.wsgi:application"),
        *("--pythonpath", "site", "--bind", f"127.0.0.1:{port}", "--log-level", "critical"),
        *("--workers", str(processes), "--threads", str(threads), "--graceful-timeout", "1"),
    ]
    env = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.concurrency.web_settings",
        "PYTHONPATH": f"{ROOT / 'site'}:{ROOT}",
        "DATABASE_URL": database,
    }
    server = subprocess.Popen(command, cwd=ROOT, env=env)
    try:
        _wait_for(f"{address}/robots.txt", server)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=PATIENCE)


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and server.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=PATIENCE).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("The site did not start; see its words above.")


def publish(occurrence: Occurrence) -> str:
    """Give the event a page, and the site the pages around it; the form's address."""
    lay_a_home()
    making.page(occurrence)
    return f"/en/register/{occurrence.event.public_id}/"
