"""What is counted of one date: registrations, check-ins and invitations, without a name."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Q

from events.check_in import CheckIn, came
from events.invitation import Invitation
from events.occurrence import Occurrence
from events.registration import Registration
from stakeholders.organisation import Organisation
from stakeholders.term import Term

FIELDS = ("pk", "seats", "sector_id", "mode", "language", "invitation__organisation_id")


@dataclass(frozen=True)
class Person:
    """A registration as numbers: so many seats, so many of them came, and what may be counted."""

    registered: int
    in_person: int
    online: int
    sector: int | None
    mode: str
    language: str
    organisation: int | None

    @property
    def came(self) -> int:
        return self.in_person + self.online


class Counted:
    """The rows of one date, each read once, however many there are."""

    def __init__(self, occurrence: Occurrence) -> None:
        self.occurrence = occurrence

    @cached_property
    def people(self) -> list[Person]:
        rows = Registration.objects.filter(
            occurrence=self.occurrence, state=Registration.State.CONFIRMED
        )
        there = {
            key: (in_person, online)
            for key, in_person, online in came(rows).values_list(
                "pk", "came_in_person", "came_online"
            )
        }
        return [
            Person(seats, *there.get(key, (0, 0)), sector, mode, language, organisation)
            for key, seats, sector, mode, language, organisation in rows.values_list(*FIELDS)
        ]

    @cached_property
    def invitations(self) -> list[Invitation]:
        at = Q(occurrence=self.occurrence) | Q(occurrence=None, event=self.occurrence.event_id)
        return list(Invitation.objects.standing().filter(at))

    @cached_property
    def organisations(self) -> dict[int, Any]:
        """Whoever was invited, or sent somebody, with what they are."""
        keys = {one.organisation for one in self.people if one.organisation is not None}
        keys |= {one.organisation_id for one in self.invitations}
        rows = Organisation.objects.filter(pk__in=keys).with_terms()
        return {row.pk: row for row in rows}

    @cached_property
    def came_before(self) -> frozenset[int]:
        """Organisations of which somebody came to a date before this one."""
        there = CheckIn.objects.standing().filter(
            registration__occurrence__starts_at__lt=self.occurrence.starts_at,
            registration__invitation__organisation__in=list(self.organisations),
        )
        keys = there.order_by().values_list("registration__invitation__organisation", flat=True)
        return frozenset(key for key in keys.distinct() if key is not None)

    @cached_property
    def sectors(self) -> dict[int, str]:
        return {row.pk: row.label for row in Term.objects.of(Term.Vocabulary.SECTOR)}
