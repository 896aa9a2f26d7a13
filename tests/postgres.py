"""A PostgreSQL server of our own for tests: made in a temporary folder, gone afterwards."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FOLDERS = ("/usr/lib/postgresql/*/bin", "/usr/local/pgsql/bin", "/opt/homebrew/opt/postgresql*/bin")


def bin_folder() -> Path | None:
    """Where `initdb` and `pg_ctl` are: the newest version found, or None."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    found = [Path(path) for pattern in FOLDERS for path in Path("/").glob(pattern.lstrip("/"))]
    working = [path for path in sorted(found) if (path / "initdb").exists()]
    return working[-1] if working else None


@contextmanager
def server(*, settings: dict[str, str] | None = None) -> Iterator[str]:
    """A running server on 127.0.0.1; gives the address of an empty database."""
    programs = bin_folder()
    if programs is None:
        raise RuntimeError("PostgreSQL's initdb was not found; install PostgreSQL to run this.")
    folder = Path(tempfile.mkdtemp(prefix="gathering-pg-"))
    # PostgreSQL refuses to run as root; its own user must be able to enter the folder.
    if os.geteuid() == 0:
        shutil.chown(folder, _other_user())
    data = folder / "data"
    try:
        _run([programs / "initdb", "-D", data, "-U", "test", "-A", "trust", "-E", "UTF8", "-N"])
        port = free_port()
        options = {
            "port": str(port),
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": str(folder),
            "fsync": "off",
            # Whatever a test leaves is rolled back: counted in between, a table would seem empty
            # to the test that fills it, and be joined each row with each.
            "autovacuum": "off",
            "max_connections": "60",
            **(settings or {}),
        }
        flags = " ".join(f"-c {name}={value}" for name, value in options.items())
        start = ["-D", data, "-o", flags, "-l", folder / "log", "-w", "-t", "60", "start"]
        _run([programs / "pg_ctl", *start])
        try:
            yield f"postgres://test@127.0.0.1:{port}/postgres"
        finally:
            _run([programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop"])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(command: list[object]) -> None:
    """Run a program of the server, as another user where we are root."""
    words = [str(word) for word in command]
    if os.geteuid() == 0:
        words = ["runuser", "-u", _other_user(), "--", *words]
    # The server keeps the descriptors that it inherits: a pipe would never be closed.
    with tempfile.TemporaryFile() as log:
        done = subprocess.run(words, cwd="/", stdout=log, stderr=log, check=False)
        if done.returncode:
            log.seek(0)
            raise RuntimeError(f"{words[0]} failed: {log.read().decode(errors='replace')}")


def _other_user() -> str:
    return "postgres" if _has_user("postgres") else "nobody"


def _has_user(name: str) -> bool:
    users = Path("/etc/passwd").read_text(encoding="utf-8").splitlines()
    return any(line.startswith(f"{name}:") for line in users)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port
