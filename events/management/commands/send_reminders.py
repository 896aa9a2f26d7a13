"""Writes reminders for events that begin soon, and sends them."""

from typing import Any

from django.core.management.base import BaseCommand

from events import inviting, reminding


class Command(BaseCommand):
    help = "Remind those whose event begins soon, and those who have not answered, once each."

    def handle(self, *args: Any, **options: Any) -> None:
        count, invited = reminding.remind(), inviting.remind_due()
        if options["verbosity"]:
            self.stdout.write(f"Reminders written: {count}. To invited organisations: {invited}.")
