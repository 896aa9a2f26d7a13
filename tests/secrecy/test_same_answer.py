"""Whoever asks for an address hears the same, after the same work, whoever it belongs to."""

import statistics
import time
from collections.abc import Callable
from itertools import count
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from events import sign_up
from events.occurrence import Occurrence
from events.registration import Registration
from tests.events import making

pytestmark = pytest.mark.django_db

ROUNDS = 40
# How much longer one kind may take than another, of the whole answer.
LEAST_SEEN = 0.12
_numbers = count(1)

Ask = Callable[[str], float]


@pytest.fixture
def ask(gathering: Occurrence, settings: Any) -> Ask:
    """Send the form for an address; how much of the processor's time the answer took."""
    path = f"/en/register/{gathering.event.public_id}/{gathering.code}/"
    client = Client()
    settings.EVENTS_POSTS_PER_ADDRESS = 1_000
    gathering.event.capacity = None
    gathering.event.save()
    making.confirmed(gathering, "known@sample.example")
    making.registration(gathering, "held@sample.example")

    def send(email: str) -> float:
        fields = {"name": "Sam Sample", "email": email, "consent": "on", "mode": "online"}
        began = time.process_time()
        answer = client.post(path, fields)
        spent = time.process_time() - began
        assert answer.status_code == 303
        return spent

    return send


def _new() -> str:
    return f"new{next(_numbers)}@sample.example"


def _work(ask: Ask, email: str) -> list[str]:
    """What was asked of the database, by the verb; the bounds of transactions are none."""
    with CaptureQueriesContext(connection) as queries:
        ask(email)
    verbs = [query["sql"].split(maxsplit=1)[0] for query in queries]
    return [verb for verb in verbs if verb in {"SELECT", "INSERT", "UPDATE", "DELETE"}]


def test_the_same_work_is_done_for_every_address(ask: Ask) -> None:
    for email in (_new(), "known@sample.example", "held@sample.example"):
        ask(email)

    new = _work(ask, _new())
    known = _work(ask, "known@sample.example")
    held = _work(ask, "held@sample.example")

    assert known == held
    assert known.count("INSERT") == new.count("INSERT")
    assert len(known) - len(new) in {0, 1}  # the seat that nobody needs is given back


def _seen(ask: Ask) -> float:
    """By which part of the whole a new address takes longer, or less long, than a known one."""
    spent: dict[str, list[float]] = {"new": [], "known": []}
    for _round in range(ROUNDS):
        spent["known"].append(ask("known@sample.example"))
        spent["new"].append(ask(_new()))
    new, known = (statistics.median(spent[kind][ROUNDS // 10 :]) for kind in ("new", "known"))
    return abs(new - known) / max(new, known)


def test_time_does_not_tell_whether_an_address_is_known(ask: Ask) -> None:
    """Once in three, since a busy machine tells much that is not so."""
    assert any(_seen(ask) < LEAST_SEEN for _attempt in range(3))


def test_an_answer_that_stops_early_would_be_seen(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: whoever is known is looked up first, and nothing more is done."""
    register = sign_up.register

    def look_first(occurrence: Occurrence, wish: object, **more: Any) -> None:
        if not Registration.objects.filter(email=getattr(wish, "email", "")).exists():
            register(occurrence, wish, **more)

    monkeypatch.setattr(sign_up, "register", look_first)

    assert all(_seen(ask) > LEAST_SEEN for _attempt in range(2))
