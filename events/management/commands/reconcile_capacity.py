"""Counts all seats anew and mends the pools that are wrong."""

from typing import Any

from django.core.management.base import BaseCommand

from events import seating


class Command(BaseCommand):
    help = "Count all seats anew, mend the pools that are wrong, and say which they were."

    def handle(self, *args: Any, **options: Any) -> None:
        mended = seating.reconcile()
        for line in mended:
            self.stdout.write(line)
        if options["verbosity"]:
            self.stdout.write(f"Pools mended: {len(mended)}")
