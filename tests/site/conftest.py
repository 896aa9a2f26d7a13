"""The demo site for the tests: loaded once for a module, and taken back after it."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import transaction


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """All of the demo content; each test's own changes are taken back before."""
    with django_db_blocker.unblock(), transaction.atomic():
        cache.clear()
        call_command("load_demo", verbosity=0)
        yield
        transaction.set_rollback(True)
    cache.clear()


@pytest.fixture
def demo(loaded: None, db: None) -> None:
    """A test on the demo site."""
