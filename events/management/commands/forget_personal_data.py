"""Forgets the personal data of registrations for events that are long over."""

from typing import Any

from django.core.management.base import BaseCommand

from events.afterwards.forgetting import forget_due
from events.deleting import delete_forgotten


class Command(BaseCommand):
    help = "Forget answers, names, addresses and letters when their time is over; numbers stay."

    def handle(self, *args: Any, **options: Any) -> None:
        done = forget_due()
        delete_forgotten()
        if options["verbosity"]:
            self.stdout.write(
                f"Registrations forgotten: {done.registrations}. Answers: {done.answers}."
                f" Invitations: {done.invitations}."
            )
