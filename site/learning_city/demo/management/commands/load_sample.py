"""The command load_sample: sample rows in any number."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from learning_city.demo import (
    sample_gatherings,
    sample_organisations,
    sample_registrations,
    tree,
)


class Command(BaseCommand):
    help = (
        "Make sample organisations, events and registrations, marked as samples. The same seed "
        "makes the same rows on the same day; those that are there already stay. Nobody is "
        "written to. Run update_index afterwards to find the pages by the admin's search."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--events", type=int, default=100)
        parser.add_argument("--organisations", type=int, default=20)
        parser.add_argument("--registrations", type=int, default=0)
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *args: Any, **options: Any) -> None:
        tree.locale_id.cache_clear()
        seed = options["seed"]
        if any(options[name] < 0 for name in ("events", "organisations", "registrations")):
            raise CommandError("A number of rows cannot be less than 0.")
        if tree.home_is_missing():
            raise CommandError("The samples stand beside the demo. Run first: manage.py load_demo")
        for name, load in (
            ("organisations", sample_organisations.load_organisations),
            ("events", sample_gatherings.load_events),
            ("registrations", sample_registrations.load_registrations),
        ):
            began = time.monotonic()
            made = load(options[name], seed=seed)
            if options["verbosity"] > 0:
                seconds = time.monotonic() - began
                self.stdout.write(f"{name}: {made} new, seed {seed} ({seconds:.1f} s)")
