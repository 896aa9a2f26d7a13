"""What the clock shows at a foreign event, and by which zone of ours it goes."""

from datetime import UTC, date, datetime, time, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Timezone

from .lines import File, Part, name_of, value_of
from .zone_names import zone_like, zone_named

MOST_ZONE_LINES = 400


class Clocks:
    """The zones of one file: its own, and the one by which times without a zone go."""

    def __init__(self, file: File, home: str, today: date) -> None:
        self._today = today
        self._parts = {_zone_id(part): part for part in reversed(file.zones)}
        self._known: dict[str, tuple[str, tzinfo | None]] = {}
        told = next((value_of(one) for one in file.head if name_of(one) == "X-WR-TIMEZONE"), "")
        self.home = (zone_named(told, today) if told else "") or home

    def zone_of(self, value: Any, *, repeats: bool) -> tuple[str, list[str]]:
        """The zone of an event that begins at this value, and what the team should know of it.

        A moment in UTC is told by the clock of the calendar's home, unless it repeats: then the
        hour there would move when summer time begins, which other calendars do not show.
        """
        name = _zone_name(value)
        if not isinstance(value.dt, datetime):
            return self.home, []
        if not name and value.dt.tzinfo is None:
            return self.home, []
        if not name or zone_named(name, self._today) == "UTC":
            return ("UTC" if repeats else self.home), []
        zone, clock = self._look_up(name)
        if zone:
            return zone, []
        return self.home, ["zone-custom" if clock else "zone-unknown", name[:80]]

    def wall(self, value: Any, moment: date, zone: str) -> datetime:
        """What the clock of `zone` shows; `value` is the property that `moment` stands in."""
        if not isinstance(moment, datetime):
            return datetime.combine(moment, time.min)
        written = moment.replace(tzinfo=None)
        name = _zone_name(value)
        if not name and moment.tzinfo is None:
            return written
        if not name or zone_named(name, self._today) == "UTC":
            return _shown(written.replace(tzinfo=UTC), zone)
        theirs, clock = self._look_up(name)
        if theirs == zone:
            return written
        if theirs:
            return _shown(written.replace(tzinfo=ZoneInfo(theirs)), zone)
        return _shown(written.replace(tzinfo=clock), zone) if clock else written

    def _look_up(self, name: str) -> tuple[str, tzinfo | None]:
        if name not in self._known:
            self._known[name] = self._found(name)
        return self._known[name]

    def _found(self, name: str) -> tuple[str, tzinfo | None]:
        if zone := zone_named(name, self._today):
            return zone, None
        clock = _clock_of(self._parts.get(name.strip('"')))
        if clock is None:
            return "", None
        return zone_like(clock, self.home, self._today), clock


def comes_twice(wall: datetime, zone: str) -> bool:
    """Whether the clock there shows this twice; of an hour that it leaves out, this is not so."""
    first, second = (wall.replace(tzinfo=ZoneInfo(zone), fold=fold) for fold in (0, 1))
    return first.astimezone(UTC) < second.astimezone(UTC)


def _zone_name(value: Any) -> str:
    return str(value.params.get("TZID", "")).strip()


def _zone_id(part: Part) -> str:
    return next((value_of(line).strip() for line in part.lines if name_of(line) == "TZID"), "")


def _shown(moment: datetime, zone: str) -> datetime:
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def _clock_of(part: Part | None) -> tzinfo | None:
    """The clock that a VTIMEZONE describes, if it makes sense."""
    if part is None or not part.is_whole or len(part.lines) > MOST_ZONE_LINES:
        return None
    text = "\r\n".join(["BEGIN:VTIMEZONE", *part.lines, "END:VTIMEZONE"])
    try:
        zone: Any = Timezone.from_ical(text)
        clock: tzinfo = zone.to_tz(lookup_tzid=False)
        datetime(2000, 7, 1, tzinfo=clock).utcoffset()
    except Exception:  # noqa: BLE001 - whatever a foreign zone does, the event goes by our clock
        return None
    return clock
