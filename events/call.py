"""The call: an invitation to apply, which closes by itself at the end of its last day."""

from datetime import date, datetime, time, timedelta
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from stakeholders.term import Topic

from . import conf
from .announced import Announced
from .clock import (
    ClockField,
    DayField,
    check_zone,
    from_the_wall,
    midnight,
    on_the_wall,
    refuse_gap,
    zone_of,
)


class CallFacts(models.Model):
    """What holds of a call in every language; drafted on the page, true on the row."""

    opens_on = DayField(
        _("opens on"), null=True, blank=True, help_text=_("Leave empty if it is open at once.")
    )
    closes_on = DayField(
        _("closes on"),
        null=True,
        help_text=_("The last day on which one can apply, that day included."),
    )
    opens_time = models.TimeField(
        _("at"), null=True, blank=True, help_text=_("Leave empty for the beginning of that day.")
    )
    closes_time = models.TimeField(
        _("at"), null=True, blank=True, help_text=_("Leave empty for the end of that day.")
    )
    time_zone = models.CharField(
        _("time zone"),
        max_length=60,
        default=conf.time_zone,
        validators=[check_zone],
        help_text=_("Where the clock hangs by which it opens and closes."),
    )
    apply_url = models.URLField(
        _("where to apply"),
        blank=True,
        max_length=500,
        help_text=_("A web page on which one applies or reads how."),
    )
    is_withdrawn = models.BooleanField(
        _("withdrawn"), default=False, help_text=_("The call was called off before it closed.")
    )
    is_sample = models.BooleanField(
        _("sample"),
        default=False,
        help_text=_("Made up to show how the site works; the page says so."),
    )

    FACTS: ClassVar[tuple[str, ...]] = (
        "opens_on",
        "closes_on",
        "opens_time",
        "closes_time",
        "time_zone",
        "apply_url",
        "is_withdrawn",
        "is_sample",
    )
    FACT_SETS: ClassVar[tuple[str, ...]] = ("hosts", "topics")

    class Meta:
        abstract = True

    @property
    def opening_moment(self) -> datetime | None:
        """The hour at which one can apply; without one, the first midnight."""
        if self.opens_on is None:
            return None
        wall = datetime.combine(self.opens_on, self.opens_time or time.min)
        return from_the_wall(wall, zone_of(self.time_zone))

    @property
    def closing_moment(self) -> datetime | None:
        """The hour on the last day; without one, the midnight after it."""
        if self.closes_on is None:
            return None
        if self.closes_time is not None:
            wall = datetime.combine(self.closes_on, self.closes_time)
            return from_the_wall(wall, zone_of(self.time_zone))
        return midnight(self.closes_on + timedelta(days=1), zone_of(self.time_zone))

    @property
    def zone_name(self) -> str:
        return self.time_zone.replace("_", " ")

    @property
    def opening_there(self) -> datetime | None:
        """The opening as the clock there shows it."""
        opens = self.opening_moment
        return on_the_wall(opens, zone_of(self.time_zone)) if opens else None

    @property
    def closing_there(self) -> datetime | None:
        closes = self.closing_moment
        return on_the_wall(closes, zone_of(self.time_zone)) if closes else None

    @property
    def closing_told(self) -> str:
        """Its last day; where it closes at an hour, that and the zone, too."""
        if self.closes_time is None or self.closing_there is None:
            return date_format(self.closes_on) if self.closes_on else ""
        return f"{date_format(self.closing_there, 'DATETIME_FORMAT')} ({self.zone_name})"

    def has_closed(self, now: datetime | None = None) -> bool:
        closes = self.closing_moment
        return self.is_withdrawn or (closes is not None and closes <= (now or timezone.now()))

    def has_opened(self, now: datetime | None = None) -> bool:
        opens = self.opening_moment
        return opens is None or opens <= (now or timezone.now())

    def is_open(self, now: datetime | None = None) -> bool:
        return self.has_opened(now) and not self.has_closed(now)

    def state(self, now: datetime | None = None) -> str:
        """open, soon or closed."""
        if self.has_closed(now):
            return "closed"
        return "open" if self.has_opened(now) else "soon"

    def days_left(self, now: datetime | None = None) -> int:
        """Days until the last one: 0 on that day."""
        today = (now or timezone.now()).astimezone(zone_of(self.time_zone)).date()
        return max(0, ((self.closes_on or today) - today).days)

    def facts_errors(self) -> dict[str, Any]:
        """What is wrong with the moments, by field, and how to mend it."""
        wrong: dict[str, Any] = {}
        for day, hour, name in (
            (self.opens_on, self.opens_time, "opens_time"),
            (self.closes_on, self.closes_time, "closes_time"),
        ):
            try:
                if day and hour:
                    refuse_gap(datetime.combine(day, hour), zone_of(self.time_zone))
            except ValidationError as error:
                wrong[name] = error
        opens, closes = self.opening_moment, self.closing_moment
        if opens and closes and closes <= opens:
            name = "closes_on" if self.closes_on < self.opens_on else "closes_time"  # type: ignore[operator]  # both are there
            wrong[name] = _("The call closes before it opens. Give a later moment.")
        return wrong


