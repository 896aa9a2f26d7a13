"""Which events are meant: the filter that the agenda, the calendars and the blocks share."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.utils.translation import gettext as _

from stakeholders.alliance import Membership
from stakeholders.organisation import Organisation
from stakeholders.term import Term, Topic

from . import conf
from .event import Event
from .event_facts import EventFacts
from .venue import Venue

NAMES = ("topic", "organisation", "sector", "alliance", "mode", "city", "language")
NUL = "\x00"


class UnknownValue(ValueError):  # noqa: N818 - an honest answer, no error
    """A filter names something that does not exist; the message says what, in plain words."""


@dataclass(frozen=True)
class Selection:
    """Values by the name of the filter; several of one name widen it, several names narrow it."""

    values: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.values)

    def of_events(self, prefix: str = "") -> Q:
        """As a condition on events, or on rows that reach them by `prefix`."""
        condition = Q()
        for name, values in self.values.items():
            condition &= _CONDITIONS[name](prefix, values)
        return condition

    def query(self) -> str:
        """As the query of an address, always in the same order."""
        pairs = [(name, value) for name in NAMES for value in sorted(self.values.get(name, ()))]
        return urlencode(pairs)

    def without(self, name: str, value: str) -> "Selection":
        kept = tuple(other for other in self.values.get(name, ()) if other != value)
        values = {**self.values, name: kept}
        return replace(self, values={key: kept for key, kept in values.items() if kept})


def read_selection(parameters: Any, names: Iterable[str] = NAMES) -> Selection:
    """The filter that a query string asks for; raises UnknownValue for what does not exist."""
    values = {}
    for name in names:
        wanted = sorted({value.strip() for value in parameters.getlist(name) if value.strip()})
        if not wanted:
            continue
        if missing := set(wanted) - _known(name, wanted):
            told = min(missing).replace(NUL, "")[:80]
            raise UnknownValue(
                _("There is no %(name)s “%(value)s” here.")
                % {"name": _filter_name(name), "value": told}
            )
        values[name] = tuple(wanted)
    return Selection(values)


def _filter_name(name: str) -> str:
    return {
        "topic": _("topic"),
        "organisation": _("organisation"),
        "sector": _("sector"),
        "alliance": _("alliance"),
        "mode": _("way of taking part"),
        "city": _("city"),
        "language": _("language"),
    }[name]


def _known(name: str, values: list[str]) -> set[str]:
    """Those of the values that exist; PostgreSQL cannot be asked for one with a NUL in it."""
    values = [value for value in values if NUL not in value]
    if name == "mode":
        return set(EventFacts.Mode.values)
    if name == "language":
        return set(values) & {code for code, _label in conf.spoken_languages()}
    rows, attribute = {
        "topic": (Topic.objects.all(), "slug"),
        "sector": (Term.objects.filter(vocabulary=Term.Vocabulary.SECTOR), "code"),
        "organisation": (Organisation.objects.all(), "code"),
        "alliance": (Organisation.objects.all(), "code"),
        "city": (Venue.objects.all(), "locality"),
    }[name]
    return set(rows.filter(**{f"{attribute}__in": values}).values_list(attribute, flat=True))


def _by_row(lookup: str) -> Any:
    """Rows that are reached through several others: by subquery, so that none comes twice."""

    def condition(prefix: str, values: tuple[str, ...]) -> Q:
        events = Event.objects.filter(**{f"{lookup}__in": values}).values("pk")
        return Q(**{f"{prefix}pk__in" if not prefix else f"{prefix[:-2]}__in": events})

    return condition


def _by_field(name: str) -> Any:
    def condition(prefix: str, values: tuple[str, ...]) -> Q:
        return Q(**{f"{prefix}{name}__in": values})

    return condition


def _by_alliance(prefix: str, values: tuple[str, ...]) -> Q:
    """Hosted by the alliance itself or by an organisation that belongs to it now."""
    members = Membership.objects.current().filter(alliance__code__in=values).values("member")
    events = Event.objects.filter(Q(hosts__code__in=values) | Q(hosts__in=members)).values("pk")
    return Q(**{f"{prefix}pk__in" if not prefix else f"{prefix[:-2]}__in": events})


def _by_language(prefix: str, values: tuple[str, ...]) -> Q:
    """Spoken or interpreted: in either case one can follow it."""
    condition = Q()
    for code in values:
        for name in ("spoken_languages", "interpretation_languages"):
            condition |= Q(**{f"{prefix}{name}__regex": rf"(^| ){code}( |$)"})
    return condition


_CONDITIONS = {
    "topic": _by_row("topics__slug"),
    "organisation": _by_row("hosts__code"),
    "sector": _by_row("sectors__code"),
    "alliance": _by_alliance,
    "mode": _by_field("mode"),
    "city": _by_field("venue__locality"),
    "language": _by_language,
}
