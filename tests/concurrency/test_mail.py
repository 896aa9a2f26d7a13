"""Letters and a real mail server: each arrives, however often workers or the server die."""

import logging
import os
import random
import time
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from events import outbox
from events.outbox import Kind, Letter
from events.registration import Registration, derive_key, hash_of
from tests.concurrency.arena import Arena, lay_a_home
from tests.concurrency.mail_server import MailServer
from tests.concurrency.test_letters import _end_leases, _states
from tests.events import making

pytestmark = pytest.mark.concurrency

LETTERS = int(os.environ.get("GATHERING_LETTERS", "300"))
KILLS = 20
# Seconds that a worker has for a letter; far longer than a postman takes to finish one.
LEASE = 12

logger = logging.getLogger(__name__)


def _write(count: int) -> None:
    """So many people who are registered, each with a letter that says so."""
    lay_a_home()
    occurrence = making.occurrence()
    people = [
        Registration(
            occurrence=occurrence,
            name=f"Person {number}",
            email=f"person{number}@sample.example",
            language="en",
            state=Registration.State.CONFIRMED,
            address_confirmed_at=occurrence.starts_at,
        )
        for number in range(count)
    ]
    for one in people:
        one.key_hash = hash_of(derive_key(one.uuid, 1))
    made = Registration.objects.bulk_create(people, batch_size=500)
    outbox.write(Letter(registration=one, kind=Kind.REGISTERED, number=1) for one in made)


def _ids() -> set[str]:
    ids = Letter.objects.values_list("message_id", flat=True)
    return {f"<{one}@127.0.0.1>" for one in ids}


def _due_again() -> int:
    """As if the pause after a failed attempt were over."""
    _end_leases()
    waiting = Letter.objects.filter(state=Letter.State.WAITING)
    return waiting.update(next_try_at=timezone.now())


def _kill_at_random(arena: Arena, server: MailServer, chance: random.Random) -> None:
    """A worker that is killed some letters later, wherever it is just then."""
    until = server.taken().total() + chance.randint(1, LETTERS // KILLS - 1)
    started = arena.begin(server.send_what_is_due)
    server.wait_for(until)
    time.sleep(chance.uniform(0, 0.02))
    started.kill()
    started.join()


def test_each_letter_arrives_once_though_the_worker_is_killed_twenty_times(
    arena: Arena, tmp_path: Path, settings: Any
) -> None:
    settings.EVENTS_LETTER_LEASE_SECONDS = LEASE
    chance = random.Random(LETTERS)
    arena.run(partial(_write, LETTERS))
    began = time.monotonic()

    with MailServer(tmp_path / "taken") as server:
        for _kill in range(KILLS):
            _kill_at_random(arena, server, chance)
        before = server.taken().total()
        arena.rush(server.send_what_is_due, processes=2)
        time.sleep(LEASE)
        arena.run(server.send_what_is_due)
        taken = server.taken()

    seconds = time.monotonic() - began
    told = "%s letters, %s before the last round, %s twice, %.0f s"
    logger.warning(told, LETTERS, before, taken.total() - len(taken), seconds)
    assert before >= KILLS
    assert set(taken) == arena.run(_ids)
    assert set(taken.values()) == {1}
    assert arena.run(_states) == {"sent"}


def test_a_worker_told_to_stop_finishes_its_letter(arena: Arena, tmp_path: Path) -> None:
    """Whenever it is told: nothing comes twice, and no lease must run out first."""
    chance = random.Random(30)
    arena.run(partial(_write, 60))

    with MailServer(tmp_path / "taken") as server:
        for _stop in range(10):
            until = server.taken().total() + chance.randint(1, 4)
            started = arena.begin(server.send_until_told)
            server.wait_for(until)
            time.sleep(chance.uniform(0, 0.02))
            started.terminate()
            started.join()
        before, states = server.taken(), arena.run(_states)
        arena.run(server.send_what_is_due)
        taken = server.taken()

    assert 10 <= len(before) < 60
    assert states == {"sent", "waiting"}
    assert set(taken) == arena.run(_ids)
    assert set(taken.values()) == {1}


def test_a_mail_server_that_dies_and_comes_back_gets_each_letter(
    arena: Arena, tmp_path: Path
) -> None:
    arena.run(partial(_write, 30))
    file = tmp_path / "taken"

    with MailServer(file, dies_at=10) as server:
        arena.run(server.send_what_is_due)
    arena.run(_due_again)
    with MailServer(file, port=server.port) as again:
        arena.run(again.send_what_is_due)

    assert set(again.taken()) == arena.run(_ids)
    assert set(again.taken().values()) == {1}
    assert arena.run(_states) == {"sent"}


def test_a_slow_mail_server_gets_each_letter_once_from_several_workers(
    arena: Arena, tmp_path: Path
) -> None:
    arena.run(partial(_write, 30))

    with MailServer(tmp_path / "taken", pause=0.05) as server:
        answers = arena.rush(server.send_what_is_due, processes=4)
        taken = server.taken()

    assert sum(answer["sent"] for answer in answers) == 30
    assert set(taken.values()) == {1}
    assert set(taken) == arena.run(_ids)


def test_a_mail_server_that_refuses_gets_nothing_and_the_team_sees_it(
    arena: Arena, tmp_path: Path
) -> None:
    arena.run(partial(_write, 5))

    with MailServer(tmp_path / "taken", answer="550 no such person") as server:
        answer = arena.run(server.send_what_is_due)

    assert answer["failed"] == 5
    assert arena.run(_states) == {"failed"}
