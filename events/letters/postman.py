"""The postman: asks the mail server and writes its yes down, in a process that outlives the worker.

A worker may be killed at any moment, and between the mail server's yes and the row that says so a
letter would be sent twice. So one process does both and nothing else. It knows no models and no
pages, it is deaf to signals and apart from the worker's group; when the worker is gone, it does
what it was handed, and goes, too.
"""

import logging
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import timedelta
from io import RawIOBase
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend
from django.db import connection as database
from django.utils import timezone

from events.outcome import Outcome

logger = logging.getLogger(__name__)

# What makes a connection to a mail server what it is.
SERVER = (
    "host",
    "port",
    "username",
    "password",
    "use_tls",
    "use_ssl",
    "timeout",
    "ssl_keyfile",
    "ssl_certfile",
)
# What the process needs to know of the site besides its database.
SETTINGS = ("USE_TZ", "TIME_ZONE", "EMAIL_USE_LOCALTIME")


@contextmanager
def postman_for(server: BaseEmailBackend) -> Iterator[BaseEmailBackend]:
    """The same connection, kept by a postman where letters leave by SMTP; closed at the end.

    What other connections do (files, memory, a company's interface) is theirs. In a transaction
    the postman would wait for us, and we for the postman.
    """
    if type(server) is EmailBackend and database.get_autocommit():
        server = Postman(server)
    try:
        yield server
    finally:
        if isinstance(server, Postman):
            server.end()
        else:
            server.close()


class Postman(BaseEmailBackend):
    """A connection to the mail server whose messages carry their outcome, and write it.

    Where no process can be begun, it sends by itself.
    """

    def __init__(self, server: BaseEmailBackend) -> None:
        super().__init__()
        self.server = server
        self.process: subprocess.Popen[bytes] | None = None
        self.is_alone = False

    def open(self) -> bool:
        if self.is_alone:
            return bool(self.server.open())
        if self.process is not None and self.process.poll() is None:
            return False
        self.end()
        try:
            self._begin()
        except Exception:
            logger.exception("No postman: a letter is sent twice if this process is killed")
            self.end()
            self.is_alone = True
        return True

    def _begin(self) -> None:
        self.process = subprocess.Popen(  # noqa: S603 - our own module, with no word from outside
            [sys.executable, "-m", __name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": _places()},
            start_new_session=True,
        )
        known = {name: getattr(settings, name) for name in SETTINGS}
        rows = {**database.settings_dict, "OPTIONS": {**database.settings_dict["OPTIONS"]}}
        rows["OPTIONS"].pop("pool", None)
        server = {name: getattr(self.server, name) for name in SERVER}
        self._ask(({**known, "DATABASES": {"default": rows}}, server))

    def send_messages(self, email_messages: Sequence[mail.EmailMessage]) -> int:
        """Raises what went wrong at the mail server, or ConnectionError where the postman died."""
        if self.is_alone:
            return int(self.server.send_messages(email_messages) or 0)
        for message in email_messages:
            message.connection = None
            self._ask(message)
            if outcome := getattr(message, "outcome", None):
                outcome.is_written = True
        return len(email_messages)

    def _ask(self, what: object) -> None:
        if self.process is None or not (self.process.stdin and self.process.stdout):
            raise ConnectionError("There is no postman.")
        said = pickle.dumps(what)
        try:
            self.process.stdin.write(said)
            self.process.stdin.flush()
            error = pickle.load(self.process.stdout)  # noqa: S301 - said by our own process
        except EOFError:
            self.end()
            raise ConnectionError("The postman died.") from None
        except BaseException:
            self.end()  # or the next letter would get the answer to this one
            raise
        if error is not None:
            raise error

    def close(self) -> None:
        """Forget a connection that failed; the postman does so with its own by itself."""
        if self.is_alone:
            self.server.close()

    def end(self) -> None:
        """Let the postman go: it takes leave of the mail server and ends."""
        self.close()
        if self.process is not None:
            self.process.communicate()
            self.process = None


def _places() -> str:
    """Where the process finds the modules that we found."""
    return os.pathsep.join(place or str(Path.cwd()) for place in sys.path)


def main() -> None:
    """What the process does until nobody hands it anything any more."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb", buffering=0)
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever prints disturbs no answer
    known, server = pickle.load(sys.stdin.buffer)  # noqa: S301 - said by our own worker
    settings.configure(**known)
    connection = EmailBackend(**server)
    _answer(answers, _tried(database.ensure_connection))
    while True:
        try:
            message = pickle.load(sys.stdin.buffer)  # noqa: S301 - said by our own worker
        except (EOFError, pickle.UnpicklingError):
            break  # the worker is gone; what it did not say to the end was not sent
        _answer(answers, _tried(lambda: _deliver(message, connection)))  # noqa: B023 - called here
    connection.close()


def _deliver(message: Any, connection: EmailBackend) -> None:
    """Nothing may come between the mail server's yes and the outcome."""
    database.ensure_connection()
    try:
        connection.open()
        _see_that_there_is_time(message.outcome, connection)
        connection.send_messages([message])
    except Exception:
        connection.close()  # a connection that failed once is of no use to the next letter
        raise
    if message.outcome:
        message.outcome.write()


def _see_that_there_is_time(outcome: Outcome | None, connection: EmailBackend) -> None:
    """A mail server that was slow may be so again, and somebody else have the letter then."""
    patience = timedelta(seconds=connection.timeout or 0)
    if outcome and timezone.now() + patience > outcome.until:
        raise TimeoutError("The mail server is slow; the letter waits for another attempt.")


def _tried(deed: Any) -> Exception | None:
    """What went wrong, in a form that can be told."""
    try:
        deed()
    except Exception as error:  # noqa: BLE001 - the worker decides what it means
        try:
            pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
        except Exception:  # noqa: BLE001 - exceptions of others may be anything
            return RuntimeError(f"{type(error).__name__}: {error}")
        return error
    return None


def _answer(answers: RawIOBase, error: Exception | None) -> None:
    with suppress(BrokenPipeError):  # the worker is gone, and the outcome is written
        answers.write(pickle.dumps(error))


if __name__ == "__main__":
    main()
