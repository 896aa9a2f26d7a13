"""Sample organisations in any number, each with a page in English and in Dutch."""

from decimal import Decimal
from random import Random
from typing import Any

from django.db import transaction
from wagtail.models import Page

from stakeholders.folding import folded
from stakeholders.models import (
    Location,
    Organisation,
    OrganisationPage,
    OrganisationPageLocation,
    Term,
)

from . import tree
from .planting import connect, plant
from .samples import LANGUAGES, chance, chunks, key, words
from .tree import locale_id

KIND = "organisations"
MIDDLE = (53.2190, 6.5680)


def load_organisations(count: int, *, seed: int) -> int:
    """Make those of the first `count` that are missing; how many."""
    keys = {key(seed, KIND, number): number for number in range(count)}
    known = set(Organisation.objects.filter(page_key__in=keys).values_list("page_key", flat=True))
    missing = [number for one, number in keys.items() if one not in known]
    for numbers in chunks(missing):
        with transaction.atomic():
            _load(list(numbers), seed)
    return len(missing)


def rows(seed: int) -> list[Organisation]:
    """All that this seed has made so far."""
    return list(Organisation.objects.filter(code__startswith=f"sample-{seed}-").order_by("pk"))


def _load(numbers: list[int], seed: int) -> None:
    drawn = {number: _draw(seed, number) for number in numbers}
    kinds = {term.code: term for term in Term.objects.filter(vocabulary=Term.Vocabulary.KIND)}
    made = Organisation.objects.bulk_create(
        Organisation(
            page_key=key(seed, KIND, number),
            home_locale_id=locale_id(LANGUAGES[0]),
            code=f"sample-{seed}-{number}",
            name=_title(kind, number, LANGUAGES[0]),
            kind=kinds[kind["kind"]],
            is_sample=True,
            search_text=folded(" · ".join(_title(kind, number, code) for code in LANGUAGES)),
        )
        for number, kind in drawn.items()
    )
    Location.objects.bulk_create(
        Location(organisation=row, **_place(row, chance(seed, KIND, number)))
        for number, row in zip(drawn, made, strict=True)
    )
    _connect_sectors(Organisation, made, list(drawn.values()))
    for language in LANGUAGES:
        parent: Page = tree.find("stakeholders/index", language)
        pairs = zip(drawn.items(), made, strict=True)
        pages = [_page(row, kind, number, language) for (number, kind), row in pairs]
        plant(parent, pages)
        OrganisationPageLocation.objects.bulk_create(
            OrganisationPageLocation(page=page, **_place(row, chance(seed, KIND, number)))
            for page, (number, row) in zip(pages, zip(drawn, made, strict=True), strict=True)
        )
        _connect_sectors(OrganisationPage, pages, list(drawn.values()))


def _draw(seed: int, number: int) -> dict[str, Any]:
    kind: dict[str, Any] = chance(seed, KIND, number).choice(words()["organisations"])
    return kind


def _title(kind: dict[str, Any], number: int, language: str) -> str:
    return f"{kind['title'][language]} {number + 1}"


def _place(row: Organisation, dice: Random) -> dict[str, Any]:
    """Where it is: a fact on the row, and the draft of it on each page."""
    latitude, longitude = (f"{middle + dice.uniform(-0.03, 0.03):.6f}" for middle in MIDDLE)
    return {
        "locality": "Groningen",
        "country": "NL",
        "latitude": Decimal(latitude),
        "longitude": Decimal(longitude),
        "key": tree.key_of(f"{row.code}/location"),
        "sort_order": 0,
    }


def _page(row: Organisation, kind: dict[str, Any], number: int, language: str) -> OrganisationPage:
    return OrganisationPage(
        title=_title(kind, number, language),
        slug=row.code,
        summary=words()["note"][language],
        translation_key=row.page_key,
        facts=row,
        name=row.name,
        kind=row.kind,
        is_sample=True,
    )


def _connect_sectors(model: Any, made: list[Any], kinds: list[dict[str, Any]]) -> None:
    for name, vocabulary in (
        ("sectors", Term.Vocabulary.SECTOR),
        ("levels", Term.Vocabulary.LEVEL),
    ):
        known = dict(Term.objects.filter(vocabulary=vocabulary).values_list("code", "pk"))
        through = getattr(model, name).through
        pairs = [
            (row.pk, known[code])
            for row, kind in zip(made, kinds, strict=True)
            for code in kind[name]
        ]
        connect(through, model._meta.model_name, "term", pairs)
