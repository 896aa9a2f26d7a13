"""Signing up asks the database as often with ten thousand registrations as with ten."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext

from events.occurrence import Occurrence
from events.pool import Pool
from events.registration import Registration
from tests.events import making

pytestmark = pytest.mark.django_db


def _fill(occurrence: Occurrence, *, up_to: int) -> None:
    """Confirmed people, in bulk."""
    known = Registration.objects.filter(occurrence=occurrence).count()
    people = [
        Registration(
            occurrence=occurrence,
            name="Sam Sample",
            email=f"filled{number}@sample.example",
            language="en",
            state=Registration.State.CONFIRMED,
            consent_version="1",
            consent_language="en",
        )
        for number in range(known, up_to)
    ]
    Registration.objects.bulk_create(people, batch_size=500)
    Pool.objects.filter(occurrence=occurrence, session=None).update(taken=F("taken") + len(people))


def _queries(deed: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as queries:
        deed()
    return len(queries)


def _cost(occurrence: Occurrence, email: str) -> dict[str, int]:
    """How often each step asks the database: the form, sending it, the way to one's own page."""
    client, path = Client(), f"/en/register/{occurrence.event.public_id}/"
    fields = {"name": "Sam Sample", "email": email, "consent": "on"}
    found = {
        "form": _queries(lambda: client.get(path)),
        "new": _queries(lambda: client.post(path, fields)),
        "known": _queries(lambda: client.post(path, fields)),
    }
    own = f"/en/registration/{Registration.objects.get(email=email).key()}/"
    found["confirm"] = _queries(lambda: client.post(f"{own}confirm/"))
    found["own page"] = _queries(lambda: client.get(own))
    found["cancel"] = _queries(lambda: client.post(f"{own}cancel/"))
    return found


def test_each_step_asks_as_often_however_many_are_registered() -> None:
    occurrence = making.occurrence(capacity=20_000)
    making.page(occurrence)
    _cost(occurrence, "first@sample.example")  # what a process learns once and keeps

    costs = {}
    for people in (10, 1_000, 10_000):
        _fill(occurrence, up_to=people)
        costs[people] = _cost(occurrence, f"p{people}@sample.example")

    assert costs[10] == costs[1_000] == costs[10_000]
    assert costs[10]["new"] < 30
