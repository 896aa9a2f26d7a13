"""What a letter or a person's own page is about: a registration told in the active language."""

from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import formats, translation
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from . import conf, ical, ical_parts
from .changed_date import date_words
from .entry import page_for
from .event import Event
from .occurrence import Occurrence
from .registration import Registration
from .remembering import once
from .way_in import chosen_sessions, join_address, root_of, ways_in
from .words import words_of
from .zones import zones_needed


class Subject:
    """A registration as letters and its own page tell it, in the active language."""

    def __init__(self, registration: Registration) -> None:
        self.registration = registration
        self.occurrence: Occurrence = registration.occurrence
        self.event: Event = registration.occurrence.event
        self.page: Any = page_of(self.event, conf.active_language())

    @cached_property
    def title(self) -> str:
        if self.page is None:
            return _name_of(self.event)
        return date_words(self.page, self.occurrence.change_key).title

    @property
    def title_of_all(self) -> str:
        """The title that all dates have which have none of their own."""
        return str(self.page.title) if self.page else _name_of(self.event)

    @property
    def url(self) -> str:
        return (self.page.full_url if self.page else "") or ""

    @property
    def root_url(self) -> str:
        """Where the site is, as it says itself; never what a request's Host header says."""
        return root_of(self.page)

    @property
    def own_url(self) -> str:
        """The person's own address. It holds the key, so it stands in letters to them only."""
        return self.root_url + reverse("events_registration", args=[self.registration.key()])

    @property
    def entry_url(self) -> str:
        """The event as a calendar file, the same for everybody: the key is not in it."""
        language = conf.active_language()
        uid, code = self.event.public_id, self.occurrence.code
        return reverse("events_occurrence_calendar", args=[language, uid, code])

    def entry(self) -> str:
        """The date as a calendar holds it for this person, with the ways to take part online.

        Nothing where nobody knows the date, or no page tells of it.
        """
        if self.page is None or (self.occurrence.is_postponed and not self.occurrence.is_cancelled):
            return ""
        return _entry(self.occurrence, self.page, tuple(self.ways_in()))

    @property
    def when(self) -> str:
        return when(self.occurrence)

    @property
    def where(self) -> str:
        return place_of(self.occurrence)

    @property
    def note(self) -> str:
        """What the page says about a cancellation or another date: of this one, else of all."""
        if self.page is None:
            return ""
        return date_words(self.page, self.occurrence.change_key).note or str(self.page.status_note)

    @property
    def _what(self) -> str:
        """The title, and what became of a date that does not hold any more."""
        if self.occurrence.is_cancelled:
            return _("Cancelled: %(title)s") % {"title": self.title}
        if self.occurrence.is_postponed:
            return _("Postponed: %(title)s") % {"title": self.title}
        return self.title

    def facts(self) -> list[tuple[str, str]]:
        """Event, when, where, what is different: what anybody may know."""
        rows = [
            (_("What"), self._what),
            (_("When"), self.when),
            (_("Where"), self.where),
            (_("Please note"), self.note),
        ]
        return [(label, text) for label, text in rows if text]

    def own_facts(self) -> list[tuple[str, str]]:
        """What only this person's own letters tell: their way in, as long as it leads anywhere."""
        is_on = not self.occurrence.is_cancelled and not self.occurrence.is_past()
        return self.facts_of_person() + (self.ways_in() if is_on else [])

    def facts_of_person(self) -> list[tuple[str, str]]:
        """What anybody may know, and how this person takes part."""
        registration = self.registration
        rows = [
            (_("Name"), registration.name),
            (_("Organisation"), registration.organisation),
            (_("Sector"), str(registration.sector or "")),
            (_("Takes part"), str(registration.get_mode_display())),
            (_("Seats"), str(registration.seats) if registration.seats > 1 else ""),
            (_("Sessions"), "; ".join(self.session_names())),
        ]
        return self.facts() + [(label, text) for label, text in rows if text]

    def ways_in(self) -> list[tuple[str, str]]:
        """This person's own link, where they may take part online; true addresses are behind it."""
        address = join_address(self.registration, self.page) if ways_in(self.registration) else ""
        return [(_("Take part online"), address)] if address else []

    def session_names(self, sessions: Any = None) -> list[str]:
        chosen = chosen_sessions(self.registration) if sessions is None else sessions
        titles = session_titles(self.page) if chosen else {}
        return [session_name(session, titles, self.event) for session in chosen]


