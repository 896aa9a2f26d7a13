"""Terms, topics and venues: rows with a name per language. Written once, then the editors'."""

from typing import Any

from events.models import Room, Venue
from stakeholders.models import Term, Topic

from . import texts

VOCABULARIES = {
    "sectors": Term.Vocabulary.SECTOR,
    "levels": Term.Vocabulary.LEVEL,
    "kinds": Term.Vocabulary.KIND,
    "roles": Term.Vocabulary.ROLE,
    "districts": Term.Vocabulary.DISTRICT,
    "tracks": Term.Vocabulary.TRACK,
}


def load_terms() -> None:
    for table, vocabulary in VOCABULARIES.items():
        _load_vocabulary(vocabulary, texts.terms()[table])
    _load_vocabulary(Term.Vocabulary.MEASURE, texts.facts()["measures"])
    for slug, topic in texts.terms()["topics"].items():
        values = {"name": topic["name"][texts.HOME_LANGUAGE], "names": topic["name"]}
        Topic.objects.get_or_create(slug=slug, defaults=values)


def load_venues() -> None:
    for code, venue in texts.facts()["venues"].items():
        _load_venue(code, venue)


def terms_of(vocabulary: str, codes: list[str]) -> list[Term]:
    return list(Term.objects.filter(vocabulary=vocabulary, code__in=codes))


def topics_of(codes: list[str]) -> list[Topic]:
    return list(Topic.objects.filter(slug__in=codes))


def _load_vocabulary(vocabulary: str, terms: dict[str, Any]) -> None:
    for order, (code, term) in enumerate(terms.items()):
        Term.objects.get_or_create(
            vocabulary=vocabulary,
            code=code,
            defaults={
                "names": term["name"],
                "schema_type": term.get("schema_type", ""),
                "sort_order": order,
            },
        )


def _load_venue(code: str, venue: dict[str, Any]) -> None:
    same = ("street", "postal_code", "locality", "country", "latitude", "longitude", "is_sample")
    row, is_new = Venue.objects.get_or_create(
        code=code,
        defaults={name: venue[name] for name in same}
        | {
            "names": venue["name"],
            "is_step_free": venue["step_free"],
            "directions": venue["directions"],
        },
    )
    if is_new:
        for order, (room, names) in enumerate(venue["rooms"].items()):
            Room.objects.create(venue=row, code=room, names=names, sort_order=order)
