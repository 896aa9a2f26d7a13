"""Numbers of one event at a glance, without a name: per date, share of the seats and session."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Sum
from django.utils.translation import gettext as _

from events.check_in import CheckIn
from events.event import Event
from events.pool import Pool
from events.registration import Registration
from events.subject import session_name, session_titles, when
from stakeholders.term import Term

from .filters import dates_with_people

State = Registration.State


@dataclass
class Line:
    """What is counted for one date, one share, one sector or one session."""

    label: str
    query: str = ""
    """What the list of registrations is asked, to show who these are."""
    seats: int | None = None
    taken: int = 0
    held_back: int = 0
    """Seats that only the team gives, and that nobody has yet."""
    people: Counter[str] = field(default_factory=Counter)
    came: int = 0

    @property
    def left(self) -> int | None:
        if self.seats is None:
            return None
        return max(self.seats - self.taken - self.held_back, 0)

    def count_seats(self, pools: list[Pool]) -> None:
        """Those of all these pools; no limit where one of them has none."""
        limits = [one.capacity for one in pools if one.capacity is not None]
        self.seats = sum(limits) if pools and len(limits) == len(pools) else None
        self.taken = sum(one.taken for one in pools)
        self.held_back = sum(one.still_held_back for one in pools)

    @property
    def counted(self) -> list[dict[str, Any]]:
        """Registrations in each state that the team looks at."""
        return [{"state": state, "number": self.people[state.value]} for state in SHOWN]


SHOWN = (State.CONFIRMED, State.HELD, State.WAITING, State.REQUESTED, State.OFFERED)


@dataclass(frozen=True)
class Numbers:
    whole: Line
    dates: list[Line]
    shares: list[Line]
    sectors: list[Line]
    sessions: list[Line]


def numbers_of(event: Event, page: Any = None) -> Numbers:
    """Counted by the database: as many queries for one date as for a hundred."""
    pools = list(Pool.objects.filter(occurrence__event=event))
    dates = _dates(event, pools)
    return Numbers(
        whole=_whole(dates),
        dates=dates,
        shares=_shares(event, pools),
        sectors=_sectors(event),
        sessions=_sessions(event, page, pools),
    )


def _dates(event: Event, pools: list[Pool]) -> list[Line]:
    people, came = _people(event, "occurrence_id"), _came(event, "occurrence_id")
    lines = []
    for one in dates_with_people(event):
        mine = [pool for pool in pools if pool.occurrence_id == one.pk]
        line = Line(when(one), f"&occurrence={one.pk}", people=people[one.pk], came=came[one.pk])
        line.count_seats([pool for pool in mine if pool.is_gate])
        line.held_back = sum(pool.still_held_back for pool in mine if pool.is_queue)
        lines.append(line)
    return lines


def _people(event: Event, by: str) -> dict[Any, Counter[str]]:
    """Registrations by state, for each date, share or sector."""
    rows = Registration.objects.filter(occurrence__event=event).order_by()
    found: dict[Any, Counter[str]] = defaultdict(Counter)
    for key, state, count in rows.values_list(by, "state").annotate(count=Count("pk")):
        found[key][state] = count
    return found


def _came(event: Event, by: str) -> Counter[Any]:
    """How many people came, in the room or online."""
    rows = CheckIn.objects.standing().filter(registration__occurrence__event=event).order_by()
    return Counter(dict(rows.values_list(f"registration__{by}").annotate(sum=Sum("seats"))))


def _whole(lines: list[Line]) -> Line:
    whole = Line(_("All dates"))
    for line in lines:
        whole.taken += line.taken
        whole.held_back += line.held_back
        whole.people.update(line.people)
        whole.came += line.came
    known = [line.seats for line in lines if line.seats is not None]
    whole.seats = sum(known) if lines and len(known) == len(lines) else None
    return whole


def _shares(event: Event, pools: list[Pool]) -> list[Line]:
    """Seats of each share on all dates together, and of the rest."""
    shares = list(event.seat_shares.select_related("sector"))
    if not shares:
        return []
    people, came = _people(event, "share_id"), _came(event, "share_id")
    lines = [(one.pk, one.name, f"&share={one.pk}") for one in shares]
    found = []
    for key, label, query in [*lines, (None, _("All others"), "")]:
        mine = [one for one in pools if one.share_id == key and (key or one.is_rest)]
        if mine:
            line = Line(label, query, people=people[key], came=came[key])
            line.count_seats(mine)
            found.append(line)
    return found


def _sectors(event: Event) -> list[Line]:
    """People by the sector that they named, whether seats are shared among sectors or not."""
    people, came = _people(event, "sector_id"), _came(event, "sector_id")
    named = Term.objects.filter(pk__in=[key for key in people if key])
    return [
        Line(str(one), f"&sector={one.pk}", people=people[one.pk], came=came[one.pk])
        for one in named
    ]


def _sessions(event: Event, page: Any, pools: list[Pool]) -> list[Line]:
    """Seats in sessions: of those who come, and how many there are on all dates together."""
    titles = session_titles(page)
    seated = Registration.objects.seated().filter(occurrence__event=event, sessions__isnull=False)
    taken = dict(seated.order_by().values_list("sessions").annotate(sum=Sum("seats")))
    limited: dict[int | None, list[Pool]] = defaultdict(list)
    for pool in pools:
        limited[pool.session_id].append(pool)
    found = []
    for one in event.sessions.all():
        if one.pk in taken or limited[one.pk]:
            line = Line(session_name(one, titles, event), f"&session={one.pk}")
            line.count_seats(limited[one.pk])
            line.taken = taken.get(one.pk, 0)
            found.append(line)
    return found
