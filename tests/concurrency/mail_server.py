"""A real mail server in a process of its own: it notes what it takes, and does as it is told."""

import asyncio
import os
import signal
import socket
import time
from collections import Counter
from email.parser import BytesHeaderParser
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from django.core.mail.backends.smtp import EmailBackend

from events import outbox, tasks
from events.letters.postman import postman_for
from events.letters.sending import send
from tests.concurrency.arena import PATIENCE, fork
from tests.postgres import free_port


class Kept:
    """Notes the Message-ID of each letter before it says yes, as a server that keeps its word."""

    def __init__(
        self, file: Path, *, pause: float, afterthought: float, answer: str, dies_at: int
    ) -> None:
        self.file, self.answer, self.dies_at = file, answer, dies_at
        self.pause, self.afterthought = pause, afterthought
        self.taken = 0

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        await asyncio.sleep(self.pause)
        self.taken += 1
        if self.taken == self.dies_at:
            os.kill(os.getpid(), signal.SIGKILL)
        if self.answer.startswith("250"):
            found = BytesHeaderParser().parsebytes(envelope.content)
            with self.file.open("a") as lines:
                lines.write(f"{found['Message-ID']}\n")
        await asyncio.sleep(self.afterthought)
        return self.answer


class MailServer:
    """The server while it runs."""

    def __init__(self, file: Path, port: int = 0, **manners: Any) -> None:
        self.file, self.port = file, port or free_port()
        self.manners = {
            "pause": 0.0,
            "afterthought": 0.0,
            "answer": "250 OK",
            "dies_at": 0,
            **manners,
        }
        self.process = fork.Process(target=self._serve)

    def taken(self) -> Counter[str]:
        """How often each letter came, by its Message-ID."""
        return Counter(self.file.read_text().split() if self.file.exists() else ())

    def wait_for(self, number: int) -> None:
        """Until so many letters have come."""
        deadline = time.monotonic() + PATIENCE
        while self._lines() < number and time.monotonic() < deadline:
            time.sleep(0.005)

    def _lines(self) -> int:
        return self.file.read_bytes().count(b"\n") if self.file.exists() else 0

    def send_what_is_due(self, *_number: int) -> dict[str, int]:
        """A worker's round over a real connection."""
        with postman_for(self._connection()) as connection:
            return _drain(connection)

    def send_without_a_postman(self) -> dict[str, int]:
        """The same, by the worker itself."""
        return _drain(self._connection())

    def _connection(self) -> EmailBackend:
        return EmailBackend(host="127.0.0.1", port=self.port, timeout=5)

    def send_until_told(self) -> dict[str, int]:
        """The same in a process that stops on SIGTERM as `run_worker` does."""
        signal.signal(signal.SIGTERM, lambda *_: tasks.stopping.set())
        return self.send_what_is_due()

    def _serve(self) -> None:
        server = Controller(Kept(self.file, **self.manners), hostname="127.0.0.1", port=self.port)
        server.start()
        signal.pause()

    def __enter__(self) -> "MailServer":
        self.process.start()
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            with socket.socket() as found:
                if found.connect_ex(("127.0.0.1", self.port)) == 0:
                    return self
            time.sleep(0.02)
        raise RuntimeError("The mail server did not start.")

    def __exit__(self, *_error: object) -> None:
        self.process.kill()
        self.process.join()


def _drain(connection: Any) -> dict[str, int]:
    return outbox.drain(lambda letter: send(letter, connection), is_over=tasks.stopping.is_set)