def calendar_file(*subjects: Subject) -> str:
    """What one person is registered for as a file to open, or nothing."""
    body = "".join(one.entry() for one in subjects)
    return _calendar(subjects[0].title_of_all, body) if body else ""


@once
def page_of(event: Event, language: str) -> Any:
    """The page that speaks of an event in a language; None where there is none."""
    pages: Any = event.pages
    return page_for(event, list(pages.live().select_related("locale")), language)


@once
def _name_of(event: Event) -> str:
    return str(event)


@once
def _entry(occurrence: Occurrence, page: Any, ways_in: tuple[tuple[str, str], ...]) -> str:
    language = conf.active_language()
    own, words = ical_parts.Own(ways_in=ways_in), words_of(page, language)
    return ical_parts.own_text(occurrence, words, stamp=occurrence.event.changed_at, own=own)


@once
def _calendar(name: str, body: str) -> str:
    head = ical.calendar_head(name=name, language=conf.active_language())
    return head + zones_needed(body) + body + ical.FOOT


@once
def session_titles(page: Any) -> dict[Any, str]:
    """What a page calls its sessions, by the sessions' keys."""
    return {item.key: item.title for item in page.sessions.all()} if page else {}


def session_name(session: Any, titles: dict[Any, str], event: Event) -> str:
    """A session's title with its hours."""
    title = titles.get(session.key, "")
    if session.starts_at is None:
        return title
    start = session.starts_at.astimezone(event.zone)
    hours = f"{formats.date_format(start, 'l')} {_hour(start)}"
    if session.ends_at is not None:
        hours = f"{hours}–{_hour(session.ends_at.astimezone(event.zone))}"
    return f"{title} ({hours})" if title else hours


@once
def place_of(occurrence: Occurrence) -> str:
    """Venue and room in words of the active language."""
    venue = occurrence.venue
    if venue is None:
        return _("Online") if occurrence.event.mode == Event.Mode.ONLINE else ""
    return venue.described_in(translation.get_language(), occurrence.room)


@once
def when(occurrence: Occurrence) -> str:
    """Day, hours and zone on the event's own clock, in words of the active language."""
    event = occurrence.event
    start = occurrence.starts_at.astimezone(event.zone)
    last = (occurrence.ends_at - timedelta(microseconds=1)).astimezone(event.zone)
    if not event.has_times:
        return _day(start) if start.date() == last.date() else f"{_day(start)} – {_day(last)}"
    end = occurrence.ends_at.astimezone(event.zone)
    hours = f"{_hour(start)}–{_hour(end)} ({_zone(start, event)})"
    if start.date() == last.date():
        return _beside(_day(start), hours)
    first, until = _beside(_day(start), _hour(start)), _beside(_day(end), _hour(end))
    return f"{first} – {until} ({_zone(start, event)})"


def _zone(moment: datetime, event: Event) -> str:
    """CET, Europe/Amsterdam; what has one name only, such as UTC, is named once."""
    name = moment.tzname() or event.time_zone
    return event.time_zone if name == event.time_zone else _beside(name, event.time_zone)


def _beside(first: str, second: str) -> str:
    # Translators: a day and its hours, or a zone and its city; with the comma of the language.
    pattern = pgettext("two parts with a comma", "%(first)s, %(second)s")
    return pattern % {"first": first, "second": second}


def _day(moment: datetime) -> str:
    # Translators: the day with its weekday, in the letters of Django's date filter.
    return formats.date_format(moment, pgettext("format of a day", "l j F Y"))


def _hour(moment: datetime) -> str:
    return formats.date_format(moment, "H:i")


def moment_there(moment: datetime, event: Event) -> str:
    there = moment.astimezone(event.zone)
    return _beside(_day(there), f"{_hour(there)} ({there.tzname()})")
