"""Does the background work until it is stopped: tasks, letters, and what is due every so often."""

import logging
import signal
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import InterfaceError, OperationalError, close_old_connections
from django.utils.crypto import get_random_string

from events import conf, tasks

logger = logging.getLogger(__name__)

OUTAGE_PAUSE = 10.0
"""So many seconds the worker waits where the database was away, at least."""


class Command(BaseCommand):
    help = "Do background work until stopped: tasks, letters, reminders, scheduled publishing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="Do what is due now, then stop.")
        parser.add_argument(
            "--interval", type=float, default=2.0, help="Seconds between two looks (2)."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        self.stopped = tasks.stopping
        if options["once"]:
            self._once()
            return
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        self.stdout.write("The worker is at work. Stop it with Ctrl+C.")
        while not self.stopped.is_set():
            close_old_connections()
            self.stopped.wait(self._work_if_it_answers(options["interval"]))
        self.stdout.write("The worker has stopped.")

    def _work_if_it_answers(self, interval: float) -> float:
        """Do what is due; so many seconds to wait then, more where the database was away.

        A fault of the program ends the worker, so that whoever started it sees it.
        """
        try:
            self._work()
        except (InterfaceError, OperationalError) as error:
            if "no such" in str(error):  # SQLite's words for a table or column that is not there
                raise
            pause = max(interval, OUTAGE_PAUSE)
            logger.exception(
                "The database does not answer; the worker tries again in %d seconds", pause
            )
            return pause
        return interval

    def _once(self) -> None:
        failed = self._work()
        self._do_tasks()
        if failed:
            raise CommandError(f"These failed: {', '.join(failed)}")

    def _stop(self, number: int, frame: FrameType | None) -> None:
        """Finish what is begun, then stop."""
        self.stopped.set()

    def _work(self) -> list[str]:
        self._do_tasks()
        return [] if self.stopped.is_set() else tasks.do_what_is_due()

    def _do_tasks(self) -> None:
        """Do the tasks that wait, one by one; other backends do theirs without us."""
        if not conf.keeps_tasks_as_rows():
            return
        # The package is an extra, and its models need the app registry.
        from django_tasks_db.management.commands.db_worker import Worker  # noqa: PLC0415
        from django_tasks_db.models import DBTaskResult  # noqa: PLC0415

        # A look costs an exclusive transaction on SQLite, so only where something waits.
        waiting = DBTaskResult.objects.ready().filter(backend_name="default")
        while not self.stopped.is_set() and waiting.exists():
            Worker(
                queue_names=["*"],
                excluded_queue_names=[],
                interval=0,
                batch=True,
                backend_name="default",
                startup_delay=False,
                max_tasks=1,
                worker_id=get_random_string(32),
            ).run()
