"""What opens, fills, closes and begins today and within a week, over all events."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.clock import on_the_wall
from events.event import Event
from events.event_facts import EventFacts
from events.occurrence import Occurrence
from events.pool import Pool

from .told import desk_url, title_of

AHEAD = timedelta(days=7)
MOST = 10
"""So many of each sort; the lists of events show them all."""


@dataclass(frozen=True)
class Notice:
    """One thing that happens, when, and the desk of its event."""

    moment: datetime
    text: str
    url: str


@dataclass(frozen=True)
class Coming:
    today: list[Notice]
    week: list[Notice]
    filling: list[Notice]


def coming(now: datetime | None = None) -> Coming:
    """The same number of queries for one event as for a hundred."""
    moment = now or timezone.now()
    dated = sorted(_dated(moment), key=lambda notice: notice.moment)
    today = timezone.localdate(moment)
    return Coming(
        today=[one for one in dated if timezone.localdate(one.moment) <= today],
        week=[one for one in dated if timezone.localdate(one.moment) > today],
        filling=list(_filling(moment)),
    )


def _dated(now: datetime) -> Iterator[Notice]:
    until = now + AHEAD
    open_to_people = Event.objects.filter(
        is_registration_needed=True, status=EventFacts.Status.SCHEDULED
    ).prefetch_related("pages")
    opening = open_to_people.filter(
        registration_opens_at__gt=now, registration_opens_at__lte=until
    ).order_by("registration_opens_at")
    closing = open_to_people.filter(
        registration_closes_at__gt=now, registration_closes_at__lte=until
    ).order_by("registration_closes_at")
    for event in opening[:MOST]:
        yield _notice(event, event.registration_opens_at, _("Sign-up opens: %(title)s, %(moment)s"))
    for event in closing[:MOST]:
        text = _("Sign-up closes: %(title)s, %(moment)s")
        yield _notice(event, event.registration_closes_at, text)
    for date in _beginning(now, until):
        yield _notice(date.event, date.starts_at, _("Begins: %(title)s, %(moment)s"))


def _beginning(now: datetime, until: datetime) -> list[Occurrence]:
    """Dates for which people sign up; what everybody can simply come to asks nothing of us."""
    dates = Occurrence.objects.taking_place().filter(
        starts_at__gt=now, starts_at__lte=until, event__is_registration_needed=True
    )
    rows = dates.select_related("event").prefetch_related("event__pages").order_by("starts_at")
    return list(rows[:MOST])


def _notice(event: Event, moment: Any, text: str) -> Notice:
    there = on_the_wall(moment, event.zone)
    words = {"title": title_of(event), "moment": date_format(there, "SHORT_DATETIME_FORMAT")}
    return Notice(moment, text % words, desk_url(event.pk))


def _filling(now: datetime) -> Iterator[Notice]:
    """Dates to come of which nine in ten seats are taken, or for which somebody waits."""
    nearly = Q(capacity__gt=0, taken__gte=F("capacity") * 9 / 10)
    pools = Pool.objects.queues().filter(Q(waiting__gt=0) | nearly, occurrence__starts_at__gt=now)
    rows = pools.select_related("occurrence__event", "share__sector").order_by(
        "-waiting", "occurrence__starts_at"
    )
    for pool in rows.prefetch_related("occurrence__event__pages")[:MOST]:
        event = pool.occurrence.event
        title = title_of(event)
        named = f"{title} ({pool.share})" if pool.share else title
        text = _waits(named, pool.waiting) if pool.waiting else _fills(named, pool)
        yield Notice(pool.occurrence.starts_at, text, desk_url(event.pk))


def _waits(title: str, waiting: int) -> str:
    return ngettext(
        "%(title)s: %(waiting)s registration waits for a seat",
        "%(title)s: %(waiting)s registrations wait for a seat",
        waiting,
    ) % {"title": title, "waiting": waiting}


def _fills(title: str, pool: Pool) -> str:
    words = {"title": title, "taken": pool.taken, "seats": pool.capacity}
    return _("%(title)s: %(taken)s of %(seats)s seats are taken") % words
