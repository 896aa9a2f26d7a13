"""The busy database: a deed in a transaction of its own, tried three times, then given up."""

import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from django.core.files import locks
from django.db import OperationalError, connection, transaction

Answer = TypeVar("Answer")

ATTEMPTS = 3
PATIENCE = 20.0
"""So many seconds a thread waits for its turn."""

_turn = threading.Lock()


class Busy(Exception):  # noqa: N818 - an honest answer, no error
    """The database was too busy three times; nothing was changed."""


def in_one_go(deed: Callable[[], Answer]) -> Answer:
    """Do it in a transaction of its own, three times where the database asks us to try again.

    Inside somebody else's transaction (a bulk action of the admin) it is theirs to try again.
    """
    if connection.in_atomic_block and not _is_only_the_test():
        with transaction.atomic():
            return deed()
    for attempt in range(ATTEMPTS):
        try:
            with _in_turn(), transaction.atomic(durable=True):
                return deed()
        except OperationalError as error:
            if not _may_try_again(error):
                raise
            time.sleep(random.uniform(0.01, 0.05) * 3**attempt)  # noqa: S311 - no secret
    raise Busy


@contextmanager
def _in_turn() -> Iterator[None]:
    """Let all threads and processes write one after the other, where the database asks that.

    SQLite has one writer, and whoever finds it taken looks again after ever longer pauses: with
    eight clients most of the time went by in them. A file beside the database is waited for
    without pauses.
    """
    if connection.vendor != "sqlite" or connection.is_in_memory_db():  # type: ignore[attr-defined]  # SQLite's
        yield
        return
    if not _turn.acquire(timeout=PATIENCE):
        raise Busy
    try:
        with Path(f"{connection.settings_dict['NAME']}-turn").open("ab") as file:
            locks.lock(file, locks.LOCK_EX)
            yield
    finally:
        _turn.release()


def _is_only_the_test() -> bool:
    """Whether all open transactions are those that Django's TestCase put around the test."""
    return all(getattr(block, "_from_testcase", False) for block in connection.atomic_blocks)


def _may_try_again(error: OperationalError) -> bool:
    """A serialization failure, a deadlock, or SQLite's lock: the same deed may well succeed."""
    code = getattr(error.__cause__, "sqlstate", None)
    return code in {"40001", "40P01"} or "database is locked" in str(error)
