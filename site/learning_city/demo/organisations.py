"""The organisations of the demo, their figures with sources, and who belongs to which alliance."""

from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from stakeholders.models import (
    Figure,
    Membership,
    Organisation,
    OrganisationPage,
    OrganisationPageFigure,
    OrganisationPageLocation,
    Term,
)

from . import texts, tree
from .markdown import html
from .tree import Says, key_of
from .vocabularies import terms_of

PRECISION = {
    "approximately": Figure.Precision.ABOUT,
    "at-least": Figure.Precision.AT_LEAST,
    "more-than": Figure.Precision.MORE_THAN,
}


def load_organisations() -> None:
    for code in texts.facts()["organisations"]:
        tree.put_all(OrganisationPage, f"stakeholders/{code}", partial(_fill, code))


def load_figures() -> None:
    """Figures name the stories that tell them, so they come after those."""
    for code in sorted({figure["organisation"] for figure in texts.facts()["figures"]}):
        tree.put_all(OrganisationPage, f"stakeholders/{code}", partial(_fill, code))


def load_memberships() -> None:
    rows = Organisation.objects.in_bulk(field_name="code")
    roles = {term.code: term for term in Term.objects.filter(vocabulary=Term.Vocabulary.ROLE)}
    for told in texts.facts()["memberships"]:
        who = {name: rows[told[name]] for name in ("alliance", "member")}
        who_as_what = {**who, "role": roles[told["role"]]}
        # Editors give one that ends a last day, and one that begins again a row of its own.
        if not Membership.objects.filter(**who_as_what).exists():
            when = {name: told.get(name) for name in ("since", "until")}
            Membership.objects.create(**who_as_what, **when, is_sample=told["is_sample"])


def organisations_of(codes: list[str]) -> list[Organisation]:
    """The rows, found by their pages: an editor may have given one another code."""
    keys = [key_of(f"stakeholders/{code}") for code in codes]
    return list(Organisation.objects.filter(page_key__in=keys))


def _fill(code: str, page: Any, says: Says, language: str) -> None:
    page.summary = says["summary"]
    notes = [html(says["members_note"])] if "members_note" in says else []
    page.body = "\n".join([html(says["body"]), *notes])
    if language == texts.HOME_LANGUAGE:
        _fill_facts(page, code)


def _fill_facts(page: Any, code: str) -> None:
    facts = texts.facts()["organisations"][code]
    page.kind = Term.objects.get(vocabulary=Term.Vocabulary.KIND, code=facts["kind"])
    page.website = facts.get("website", "")
    page.is_sample = facts["is_sample"]
    page.sectors = terms_of(Term.Vocabulary.SECTOR, facts["sectors"])
    page.levels = terms_of(Term.Vocabulary.LEVEL, facts["levels"])
    districts = [facts["district"]] if "district" in facts else []
    page.districts = terms_of(Term.Vocabulary.DISTRICT, districts)
    if "latitude" in facts:
        page.locations = [_location(page, code, facts)]
    page.figures = [
        figure
        for told in texts.facts()["figures"]
        if told["organisation"] == code and (figure := _figure(page, code, told))
    ]


def _location(page: Any, code: str, facts: dict[str, Any]) -> Any:
    return tree.keep(
        page.locations,
        OrganisationPageLocation,
        key_of(f"stakeholders/{code}", "location"),
        locality="Groningen",
        country="NL",
        latitude=_decimal(facts["latitude"]),
        longitude=_decimal(facts["longitude"]),
        sort_order=0,
    )


def _figure(page: Any, code: str, told: dict[str, Any]) -> Any:
    source = tree.find(told["source"], texts.HOME_LANGUAGE)
    if source is None:
        return None
    year_and_month = told.get("as_of")
    return tree.keep(
        page.figures,
        OrganisationPageFigure,
        key_of(f"stakeholders/{code}", told["key"]),
        measure=Term.objects.get(vocabulary=Term.Vocabulary.MEASURE, code=told["measure"]),
        value=_decimal(told["value"], places=3),
        precision=PRECISION[told["precision"]],
        as_of=date.fromisoformat(f"{year_and_month}-01") if year_and_month else None,
        as_of_precision=Figure.DatePrecision.MONTH if year_and_month else Figure.DatePrecision.DAY,
        source_page_id=source.pk,
    )


def _decimal(number: float, *, places: int = 6) -> Decimal:
    return Decimal(f"{number:.{places}f}")
