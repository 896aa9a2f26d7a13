"""Sends the letters that are due."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from events.tasks import empty_outbox


class Command(BaseCommand):
    help = "Send the letters that are due. Fails where one of them did not leave."

    def handle(self, *args: Any, **options: Any) -> None:
        counts = empty_outbox()
        said = ", ".join(f"{name}: {count}" for name, count in counts.items())
        if options["verbosity"] or counts["failed"] or counts["postponed"]:
            self.stdout.write(f"Letters {said}")
        if counts["failed"] or counts["postponed"]:
            raise CommandError("Some letters did not leave; the reasons stand in the outbox.")
