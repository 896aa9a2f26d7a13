"""Reads partners' calendars: those that are due, or one by its name or address."""

from argparse import ArgumentParser
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from events.importing.harvest import Outcome, harvest
from events.importing.problems import source_words
from events.importing.source import Source


class Command(BaseCommand):
    help = "Read partners' calendars that are due. Fails where one could not be read."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--source", help="Only this one, due or not: its name or address.")
        parser.add_argument("--all", action="store_true", help="All active ones, due or not.")
        parser.add_argument(
            "--seconds",
            type=float,
            default=60,
            help="Begin no further one after so many seconds (60); it comes the next time.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        begin, failed = monotonic(), []
        for source in self._chosen(options):
            if monotonic() - begin > options["seconds"]:
                break
            if not self._is_still_due(source, options):
                continue
            outcome = harvest(source)
            if not outcome.is_good and outcome.problem != "busy":
                failed.append(source.name)
            if options["verbosity"] or not outcome.is_good:
                self.stdout.write(f"{source.name}: {_told(outcome)}")
        if failed:
            raise CommandError(f"Could not be read: {', '.join(failed)}")

    def _is_still_due(self, source: Source, options: dict[str, Any]) -> bool:
        """Another worker may have read it in the meantime."""
        is_asked_for = options["source"] or options["all"]
        return bool(
            is_asked_for or Source.objects.due(timezone.now()).filter(pk=source.pk).exists()
        )

    def _chosen(self, options: dict[str, Any]) -> list[Source]:
        rows = Source.objects.select_related("agenda__locale", "organisation")
        if wanted := options["source"]:
            found = list(rows.filter(name=wanted) | rows.filter(address=wanted))
            if not found:
                raise CommandError(f"There is no partner's calendar “{wanted}”.")
            return found
        if options["all"]:
            return list(rows.filter(is_active=True))
        return list(rows.due(timezone.now()))


def _told(outcome: Outcome) -> str:
    if not outcome.is_good:
        return source_words(outcome.problem, outcome.part)
    said = ", ".join(f"{what}: {count}" for what, count in sorted(outcome.counts.items()))
    return said or "nothing new"
