"""The filters of the agenda: each with its choices, and how many events have each."""

from typing import Any

from django.db.models import Count, Exists, OuterRef
from django.utils.translation import gettext as _

from stakeholders.directory import Choice, Facet, shown_pages
from stakeholders.organisation import Organisation
from stakeholders.term import Term, Topic

from .agenda import Agenda
from .event import Event
from .event_facts import EventFacts
from .spoken import language_name


def facets(agenda: Agenda) -> list[Facet]:
    """Every filter with its choices; a count says how many events of the agenda have it."""
    events = Event.objects.filter(Exists(agenda.pages.filter(facts=OuterRef("pk"))))
    chosen = agenda.selection.values
    found = [
        _named_facet("topic", _("Topic"), Topic, events, chosen),
        _named_facet("sector", _("Sector"), Term, events, chosen),
        _host_facet(events, chosen),
        _mode_facet(events, chosen),
        _language_facet(events, chosen),
    ]
    return [facet for facet in found if facet.choices]


def _named_facet(name: str, label: str, model: Any, events: Any, chosen: Any) -> Facet:
    """Topics or sectors, by the name in the active language."""
    field = "topics" if name == "topic" else "sectors"
    key = "topic" if name == "topic" else "term"
    through = getattr(Event, field).through.objects.filter(event__in=events)
    counts = dict(through.order_by().values_list(key).annotate(Count("pk")))
    return Facet(
        name,
        label,
        [
            Choice(row.code, row.label, counts[row.pk], row.code in chosen.get(name, ()))
            for row in model.objects.filter(pk__in=counts)
        ],
    )


def _host_facet(events: Any, chosen: Any) -> Facet:
    through = Event.hosts.through.objects.filter(event__in=events)
    counts = dict(through.order_by().values_list("organisation").annotate(Count("pk")))
    pages = shown_pages(Organisation.objects.filter(pk__in=counts))
    choices = [
        Choice(
            page.facts.code,
            page.title,
            counts[key],
            page.facts.code in chosen.get("organisation", ()),
        )
        for key, page in pages.items()
    ]
    return Facet("organisation", _("Host"), sorted(choices, key=lambda choice: choice.label))


def _mode_facet(events: Any, chosen: Any) -> Facet:
    counts = dict(events.order_by().values_list("mode").annotate(Count("pk")))
    choices = [
        Choice(code, str(label).capitalize(), counts[code], code in chosen.get("mode", ()))
        for code, label in EventFacts.Mode.choices
        if code in counts
    ]
    return Facet("mode", _("Way of taking part"), choices)


def _language_facet(events: Any, chosen: Any) -> Facet:
    sets = events.order_by().values_list("spoken_languages").annotate(Count("pk"))
    counts: dict[str, int] = {}
    for codes, count in sets:
        for code in codes.split():
            counts[code] = counts.get(code, 0) + count
    choices = [
        Choice(code, language_name(code), counts[code], code in chosen.get("language", ()))
        for code in counts
    ]
    return Facet("language", _("Spoken"), sorted(choices, key=lambda choice: choice.label))