class Call(CallFacts, Announced):  # type: ignore[django-manager-missing]  # pages: Any
    """An invitation to apply: one row, said in words by a page per language."""

    previous_closing = ClockField(_("was to close"), null=True, editable=False)
    hosts = models.ManyToManyField(
        "stakeholders.Organisation", blank=True, related_name="calls", verbose_name=_("hosts")
    )
    topics = models.ManyToManyField(
        Topic, blank=True, related_name="calls", verbose_name=_("topics")
    )

    class Meta:
        ordering = ["closes_on", "pk"]
        verbose_name = _("call")
        verbose_name_plural = _("calls")

    @property
    def previous_closing_there(self) -> datetime | None:
        before = self.previous_closing
        return on_the_wall(before, zone_of(self.time_zone)) if before else None

    @property
    def previously_closed_at_midnight(self) -> bool:
        """Whether a whole day was the last one."""
        there = self.previous_closing_there
        return there is not None and there.time() == time.min

    @property
    def previous_last_day(self) -> date | None:
        there = self.previous_closing_there
        return (there - timedelta(microseconds=1)).date() if there else None

    def told_closing(self) -> str:
        """When it closes and was to close, for a calendar; nothing for a day without an hour."""
        told = []
        if self.closes_time is not None and self.closing_there is not None:
            moment = date_format(self.closing_there, "DATETIME_FORMAT")
            about = {"moment": moment, "zone": self.zone_name}
            told.append(gettext("It closes on %(moment)s (%(zone)s).") % about)
        if (before := self.previous_last_day) is not None:
            day = date_format(before, "DATE_FORMAT")
            told.append(gettext("The last day was to be %(day)s.") % {"day": day})
        return " ".join(told)


SCHEDULING = frozenset(
    {"opens_on", "closes_on", "opens_time", "closes_time", "time_zone", "is_withdrawn"}
)


def remember_closing(call: Call, closing: datetime | None) -> None:
    """Before another moment is written: when it was to close, as long as it closes later now."""
    before = call.closing_moment
    if call.announced_at is None or before is None or closing == before:
        return
    call.previous_closing = before if closing is None or closing > before else None


def settle(call: Call, changed: frozenset[str], *, now: datetime | None = None) -> None:
    """What follows when facts were written: the sequence and the moments."""
    if not changed:
        return
    now = now or timezone.now()
    if call.announced_at is None:
        call.announced_at = now
    elif changed & SCHEDULING:
        call.sequence += 1
    call.changed_at = now
    call.save(update_fields=["announced_at", "sequence", "changed_at", "previous_closing"])
