"""The command load_demo: the Groningen content."""

import time
from typing import Any

from django.core.management.base import BaseCommand

from learning_city.demo.loading import load


class Command(BaseCommand):
    help = (
        "Load the demo content: pages in six languages, organisations, gatherings, stories. "
        "Safe to run twice; what editors have changed stays as it is."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        began = last = time.monotonic()
        for name, said in load():
            now = time.monotonic()
            if options["verbosity"] > 0:
                self.stdout.write(f"{name} ({now - last:.1f} s)")
            for line in said:
                self.stdout.write(f"  {line}")
            last = now
        if options["verbosity"] > 0:
            self.stdout.write(f"The demo content is there ({last - began:.1f} s).")
