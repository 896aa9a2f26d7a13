"""Who is expected at a date and who is in: the list for the door, for pages and for devices."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.db.models import Prefetch, Q, Sum
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.check_in import CheckIn
from events.clock import on_the_wall
from events.occurrence import Occurrence
from events.registration import Registration
from stakeholders.folding import folded, folded_words

MOST = 50
"""How many rows a page shows; whoever looks for somebody types a name."""


@dataclass
class Guest:
    """One registration as the door sees it."""

    registration: Registration
    taps: list[CheckIn]
    occurrence: Occurrence

    @property
    def id(self) -> str:
        return str(self.registration.uuid)

    @property
    def name(self) -> str:
        return self.registration.name

    @property
    def seats(self) -> int:
        return self.registration.seats

    @property
    def came(self) -> int:
        return sum(tap.seats for tap in self.taps)

    @property
    def still(self) -> int:
        """How many of them are not in yet."""
        return max(self.seats - self.came, 0)

    @property
    def state(self) -> str:
        """In, partly in, expected, waiting for a seat, or gone."""
        if self.came:
            return "in" if not self.still else "part"
        if self.registration.state in Registration.SEATED:
            return "expected"
        return "waiting" if self.registration.state == Registration.State.WAITING else "gone"

    @property
    def may_come(self) -> bool:
        """Whether somebody of them may still be let in."""
        return self.state in {"expected", "part"}

    @property
    def note(self) -> str:
        """What helps to tell two of the same name apart."""
        seats = ngettext("%(seats)s person", "%(seats)s people", self.seats)
        parts = [self.registration.organisation]
        parts += [seats % {"seats": self.seats}] if self.seats > 1 else []
        parts += [_("not signed up")] if any(tap.is_walk_in for tap in self.taps) else []
        return " · ".join(part for part in parts if part)

    @property
    def said(self) -> str:
        """What became of them, in words."""
        if self.taps:
            return self._said_of_taps()
        if self.state == "waiting":
            return _("On the waiting list: no seat yet")
        return _("Has cancelled, or may not come") if self.state == "gone" else ""

    def _said_of_taps(self) -> str:
        last = self.taps[-1]
        wall = on_the_wall(last.at, self.occurrence.event.zone)
        told = {"hour": formats.date_format(wall, "H:i"), "by": last.by}
        told |= {"came": str(self.came), "seats": str(self.seats)}
        if self.still:
            return _("%(came)s of %(seats)s came, %(hour)s · %(by)s") % told
        return _("Came, %(hour)s · %(by)s") % told

    @property
    def words(self) -> str:
        """What a search compares."""
        return folded(f"{self.name} {self.registration.organisation}")

    @property
    def undone_by(self) -> str:
        """The numbers of the taps that an undo takes back."""
        return ",".join(str(tap.uuid) for tap in self.taps)

    @property
    def new_tap(self) -> str:
        """A number for the next tap, for browsers without scripts."""
        return str(uuid4())

    def as_data(self) -> dict[str, Any]:
        """The same for the device, which draws the row itself."""
        return {
            "id": self.id,
            "name": self.name,
            "note": self.note,
            "seats": self.seats,
            "came": self.came,
            "state": self.state,
            "said": self.said,
            "words": self.words,
            "taps": [str(tap.uuid) for tap in self.taps],
        }


def guests_of(occurrence: Occurrence) -> list[Guest]:
    """Everybody who may stand at the door, by name: two queries, however many they are."""
    expected = Q(state__in=Registration.SEATED) | Q(state=Registration.State.WAITING)
    rows = Registration.objects.filter(expected, occurrence=occurrence, forgotten_at=None)
    return [_guest(one, occurrence) for one in _with_taps(rows).order_by("name", "pk")]


def guest_of(registration: Registration, occurrence: Occurrence) -> Guest:
    """One of them, as it is now."""
    found = _with_taps(Registration.objects.filter(pk=registration.pk)).get()
    return _guest(found, occurrence)


def found_by(words: str, guests: list[Guest]) -> list[Guest]:
    """Those whose name or organisation has all of these words."""
    wanted = folded_words(words)
    return [one for one in guests if all(word in one.words for word in wanted)]


@dataclass(frozen=True)
class Numbers:
    """How many came, of how many."""

    came: int
    expected: int
    walk_ins: int


def numbers_of(occurrence: Occurrence) -> Numbers:
    """Counted by the database, as it is now."""
    rows = CheckIn.objects.standing().in_person().filter(registration__occurrence=occurrence)
    seated = Registration.objects.seated().filter(occurrence=occurrence)
    expected = seated.aggregate(seats=Sum("seats"))["seats"] or 0
    return Numbers(rows.seats_of(), expected, rows.filter(is_walk_in=True).seats_of())


def _with_taps(rows: Any) -> Any:
    standing = CheckIn.objects.standing().in_person().select_related("by_user", "by_helper")
    return rows.prefetch_related(Prefetch("check_ins", standing, to_attr="taps"))


def _guest(registration: Any, occurrence: Occurrence) -> Guest:
    return Guest(registration, registration.taps, occurrence)
