"""Writes reminders for events that begin soon, and sends them."""

from typing import Any

from django.core.management.base import BaseCommand

from events import telling


class Command(BaseCommand):
    help = "Write reminders to those whose event begins soon, once each."

    def handle(self, *args: Any, **options: Any) -> None:
        count = telling.remind()
        if options["verbosity"]:
            self.stdout.write(f"Reminders written: {count}")
