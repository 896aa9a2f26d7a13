"""Where something is: a country that exists, and a point on the map that is whole."""

from functools import cache
from importlib.resources import files
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# ISO 3166 has no code for Kosovo; this one, of those that it leaves to its users, is used by all.
BESIDES_ISO = {"XK"}


@cache
def countries() -> frozenset[str]:
    """The two letters of each country: the list of ISO 3166-1 that comes with the time zones."""
    table = files("tzdata.zoneinfo").joinpath("iso3166.tab").read_text(encoding="utf-8")
    rows = (line for line in table.splitlines() if line and not line.startswith("#"))
    return frozenset({row.split("\t")[0] for row in rows} | BESIDES_ISO)


def check_whereabouts(place: Any) -> None:
    """Refuse an unknown country and half a point, each at its field; write the country large."""
    place.country = place.country.upper()
    wrong: dict[str, Any] = {}
    if place.country and place.country not in countries():
        wrong["country"] = _("No country has this code. Use two letters, such as NL or MA.")
    for given, lacking in (("latitude", "longitude"), ("longitude", "latitude")):
        if getattr(place, given) is not None and getattr(place, lacking) is None:
            wrong[lacking] = _("A point needs both: latitude and longitude.")
    if wrong:
        raise ValidationError(wrong)
