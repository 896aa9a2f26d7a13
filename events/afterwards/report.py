"""The report: who was invited, registered and came, as numbers in which nobody can be told."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from events import conf
from events.occurrence import Occurrence

from .counted import Counted
from .sides import SIDES, Side
from .small_numbers import Line, joined


@dataclass(frozen=True)
class Table:
    """The lines about one side of those who came."""

    name: str
    heading: str
    note: str
    lines: list[Line]


@dataclass(frozen=True)
class Report:
    """All numbers of one date."""

    occurrence: Occurrence
    total: Line
    organisations: Line
    tables: list[Table]
    is_counted: bool
    """Whether people were checked in; else nobody knows who came."""
    least: int
    """Fewer people than these are not told apart."""

    @property
    def sums(self) -> list[Line]:
        """People and organisations in all."""
        return [self.total, self.organisations]

    @property
    def is_too_few(self) -> bool:
        return self.total.is_small(self.least)


def report_of(occurrence: Occurrence) -> Report:
    """Count one date in a constant number of queries; a side on which all are alike is left out."""
    counted, least = Counted(occurrence), conf.report_least()
    total = Line(
        label=_("All"),
        invited=sum(one.seats for one in counted.invitations),
        registered=sum(one.registered for one in counted.people),
        came=sum(one.came for one in counted.people),
    )
    tables = [_table(side, counted, least) for side in SIDES]
    is_told = not total.is_small(least)
    return Report(
        occurrence=occurrence,
        total=total,
        organisations=_organisations(counted),
        tables=[one for one in tables if len(one.lines) > 1] if is_told else [],
        is_counted=total.came > 0,
        least=least,
    )


def _organisations(counted: Counted) -> Line:
    sent = {one.organisation for one in counted.people if one.organisation}
    there = {one.organisation for one in counted.people if one.organisation and one.came}
    invited = {one.organisation_id for one in counted.invitations}
    return Line(_("Organisations"), invited=len(invited), registered=len(sent), came=len(there))


def _table(side: Side, counted: Counted, least: int) -> Table:
    lines = joined(
        _lines(side, counted), least=least, label=_("Others, joined so that nobody can be told")
    )
    return Table(side.name, str(side.heading), str(side.note), lines)


def _lines(side: Side, counted: Counted) -> Iterable[Line]:
    """One line for each label, most people first."""
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for invitation in counted.invitations:
        for label in side.of_invitation(counted, invitation):
            sums[label][0] += invitation.seats
    for person in counted.people:
        for label, registered, came in side.of_person(counted, person):
            sums[label][1] += registered
            sums[label][2] += came
    lines = (
        Line(label, invited=invited, registered=registered, came=came)
        for label, (invited, registered, came) in sums.items()
    )
    return sorted(lines, key=lambda line: (-line.came, -line.registered, line.label))
