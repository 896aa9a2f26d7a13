"""Sample gatherings in any number, each with a page in English and in Dutch.

Four in five happen once, one in five every week for ten weeks; they lie between two months ago
and a year ahead.
"""

from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone
from wagtail.blocks import StreamValue

from events import conf, entry
from events.clock import from_the_wall
from events.models import Event, EventPage, Pool, Venue
from events.schedule import expand_new
from stakeholders.models import Term, Topic

from . import sample_organisations, tree
from .days import today
from .planting import connect, plant
from .samples import LANGUAGES, chance, chunks, key, words
from .streams import block

KIND = "events"
FIRST, LAST = -60, 365
WEEKLY = "FREQ=WEEKLY;COUNT=10"


def load_events(count: int, *, seed: int) -> int:
    """Make those of the first `count` that are missing; how many."""
    keys = {key(seed, KIND, number): number for number in range(count)}
    known = set(Event.objects.filter(page_key__in=keys).values_list("page_key", flat=True))
    missing = [number for one, number in keys.items() if one not in known]
    hosts = [row.pk for row in sample_organisations.rows(seed)]
    for numbers in chunks(missing):
        with transaction.atomic():
            _load({number: _draw(seed, number) for number in numbers}, hosts, seed)
    return len(missing)


def _draw(seed: int, number: int) -> dict[str, Any]:
    kind: dict[str, Any] = chance(seed, KIND, number).choice(words()["gatherings"])
    return kind


def _load(drawn: dict[int, dict[str, Any]], hosts: list[int], seed: int) -> None:
    venues = list(Venue.objects.order_by("code"))
    made = Event.objects.bulk_create(_event(seed, number, venues) for number in drawn)
    _connect(Event, made, drawn, hosts, seed)
    for language in LANGUAGES:
        pages = [
            _page(row, kind, number, language)
            for row, (number, kind) in zip(made, drawn.items(), strict=True)
        ]
        plant(tree.find("events/index", language), pages)
        _connect(EventPage, pages, drawn, hosts, seed)
    capacities = {row.pk: row.capacity for row in made}
    Pool.objects.bulk_create(
        Pool(occurrence=occurrence, capacity=capacities[occurrence.event_id])
        for occurrence in expand_new(made)
    )
    entry.settle_new(Event.objects.filter(pk__in=capacities))


def _event(seed: int, number: int, venues: list[Venue]) -> Event:
    dice = chance(seed, KIND, number)
    zone = ZoneInfo(conf.time_zone())
    day = today() + timedelta(days=dice.randint(FIRST, LAST))
    begin = datetime.combine(day, time(dice.randint(9, 20), dice.choice((0, 30))))
    public_id = UUID(int=dice.getrandbits(128), version=4)
    now = timezone.now()
    return Event(
        page_key=key(seed, KIND, number),
        home_locale_id=tree.locale_id(LANGUAGES[0]),
        public_id=public_id,
        uid=f"{public_id}@{conf.uid_namespace()}",
        starts_at=from_the_wall(begin, zone),
        ends_at=from_the_wall(begin + timedelta(minutes=dice.choice((60, 90, 120))), zone),
        recurrence=WEEKLY if dice.random() < 0.2 else "",
        venue=dice.choice(venues),
        is_registration_needed=True,
        capacity=dice.choice((12, 20, 40)),
        is_sample=True,
        announced_at=now,
        changed_at=now,
    )


def _page(row: Event, kind: dict[str, Any], number: int, language: str) -> EventPage:
    facts = {
        name: getattr(row, name) for name in Event.FACTS if getattr(row, name) not in (None, "")
    }
    page = EventPage(
        title=f"{kind['title'][language]} {number + 1}",
        slug=f"sample-{row.public_id}",
        summary=kind["summary"][language],
        translation_key=row.page_key,
        facts=row,
        **facts,
    )
    text = [block("text", f"<p>{words()['note'][language]}</p>", str(row.page_key), "body")]
    page.body = StreamValue(page.body.stream_block, text, is_lazy=True)
    return page


def _connect(
    model: Any, made: list[Any], drawn: dict[int, dict[str, Any]], hosts: list[int], seed: int
) -> None:
    terms = dict(Term.objects.filter(vocabulary=Term.Vocabulary.SECTOR).values_list("code", "pk"))
    topics = dict(Topic.objects.values_list("slug", "pk"))
    choices: dict[str, list[tuple[int, int]]] = {"sectors": [], "topics": [], "hosts": []}
    for row, (number, kind) in zip(made, drawn.items(), strict=True):
        choices["sectors"] += [(row.pk, terms[code]) for code in kind["sectors"]]
        choices["topics"] += [(row.pk, topics[code]) for code in kind["topics"]]
        if hosts:
            choices["hosts"].append((row.pk, chance(seed, "hosts", number).choice(hosts)))
    for name, target in (("sectors", "term"), ("topics", "topic"), ("hosts", "organisation")):
        connect(getattr(model, name).through, model._meta.model_name, target, choices[name])
