"""A calendar joined by one process serves the others: by a real Redis, as the site uses it."""

import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from learning_city.settings.base import env
from tests.concurrency.arena import Arena
from tests.concurrency.test_calendars import _change, _prepare
from tests.postgres import free_port

pytestmark = pytest.mark.redis

ADDRESS = "/calendars/en.ics"
PATIENCE = 20


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """A server of our own, which keeps nothing on the disk and goes with the tests."""
    port, folder = free_port(), tempfile.mkdtemp(prefix="gathering-redis-")
    words = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    server = subprocess.Popen(
        ["redis-server", *words, "--dir", folder], stdout=subprocess.DEVNULL, cwd=folder
    )
    try:
        _wait_for(port)
        yield f"rediscache://127.0.0.1:{port}/0"
    finally:
        server.terminate()
        server.wait(PATIENCE)
        shutil.rmtree(folder, ignore_errors=True)


def _wait_for(port: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with socket.socket() as door:
            if door.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError("redis-server does not answer")


@pytest.fixture(scope="session")
def rows(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any) -> Arena:
    file: Path = tmp_path_factory.mktemp("shared") / "db.sqlite3"
    arena = Arena(f"sqlite:///{file}", django_db_blocker)
    arena.make_tables()
    return arena


@pytest.fixture
def arena(rows: Arena) -> Arena:
    rows.run(_prepare)
    return rows


def by(cache_url: str, number: int = 0, *, gzip: bool = False) -> dict[str, Any]:
    """What a process that has just begun answers with this cache, and at what cost."""
    settings.CACHES = {"default": env.cache_url_config(cache_url)}
    caches._settings = caches.settings = caches.configure_settings(None)
    if hasattr(caches._connections, "default"):
        del caches["default"]
    headers = {"accept-encoding": "gzip"} if gzip else {}
    with CaptureQueriesContext(connection) as queries:
        answer = Client().get(ADDRESS, headers=headers)
    texts = [query["sql"] for query in queries if '"text"' in query["sql"]]
    return {
        "tag": answer["ETag"],
        "body": answer.content,
        "queries": len(queries),
        "reads entries": bool(texts),
    }


@pytest.mark.parametrize("gzip", [False, True], ids=["plain", "packed"])
def test_the_second_process_reads_no_entries(gzip: bool, arena: Arena, redis_url: str) -> None:
    first, second = (arena.run(partial(by, redis_url, gzip=gzip)) for _ in range(2))

    assert (first["tag"], first["body"]) == (second["tag"], second["body"])
    assert (second["queries"], second["reads entries"]) == (1, False)


def test_a_change_in_one_process_is_seen_by_all_at_once(arena: Arena, redis_url: str) -> None:
    before = arena.run(partial(by, redis_url))

    arena.run(partial(_change, 1))

    after, again = (arena.run(partial(by, redis_url)) for _ in range(2))
    assert b"SUMMARY:1 one" in before["body"]
    assert b"SUMMARY:1 two" in after["body"]
    assert after["reads entries"]
    assert again == {**after, "queries": 1, "reads entries": False}


def test_many_cold_processes_answer_alike(arena: Arena, redis_url: str) -> None:
    answers = arena.rush(partial(by, redis_url), processes=6)

    assert len({answer["body"] for answer in answers}) == 1


def test_without_the_server_calendars_are_joined(arena: Arena) -> None:
    answer = arena.run(partial(by, f"rediscache://127.0.0.1:{free_port()}/0"))

    assert b"SUMMARY:1 one" in answer["body"]
    assert answer["reads entries"]
