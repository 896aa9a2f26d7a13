"""Gives back the seats of those who never confirmed their address, and did not come."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from events import sign_up


class Command(BaseCommand):
    help = "Give back the seats of those who did not confirm their address in time."

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        sign_up.keep_seats(now)
        count = sign_up.release_unconfirmed(now)
        if options["verbosity"]:
            self.stdout.write(f"Registrations expired: {count}")
