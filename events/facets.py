"""The filters of the agenda: each with its choices, and how many events each would show."""

from collections import Counter
from collections.abc import Collection, Iterable
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Case, F, Q, TextField, Value, When
from django.db.models.functions import Concat
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

Counts = dict[str, Counter[str]]
"""By the name of a filter how many events have each key."""


def facets(agenda: Agenda, when: Q) -> list[Facet]:
    """Every filter with its choices; a count says how many events that choice would show.

    It heeds the period (`when`, a condition on occurrences), the words and the other filters.
    """
    chosen = agenda.selection.values
    everything = _counts(agenda, when)
    found = []
    for name, build in _FACETS.items():
        counts = _counts(agenda.without(name), when) if name in chosen else everything
        found.append(build(counts[name], frozenset(chosen.get(name, ()))))
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


def _counts(agenda: Agenda, when: Q) -> Counts:
    """All counts by one query: Django would look for the same thousands of events five times.

    A common table is plain SQL, understood by PostgreSQL and SQLite alike.
    """
    languages = Concat(
        "spoken_languages", Value(" "), "interpretation_languages", output_field=TextField()
    )
    shown = agenda.events(when).order_by().values_list("pk", "mode", languages)
    counts: Counts = {name: Counter() for name in _FACETS}
    try:
        sql, params = shown.query.sql_with_params()
    except EmptyResultSet:
        return counts
    counted = [
        f"SELECT '{name}', CAST({key} AS varchar(20)), COUNT(*) FROM {model._meta.db_table}"  # noqa: S608 - our own names
        f" WHERE event_id IN (SELECT event_id FROM shown) GROUP BY {key}"
        for name, (model, key) in LINKS.items()
    ]
    counted += [
        f"SELECT '{name}', {name}, COUNT(*) FROM shown GROUP BY {name}"  # noqa: S608 - likewise
        for name in ("mode", "language")
    ]
    with connections[shown.db].cursor() as cursor:
        cursor.execute(
            f"WITH shown (event_id, mode, language) AS ({sql}) {' UNION ALL '.join(counted)}",
            params,
        )
        for name, keys, count in cursor.fetchall():
            # One can follow an event in several languages, each counted once.
            counts[name].update(dict.fromkeys(keys.split(), count))
    return counts


def _choices(
    counts: Counter[str], chosen: frozenset[str], named: Iterable[tuple[Any, str, str]]
) -> list[Choice]:
    """Of (key, code, label) those that would show something, and those that are chosen."""
    return [
        Choice(code, label, counts[str(key)], code in chosen)
        for key, code, label in named
        if counts[str(key)] or code in chosen
    ]


def _topics(counts: Counter[str], chosen: frozenset[str]) -> Facet:
    named = [(row.pk, row.slug, str(row)) for row in Topic.objects.all()]
    return Facet("topic", _("Topic"), _choices(counts, chosen, named))


def _sectors(counts: Counter[str], chosen: frozenset[str]) -> Facet:
    terms = Term.objects.filter(vocabulary=Term.Vocabulary.SECTOR)
    named = [(row.pk, row.code, str(row)) for row in terms]
    return Facet("sector", _("Sector"), _choices(counts, chosen, named))


def _hosts(counts: Counter[str], chosen: frozenset[str]) -> Facet:
    found = Organisation.objects.filter(Q(pk__in=counts) | Q(code__in=chosen))
    found = found.exclude(listing=Organisation.Listing.UNLISTED)
    rows = list(found.values_list("pk", "code"))
    titles = _titles({pk for pk, _code in rows})
    named = [(pk, code, titles[pk]) for pk, code in rows if pk in titles]
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


def _modes(counts: Counter[str], chosen: frozenset[str]) -> Facet:
    named = [(code, code, str(label).capitalize()) for code, label in EventFacts.Mode.choices]
    return Facet("mode", _("Way of taking part"), _choices(counts, chosen, named))


def _languages(counts: Counter[str], chosen: frozenset[str]) -> Facet:
    codes = counts.keys() | chosen
    named = sorted(((code, code, language_name(code)) for code in codes), key=lambda one: one[2])
    return Facet("language", _("Spoken"), _choices(counts, chosen, named))


_FACETS = {
    "topic": _topics,
    "sector": _sectors,
    "organisation": _hosts,
    "mode": _modes,
    "language": _languages,
}
