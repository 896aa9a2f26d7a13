"""Times on an event's own clock: what an editor types is the time on the wall at the venue."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


@cache
def zone_choices() -> list[tuple[str, str]]:
    """The zones of the IANA database that are named after a place, and UTC."""
    names = sorted(name for name in available_timezones() if _is_place(name))
    return [(name, name.replace("_", " ")) for name in ["UTC", *names]]


def _is_place(name: str) -> bool:
    return "/" in name and name.partition("/")[0] not in {"Etc", "SystemV", "US", "posix", "right"}


def zone_of(name: str) -> ZoneInfo:
    """The zone of that name, or UTC: a row with an unknown zone must not take a page down."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def check_zone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValidationError(
            _("There is no time zone “%(name)s”. Choose one such as Europe/Amsterdam.")
            % {"name": name},
            code="unknown_zone",
        ) from error


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """The moment at which a day begins there."""
    return datetime.combine(day, time.min, tzinfo=zone)


def on_the_wall(moment: datetime, zone: ZoneInfo) -> datetime:
    """What the clock there shows at a moment, without a zone."""
    return moment.astimezone(zone).replace(tzinfo=None)


def from_the_wall(wall: datetime, zone: ZoneInfo) -> datetime:
    """The moment at which the clock there shows this.

    An hour that the change to summer time leaves out is read an hour later, as people would.
    """
    moment = wall.replace(tzinfo=zone)
    if on_the_wall(moment.astimezone(ZoneInfo("UTC")), zone) != wall:
        gap = moment.replace(fold=1).utcoffset() or timedelta(0)
        before = moment.replace(fold=0).utcoffset() or timedelta(0)
        moment = (wall + abs(gap - before)).replace(tzinfo=zone)
    return moment


def refuse_gap(wall: datetime, zone: ZoneInfo) -> None:
    """Raise a ValidationError for an hour that the change to summer time leaves out."""
    later = on_the_wall(from_the_wall(wall, zone), zone)
    if later == wall:
        return
    told = {"hour": f"{wall:%H:%M}", "later": f"{later:%H:%M}", "zone": zone.key}
    raise ValidationError(
        _(
            "The clocks in %(zone)s are put forward that day: there is no %(hour)s. Write"
            " %(later)s, or an hour before the change."
        )
        % told,
        code="in_the_gap",
    )


# A zone to know by what was typed without one.
_AS_TYPED = ZoneInfo.no_cache("UTC")


class ZoneSelect(forms.Select):
    """A choice of zones, read when it is first shown: that takes a while."""

    def __init__(self, attrs: Any = None) -> None:
        super().__init__(attrs, choices=zone_choices())

    def optgroups(self, name: str, value: Any, attrs: Any = None) -> Any:
        """A zone that is kept under an old name stands among the choices, too."""
        known = {code for code, _label in self.choices}
        self.choices = [*self.choices, *((one, one) for one in value if one and one not in known)]
        return super().optgroups(name, value, attrs)


class ClockFormField(forms.DateTimeField):
    """A date and time that are read and shown in `zone`, which the form sets."""

    zone: ZoneInfo | None = None

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, datetime) and timezone.is_aware(value):
            return on_the_wall(value, self.zone or timezone.get_current_timezone())  # type: ignore[arg-type]  # a ZoneInfo
        return value

    def to_python(self, value: Any) -> datetime | None:
        """An hour that comes twice in autumn is the first of the two."""
        with timezone.override(_AS_TYPED):
            typed = super().to_python(value)
        if typed is None or typed.tzinfo is not _AS_TYPED:
            return typed
        wall = typed.replace(tzinfo=None)
        zone: Any = self.zone or timezone.get_current_timezone()
        refuse_gap(wall, zone)
        # In UTC, since an hour that comes twice is never equal to one of another zone.
        return wall.replace(tzinfo=zone).astimezone(UTC)


FIRST, LAST = datetime(2, 1, 1, tzinfo=UTC), datetime(9998, 12, 31, tzinfo=UTC)
"""Between which one can reckon: a zone or a day more leads out of neither end of time."""


class ClockField(models.DateTimeField):
    """A moment that editors type on the clock of the event's zone.

    One beyond reason, however it came into a row, is read as the nearest one within: pages and
    calendars reckon with it in many places, and none of them is to break.
    """

    def from_db_value(self, value: Any, *args: Any) -> datetime | None:
        return value if value is None else min(max(value, FIRST), LAST)

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": ClockFormField, **kwargs})

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.DateTimeField", args, kwargs


class DayField(models.DateField):
    """A day; one beyond reason is read as the nearest one within, too."""

    def from_db_value(self, value: Any, *args: Any) -> date | None:
        return value if value is None else min(max(value, FIRST.date()), LAST.date())

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.DateField", args, kwargs


def set_zone(form: Any, zone: ZoneInfo) -> None:
    """Let all clock fields of a form, and of the formsets in it, speak of this zone."""
    for field in form.fields.values():
        if isinstance(field, ClockFormField):
            field.zone = zone
    for formset in getattr(form, "formsets", {}).values():
        for member in formset.forms:
            set_zone(member, zone)
