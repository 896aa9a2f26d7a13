"""What a calendar tells of one date, in whatever program; and what our rows say of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext

from events.clock import on_the_wall
from events.models import Event
from events.occurrence import Occurrence
from tests.calendars.cases import Case

FIRST = datetime(2018, 1, 1, tzinfo=UTC)
LAST = datetime(2029, 1, 1, tzinfo=UTC)

Moment = datetime | date


@dataclass(frozen=True, order=True)
class Told:
    """One date: moments in UTC or days, the end not included."""

    uid: str
    start: Moment
    end: Moment
    status: str
    summary: str
    place: str
    text: str = field(default="", compare=False)


def in_order(dates: Iterable[Told]) -> list[Told]:
    """Those that begin within the time that is compared, sorted."""
    return sorted(one for one in dates if _is_within(one.start))


def differing(told: Iterable[Told], truth: dict[str, list[Told]]) -> dict[str, set[Told]]:
    """What was told and is not true, or is true and was not told, by the name of the case."""
    names = {one.uid: name for name, dates in truth.items() for one in dates}
    wrong: dict[str, set[Told]] = {}
    for one in set(told) ^ {one for dates in truth.values() for one in dates}:
        wrong.setdefault(names.get(one.uid, one.uid), set()).add(one)
    return wrong


def _is_within(moment: Moment) -> bool:
    if isinstance(moment, datetime):
        return FIRST <= moment < LAST
    return FIRST.date() <= moment < LAST.date()


def utc(moment: Any) -> Any:
    """A moment in UTC; a day stays a day."""
    return moment.astimezone(UTC) if isinstance(moment, datetime) else moment


def truth(event: Event, case: Case, language: str) -> list[Told]:
    """What the rows say, in the words of a language."""
    with translation.override(language):
        return in_order(_told(event, one, case, language) for one in event.occurrences.all())


def _told(event: Event, occurrence: Occurrence, case: Case, language: str) -> Told:
    start, end = utc(occurrence.starts_at), utc(occurrence.ends_at)
    if not event.has_times:
        start, end = (on_the_wall(moment, event.zone).date() for moment in (start, end))
    days = {f"{change['on']:%Y%m%d}": change for change in case.changes}
    change = days.get(occurrence.code[:8], {})
    title = change.get("title") or case.told or case.titles.get(language, case.title)
    place = change.get("place") or case.place_told or case.place
    if event.mode == Event.Mode.ONLINE:
        place = gettext("Online")
    return Told(_uid(event, occurrence), start, end, *_state(occurrence, title), place)


def _uid(event: Event, occurrence: Occurrence) -> str:
    """An extra date is an entry of its own, by the name of the series in which it began."""
    if occurrence.is_extra and event.continues is not None:
        return _uid(event.continues, occurrence)
    name, namespace = event.uid.split("@")
    return f"{name}-{occurrence.pk}@{namespace}" if occurrence.is_extra else event.uid


def _state(occurrence: Occurrence, title: str) -> tuple[str, str]:
    if occurrence.is_cancelled:
        return "CANCELLED", gettext("Cancelled: %(title)s") % {"title": title}
    if occurrence.is_postponed:
        return "TENTATIVE", gettext("Postponed: %(title)s") % {"title": title}
    return "CONFIRMED", title
