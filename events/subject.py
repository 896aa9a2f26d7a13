"""What a letter or a person's own page is about: a registration told in the active language."""

from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import formats, translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from wagtail.models import Site

from . import conf, ical, ical_parts
from .changed_date import date_words
from .entry import page_for
from .event import Event
from .occurrence import Occurrence
from .registration import Registration
from .sign_up_state import sessions_to_choose
from .words import words_of
from .zones import zones_needed


class Subject:
    """A registration as letters and its own page tell it, in the active language."""

    def __init__(self, registration: Registration) -> None:
        self.registration = registration
        self.occurrence: Occurrence = registration.occurrence
        self.event: Event = registration.occurrence.event
        pages: Any = self.event.pages
        live = list(pages.live().select_related("locale"))
        self.page: Any = page_for(self.event, live, conf.active_language())

    @property
    def title(self) -> str:
        if self.page is None:
            return str(self.event)
        return date_words(self.page, self.occurrence.change_key).title

    @property
    def title_of_all(self) -> str:
        """The title that all dates have which have none of their own."""
        return str(self.page.title if self.page else self.event)

    @property
    def url(self) -> str:
        return (self.page.full_url if self.page else "") or ""

    @property
    def root_url(self) -> str:
        """Where the site is, as it says itself; never what a request's Host header says."""
        parts = self.page.get_url_parts() if self.page else None
        return parts[1] if parts and parts[1] else default_root()

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
        return ical_parts.own_text(
            self.occurrence,
            words_of(self.page, conf.active_language()),
            stamp=self.event.changed_at,
            own=ical_parts.Own(ways_in=self.ways_in()),
        )

    @property
    def when(self) -> str:
        return when(self.occurrence)

    @property
    def where(self) -> str:
        venue = self.occurrence.venue
        if venue is None:
            return _("Online") if self.event.mode == Event.Mode.ONLINE else ""
        return venue.described_in(translation.get_language(), self.occurrence.room)

    @property
    def note(self) -> str:
        """What the page says about a cancellation or another date: of this one, else of all."""
        if self.page is None:
            return ""
        return date_words(self.page, self.occurrence.change_key).note or str(self.page.status_note)

    def facts(self) -> list[tuple[str, str]]:
        """Event, when, where, what is different: what anybody may know."""
        rows = [
            (_("What"), self.title),
            (_("When"), self.when),
            (_("Where"), self.where),
            (_("Please note"), self.note),
        ]
        return [(label, text) for label, text in rows if text]

    def own_facts(self) -> list[tuple[str, str]]:
        """The same, and what only this person's own letters and page tell."""
        registration = self.registration
        rows = [
            (_("Name"), registration.name),
            (_("Organisation"), registration.organisation),
            (_("Seats"), str(registration.seats) if registration.seats > 1 else ""),
            (_("Sessions"), "; ".join(self.session_names())),
        ]
        rows += self.ways_in()
        return self.facts() + [(label, text) for label, text in rows if text]

    def ways_in(self) -> list[tuple[str, str]]:
        """The addresses at which this person takes part online: of the event and its sessions.

        A session without an address of its own has that of the event; it is told once.
        """
        if self.registration.state != Registration.State.CONFIRMED:
            return []
        event = self.event
        rows = [(_("Take part online"), event.join_url)] if event.is_online else []
        chosen = {session.pk for session in self.registration.sessions.all()}
        titles = session_titles(self.page)
        for session in sessions_to_choose(self.occurrence):
            is_theirs = session.capacity is None or session.pk in chosen
            link = session.way_in_within(event) if is_theirs else ""
            if link not in {address for _label, address in rows}:
                title = titles.get(session.key, "")
                rows.append((_("Online: %(session)s") % {"session": title}, link))
        return [(label, link) for label, link in rows if link]

    def session_names(self, sessions: Any = None) -> list[str]:
        chosen = self.registration.sessions.all() if sessions is None else sessions
        titles = session_titles(self.page)
        return [session_name(session, titles, self.event) for session in chosen]


def calendar_file(*subjects: Subject) -> str:
    """What one person is registered for as a file to open, or nothing."""
    body = "".join(one.entry() for one in subjects)
    head = ical.calendar_head(name=subjects[0].title_of_all, language=conf.active_language())
    return head + zones_needed(body) + body + ical.FOOT if body else ""


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
        return f"{_day(start)}, {hours}"
    zone = _zone(start, event)
    return f"{_day(start)}, {_hour(start)} – {_day(end)}, {_hour(end)} ({zone})"


def _zone(moment: datetime, event: Event) -> str:
    """CET, Europe/Amsterdam; what has one name only, such as UTC, is named once."""
    return ", ".join(dict.fromkeys([moment.tzname() or "", event.time_zone]))


def _day(moment: datetime) -> str:
    # Translators: the day with its weekday, in the letters of Django's date filter.
    return formats.date_format(moment, pgettext("format of a day", "l j F Y"))


def _hour(moment: datetime) -> str:
    return formats.date_format(moment, "H:i")


def moment_there(moment: datetime, event: Event) -> str:
    there = moment.astimezone(event.zone)
    return f"{_day(there)}, {_hour(there)} ({there.tzname()})"


def default_root() -> str:
    """Where the site is, for letters without a page."""
    root: str = Site.objects.get(is_default_site=True).root_url
    return root
