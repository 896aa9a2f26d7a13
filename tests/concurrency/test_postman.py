"""The postman outlives the worker: who hears the mail server's yes writes it down."""

import os
import signal
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from events.letters import postman
from tests.concurrency.arena import PATIENCE, Arena
from tests.concurrency.mail_server import MailServer
from tests.concurrency.test_letters import _end_leases, _states
from tests.concurrency.test_mail import _due_again, _ids, _write

pytestmark = pytest.mark.concurrency

# So long, in seconds, the mail server has a letter before it says so.
AFTERTHOUGHT = 0.3


def _kill_before_the_yes(
    arena: Arena, server: MailServer, send: Callable[[], object], end: Callable[[Any], None]
) -> None:
    """End a worker that has handed its first letter over and has no answer."""
    started = arena.begin(send)
    server.wait_for(1)
    end(started)
    started.join()


def _kill(worker: Any) -> None:
    os.kill(worker.pid, signal.SIGKILL)


def _postmen_are_gone() -> None:
    deadline = time.monotonic() + PATIENCE
    while _postmen() and time.monotonic() < deadline:
        time.sleep(0.02)


def _postmen() -> list[int]:
    """The processes of ours that are postmen."""
    name = postman.__name__.encode()
    files = Path("/proc").glob("[0-9]*/cmdline")
    return [int(file.parent.name) for file in files if name in _read(file).split(b"\0")]


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:  # it has ended meanwhile
        return b""


@pytest.mark.parametrize(("sender", "times"), [("what_is_due", 1), ("without_a_postman", 2)])
def test_a_worker_killed_before_it_hears_the_yes_sends_nothing_twice(
    arena: Arena, tmp_path: Path, sender: str, times: int
) -> None:
    """Without a postman it does: the gap is there, and it is hit."""
    arena.run(partial(_write, 1))

    with MailServer(tmp_path / "taken", afterthought=AFTERTHOUGHT) as server:
        _kill_before_the_yes(arena, server, getattr(server, f"send_{sender}"), _kill)
        _postmen_are_gone()
        arena.run(_end_leases)
        arena.run(server.send_what_is_due)

        assert set(server.taken().values()) == {times}
    assert arena.run(_states) == {"sent"}


def test_a_postman_is_deaf_to_who_ends_the_worker(arena: Arena, tmp_path: Path) -> None:
    """Ctrl+C and systemd tell all processes of a worker to end."""
    arena.run(partial(_write, 2))

    def _tell_all(worker: Any) -> None:
        for pid in _postmen():
            os.kill(pid, signal.SIGTERM)
            os.kill(pid, signal.SIGINT)
        worker.terminate()

    with MailServer(tmp_path / "taken", afterthought=AFTERTHOUGHT) as server:
        _kill_before_the_yes(arena, server, server.send_until_told, _tell_all)

        assert set(server.taken().values()) == {1}
    assert arena.run(_states) == {"sent", "waiting"}


def test_a_postman_that_is_killed_loses_no_letter(arena: Arena, tmp_path: Path) -> None:
    """The worker goes on with another one; only the letter in its hands comes twice."""
    arena.run(partial(_write, 3))

    def _kill_the_postman(worker: Any) -> None:
        for pid in _postmen():
            os.kill(pid, signal.SIGKILL)

    with MailServer(tmp_path / "taken", afterthought=AFTERTHOUGHT) as server:
        _kill_before_the_yes(arena, server, server.send_what_is_due, _kill_the_postman)
        arena.run(_due_again)
        arena.run(server.send_what_is_due)

        assert set(server.taken()) == arena.run(_ids)
        assert sorted(server.taken().values()) == [1, 1, 2]
    assert arena.run(_states) == {"sent"}


def test_where_no_process_can_begin_the_worker_sends_by_itself(
    sqlite_arena: Arena, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Under some servers `sys.executable` is no Python."""
    monkeypatch.setattr("sys.executable", "/bin/false")
    sqlite_arena.empty()
    sqlite_arena.run(partial(_write, 2))

    with MailServer(tmp_path / "taken") as server:
        sqlite_arena.run(server.send_what_is_due)

        assert set(server.taken()) == sqlite_arena.run(_ids)
    assert sqlite_arena.run(_states) == {"sent"}


def test_a_lease_that_a_slow_mail_server_could_outlast_is_not_risked(
    sqlite_arena: Arena, tmp_path: Path, settings: Any
) -> None:
    settings.EVENTS_LETTER_LEASE_SECONDS = 4  # the connection waits for 5
    sqlite_arena.empty()
    sqlite_arena.run(partial(_write, 1))

    with MailServer(tmp_path / "taken") as server:
        sqlite_arena.run(server.send_what_is_due)

        assert not server.taken()
    assert sqlite_arena.run(_states) == {"waiting"}


def _hang_up_on_all() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def test_a_database_that_hangs_up_before_the_yes_learns_it_all_the_same(
    postgres_arena: Arena, tmp_path: Path
) -> None:
    postgres_arena.empty()
    postgres_arena.run(partial(_write, 1))

    with MailServer(tmp_path / "taken", afterthought=AFTERTHOUGHT) as server:
        _kill_before_the_yes(
            postgres_arena,
            server,
            server.send_what_is_due,
            lambda _worker: postgres_arena.run(_hang_up_on_all),
        )

    assert postgres_arena.run(_states) == {"sent"}
