"""Updates that are put into SQL once, since others wait while they are translated anew each time.

Whoever signs up holds the seats of a date until the transaction ends. Without this, most of that
time went by in the translation of the same two statements (decision 0012).
"""

from collections.abc import Callable
from inspect import signature
from typing import Any

from django.db import connection, models
from django.db.models.sql import UpdateQuery

Update = tuple[models.QuerySet[Any], dict[str, Any]]
"""Rows, and what becomes of their fields."""

STAND_IN = 2_000_000_000
"""Numbers from here on stand for what a call gives; the update itself must not contain them."""


def compiled(say: Callable[..., Update]) -> Callable[..., int]:
    """Make a function that says an update one that does it, and tells how many rows it changed.

    The function is asked once per kind of database, with a stand-in for each parameter; those
    must be whole numbers, and the SQL must not depend on which.
    """
    stand_ins = {name: STAND_IN + place for place, name in enumerate(signature(say).parameters)}
    kept: dict[str, tuple[str, tuple[Any, ...]]] = {}

    def run(**given: int) -> int:
        known = kept.get(connection.vendor)
        if known is None:
            known = kept[connection.vendor] = _sql(*say(**stand_ins))
        sql, words = known
        numbers = {stand_ins[name]: number for name, number in given.items()}
        with connection.cursor() as cursor:
            cursor.execute(sql, [numbers.get(word, word) for word in words])
            return cursor.rowcount

    return run


def _sql(rows: models.QuerySet[Any], values: dict[str, Any]) -> tuple[str, tuple[Any, ...]]:
    query: Any = rows.query.chain(UpdateQuery)
    query.add_update_values(values)
    sql, words = query.get_compiler(connection=connection).as_sql()
    return sql, tuple(words)
