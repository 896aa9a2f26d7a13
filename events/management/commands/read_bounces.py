"""Reads what came back from mail servers, and marks the letters that nobody got."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from events import bounces

MOST = 10_000_000


class Command(BaseCommand):
    help = (
        "Mark letters that came back. Give files with one report each, or pipe one report in, "
        "as a mail server does for the address to which letters return."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="*", type=Path, help="reports; without, standard input")

    def handle(self, *args: Any, **options: Any) -> None:
        marked, unread = 0, []
        for file in options["files"] or [None]:
            try:
                marked += self._read(file, options["verbosity"])
            except Exception as error:  # noqa: BLE001 - one report holds up no other
                unread.append(f"{file or 'standard input'} ({type(error).__name__}: {error})")
        if options["verbosity"]:
            self.stdout.write(f"Letters that came back: {marked}")
        if unread:
            raise CommandError(f"Could not be read: {', '.join(unread)}")

    def _read(self, file: Path | None, verbosity: int) -> bool:
        """Whatever else lands in that mailbox, such as holiday notes, is left alone."""
        bounce = bounces.read(_first_bytes(file))
        if bounce is None:
            if verbosity > 1:
                self.stdout.write("Not a report of a letter that failed.")
            return False
        return bounces.mark(bounce)


def _first_bytes(file: Path | None) -> bytes:
    if file is None:
        return sys.stdin.buffer.read(MOST)
    with file.open("rb") as opened:
        return opened.read(MOST)
