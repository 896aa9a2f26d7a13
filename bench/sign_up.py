"""What signing up costs, beside a bare Django form that inserts one row: python -m bench.sign_up.

Both are served by as many processes and threads, on the same kind of database (SQLite, then
PostgreSQL), to the same clients. Each visit is what a browser does: open the form with its cookie,
send it, and see the page to which one is sent. The two take turns, so that a busy moment falls
upon both.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bench import corpus
from tests import postgres
from tests.visitor import Visitor

CLIENTS = (1, 8, 32)
ROUNDS = 4
SECONDS = 5.0
PROCESSES, THREADS = 2, 4
BAR = 2.5
PATIENCE = 120
_numbers = count(1)


@dataclass
class Measured:
    """All visits of one form by so many clients."""

    seconds: float = 0
    processor: float = 0
    visits: list[float] = field(default_factory=list)

    @property
    def per_second(self) -> float:
        return len(self.visits) / self.seconds

    @property
    def processor_each(self) -> float:
        """What a visit costs the servers: the same on a busy machine and on a quiet one."""
        return self.processor / len(self.visits)

    def told(self) -> dict[str, float]:
        return {
            "accepted per second": round(self.per_second, 1),
            "median ms": round(statistics.median(self.visits) * 1000, 1),
            "95th percentile ms": round(statistics.quantiles(self.visits, n=20)[-1] * 1000, 1),
            "processor ms": round(self.processor_each * 1000, 2),
        }


@dataclass(frozen=True)
class Form:
    """A form somewhere, and how to see that it was accepted."""

    site: str
    server: int
    path: str

    def visit(self, visitor: Visitor) -> None:
        fields: dict[str, object] = {
            "name": "Sam Sample",
            "email": f"p{next(_numbers)}@sample.example",
            "organisation": "",
            "seats": "1",
            "consent": "on",
        }
        answer = visitor.send_form(self.path, fields)
        if answer.status not in {302, 303}:
            raise RuntimeError(f"{self.path} answered {answer.status}:\n{answer.body[:2000]}")
        there = visitor.ask(urlsplit(answer.headers["location"]).path)
        if there.status != 200:
            raise RuntimeError(f"{answer.headers['location']} answered {there.status}")


def main() -> None:
    found: dict[str, Any] = {}
    for name, databases in DATABASES.items():
        print(f"\n{name}")
        with databases() as (bare, ours), _both(bare, ours) as forms:
            found[name] = {clients: _compared(forms, clients) for clients in CLIENTS}
    corpus.keep("sign_up", processes=PROCESSES, threads=THREADS, found=found)
    if any(clients[8]["times the bare form"] > BAR for clients in found.values()):
        sys.exit(f"Signing up costs more than {BAR} times a bare form.")


def _compared(forms: dict[str, Form], clients: int) -> dict[str, Any]:
    measured = {name: Measured() for name in forms}
    for _round in range(ROUNDS):
        for name, form in forms.items():
            _visit(form, clients, measured[name])
    ours, bare = measured["sign-up"], measured["bare form"]
    ratio = round(bare.per_second / ours.per_second, 2)
    cost = round(ours.processor_each / bare.processor_each, 2)
    print(f"\n{clients} clients: × {ratio}, of the processor × {cost}")
    for name, one in measured.items():
        print(f"  {name:10} {one.told()}")
    told: dict[str, Any] = {name: one.told() for name, one in measured.items()}
    return told | {"times the bare form": ratio, "times its processor": cost}


def _visit(form: Form, clients: int, measured: Measured) -> None:
    """Let so many clients come again and again for some seconds."""
    began, used = time.perf_counter(), _processor(form.server)

    def come(_client: int) -> list[float]:
        spent = []
        while time.perf_counter() - began < SECONDS:
            start = time.perf_counter()
            with closing(Visitor(form.site)) as visitor:
                form.visit(visitor)
            spent.append(time.perf_counter() - start)
        return spent

    with ThreadPoolExecutor(clients) as pool:
        for spent in pool.map(come, range(clients)):
            measured.visits += spent
    measured.seconds += time.perf_counter() - began
    measured.processor += _processor(form.server) - used


def _processor(server: int) -> float:
    """The seconds of a processor that the server's processes have used, as Linux counts them."""
    ticks = 0
    for file in Path("/proc").glob("[0-9]*/stat"):
        try:
            facts = file.read_text().rpartition(")")[2].split()
        except OSError:  # it is gone meanwhile
            continue
        if facts[1] == str(server):
            ticks += int(facts[11]) + int(facts[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _warm(form: Form) -> None:
    """Let every process answer a few times before anything counts."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            with closing(Visitor(form.site)) as visitor:
                visitor.ask(form.path)
            break
        except OSError:
            time.sleep(0.2)
    _visit(form, PROCESSES * THREADS, Measured())


# The two databases, of the bare form and of ours


@contextmanager
def _sqlite() -> Iterator[tuple[str, str]]:
    corpus.ready(0)
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(corpus.file_of(0), f"{folder}/ours.sqlite3")
        yield f"sqlite:///{folder}/bare.sqlite3", f"sqlite:///{folder}/ours.sqlite3"


@contextmanager
def _postgresql() -> Iterator[tuple[str, str]]:
    """A server that writes for good, as one in production does."""
    with postgres.server(settings={"fsync": "on", "autovacuum": "on"}) as url:
        server = url.rpartition("/")[0]
        ours = _environment(f"{server}/postgres", "bench.sign_up_settings")
        _manage(ours, "migrate", "--verbosity=0")
        _manage(ours, "load_demo", "--verbosity=0")
        yield f"{server}/template1", f"{server}/postgres"


DATABASES = {"SQLite": _sqlite, "PostgreSQL": _postgresql}


# The two sites


@contextmanager
def _both(bare_database: str, our_database: str) -> Iterator[dict[str, Form]]:
    bare = _environment(bare_database, "bench.bare.settings")
    ours = _environment(our_database, "bench.sign_up_settings")
    _manage(bare, "migrate", "--run-syncdb", "--verbosity=0")
    path = _manage(ours, "shell", "--no-imports", "-c", OPEN).strip().splitlines()[-1]
    with _served(bare) as bare_site, _served(ours) as our_site:
        forms = {"bare form": Form(*bare_site, "/register/"), "sign-up": Form(*our_site, path)}
        for form in forms.values():
            _warm(form)
        yield forms


# An event of the demo with as many seats as come, in which a thousand have signed up already.
OPEN = """
from bench.deeds import an_open_form
print(an_open_form())
"""


def _environment(database: str, settings: str) -> dict[str, str]:
    return corpus.environment(0) | {"DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": settings}


def _manage(env: dict[str, str], *words: str) -> str:
    command = [sys.executable, "-m", "django", *words]
    done = subprocess.run(
        command, cwd=corpus.ROOT, env=env, check=True, stdout=subprocess.PIPE, text=True
    )
    return done.stdout


@contextmanager
def _served(env: dict[str, str]) -> Iterator[tuple[str, int]]:
    port = postgres.free_port()
    command = [
        *(sys.executable, "-m", "gunicorn", "bench.wsgi:application"),
        *("--bind", f"127.0.0.1:{port}", "--workers", str(PROCESSES), "--threads", str(THREADS)),
        *("--log-level", "warning"),
    ]
    server = subprocess.Popen(command, cwd=corpus.ROOT, env=env)
    try:
        yield f"http://127.0.0.1:{port}", server.pid
    finally:
        server.terminate()
        server.wait(timeout=30)


if __name__ == "__main__":
    main()
