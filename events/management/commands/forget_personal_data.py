"""Forgets the personal data of registrations for events that are long over."""

from typing import Any

from django.core.management.base import BaseCommand

from events import registration
from events.deleting import delete_forgotten
from events.own_calendar import forget_unused


class Command(BaseCommand):
    help = "Forget names, addresses and letters some time after the event; numbers stay."

    def handle(self, *args: Any, **options: Any) -> None:
        count = registration.forget_personal_data()
        forget_unused()
        delete_forgotten()
        if options["verbosity"]:
            self.stdout.write(f"Registrations forgotten: {count}")
