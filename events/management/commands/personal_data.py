"""Shows or erases all that is known of whoever has an e-mail address."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from events.afterwards.personal_data import as_data, as_text, erase, show, still_active
from events.busy import Busy
from events.registration import normalised


class Command(BaseCommand):
    help = "Show or erase all that is known of whoever has this e-mail address."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("deed", choices=["show", "erase"])
        parser.add_argument("email")
        parser.add_argument("--json", action="store_true", help="Show it for machines.")
        parser.add_argument("--noinput", action="store_true", help="Erase without asking.")

    def handle(self, *args: Any, **options: Any) -> None:
        email = normalised(options["email"])
        if options["deed"] == "show":
            self._show(email, is_json=options["json"])
        else:
            self._erase(email, asks=not options["noinput"])

    def _show(self, email: str, *, is_json: bool) -> None:
        found = show(email)
        if is_json:
            text = json.dumps(as_data(email, found), ensure_ascii=False, indent=2)
        else:
            text = as_text(found)
        self.stdout.write(text)

    def _erase(self, email: str, *, asks: bool) -> None:
        if asks and not self._is_sure(email):
            raise CommandError("Nothing was erased.")
        try:
            done = erase(email)
        except Busy as busy:
            raise CommandError("The database was too busy. Try again.") from busy
        said = ", ".join(f"{kind}: {count}" for kind, count in sorted(done.items()))
        self.stdout.write(f"Erased. {said}" if said else "Nothing was known.")

    def _is_sure(self, email: str) -> bool:
        coming = len(still_active(email))
        self.stdout.write(f"Registrations that are cancelled first: {coming}.")
        return input("Erase all that is known? Accounts and speakers stay. [yes/no] ") == "yes"
