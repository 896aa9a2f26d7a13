"""What is written of a letter that has left: once, and also where the database was away."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import django
import pytest
from django.core.mail import get_connection
from django.core.mail.backends.smtp import EmailBackend
from django.db import OperationalError
from django.utils import timezone

from events import outcome
from events.letters.postman import postman_for
from events.letters.sending import mail_server
from events.outcome import NotWritten, Outcome


class Away:
    """A database that is away so many times."""

    def __init__(self, times: int, *, in_atomic_block: bool = False) -> None:
        self.times, self.in_atomic_block = times, in_atomic_block
        self.ran: list[tuple[str, tuple[Any, ...]]] = []

    @contextmanager
    def cursor(self) -> Iterator["Away"]:
        if self.times:
            self.times -= 1
            raise OperationalError("away")
        yield self

    def execute(self, statement: str, values: tuple[Any, ...]) -> None:
        self.ran.append((statement, values))

    def close(self) -> None:
        pass


def _outcome(monkeypatch: pytest.MonkeyPatch, database: Away, seconds: float = 60) -> Outcome:
    monkeypatch.setattr(outcome, "connection", database)
    monkeypatch.setattr(outcome, "PAUSE", timedelta(milliseconds=1))
    return Outcome("UPDATE", (7,), timezone.now() + timedelta(seconds=seconds))


def test_it_is_written_once(monkeypatch: pytest.MonkeyPatch) -> None:
    database = Away(0)
    made = _outcome(monkeypatch, database)

    made.write()
    made.write()

    assert database.ran == [("UPDATE", (7,))]


def test_a_database_that_is_away_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    database = Away(3)

    _outcome(monkeypatch, database).write()

    assert database.ran == [("UPDATE", (7,))]


@pytest.mark.parametrize(("seconds", "in_atomic_block"), [(-1, False), (60, True)])
def test_nobody_waits_for_a_lease_that_is_over_or_in_a_transaction(
    monkeypatch: pytest.MonkeyPatch, seconds: float, in_atomic_block: bool
) -> None:
    """Another worker has the letter then, or the transaction is lost."""
    made = _outcome(monkeypatch, Away(1, in_atomic_block=in_atomic_block), seconds)

    with pytest.raises(NotWritten):
        made.write()

    assert not made.is_written


@pytest.mark.django_db
@pytest.mark.parametrize("server", [get_connection(), EmailBackend(host="mail.example")])
def test_letters_in_memory_and_in_transactions_need_no_postman(server: Any) -> None:
    with postman_for(server) as connection:
        assert connection is server


SMTP = "django.core.mail.backends.smtp.EmailBackend"


def test_a_mail_server_may_not_be_silent_for_ever(settings: Any) -> None:
    settings.EMAIL_BACKEND = SMTP

    assert mail_server().timeout == 60  # type: ignore[attr-defined]  # of SMTP


@pytest.mark.parametrize(
    ("options", "timeout"), [({}, 60), ({"timeout": 7}, 7), ({"timeout": 600}, 60)]
)
def test_the_mailer_of_the_site_is_asked(
    settings: Any, options: dict[str, int], timeout: int
) -> None:
    if django.VERSION < (6, 1):
        pytest.skip("Django has mailers from 6.1 on.")
    options = {"host": "mail.example", **options}
    settings.MAILERS = {"default": {"BACKEND": SMTP, "OPTIONS": options}}

    server: Any = mail_server()

    assert (server.host, server.timeout) == ("mail.example", timeout)
