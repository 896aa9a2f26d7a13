"""Gives back the seats of those who never confirmed their address."""

from typing import Any

from django.core.management.base import BaseCommand

from events import sign_up


class Command(BaseCommand):
    help = "Give back the seats of those who did not confirm their address in time."

    def handle(self, *args: Any, **options: Any) -> None:
        count = sign_up.release_unconfirmed()
        if options["verbosity"]:
            self.stdout.write(f"Registrations expired: {count}")
