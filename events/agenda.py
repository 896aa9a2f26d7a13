"""The agenda: which occurrences are listed in a period, each with its page and its state."""

from calendar import Calendar
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.core.paginator import Page as Leaf
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from stakeholders.folding import folded_words

from . import conf
from .capacity import HAS_ROOM, Pool
from .clock import midnight
from .event import Event
from .event_facts import EventFacts
from .occurrence import Occurrence, OccurrenceQuerySet
from .selection import Selection
from .sign_up_state import SignUp, SignUpState, sign_up_states

FEW = 5
ON_ONE_LEAF = 40


@dataclass
class Listed:
    """One occurrence in a list: the page that tells of it, and whether one can sign up."""

    page: Any
    occurrence: Occurrence
    sign_up: SignUp
    now: datetime

    @property
    def event(self) -> Event:
        return self.occurrence.event

    @property
    def url(self) -> str:
        """The page; of a repeating event with the date that is meant."""
        address = self.page.get_url() or ""
        return f"{address}?date={self.occurrence.code}" if self.event.recurrence else address

    def is_within(self, first: date, last: date) -> bool:
        """Whether something of it happens on these days, both included."""
        return self.occurrence.first_day <= last and self.occurrence.last_day >= first

    @property
    def previous_start(self) -> datetime | None:
        """When it was announced first, if that was for another time."""
        if self.occurrence.is_moved:
            return self.occurrence.original_start
        return self.event.previous_start

    @property
    def state(self) -> str:
        """By which it looks: open, few, waiting, full, soon, closed, past, cancelled, postponed."""
        if not self.occurrence.is_cancelled and self.occurrence.is_postponed:
            return "postponed"
        if self.sign_up.state == SignUpState.OPEN and self.is_nearly_full:
            return "few"
        return "" if self.sign_up.state == SignUpState.NOT_NEEDED else str(self.sign_up.state)

    @property
    def is_nearly_full(self) -> bool:
        return self.sign_up.places_left is not None and self.sign_up.places_left <= FEW

    @property
    def state_text(self) -> str:
        """The state in the visitor's language."""
        left = self.sign_up.places_left
        if self.state in {"open", "few"} and left is not None:
            text = ngettext("%(left)s place left", "%(left)s places left", left)
            return text % {"left": left}
        return {
            "open": _("Open for sign-up"),
            "waiting": _("Full, with a waiting list"),
            "full": _("Full"),
            "soon": _("Sign-up opens later"),
            "closed": _("Sign-up closed"),
            "past": _("Past"),
            "cancelled": _("Cancelled"),
            "postponed": _("Postponed"),
        }.get(self.state, "")


@dataclass(frozen=True)
class Day:
    """A day in a table or a week, with what happens on it."""

    date: date
    is_outside: bool = False
    is_today: bool = False
    items: list[Listed] = field(default_factory=list)


@dataclass(frozen=True)
class Month:
    """The occurrences that begin in one month."""

    first: date
    items: list[Listed]


def by_month(items: Iterable[Listed]) -> list[Month]:
    months: dict[date, list[Listed]] = {}
    for item in items:
        months.setdefault(item.occurrence.first_day.replace(day=1), []).append(item)
    return [Month(first, items) for first, items in months.items()]


def days_of_month(first: date, items: Iterable[Listed], today: date) -> list[list[Day]]:
    """The weeks of a month, from Monday on, with the days around it that fill them."""
    weeks = Calendar(firstweekday=0).monthdatescalendar(first.year, first.month)
    happens = _by_day(items)
    return [
        [Day(day, day.month != first.month, day == today, happens.get(day, [])) for day in week]
        for week in weeks
    ]


def days_of_week(monday: date, items: Iterable[Listed], today: date) -> list[Day]:
    happens = _by_day(items)
    days = [monday + timedelta(days=number) for number in range(7)]
    return [Day(day, is_today=day == today, items=happens.get(day, [])) for day in days]


def _by_day(items: Iterable[Listed]) -> dict[date, list[Listed]]:
    """What lasts several days stands on each of them, at the most on as many as a year has."""
    days: dict[date, list[Listed]] = {}
    for item in items:
        first, last = item.occurrence.first_day, item.occurrence.last_day
        for number in range(min((last - first).days, 366) + 1):
            days.setdefault(first + timedelta(days=number), []).append(item)
    return days


