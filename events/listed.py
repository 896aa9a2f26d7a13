"""One date in a list: the page that tells of it, its hours in words, and whether one can come."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from .changed_date import DateWords, date_words
from .clock import on_the_wall
from .event import Event
from .occurrence import Occurrence
from .sign_up_state import SignUp, SignUpState
from .spoken import language_name

FEW = 5

_STATES = {
    "open": gettext_lazy("Open for sign-up"),
    "waiting": gettext_lazy("Full, with a waiting list"),
    "full": gettext_lazy("Full"),
    "soon": gettext_lazy("Sign-up opens later"),
    "closed": gettext_lazy("Sign-up closed"),
    "past": gettext_lazy("Past"),
    "cancelled": gettext_lazy("Cancelled"),
    "postponed": gettext_lazy("Postponed"),
}
_HINDERING = frozenset({"cancelled", "postponed", "full", "closed", "past"})


@dataclass
class Listed:
    """One occurrence in a list: the page that tells of it, and whether one can sign up."""

    page: Any
    occurrence: Occurrence
    sign_up: SignUp
    now: datetime
    request: Any = None

    @property
    def event(self) -> Event:
        return self.occurrence.event

    @cached_property
    def url(self) -> str:
        """The page; of a repeating event with the date that is meant."""
        return url_of_date(self.page, self.occurrence, self.request)

    # What

    @cached_property
    def words(self) -> DateWords:
        """What the page says of this date."""
        return date_words(self.page, self.occurrence.change_key)

    @property
    def title(self) -> str:
        return self.words.title

    @property
    def note(self) -> str:
        """Why it is cancelled or different: of this date, else of all."""
        return self.words.note or str(self.page.status_note)

    # When

    @cached_property
    def starts_at(self) -> datetime:
        """The begin on the event's own clock."""
        return self.occurrence.starts_at.astimezone(self.event.zone)

    @cached_property
    def ends_at(self) -> datetime:
        return self.occurrence.ends_at.astimezone(self.event.zone)

    @cached_property
    def first_day(self) -> date:
        return self.occurrence.first_day

    @cached_property
    def last_day(self) -> date:
        return self.occurrence.last_day

    @property
    def has_times(self) -> bool:
        return self.event.has_times

    @property
    def hours(self) -> str:
        """The hours on the event's own clock, beside a date that is known."""
        if self.event.is_all_day:
            return _("Whole day")
        if not self.event.is_time_known:
            return _("Time not published")
        if self.first_day != self.last_day:
            first, last = (
                date_format(on_the_wall(moment, self.event.zone), "D j N, H:i")
                for moment in (self.occurrence.starts_at, self.occurrence.ends_at)
            )
            return _("%(first)s to %(last)s") % {"first": first, "last": last}
        if self.occurrence.starts_at == self.occurrence.ends_at:
            return self.hour
        return f"{self.hour}–{self.ends_at:%H:%M}"

    @property
    def hour(self) -> str:
        """The hour at which it begins."""
        return f"{self.starts_at:%H:%M}"

    @property
    def moment(self) -> str:
        """The begin for machines: to the minute where there is one, else the day."""
        return self.starts_at.isoformat() if self.has_times else self.first_day.isoformat()

    @property
    def until(self) -> str:
        return self.ends_at.isoformat()

    @property
    def has_other_clock(self) -> bool:
        """Whether its clock hangs in another zone than the site's."""
        return self.has_times and self.event.time_zone != timezone.get_default_timezone_name()

    @property
    def previous_start(self) -> datetime | None:
        """When it was announced first, if that was for another time."""
        if self.occurrence.is_moved:
            return self.occurrence.original_start
        return self.event.previous_start

    @property
    def previously(self) -> str:
        """When it was announced first, in words, on the event's own clock."""
        if self.previous_start is None:
            return ""
        wall = on_the_wall(self.previous_start, self.event.zone)
        return date_format(wall, "DATETIME_FORMAT" if self.has_times else "DATE_FORMAT")

    # In which languages

    @property
    def ways_to_follow(self) -> list[tuple[str, str]]:
        """What is spoken, interpreted, signed and written, each with the names of the languages."""
        told = [
            (_("Spoken"), self.event.spoken_languages),
            (_("Interpreted into"), self.event.interpretation_languages),
            (_("Sign language"), self.event.sign_languages),
            (_("Captions"), self.event.caption_languages),
        ]
        return [
            (label, ", ".join(map(language_name, codes.split()))) for label, codes in told if codes
        ]

    # Whether one can come

    @cached_property
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
        return str(_STATES.get(self.state, ""))

    @property
    def shares_text(self) -> str:
        """What is left of each share of the seats, such as “Government: 3 places left”."""
        return " · ".join(share.text for share in self.sign_up.shares)

    @property
    def warning(self) -> str:
        """The state in words, if it keeps people from coming: for where there is little room."""
        return self.state_text if self.state in _HINDERING else ""


def url_of_date(page: Any, occurrence: Occurrence, request: Any = None) -> str:
    """Where a page tells of one date; of what happens once, the page itself."""
    address = page.get_url(request) or ""
    return f"{address}?date={occurrence.code}" if occurrence.event.recurrence else address
