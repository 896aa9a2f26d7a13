"""The filters of the agenda: each with its choices, and how many events each would show."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, F, Q, When
from django.utils.translation import gettext as _

from stakeholders.directory import Choice, Facet, public_pages
from stakeholders.organisation import Organisation
from stakeholders.term import Term, Topic

from . import conf
from .agenda import Agenda
from .event import Event
from .event_facts import EventFacts
from .selection import Selection
from .spoken import language_name

FEW_ENOUGH_TO_NAME = 500

# What each filter counts: a link of events, and the key at its other end.
LINKS = {
    "topic": (Event.topics.through, "topic_id"),
    "sector": (Event.sectors.through, "term_id"),
    "organisation": (Event.hosts.through, "organisation_id"),
}


def facets(agenda: Agenda, when: Q) -> list[Facet]:
    """Every filter with its choices; a count says how many events that choice would show.

    It heeds the period (`when`, a condition on occurrences), the words and the other filters.
    """
    chosen = agenda.selection.values
    everything = _Counted(agenda, when)
    found = []
    for name, build in _FACETS.items():
        counted = _Counted(agenda.without(name), when) if name in chosen else everything
        found.append(build(counted, frozenset(chosen.get(name, ()))))
    return [facet for facet in found if facet.choices]


def names_of(selection: Selection) -> list[str]:
    """What a filter chooses, in words of the active language."""
    values = selection.values
    names = [str(row) for row in Topic.objects.filter(slug__in=values.get("topic", ()))]
    sectors = Term.objects.filter(vocabulary=Term.Vocabulary.SECTOR)
    names += [str(row) for row in sectors.filter(code__in=values.get("sector", ()))]
    codes = {*values.get("organisation", ()), *values.get("alliance", ())}
    names += sorted(
        _titles(Organisation.objects.filter(code__in=codes).values_list("pk", flat=True)).values()
    )
    modes = dict(EventFacts.Mode.choices)
    names += [str(modes[code]) for code in values.get("mode", ())]
    return [*names, *values.get("city", ()), *map(language_name, values.get("language", ()))]


@dataclass
class _Counted:
    """The events that a filter chooses among, read once: thousands are quicker counted here."""

    agenda: Agenda
    when: Q
    rows: list[tuple[int, str, str]] = field(init=False)

    def __post_init__(self) -> None:
        self.rows = self.agenda.events(self.when)

    def of(self, name: str) -> Counter[Any]:
        """How many events have each term, topic or host."""
        model, key = LINKS[name]
        events = {row[0] for row in self.rows}
        links = model.objects.order_by().values_list("event_id", key)
        if len(events) <= FEW_ENOUGH_TO_NAME:
            links = links.filter(event__in=events)
        return Counter(other for event, other in links if event in events)

    @property
    def modes(self) -> Counter[str]:
        return Counter(row[1] for row in self.rows)

    @property
    def spoken(self) -> Counter[str]:
        counts: Counter[str] = Counter()
        for codes, count in Counter(row[2] for row in self.rows).items():
            counts.update(dict.fromkeys(codes.split(), count))
        return counts


def _choices(
    counts: Mapping[Any, int], chosen: frozenset[str], named: Iterable[tuple[Any, str, str]]
) -> list[Choice]:
    """Of (key, code, label) those that would show something, and those that are chosen."""
    return [
        Choice(code, label, counts.get(key, 0), code in chosen)
        for key, code, label in named
        if counts.get(key) or code in chosen
    ]


def _topics(counted: _Counted, chosen: frozenset[str]) -> Facet:
    named = [(row.pk, row.slug, str(row)) for row in Topic.objects.all()]
    return Facet("topic", _("Topic"), _choices(counted.of("topic"), chosen, named))


def _sectors(counted: _Counted, chosen: frozenset[str]) -> Facet:
    terms = Term.objects.filter(vocabulary=Term.Vocabulary.SECTOR)
    named = [(row.pk, row.code, str(row)) for row in terms]
    return Facet("sector", _("Sector"), _choices(counted.of("sector"), chosen, named))


def _hosts(counted: _Counted, chosen: frozenset[str]) -> Facet:
    counts = counted.of("organisation")
    rows = Organisation.objects.filter(Q(pk__in=counts) | Q(code__in=chosen))
    titles = _titles(counts)
    named = [(pk, code, titles[pk]) for pk, code in rows.values_list("pk", "code") if pk in titles]
    choices = _choices(counts, chosen, sorted(named, key=lambda host: host[2].casefold()))
    return Facet("organisation", _("Host"), choices)


def _titles(organisations: Collection[int]) -> dict[int, str]:
    """What their pages call them: in the active language, else in their home language."""
    here = Q(locale__language_code=conf.active_language())
    pages = public_pages().filter(here | Q(locale=F("facts__home_locale")))
    if len(organisations) <= FEW_ENOUGH_TO_NAME:
        pages = pages.filter(facts__in=organisations)
    # What is read last wins.
    told = pages.annotate(is_here=Case(When(here, then=1), default=0)).order_by("is_here", "-pk")
    return dict(told.values_list("facts_id", "title"))


def _modes(counted: _Counted, chosen: frozenset[str]) -> Facet:
    named = [(code, code, str(label).capitalize()) for code, label in EventFacts.Mode.choices]
    return Facet("mode", _("Way of taking part"), _choices(counted.modes, chosen, named))


def _languages(counted: _Counted, chosen: frozenset[str]) -> Facet:
    codes = counted.spoken.keys() | chosen
    named = sorted(((code, code, language_name(code)) for code in codes), key=lambda one: one[2])
    return Facet("language", _("Spoken"), _choices(counted.spoken, chosen, named))


_FACETS = {
    "topic": _topics,
    "sector": _sectors,
    "organisation": _hosts,
    "mode": _modes,
    "language": _languages,
}
