"""The demo: everything made ready on a bare machine, then the site and its worker served."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import FrameType

from tools import PYTHON, ROOT, VAR, environment, steps

NO_DATABASE = (
    "The database could not be made ready; the reason stands above. Where DATABASE_URL names a "
    "server, see that it runs and lets you in; without DATABASE_URL the demo uses a file in var/."
)
NO_CONTENT = "The demo content could not be loaded; the reason stands above. Your data is kept."
DOWN_WITHIN = 8  # seconds that the processes get to end by themselves


def main() -> None:
    signal.signal(signal.SIGTERM, _interrupt)
    signal.signal(signal.SIGHUP, _interrupt)
    try:
        port = free_port()
        prepare()
        serve(port)
    except KeyboardInterrupt:
        steps.say("\nStopped. Run `make demo` to go on where you were.")


def prepare() -> None:
    """The environment, the tables and the content; what is there already is left alone."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "learning_city.settings.dev")
    with steps.alone():
        environment.ready()
        database_ready()


def free_port() -> int:
    """The port to serve on; ends with a sentence where it is taken, before anything slow."""
    named = os.environ.get("PORT") or "8000"
    if not named.isdecimal() or not 0 < int(named) < 65536:
        sys.exit(f"PORT must be a number from 1 to 65535, not “{named}”: PORT=8001 make demo")
    port = int(named)
    if _is_free(port):
        return port
    other = next((number for number in range(port + 1, 65536) if _is_free(number)), 8000)
    sys.exit(f"Port {port} of 127.0.0.1 is in use or not allowed: PORT={other} make demo")


def database_ready() -> None:
    """Tables and demo content, each made again only when what it is made from has changed."""
    migrations = steps.Stamp(
        VAR / "stamps" / "migrations",
        files=[
            ROOT / "requirements.txt",
            *ROOT.glob("*/migrations/*.py"),
            *_site("*/migrations/*.py"),
        ],
        words=_place(),
    )
    content = steps.Stamp(
        VAR / "stamps" / "content", files=_content(), words=[*_place(), *_address()]
    )
    fresh = migrations.holds() and _database_is_there()
    if not fresh:
        steps.run(
            "Making the database's tables",
            steps.manage("migrate", "--verbosity", "1"),
            failing=NO_DATABASE,
        )
        migrations.set()
    if not (fresh and content.holds()):
        steps.run("Loading the demo content", steps.manage("load_demo"), failing=NO_CONTENT)
        content.set()


def serve(port: int) -> None:
    """The site and its worker, until one of them ends or somebody says stop."""
    address = f"http://127.0.0.1:{port}"
    began = time.monotonic()
    running: dict[str, subprocess.Popen[bytes]] = {}
    try:
        running["site"] = _start(_server(port), {"PORT": str(port)})
        _wait_for(f"{address}/en/", running["site"])
        steps.say(f"✓ The site answers ({time.monotonic() - began:.1f} s)")
        running["worker"] = _start(steps.manage("run_worker"), {})
        steps.say(welcome(address))
        while not (ended := [name for name, one in running.items() if one.poll() is not None]):
            time.sleep(0.3)
        sys.exit(f"The {ended[0]} ended by itself; what it said stands above.")
    finally:
        _end(*running.values())


def welcome(address: str) -> str:
    given = "DEMO_ADMIN_PASSWORD" in os.environ
    password = "the one in DEMO_ADMIN_PASSWORD" if given else "admin"
    return f"""
  The site     {address}/en/   (also /nl/ /fr/ /es/ /ar/ /zh-hans/)
  The agenda   {address}/en/events/
  A story      {address}/en/stories/learning-city-of-groningen/
  The admin    {address}/admin/   name: admin   password: {password}
  Mail goes to var/mail/, one file per letter. Stop with Ctrl-C.
"""


def _server(port: int) -> list[object]:
    return [
        *(PYTHON, "-m", "gunicorn", "learning_city.wsgi:application", "--pythonpath", "site"),
        *("--bind", f"127.0.0.1:{port}", "--threads", 8, "--log-level", "warning"),
        *("--graceful-timeout", 2, "--timeout", 120),
    ]


def _start(command: list[object], extra: dict[str, str]) -> subprocess.Popen[bytes]:
    # A session of their own: Ctrl-C reaches us alone, and we end them in order.
    return subprocess.Popen(
        [str(word) for word in command],
        cwd=ROOT,
        env={**os.environ, **extra, "PYTHONUNBUFFERED": "1"},
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    while server.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=60).close()
        except urllib.error.HTTPError as answer:
            steps.say(f"✗ {address} answers {answer.code}; see what the site says above.")
        except OSError:
            time.sleep(0.1)
            continue
        return
    sys.exit("The site could not be started; the reason stands above.")


def _end(*processes: subprocess.Popen[bytes]) -> None:
    for process in processes:
        process.terminate()
    deadline = time.monotonic() + DOWN_WITHIN
    for process in processes:
        try:
            process.wait(timeout=max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _is_free(port: int) -> bool:
    with socket.socket() as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _database_is_there() -> bool:
    """Known without asking for the file in var/ only; a server's tables are always looked at."""
    file = VAR / "db.sqlite3"
    return not os.environ.get("DATABASE_URL") and file.is_file() and file.stat().st_size > 0


def _place() -> list[str]:
    return [os.environ.get(name, "") for name in ("DATABASE_URL", "MEDIA_ROOT")]


def _address() -> list[str]:
    """What the content says of the site's address: links in letters begin with it."""
    return [os.environ.get("PORT") or "8000", os.environ.get("BASE_URL", "")]


def _site(pattern: str) -> list[Path]:
    return list((ROOT / "site" / "learning_city").glob(pattern))


def _content() -> list[Path]:
    kinds = {".py", ".toml", ".md", ".vtt"}
    return [path for path in _site("demo/**/*") if path.suffix in kinds]


def _interrupt(signum: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    main()
