"""The databases on which many processes meet: SQLite and PostgreSQL, empty before each test."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import postgres
from tests.concurrency import web
from tests.concurrency.arena import Arena
from tests.concurrency.web import City

REPEATABLE_READ = 3  # psycopg's IsolationLevel.REPEATABLE_READ


@pytest.fixture(scope="session")
def sqlite_arena(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any) -> Arena:
    file: Path = tmp_path_factory.mktemp("arena") / "db.sqlite3"
    arena = Arena(f"sqlite:///{file}", django_db_blocker)
    arena.make_tables()
    return arena


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    with postgres.server() as url:
        yield url


@pytest.fixture(scope="session")
def postgres_arena(postgres_url: str, django_db_blocker: Any) -> Arena:
    arena = Arena(postgres_url, django_db_blocker)
    arena.make_tables()
    return arena


@pytest.fixture(params=["sqlite", "postgres"])
def arena(request: pytest.FixtureRequest) -> Arena:
    found: Arena = request.getfixturevalue(f"{request.param}_arena")
    found.empty()
    return found


@pytest.fixture(scope="session")
def strict_arena(postgres_arena: Arena, postgres_url: str) -> Arena:
    """PostgreSQL at the stricter of its isolation levels."""
    address = f"{postgres_url}?isolation_level={REPEATABLE_READ}"
    return Arena(address, postgres_arena.blocker)


@pytest.fixture
def repeatable_read_arena(strict_arena: Arena) -> Arena:
    strict_arena.empty()
    return strict_arena


@pytest.fixture(params=["sqlite", "postgres", "strict"])
def everywhere(request: pytest.FixtureRequest) -> Arena:
    """Both databases, and PostgreSQL at both of its isolation levels."""
    found: Arena = request.getfixturevalue(f"{request.param}_arena")
    found.empty()
    return found


@pytest.fixture(params=["sqlite", "postgres", "strict"], scope="module")
def city(request: pytest.FixtureRequest) -> Iterator[City]:
    """The site in several web processes, on each of the databases."""
    arena: Arena = request.getfixturevalue(f"{request.param}_arena")
    with web.served(arena.url) as site:
        yield City(arena, site)
