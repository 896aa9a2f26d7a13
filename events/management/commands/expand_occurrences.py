"""Extends repeating events up to the horizon, and brings calendar entries in line."""

from typing import Any

from django.core.management.base import BaseCommand

from events import entry, schedule
from events.models import Call, Event
from events.version import join_steps


class Command(BaseCommand):
    help = "Write out the dates of repeating events up to the horizon; bring calendars in line."

    def handle(self, *args: Any, **options: Any) -> None:
        new = schedule.expand_all()
        told = entry.settle_all(
            Event.objects.exclude(announced_at=None).iterator(chunk_size=200),
            Call.objects.exclude(announced_at=None).iterator(chunk_size=200),
        )
        join_steps()
        if options["verbosity"]:
            self.stdout.write(
                f"New occurrences: {new}. Entries looked at: {told} events and calls."
            )
