"""What calendars call time zones, and which zone of the IANA database is meant."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import cache, lru_cache
from zoneinfo import ZoneInfo, available_timezones

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

_UTC = frozenset({"utc", "z", "gmt", "etc/utc", "etc/gmt", "coordinated universal time", "zulu"})
_SHOWN = re.compile(r"\((?:UTC|GMT)(?:([+-])(\d{1,2}):?(\d{2}))?\)\s*(.+)", re.IGNORECASE)
_NOT_PLACES = frozenset({"Etc", "SystemV", "US", "posix", "right"})


@lru_cache(maxsize=1000)
def zone_named(name: str, today: date) -> str:
    """The zone that is meant by an IANA, Windows or display name; nothing if it is not known."""
    text = name.strip().strip('"').strip()
    if text.lower() in _UTC:
        return "UTC"
    if found := _places().get(text.lower()):
        return found
    if found := _windows().get(text.lower()):
        return found
    parts = text.strip("/").split("/")
    for length in (3, 2):  # such as /freeassociation.sourceforge.net/Europe/Amsterdam
        if len(parts) > length and (found := _places().get("/".join(parts[-length:]).lower())):
            return found
    if shown := _SHOWN.fullmatch(text):
        return _of_cities(shown, today)
    return _aliased(text, today)


def zone_like(clock: tzinfo, home: str, today: date) -> str:
    """The zone whose clock shows the same for two years: home, if it does; nothing if none does."""
    wanted = _offsets(clock, today)
    if _offsets(ZoneInfo(home), today) == wanted:
        return home
    europe_first = sorted(set(_places().values()), key=lambda one: (one[:7] != "Europe/", one))
    for name in europe_first:
        if _offsets(ZoneInfo(name), today) == wanted:
            return name
    return ""


@cache
def _places() -> dict[str, str]:
    """Zones that are named after a place, by their names in small letters."""
    names = (name for name in _all().values() if "/" in name)
    return {name.lower(): name for name in names if name.partition("/")[0] not in _NOT_PLACES}


@cache
def _all() -> dict[str, str]:
    return {name.lower(): name for name in available_timezones()}


@cache
def _windows() -> dict[str, str]:
    names = {name.lower(): zone for name, zone in WINDOWS_TO_OLSON.items()}
    return {name: "UTC" if zone.startswith("Etc/") else zone for name, zone in names.items()}


def _of_cities(shown: re.Match[str], today: date) -> str:
    """What Outlook shows, such as “(UTC+01:00) Amsterdam, Berlin”: the cities tell."""
    sign, hours, minutes, cities = shown.groups()
    offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
    winter = -offset if sign == "-" else offset
    if "coordinated universal" in cities.lower():
        return "UTC"
    for name in _of_these(city.strip() for city in cities.split(",")):
        if winter in _offsets(ZoneInfo(name), today):
            return name
    return ""


def _of_these(cities: Iterable[str]) -> Iterable[str]:
    by_city: dict[str, list[str]] = {}
    for lower, name in sorted(_places().items()):
        by_city.setdefault(lower.rpartition("/")[2].replace("_", " "), []).append(name)
    return [name for city in cities for name in by_city.get(city.lower(), ())]


def _aliased(text: str, today: date) -> str:
    """Names without a place, such as CET or US/Eastern, by a place with the same clock."""
    name = _all().get(text.lower())
    return zone_like(ZoneInfo(name), "Europe/Amsterdam", today) if name else ""


def _offsets(clock: tzinfo, today: date) -> tuple[timedelta, ...]:
    """What the clock is ahead of UTC at every tenth day of this year and the next."""
    begin = datetime(today.year, 1, 1, 12, tzinfo=UTC)
    moments = (begin + timedelta(days=10 * step) for step in range(73))
    return tuple(moment.astimezone(clock).utcoffset() or timedelta(0) for moment in moments)
