"""Events as VEVENTs of a calendar, and the calendar around them, built by icalendar."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import translation
from django.utils.translation import gettext as _
from icalendar import Calendar, Component
from icalendar import Event as VEvent
from icalendar.prop import vDDDLists, vDuration, vRecur, vText, vUri

from .calendar_text import clean, one_line, web_address
from .clock import from_the_wall, on_the_wall
from .event import Event
from .occurrence import Occurrence
from .recurrence import Rule
from .taking_part import Mode
from .venue import Room, Venue
from .words import Words

PRODID = "-//wagtail-gathering//events//EN"
HEAD = "BEGIN:VCALENDAR\r\n"
FOOT = "END:VCALENDAR\r\n"
MOMENT = timedelta(minutes=1)
REFRESH = timedelta(hours=1)


class Text(vText):
    r"""A text in which a \N that somebody typed stays one; icalendar makes a line end of it."""

    def to_ical(self) -> bytes:
        return re.sub(r"([\\;,])", r"\\\1", self).replace("\n", "\\n").encode()


# Events


def event_text(event: Event, words: Words, *, stamp: datetime) -> str:
    """All VEVENTs of an event, the master first. `stamp` is when its content last changed."""
    with translation.override(words.feed):
        return "".join(text_of(component) for component in _components(event, words, stamp))


def occurrence_text(occurrence: Occurrence, words: Words, *, stamp: datetime) -> str:
    """One occurrence by itself."""
    with translation.override(words.feed):
        return text_of(occurrence_component(occurrence, words, stamp))


def occurrence_component(occurrence: Occurrence, words: Words, stamp: datetime) -> Component:
    event = occurrence.event
    component = _component(event, occurrence, words, stamp)
    if event.recurrence or occurrence.is_extra:
        component["UID"] = vText(_own_uid(event, occurrence))
    return component


def zones_of(event: Event) -> str:
    """The zones that the text of an event refers to, with a space between."""
    return event.zone.key if event.has_times and event.zone.key != "UTC" else ""


def _components(event: Event, words: Words, stamp: datetime) -> Iterable[Component]:
    occurrences = sorted(event.occurrences.all(), key=lambda one: one.original_start)
    regular = [occurrence for occurrence in occurrences if not occurrence.is_extra]
    rule = event.rule
    if rule is not None:
        yield _master(event, rule, words, stamp)
        yield from (
            _override(event, occurrence, words, stamp)
            for occurrence in regular
            if _differs(event, occurrence, words)
        )
    else:
        yield from (_component(event, occurrence, words, stamp) for occurrence in regular[:1])
    for occurrence in (one for one in occurrences if one.is_extra):
        component = _component(event, occurrence, words, stamp)
        component["UID"] = vText(_own_uid(event, occurrence))
        yield component


def _own_uid(event: Event, occurrence: Occurrence) -> str:
    """Of one date by itself, the same when its hour changes and when the series is split."""
    while event.continues is not None:
        event = event.continues
    name, _at, namespace = event.uid.partition("@")
    return f"{name}-{occurrence.pk}@{namespace}"


def _differs(event: Event, occurrence: Occurrence, words: Words) -> bool:
    wall = on_the_wall(occurrence.original_start, event.zone)
    return (
        occurrence.is_moved
        or occurrence.status != Occurrence._meta.get_field("status").default
        or occurrence.ends_at != event.end_of(wall)
        or occurrence.is_elsewhere
        or occurrence.change_key in words.dates
        or _is_read_twice(event, occurrence)
    )


def _is_read_twice(event: Event, occurrence: Occurrence) -> bool:
    """Whether clocks are changed during this date or the first: programs then disagree on its end.

    By DTEND all dates last equally long; half of them take that for the clock on the wall.
    """
    first = (event.starts_at, event.ends_at)
    spans = [first, (occurrence.starts_at, occurrence.ends_at)]
    return event.has_times and any(_clocks_change(event.zone, *span) for span in spans)


def _clocks_change(zone: ZoneInfo, start: datetime | None, end: datetime | None) -> bool:
    if start is None or end is None:
        return False
    return start.astimezone(zone).utcoffset() != end.astimezone(zone).utcoffset()


def _master(event: Event, rule: Rule, words: Words, stamp: datetime) -> Component:
    first = Occurrence(
        event=event,
        original_start=from_the_wall(rule.first, event.zone),
        starts_at=from_the_wall(rule.first, event.zone),
        ends_at=event.end_of(rule.first),
    )
    component = _component(event, first, words, stamp)
    component.add("RRULE", vRecur.from_ical(_rule_text(event, rule)))
    if left_out := [_moment(event, wall) for wall in rule.skipped()]:
        component.add("EXDATE", _dates(event, left_out), encode=False)
    return component


def _dates(event: Event, moments: list[Any]) -> vDDDLists:
    dates = vDDDLists(moments)
    if not event.has_times:
        dates.params["VALUE"] = "DATE"
    return dates


def _rule_text(event: Event, rule: Rule) -> str:
    """UNTIL stands in UTC beside a start with a zone, and as a day beside a day."""
    parts = dict(rule.parts)
    if "UNTIL" in parts and event.has_times:
        day = datetime.strptime(parts["UNTIL"], "%Y%m%d")  # noqa: DTZ007 - on the wall
        end = from_the_wall(datetime.combine(day, time(23, 59, 59)), event.zone)
        parts["UNTIL"] = f"{end.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    return ";".join(f"{name}={value}" for name, value in parts.items())


def _override(event: Event, occurrence: Occurrence, words: Words, stamp: datetime) -> Component:
    component = _component(event, occurrence, words, stamp)
    wall = on_the_wall(occurrence.original_start, event.zone)
    component.add("RECURRENCE-ID", _moment(event, wall))
    return component


def _component(event: Event, occurrence: Occurrence, words: Words, stamp: datetime) -> Component:
    words = words.of(occurrence)
    component = VEvent()
    add_identity(component, event, stamp)
    _add_times(component, event, occurrence)
    _add_state(component, event, occurrence, words)
    _add_place(component, occurrence, words)
    component.add("DESCRIPTION", _description(event, words))
    add_addresses(component, words)
    if topics := _categories(event, words):
        component.add("CATEGORIES", topics)
    if event.continues is not None:
        component.add("RELATED-TO", vText(event.continues.uid, params={"RELTYPE": "SIBLING"}))
    return component


def add_identity(component: Component, row: Any, stamp: datetime) -> None:
    """Of an event, a call or a session: who it is, and which version of it."""
    moment = stamp.astimezone(UTC).replace(microsecond=0)
    component.add("UID", row.uid)
    component.add("DTSTAMP", moment)
    component.add("LAST-MODIFIED", moment)
    component.add("CREATED", row.created_at.astimezone(UTC).replace(microsecond=0))
    component.add("SEQUENCE", row.sequence)
    component.add("CLASS", "PUBLIC")


def add_addresses(component: Component, words: Words) -> None:
    """Where the page and its picture are."""
    if url := web_address(words.url):
        component.add("URL", vUri(url), encode=False)
    if image := web_address(words.image):
        parameters = {"VALUE": "URI", "DISPLAY": "BADGE", "FMTTYPE": words.image_type}
        component.add("IMAGE", vUri(image, params=parameters), encode=False)


def _moment(event: Event, wall: datetime) -> Any:
    """A wall-clock moment in the form of the event: with its zone, or a day."""
    if not event.has_times:
        return wall.date()
    return in_zone(from_the_wall(wall, event.zone), event.zone)


def in_zone(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.astimezone(UTC if zone.key == "UTC" else zone)


def _add_times(component: Component, event: Event, occurrence: Occurrence) -> None:
    start, end = occurrence.starts_at, occurrence.ends_at
    if event.has_times:
        add_hours(component, start, end, event.zone)
    else:
        component.add("DTSTART", on_the_wall(start, event.zone).date())
        component.add("DTEND", on_the_wall(end, event.zone).date())


def add_hours(component: Component, start: datetime, end: datetime | None, zone: ZoneInfo) -> None:
    """An end must be later than the begin (RFC 5545, 3.8.2.2), so a mere moment lasts a minute.

    Without an end it were legal, too, but there are readers that then refuse the whole calendar.
    """
    last = end if end is not None and end > start else start + MOMENT
    component.add("DTSTART", in_zone(start, zone))
    component.add("DTEND", in_zone(last, zone))


def _add_state(component: Component, event: Event, occurrence: Occurrence, words: Words) -> None:
    title = one_line(words.title) or _("Event")
    status = "CONFIRMED"
    if occurrence.is_cancelled:
        status, title = "CANCELLED", _("Cancelled: %(title)s") % {"title": title}
    elif occurrence.is_postponed:
        status, title = "TENTATIVE", _("Postponed: %(title)s") % {"title": title}
    is_busy = event.has_times and status == "CONFIRMED"
    component.add("SUMMARY", in_language(title, words))
    component.add("STATUS", status)
    component.add("TRANSP", "OPAQUE" if is_busy else "TRANSPARENT")


def in_language(text: str, words: Words) -> Text:
    return Text(text, params={"LANGUAGE": words.language})


def _add_place(component: Component, occurrence: Occurrence, words: Words) -> None:
    event, venue = occurrence.event, occurrence.venue
    if place := place_of(event.mode, venue, occurrence.room, words):
        component.add("LOCATION", Text(place))
        if venue is not None and venue.coordinates and event.mode != Mode.ONLINE:
            component.add("GEO", venue.coordinates)


def place_of(mode: str, venue: Venue | None, room: Room | None, words: Words) -> str:
    if mode == Mode.ONLINE:
        return _("Online")
    return clean(venue.described_in(words.feed, room)).replace("\n", ", ") if venue else ""


def _description(event: Event, words: Words) -> Text:
    """What it is about, what has changed, how to get there; the address last, for Google."""
    parts = [clean(words.note), clean(words.summary)]
    if not event.is_time_known and not event.is_all_day:
        parts.append(_("The time is not known yet."))
    parts += [clean(words.place_note), web_address(words.url)]
    return in_language("\n\n".join(part for part in parts if part), words)


def _categories(event: Event, words: Words) -> list[str]:
    """One line for all; a comma inside of one would be read as two."""
    names = (one_line(topic.name_in(words.feed)) for topic in event.topics.all())
    return sorted(name.replace(",", " ") for name in names if name)


# Calendars


def calendar_head(
    *, name: str, language: str, source: str = "", about: str = "", color: str = "", url: str = ""
) -> str:
    """What stands before the zones and the events; `color` is one that CSS has a name for."""
    calendar = Calendar()
    calendar.add("PRODID", PRODID)
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    texts = {"NAME": name, "X-WR-CALNAME": name, "DESCRIPTION": about, "X-WR-CALDESC": about}
    for property_name, text in texts.items():
        params = {} if property_name.startswith("X-") else {"LANGUAGE": language}
        if text:
            calendar.add(property_name, Text(clean(text), params=params), encode=False)
    if color:
        calendar.add("COLOR", vText(clean(color)), encode=False)
    interval = vDuration(REFRESH, params={"VALUE": "DURATION"})
    calendar.add("REFRESH-INTERVAL", interval, encode=False)
    calendar.add("X-PUBLISHED-TTL", vDuration(REFRESH), encode=False)
    if address := web_address(url):
        calendar.add("URL", vUri(address), encode=False)
    if address := web_address(source):
        calendar.add("SOURCE", vUri(address, params={"VALUE": "URI"}), encode=False)
    return text_of(calendar).removesuffix(FOOT)


def text_of(component: Component) -> str:
    return component.to_ical().decode()
