"""What the team did, kept in Wagtail's log without a name: the log outlives personal data."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from events.registration import Registration

DEEDS = {
    "cancel_registration": (
        gettext_lazy("Cancel a registration"),
        gettext_lazy("Cancelled the registration"),
    ),
    "approve_registration": (
        gettext_lazy("Approve a registration"),
        gettext_lazy("Approved the registration"),
    ),
    "decline_registration": (
        gettext_lazy("Decline a registration"),
        gettext_lazy("Declined the registration"),
    ),
    "confirm_address": (
        gettext_lazy("Confirm an address"),
        gettext_lazy("Said that the address is known to be theirs"),
    ),
    "send_link": (
        gettext_lazy("Send somebody their link"),
        gettext_lazy("Had the person's own link sent again"),
    ),
    "enter_registration": (
        gettext_lazy("Register by hand"),
        gettext_lazy("Registered the person by hand"),
    ),
    "move_registration": (
        gettext_lazy("Move a registration"),
        gettext_lazy("Moved the registration to another date"),
    ),
    "merge_registrations": (
        gettext_lazy("Merge registrations"),
        gettext_lazy("Merged two registrations of one person"),
    ),
    "swap_registrations": (
        gettext_lazy("Swap registrations"),
        gettext_lazy("Swapped the places of two people"),
    ),
    "export_registrations": (
        gettext_lazy("Export registrations"),
        gettext_lazy("Exported the registrations"),
    ),
    "open_file": (
        gettext_lazy("Open a file"),
        gettext_lazy("Opened a file that the person handed in"),
    ),
    "print_names": (
        gettext_lazy("Print names"),
        gettext_lazy("Printed badges or a list of names"),
    ),
    "send_again": (
        gettext_lazy("Send a letter again"),
        gettext_lazy("Had a letter sent again"),
    ),
}


@hooks.register("register_log_actions")
def name_what_was_done(actions: Any) -> None:
    for name, (label, message) in DEEDS.items():
        actions.register_action(f"events.{name}", label, message)


def leave_trace(row: Any, deed: str, *, user: Any, **data: Any) -> None:
    """Keep who did what. No name stands in it, neither as title nor as data."""
    title = f"{row._meta.verbose_name} {row.pk}"
    log(row, f"events.{deed}", user=user, title=title, data=data)


@dataclass(frozen=True)
class Step:
    """One thing that happened to a registration."""

    moment: datetime
    what: str
    who: str = ""
    why: str = ""


def history(registration: Registration) -> list[Step]:
    """What happened to it, newest first: its own moments, the team's deeds, its letters."""
    found = [*_moments(registration), *_deeds(registration), *_letters(registration)]
    return sorted(found, key=lambda step: step.moment, reverse=True)


def _moments(registration: Registration) -> Iterator[Step]:
    told = [
        (registration.created_at, _("Signed up")),
        (registration.address_confirmed_at, _("Address confirmed")),
        (registration.left_at, _("Gave the seat back, or the time to confirm ran out")),
        (registration.forgotten_at, _("Personal data forgotten")),
    ]
    yield from (Step(moment, what) for moment, what in told if moment)


def _deeds(registration: Registration) -> Iterator[Step]:
    for entry in ModelLogEntry.objects.for_instance(registration).select_related("user"):
        yield Step(entry.timestamp, entry.message, entry.user_display_name, entry.comment)


def _letters(registration: Registration) -> Iterator[Step]:
    for letter in registration.letters.all():
        what = _("Letter “%(kind)s”: %(state)s") % {
            "kind": letter.get_kind_display(),
            "state": letter.get_state_display(),
        }
        yield Step(letter.sent_at or letter.written_at, what, why=letter.error[:200])
