"""The sides of those who came: under which labels each of them counts."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.invitation import Invitation
from events.seat_share import Way
from events.spoken import language_name

from .counted import Counted, Person

Share = tuple[str, int, int]
"""Under which label how many of a registration count as registered, and as come."""


@dataclass(frozen=True)
class Side:
    """One way of looking at those who came."""

    name: str
    heading: Any
    of_person: Callable[[Counted, Person], Iterable[Share]]
    of_invitation: Callable[[Counted, Invitation], Iterable[str]]
    note: Any = ""


def _whole(person: Person, labels: Iterable[str]) -> list[Share]:
    return [(label, person.registered, person.came) for label in labels]


def _sectors(counted: Counted, key: int | None) -> list[str]:
    """Of an organisation in one sector only; else nobody knows for which one it came."""
    row = counted.organisations.get(key) if key else None
    found = list(row.sectors.all()) if row else []
    return [found[0].label if len(found) == 1 else _("Not known")]


def _by_sector(counted: Counted, person: Person) -> list[Share]:
    if person.sector in counted.sectors:
        return _whole(person, [counted.sectors[person.sector]])
    return _whole(person, _sectors(counted, person.organisation))


def _levels(counted: Counted, key: int | None) -> list[str]:
    row = counted.organisations.get(key) if key else None
    return [term.label for term in row.levels.all()] if row else []


def _kinds(counted: Counted, key: int | None) -> list[str]:
    row = counted.organisations.get(key) if key else None
    if row is None:
        return [_("Without an invitation to an organisation")]
    return [row.kind.label if row.kind else _("Not known")]


def _ways(counted: Counted, person: Person) -> list[Share]:
    """Registered for one way, one can still come the other way; who said nothing, as they came."""
    there = {Way.IN_PERSON.value: person.in_person, Way.ONLINE.value: person.online}
    used = [way for way, came in there.items() if came]
    mode = person.mode or (used[0] if len(used) == 1 else counted.occurrence.event.mode)
    shares = [
        (str(Way(way).label), person.registered if way == mode else 0, came)
        for way, came in there.items()
    ]
    return shares if mode in there else [*shares, (_("Not known"), person.registered, 0)]


def _again(counted: Counted, key: int | None) -> list[str]:
    if key is None:
        return [_("Without an invitation to an organisation")]
    return [_("Again") if key in counted.came_before else _("For the first time")]


SIDES = [
    Side(
        "sector",
        gettext_lazy("By sector"),
        _by_sector,
        lambda counted, one: _sectors(counted, one.organisation_id),
    ),
    Side(
        "level",
        gettext_lazy("By level of education"),
        lambda counted, one: _whole(one, _levels(counted, one.organisation)),
        lambda counted, one: _levels(counted, one.organisation_id),
        note=gettext_lazy("Of people who came for an organisation; at each of its levels."),
    ),
    Side(
        "kind",
        gettext_lazy("By kind of organisation"),
        lambda counted, one: _whole(one, _kinds(counted, one.organisation)),
        lambda counted, one: _kinds(counted, one.organisation_id),
    ),
    Side("mode", gettext_lazy("By way of taking part"), _ways, lambda _counted, _one: []),
    Side(
        "language",
        gettext_lazy("By language"),
        lambda _counted, one: _whole(one, [language_name(one.language)]),
        lambda _counted, one: [language_name(one.language)],
        note=gettext_lazy("In which people signed up, or were invited."),
    ),
    Side(
        "again",
        gettext_lazy("For the first time or again"),
        lambda counted, one: _whole(one, _again(counted, one.organisation)),
        lambda counted, one: _again(counted, one.organisation_id),
        note=gettext_lazy(
            "Whether somebody of the organisation came to an event of ours before: of people we "
            "do not keep it."
        ),
    ),
]