# Which occurrences


class Agenda:
    """The public events among some pages, narrowed by a filter, words and open sign-up."""

    def __init__(
        self,
        pages: Any,
        *,
        selection: Selection | None = None,
        words: str = "",
        only_open: bool = False,
        now: datetime | None = None,
    ) -> None:
        self.now = now or timezone.now()
        self.pages = pages
        for word in folded_words(words):
            self.pages = self.pages.filter(search_text__contains=word)
        self.selection = selection or Selection()
        self.only_open = only_open

    def occurrences(self) -> OccurrenceQuerySet:
        told = self.pages.filter(facts=OuterRef("event"))
        found = Occurrence.objects.filter(Exists(told))
        if self.selection:
            found = found.filter(self.selection.of_events("event__"))
        return found.filter(_open(self.now)) if self.only_open else found

    def upcoming(self) -> OccurrenceQuerySet:
        return self.occurrences().upcoming(self.now).order_by("starts_at", "pk")

    def past(self) -> OccurrenceQuerySet:
        return self.occurrences().past(self.now).order_by("-starts_at", "-pk")

    def between(self, first: date, last: date) -> list[Listed]:
        """What happens from the first day to the last one, both included."""
        zone = timezone.get_current_timezone()
        start = midnight(first, zone)  # type: ignore[arg-type]  # a ZoneInfo
        end = midnight(last + timedelta(days=1), zone)  # type: ignore[arg-type]  # a ZoneInfo
        return self.listed(self.occurrences().between(start, end).order_by("starts_at", "pk"))

    def leaf(self, occurrences: OccurrenceQuerySet, number: Any) -> "tuple[Leaf, list[Listed]]":
        """One leaf of a long list, and what stands on it."""
        leaf = Paginator(occurrences, ON_ONE_LEAF).get_page(number)
        return leaf, self.listed(leaf.object_list)

    def listed(self, occurrences: Any) -> list[Listed]:
        """Each occurrence with its page and state: as many queries for many as for one."""
        rows = list(occurrences.select_related("event__venue", "event__room"))
        pages = {
            page.facts_id: page
            for page in self.pages.filter(facts__in={row.event_id for row in rows})
        }
        states = sign_up_states(rows, self.now)
        return [
            Listed(pages[row.event_id], row, states[row.pk], self.now)
            for row in rows
            if row.event_id in pages
        ]


def _open(now: datetime) -> Q:
    """Occurrences for which one can get a seat now."""
    scheduled = EventFacts.Status.SCHEDULED
    in_time = (Q(event__registration_opens_at=None) | Q(event__registration_opens_at__lte=now)) & (
        Q(event__registration_closes_at=None) | Q(event__registration_closes_at__gt=now)
    )
    gates = Pool.objects.of_occurrences().filter(occurrence=OuterRef("pk"))
    has_room = Exists(gates.filter(HAS_ROOM, waiting=0)) | ~Exists(gates)
    return (
        Q(event__is_registration_needed=True, starts_at__gt=now)
        & Q(status=scheduled, event__status=scheduled)
        & in_time
        & Q(has_room)
    )


# The next occurrence of a page


def next_dates(now: datetime) -> Any:
    """Of each event the occurrence that is on or comes next, for a prefetch."""
    coming = Occurrence.objects.filter(event=OuterRef("event"), ends_at__gt=now)
    first = coming.order_by("starts_at", "pk").values("pk")[:1]
    return Occurrence.objects.filter(pk=Subquery(first)).prefetch_related("pools")


def next_pages(*, number: int, topic: str, organisation: str, now: datetime) -> list[Any]:
    """The pages of the events that come next, in the active language."""
    values = {"topic": (topic,), "organisation": (organisation,)}
    selection = Selection({name: value for name, value in values.items() if value[0]})
    pages = (
        Event.page_model()
        .objects.live()
        .public()
        .filter(locale__language_code=conf.active_language())
    )
    if selection:
        pages = pages.filter(selection.of_events("facts__"))
    return list(pages.upcoming(now)[:number])
