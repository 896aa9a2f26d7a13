"""Reads what came back from mail servers, and marks the letters that nobody got."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

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
        files: list[Path] = options["files"]
        piped = not files
        reports = [sys.stdin.buffer.read(MOST)] if piped else map(_first_bytes, files)
        marked = sum(self._read(data, options["verbosity"]) for data in reports)
        if options["verbosity"]:
            self.stdout.write(f"Letters that came back: {marked}")

    def _read(self, data: bytes, verbosity: int) -> bool:
        """Whatever else lands in that mailbox, such as holiday notes, is left alone."""
        bounce = bounces.read(data)
        if bounce is None:
            if verbosity > 1:
                self.stdout.write("Not a report of a letter that failed.")
            return False
        return bounces.mark(bounce)


def _first_bytes(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(MOST)
