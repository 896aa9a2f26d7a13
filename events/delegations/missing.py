"""Who is missing: of each sector, level and district, how many organisations are where.

All numbers are of organisations; of people there is one sum for the whole event.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.check_in import CheckIn
from events.event import Event
from events.invitation import Invitation
from events.registration import Registration
from stakeholders.directory import TERM_FILTERS, public_organisations, public_pages
from stakeholders.folding import folded
from stakeholders.organisation import Organisation
from stakeholders.term import Term

STEPS = ("directory", "invited", "answered", "registered", "came")
LABELS = {
    "directory": gettext_lazy("In the directory"),
    "invited": gettext_lazy("Invited"),
    "answered": gettext_lazy("Answered"),
    "registered": gettext_lazy("Registered"),
    "came": gettext_lazy("Came"),
}


@dataclass(frozen=True)
class Line:
    """One term, and how many of its organisations got how far. Without a code: of none."""

    label: str
    code: str
    numbers: dict[str, int]
    left_out: int

    @property
    def cells(self) -> list[int]:
        return [self.numbers[step] for step in STEPS]


@dataclass(frozen=True)
class Table:
    """The lines of one vocabulary."""

    name: str
    heading: str
    lines: list[Line]


@dataclass
class Standing:
    """Which organisations got how far with one event, by their keys."""

    directory: set[int]
    invited: set[int]
    answered: set[int]
    registered: set[int]
    came: set[int]
    people: dict[str, int] = field(default_factory=dict)

    @property
    def left_out(self) -> set[int]:
        """In the directory, and neither invited nor there by themselves."""
        return self.directory - self.invited - self.registered

    def line(self, label: str, code: str, members: set[int]) -> Line:
        numbers = {step: len(getattr(self, step) & members) for step in STEPS}
        return Line(label, code, numbers, len(self.left_out & members))


def standing_of(event: Event) -> Standing:
    """Read once, in as many queries for many organisations as for one."""
    invited = Invitation.objects.standing().filter(event=event)
    answers = dict(invited.values_list("organisation_id", "answer"))
    comes, says_no = Invitation.Answer.COMES, Invitation.Answer.DECLINES
    registered, there = _represented(event)
    return Standing(
        directory=set(public_organisations().values_list("pk", flat=True)),
        invited=set(answers),
        answered={key for key, said in answers.items() if said in {comes, says_no}},
        registered=registered,
        came=there,
        people=_people(event),
    )


def _represented(event: Event) -> tuple[set[int], set[int]]:
    """Organisations for which somebody is registered, and for which somebody came.

    Named by an invitation, or by what people wrote themselves, where that is a known name.
    """
    confirmed = Registration.objects.filter(
        occurrence__event=event, state=Registration.State.CONFIRMED
    )
    rows = list(confirmed.values_list("pk", "invitation__organisation_id", "organisation"))
    known = _keys_by_name() if any(name for _pk, _key, name in rows) else {}
    at_door = came_registrations(event)
    registered, there = set(), set()
    for key, invited, name in rows:
        organisation = invited or known.get(folded(name))
        if organisation is not None:
            registered.add(organisation)
            there |= {organisation} if key in at_door else set()
    return registered, there


def came_registrations(event: Event) -> set[int]:
    """The registrations of which somebody was let in."""
    rows = CheckIn.objects.standing().filter(registration__occurrence__event=event)
    return set(rows.values_list("registration_id", flat=True))


def _keys_by_name() -> dict[str, int]:
    """Organisations by each of their names, in every language."""
    names = [
        *Organisation.objects.exclude(name="").values_list("name", "pk"),
        *public_pages().exclude(facts=None).values_list("title", "facts"),
    ]
    return {found: key for name, key in names if (found := folded(name))}


def _people(event: Event) -> dict[str, int]:
    """Sums for the whole event: more would tell of single people."""
    confirmed = Registration.objects.filter(
        occurrence__event=event, state=Registration.State.CONFIRMED
    )
    there = CheckIn.objects.standing().filter(registration__occurrence__event=event)
    return {
        "registered": confirmed.aggregate(sum=Sum("seats"))["sum"] or 0,
        "came": there.seats_of(),
    }


def tables_of(standing: Standing) -> list[Table]:
    """A table for each of sector, level and district that is in use; the last line has none."""
    everybody = standing.directory | standing.invited | standing.registered
    terms = _terms()
    return [
        Table(name, str(label), _lines(standing, everybody, terms.get(vocabulary, []), field_name))
        for name, (field_name, vocabulary, label) in TERM_FILTERS.items()
        if terms.get(vocabulary)
    ]


def _lines(
    standing: Standing, everybody: set[int], terms: Iterable[Term], field_name: str
) -> list[Line]:
    members = _members(field_name)
    lines = [
        standing.line(term.label, term.code, members[term.pk] & everybody)
        for term in terms
        if members.get(term.pk, set()) & everybody
    ]
    rest = everybody - set().union(*members.values()) if members else everybody
    return [*lines, standing.line(_("(none of these)"), "", rest)] if rest else lines


def _members(field_name: str) -> dict[int, set[int]]:
    through: Any = getattr(Organisation, field_name).through
    found: dict[int, set[int]] = {}
    for term, organisation in through.objects.values_list("term_id", "organisation_id"):
        found.setdefault(term, set()).add(organisation)
    return found


def _terms() -> dict[str, list[Term]]:
    found: dict[str, list[Term]] = {}
    for term in Term.objects.filter(vocabulary__in=[one[1] for one in TERM_FILTERS.values()]):
        found.setdefault(term.vocabulary, []).append(term)
    return found


def whole_of(standing: Standing) -> Line:
    """All organisations together; one with two sectors counts once here."""
    everybody = standing.directory | standing.invited | standing.registered
    return standing.line(_("All organisations"), "", everybody)


def answers_of(event: Event) -> Counter[str]:
    """How many organisations gave which answer."""
    rows = Invitation.objects.standing().filter(event=event)
    return Counter(rows.values_list("answer", flat=True))
