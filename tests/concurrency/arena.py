"""A real database that many real processes use at once, apart from the tests' own."""

import multiprocessing
import os
import signal
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from django.conf import settings
from django.core.management import call_command
from django.db import connections

from learning_city.settings.base import database

Answer = TypeVar("Answer")

Together = Callable[[], object]

PROCESSES = 16
PATIENCE = 60
# Forked, a process begins in milliseconds with everything imported; it opens its own connection.
fork = multiprocessing.get_context("fork")


def together(processes: int = PROCESSES) -> Together:
    """A point that no process of a rush passes before all have come to it.

    Make it before the rush. What goes wrong only when all are between two steps at the same
    moment then goes wrong each time, however busy the machine is.
    """
    barrier = fork.Barrier(processes)
    return lambda: barrier.wait(PATIENCE)


class NoMigrations:
    """Tables are made from the models at once: what counts here is what the rows do."""

    def __contains__(self, app: object) -> bool:
        return True

    def __getitem__(self, app: object) -> None:
        return None


class Nudge:
    """A worker that nobody wakes: these tests run their workers themselves."""

    @staticmethod
    def enqueue() -> None:
        return None


class Arena:
    """Runs deeds in processes of their own, on the database of this address."""

    def __init__(self, url: str, blocker: Any) -> None:
        self.url = url
        self.settings = {"OPTIONS": {}, **database(url)}
        self.blocker = blocker

    def make_tables(self) -> None:
        self.run(_make_tables)

    def empty(self) -> None:
        self.run(_empty)

    def run(self, deed: Callable[[], Answer]) -> Answer:
        return self.rush(lambda _number: deed(), processes=1)[0]

    def rush(self, deed: Callable[[int], Answer], processes: int = PROCESSES) -> list[Answer]:
        """Let all processes begin at the same moment; give what each of them answers."""
        all_are_there = together(processes)
        pipes = [fork.Pipe(duplex=False) for _ in range(processes)]
        children = [
            fork.Process(target=self._child, args=(deed, number, all_are_there, sender))
            for number, (_receiver, sender) in enumerate(pipes)
        ]
        for child in children:
            child.start()
        answers = [receiver.recv() for receiver, _sender in pipes]
        for child in children:
            child.join()
        errors = [error for error, _answer in answers if error]
        assert not errors, errors[0]
        return [answer for _error, answer in answers]

    def begin(self, deed: Callable[[], object]) -> Any:
        """Run a deed in a process that the caller ends, wherever it is then."""
        _receiver, sender = fork.Pipe(duplex=False)
        arguments = (lambda _number: deed(), 0, lambda: None, sender)
        begun = fork.Process(target=self._child, args=arguments)
        begun.start()
        return begun

    def kill_midway(self, deed: Callable[[Together], object]) -> None:
        """Run a deed in a process that is killed when it calls what it is given."""
        receiver, sender = fork.Pipe(duplex=False)

        def stay() -> None:
            sender.send(("", "here"))
            signal.pause()

        arguments = (lambda _number: deed(stay), 0, lambda: None, sender)
        victim = fork.Process(target=self._child, args=arguments)
        victim.start()
        answer = receiver.recv() if receiver.poll(PATIENCE) else ("", "nothing")
        victim.kill()
        victim.join()
        assert answer == ("", "here"), answer

    def _child(
        self, deed: Callable[[int], object], number: int, all_are_there: Together, sender: Any
    ) -> None:
        answer: tuple[str, object]
        try:
            with self._entered():
                all_are_there()
                answer = ("", deed(number))
        except BaseException:  # noqa: BLE001 - the parent shows whatever went wrong
            answer = (traceback.format_exc(), None)
        sender.send(answer)
        sender.close()
        os._exit(0)

    @contextmanager
    def _entered(self) -> Iterator[None]:
        connections.settings["default"] = {**connections.settings["default"], **self.settings}
        if hasattr(connections._connections, "default"):
            del connections["default"]
        settings.EVENTS_LETTER_TASK = "tests.concurrency.arena.Nudge"
        with self.blocker.unblock():
            yield
            connections.close_all()


def _make_tables() -> None:
    settings.MIGRATION_MODULES = NoMigrations()
    call_command("migrate", run_syncdb=True, verbosity=0, interactive=False)


def _empty() -> None:
    from wagtail.models import Page

    from events.event import Event
    from events.invitation import Invitation
    from events.outbox import Letter
    from events.registration import Registration

    Page.objects.filter(depth__gt=2).delete()
    Letter.objects.all().delete()
    Registration.objects.all().delete()
    Invitation.objects.all().delete()
    Event.objects.all().delete()


def lay_a_home() -> None:
    """A site with a home below the root, as every Wagtail has: `empty` leaves these two."""
    from django.contrib.contenttypes.models import ContentType
    from wagtail.models import Locale, Page, Site

    if Site.objects.exists():
        return
    locale, _made = Locale.objects.get_or_create(language_code="en")
    ContentType.objects.get_for_model(Page)
    root = Page.add_root(title="Root", slug="root", locale=locale)
    home = root.add_child(instance=Page(title="Home", slug="home", locale=locale))
    Site.objects.create(hostname="127.0.0.1", root_page=home, is_default_site=True)
