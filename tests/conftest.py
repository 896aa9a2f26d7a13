"""What all tests share: the day on which they happen, and a database that is migrated once."""

import hashlib
import os
import sqlite3
import time
from collections.abc import Generator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.utils import translation

ROOT = Path(__file__).resolve().parent.parent

# Dates in tests are dates to come for ever, where all happens in one process. Other programs –
# browsers, workers, servers – have clocks of their own: tests of them happen today.
THE_DAY = datetime(2026, 11, 18, 12, tzinfo=UTC)
HAPPEN_TODAY = ("browser", "concurrency", "programs", "redis")
BEGAN = time.perf_counter()

# What only wagtail-localize does is told in files of that name; all else holds without it.
if "wagtail_localize" not in settings.INSTALLED_APPS:
    collect_ignore_glob = ["*_localize.py"]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Let a test and its fixtures happen on one day, whose time goes on from test to test."""
    if any(item.get_closest_marker(kind) for kind in HAPPEN_TODAY):
        return (yield)
    now = THE_DAY + timedelta(seconds=time.perf_counter() - BEGAN)
    with time_machine.travel(now):
        return (yield)


@pytest.fixture(autouse=True)
def clean_slate() -> None:
    """Take away what the test before left: cached addresses, and the language of its visitor."""
    cache.clear()
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(scope="session")
def database_template() -> Path | None:
    """The file that keeps a migrated SQLite database, named after what it was migrated from."""
    if not settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        return None
    known = hashlib.sha256(settings.SETTINGS_MODULE.encode())
    for file in sorted([ROOT / "requirements-dev.txt", *ROOT.glob("**/migrations/*.py")]):
        if ".venv" not in file.parts and file.exists():
            known.update(file.read_bytes())
    return settings.VAR / f"test-template-{known.hexdigest()[:16]}.sqlite3"


@pytest.fixture(scope="session")
def django_db_keepdb(
    database_template: Path | None, django_db_keepdb: bool, django_db_modify_db_settings: None
) -> bool:
    """Begin with a copy of the template, where there is one."""
    if database_template is None or not database_template.exists():
        return django_db_keepdb
    _copy(database_template, Path(connection.settings_dict["TEST"]["NAME"]))
    return True


@pytest.fixture(scope="session")
def django_db_setup(database_template: Path | None, django_db_setup: None) -> None:
    """Keep the first migrated database as the template of all later ones."""
    made = connection.settings_dict["NAME"] == connection.settings_dict["TEST"]["NAME"]
    if made and database_template is not None and not database_template.exists():
        for older in database_template.parent.glob("test-template-*"):
            older.unlink(missing_ok=True)
        _copy(Path(connection.settings_dict["NAME"]), database_template)


def _copy(source: Path, target: Path) -> None:
    """Copy a database whole, also while rows stand in its log (WAL); a rename comes last."""
    half = target.with_name(f"{target.name}.half-{os.getpid()}")
    for leftover in target.parent.glob(f"{target.name}-*"):
        leftover.unlink(missing_ok=True)
    with closing(sqlite3.connect(source)) as rows, closing(sqlite3.connect(half)) as copy:
        rows.backup(copy)
    half.rename(target)
