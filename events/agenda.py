"""The agenda: which occurrences are listed in a period, each with its page and its state."""

from calendar import Calendar
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.core.paginator import Page as Leaf
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from stakeholders.folding import folded_words

from . import conf
from .clock import midnight, on_the_wall, zone_of
from .event import Event, EventQuerySet
from .event_facts import EventFacts
from .listed import Listed
from .occurrence import Occurrence, OccurrenceQuerySet
from .pool import Pool
from .selection import Selection
from .sign_up_state import sign_up_states

ON_ONE_LEAF = 40


@dataclass(frozen=True)
class Day:
    """A day in a table or a week, with what happens on it; `more` stand at `query` alone."""

    date: date
    is_outside: bool = False
    is_today: bool = False
    items: list[Listed] = field(default_factory=list)
    more: int = 0
    query: str = ""

    @property
    def code(self) -> str:
        """The date for machines."""
        return self.date.isoformat()


@dataclass(frozen=True)
class Month:
    """The occurrences that begin in one month."""

    first: date
    items: list[Listed]


def by_month(items: Iterable[Listed]) -> list[Month]:
    months: dict[date, list[Listed]] = {}
    for item in items:
        months.setdefault(item.first_day.replace(day=1), []).append(item)
    return [Month(first, items) for first, items in months.items()]


def weeks_around(first: date) -> list[list[date]]:
    """The weeks of a month, from Monday on, with the days around it that fill them."""
    return Calendar(firstweekday=0).monthdatescalendar(first.year, first.month)


@dataclass(frozen=True)
class Happening:
    """As much of an occurrence as tells on which days it is: there may be thousands."""

    pk: int
    event_id: int
    first_day: date
    last_day: date

    def is_within(self, first: date, last: date) -> bool:
        """Whether something of it happens on these days, both included."""
        return self.first_day <= last and self.last_day >= first


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
        request: Any = None,
    ) -> None:
        self.now = now or timezone.now()
        self.pages = pages
        for word in folded_words(words):
            self.pages = self.pages.filter(search_text__contains=word)
        self.selection = selection or Selection()
        self.only_open = only_open
        self.request = request

    def occurrences(self, when: Q) -> OccurrenceQuerySet:
        """Those that are told and chosen."""
        # Not by EXISTS: SQLite would look through all pages of a language for each date.
        told = self.pages.order_by().values("facts")
        found = Occurrence.objects.filter(when, event__in=told)
        if self.selection:
            found = found.filter(self.selection.of_events("event__"))
        return found.filter(_open(self.now)) if self.only_open else found

    def events(self, when: Q) -> EventQuerySet:
        """The events that have such an occurrence."""
        dates = Occurrence.objects.filter(when, event=OuterRef("pk"))
        if self.only_open:
            dates = dates.filter(_open(self.now))
        told = self.pages.order_by().values("facts")
        return Event.objects.filter(Exists(dates), self.selection.of_events(), pk__in=told)

    def without(self, name: str) -> "Agenda":
        """The same without one of its filters."""
        wider = copy(self)
        kept = {key: values for key, values in self.selection.values.items() if key != name}
        wider.selection = Selection(kept)
        return wider

    @property
    def upcoming(self) -> Q:
        """A condition on occurrences: not over yet."""
        return Q(ends_at__gt=self.now)

    @property
    def past(self) -> Q:
        return Q(ends_at__lte=self.now)

    def happenings(self, first: date, last: date) -> list[Happening]:
        """What happens from the first day to the last one, both included, on the events' clocks.

        A day more at each end is asked for: the clocks of the world differ by as much.
        """
        zone: Any = timezone.get_current_timezone()
        start = midnight(first - timedelta(days=1), zone)
        end = midnight(last + timedelta(days=2), zone)
        rows = self.occurrences(Q(starts_at__lt=end, ends_at__gt=start))
        found = (
            Happening(pk, event, *_days(starts_at, ends_at, zone_name))
            for pk, event, starts_at, ends_at, zone_name in rows.order_by(
                "starts_at", "pk"
            ).values_list("pk", "event_id", "starts_at", "ends_at", "event__time_zone")
        )
        return [one for one in found if one.is_within(first, last)]

    def days(self, dates: list[date], happenings: list[Happening], *, most: int) -> list[Day]:
        """Each of the dates with what happens on it; of a full day as much as has room."""
        on = {day: [one for one in happenings if one.is_within(day, day)] for day in dates}
        shown = {one.pk for found in on.values() for one in found[:most]}
        listed = self.listed(Occurrence.objects.filter(pk__in=shown))
        items = {item.occurrence.pk: item for item in listed}
        today = timezone.localdate()
        return [
            Day(
                day,
                is_today=day == today,
                items=[items[one.pk] for one in found[:most] if one.pk in items],
                more=max(len(found) - most, 0),
            )
            for day, found in on.items()
        ]

    def leaf(self, occurrences: OccurrenceQuerySet, number: Any) -> "tuple[Leaf, list[Listed]]":
        """One leaf of a long list, and what stands on it."""
        leaf = Paginator(occurrences, ON_ONE_LEAF).get_page(number)
        return leaf, self.listed(leaf.object_list)

    def listed(self, occurrences: Any) -> list[Listed]:
        """Each occurrence with its page and state: as many queries for many as for one."""
        rows = list(
            occurrences.select_related("event__venue", "event__room", "own_venue", "own_room")
        )
        told = self.pages.filter(facts__in={row.event_id for row in rows})
        if any(row.change_key for row in rows):
            told = told.prefetch_related("changed_dates")
        pages = {page.facts_id: page for page in told.defer("body", "search_text")}
        states = sign_up_states(rows, self.now)
        return [
            Listed(pages[row.event_id], row, states[row.pk], self.now, self.request)
            for row in rows
            if row.event_id in pages
        ]


def _days(starts_at: datetime, ends_at: datetime, zone_name: str) -> tuple[date, date]:
    """The first and the last day there; an end at midnight belongs to the day before."""
    zone = zone_of(zone_name)
    last = max(ends_at - timedelta(microseconds=1), starts_at)
    return on_the_wall(starts_at, zone).date(), on_the_wall(last, zone).date()


def _open(now: datetime) -> Q:
    """Occurrences for which one can get a seat now."""
    scheduled = EventFacts.Status.SCHEDULED
    in_time = (Q(event__registration_opens_at=None) | Q(event__registration_opens_at__lte=now)) & (
        Q(event__registration_closes_at=None) | Q(event__registration_closes_at__gt=now)
    )
    pools = Pool.objects.filter(occurrence=OuterRef("pk"))
    has_pools = Exists(pools.of_occurrences())
    has_room = Exists(pools.queues().with_room().filter(waiting=0)) | ~has_pools
    return (
        Q(event__is_registration_needed=True, starts_at__gt=now)
        & Q(status=scheduled, event__status=scheduled)
        & in_time
        & Q(has_room)
    )


# The next occurrence of a page


def next_dates(now: datetime, *, else_last: bool = False) -> Any:
    """Of each event the occurrence that is on or comes next, for a prefetch; else the last one."""
    all_of_it = Occurrence.objects.filter(event=OuterRef("event"))
    coming = all_of_it.filter(ends_at__gt=now)
    chosen: Any = Subquery(coming.order_by("starts_at", "pk").values("pk")[:1])
    if else_last:
        last = Subquery(all_of_it.order_by("-starts_at", "-pk").values("pk")[:1])
        chosen = Coalesce(chosen, last)
    pools = Prefetch("pools", queryset=Pool.objects.told())
    return Occurrence.objects.filter(pk=chosen).prefetch_related(pools)


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
