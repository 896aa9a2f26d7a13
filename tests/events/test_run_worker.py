"""The worker: what is due, done once, and stopping when told."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import InterfaceError, OperationalError, ProgrammingError
from django.utils import timezone

from events import tasks
from events.tasks import PeriodicDeed, Round
from tests.events import making

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parents[2]


def test_once_does_what_is_due(capsys: pytest.CaptureFixture) -> None:
    occurrence = making.occurrence()
    making.page(occurrence)
    making.registration(occurrence)

    call_command("run_worker", once=True)

    assert [message.to[0].partition("@")[2] for message in mail.outbox] == ["sample.example"]
    assert not PeriodicDeed.objects.filter(due_at__lte=timezone.now()).exists()


def test_what_was_done_a_moment_ago_is_not_due(monkeypatch: pytest.MonkeyPatch) -> None:
    done = []
    monkeypatch.setattr(tasks, "call_command", lambda name, **_options: done.append(name))
    monkeypatch.setattr(tasks, "ROUNDS", (Round("send_outbox", timedelta(minutes=5)),))
    now = timezone.now()

    for minutes in (0, 1, 4, 6, 7):
        tasks.do_what_is_due(now + timedelta(minutes=minutes))

    assert done == ["send_outbox", "send_outbox"]


def test_a_deed_that_fails_is_named_and_holds_up_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    done = []

    def _call(name: str, **_options: object) -> None:
        if name == "send_outbox":
            raise CommandError("no mail server")
        done.append(name)

    monkeypatch.setattr(tasks, "call_command", _call)

    with pytest.raises(CommandError, match="send_outbox"):
        call_command("run_worker", once=True)

    assert "send_reminders" in done
    failed = PeriodicDeed.objects.get(command="send_outbox")
    assert (failed.error, failed.done_at) == ("CommandError: no mail server", None)


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[float]]:
    """A worker that handles no signals, waits for nothing, and notes for how long it would have."""
    pauses: list[float] = []
    monkeypatch.setattr(signal, "signal", lambda _number, _deed: None)
    monkeypatch.setattr(tasks.stopping, "wait", pauses.append)
    yield pauses
    tasks.stopping.clear()


@pytest.mark.parametrize("outage", [OperationalError, InterfaceError])
def test_while_the_database_is_away_it_says_so_and_tries_again_later(
    outage: type[Exception],
    begun: list[float],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    done = []

    def _do() -> list[str]:
        done.append(1)
        if len(done) < 3:
            raise outage("server closed the connection unexpectedly")
        tasks.stopping.set()
        return []

    monkeypatch.setattr(tasks, "do_what_is_due", _do)

    call_command("run_worker", interval=2)

    assert begun == [10, 10, 2]
    told = [record.getMessage() for record in caplog.records if record.name.startswith("events")]
    assert told == ["The database does not answer; the worker tries again in 10 seconds"] * 2


@pytest.mark.parametrize(
    "fault",
    [ProgrammingError("column does not exist"), OperationalError("no such table: events_letter")],
    ids=["PostgreSQL", "SQLite"],
)
def test_a_fault_of_the_program_ends_it(
    fault: Exception, begun: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    def _do() -> list[str]:
        raise fault

    monkeypatch.setattr(tasks, "do_what_is_due", _do)

    with pytest.raises(type(fault)):
        call_command("run_worker")

    assert begun == []


def test_one_round_does_not_wait_for_the_database(monkeypatch: pytest.MonkeyPatch) -> None:
    def _do() -> list[str]:
        raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr(tasks, "do_what_is_due", _do)

    with pytest.raises(OperationalError):
        call_command("run_worker", once=True)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.slow
def test_it_stops_cleanly_when_told(number: int, tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "tests.concurrency.bare_settings",
        "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'site'}",
    }
    command = [sys.executable, "-u", str(ROOT / "manage.py")]
    subprocess.run(
        [*command, "migrate", "--run-syncdb", "-v0"], env=environment, check=True, timeout=120
    )
    with subprocess.Popen(
        [*command, "run_worker", "--interval", "0.2"],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    ) as worker:
        first = worker.stdout.readline()
        worker.send_signal(number)
        rest, _errors = worker.communicate(timeout=60)

    assert first == "The worker is at work. Stop it with Ctrl+C.\n"
    assert rest.endswith("The worker has stopped.\n")
    assert worker.returncode == 0
