"""The directory: which organisations the public may see, found by words and by filters."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.validators import slug_re
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Lower
from django.utils.translation import gettext_lazy as _

from . import conf
from .alliance import Membership
from .organisation import Organisation, OrganisationQuerySet
from .term import Term

# Which field of the row each filter looks at, and the vocabulary of its choices.
TERM_FILTERS = {
    "sector": ("sectors", Term.Vocabulary.SECTOR, _("Sector")),
    "level": ("levels", Term.Vocabulary.LEVEL, _("Level of education")),
    "district": ("districts", Term.Vocabulary.DISTRICT, _("District")),
}
FILTERS = ("sector", "level", "alliance", "district")
LONGEST_SEARCH = 100


def public_pages() -> Any:
    """The pages of organisations that anybody may read."""
    page_type: Any = Organisation._meta.get_field("pages").related_model
    return page_type.objects.live().public()


def public_organisations() -> OrganisationQuerySet:
    """The organisations that are listed and have a page which anybody may read."""
    pages = public_pages().filter(facts=OuterRef("pk"))
    return Organisation.objects.listed().filter(Exists(pages))


def shown_pages(organisations: Iterable[Any]) -> dict[int, Any]:
    """The page to show of each organisation: in the active language, else in its home language.

    Organisations without a public page are left out. As many queries for many as for one.
    """
    rows = {row.pk: row for row in organisations}
    found = public_pages().filter(facts__in=rows).select_related("locale").order_by("pk")
    shown: dict[int, Any] = {}
    for page in sorted(found, key=lambda page: _fitness(page, rows[page.facts_id]), reverse=True):
        if page.facts_id not in shown:
            page.facts = rows[page.facts_id]
            shown[page.facts_id] = page
    return shown


def named_pages(organisations: Iterable[Any]) -> dict[int, Any]:
    """The same of those to whom other pages may lead: who is not listed is found by no link."""
    unlisted = Organisation.Listing.UNLISTED
    return shown_pages(row for row in organisations if row.listing != unlisted)


def _fitness(page: Any, row: Any) -> tuple[bool, bool, bool]:
    return (
        page.locale.language_code == conf.active_language(),
        page.locale_id == row.home_locale_id,
        page.alias_of_id is None,
    )


def by_title(organisations: OrganisationQuerySet) -> OrganisationQuerySet:
    """In the order of the titles that the directory shows in the active language."""
    titles = public_pages().filter(
        facts=OuterRef("pk"), locale__language_code=conf.active_language()
    )
    shown = Coalesce(Subquery(titles.order_by("pk").values("title")[:1]), "name")
    return organisations.order_by(Lower(shown), "pk")


@dataclass(frozen=True)
class Choice:
    """One value of a filter, with how many organisations it would show."""

    code: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    """A filter with its choices."""

    name: str
    label: str
    choices: list[Choice]

    @property
    def chosen(self) -> Choice | None:
        return next((choice for choice in self.choices if choice.is_chosen), None)


class Directory:
    """The public organisations that answer to some words and filters."""

    def __init__(self, *, words: str = "", chosen: dict[str, str] | None = None) -> None:
        self.words = words.strip()[:LONGEST_SEARCH]
        self._terms = _terms_by_vocabulary()
        asked = {name: code for name, code in (chosen or {}).items() if code}
        self.chosen = {name: code for name, code in asked.items() if self._knows(name, code)}
        self.unknown = [code for name, code in asked.items() if name not in self.chosen]

    def organisations(self) -> OrganisationQuerySet:
        return by_title(self._found()).with_terms().prefetch_related("locations")

    def facets(self) -> list[Facet]:
        """Every filter with its choices; a count heeds the words and the other filters."""
        facets = {
            name: self._facet(name, label, field, self._terms.get(vocabulary, []))
            for name, (field, vocabulary, label) in TERM_FILTERS.items()
        }
        facets["alliance"] = self._alliances()
        return [facets[name] for name in FILTERS if facets[name].choices]

    def _knows(self, name: str, code: str) -> bool:
        if name == "alliance":
            is_code = slug_re.match(code) is not None
            return is_code and public_organisations().filter(code=code).exists()
        vocabulary = TERM_FILTERS[name][1]
        return any(term.code == code for term in self._terms.get(vocabulary, []))

    def _found(self, *, without: str = "") -> OrganisationQuerySet:
        found = public_organisations().matching(self.words)
        for name, code in self.chosen.items():
            if name != without:
                found = found.filter(self._condition(name, code))
        return found

    def _condition(self, name: str, code: str) -> Q:
        if name == "alliance":
            current = Membership.objects.current().filter(alliance__code=code)
            return Q(pk__in=current.values("member"))
        field = TERM_FILTERS[name][0]
        through = getattr(Organisation, field).through.objects
        return Q(pk__in=through.filter(term__code=code).values("organisation"))

    def _facet(self, name: str, label: Any, field: str, terms: list[Term]) -> Facet:
        """The terms in use; those that would show nothing stay, so that filters do not jump."""
        found = Q(organisation__in=self._found(without=name))
        used = getattr(Organisation, field).through.objects.filter(
            organisation__in=public_organisations()
        )
        counts = dict(
            used.values("term")
            .annotate(found=Count("pk", filter=found))
            .values_list("term", "found")
        )
        choices = [
            self._choice(name, term.code, term.label, counts.get(term.pk, 0))
            for term in terms
            if term.pk in counts or term.code == self.chosen.get(name)
        ]
        return Facet(name, str(label), choices)

    def _alliances(self) -> Facet:
        found = Q(member__in=self._found(without="alliance"))
        current = Membership.objects.current().filter(
            alliance__in=public_organisations(), member__in=public_organisations()
        )
        counts = dict(
            current.order_by()
            .values("alliance")
            .annotate(found=Count("member", distinct=True, filter=found))
            .values_list("alliance", "found")
        )
        rows = Organisation.objects.filter(Q(pk__in=counts) | Q(code=self.chosen.get("alliance")))
        choices = [
            self._choice("alliance", page.facts.code, page.title, counts.get(key, 0))
            for key, page in shown_pages(rows).items()
        ]
        choices.sort(key=lambda choice: choice.label)
        return Facet("alliance", str(_("Alliance")), choices)

    def _choice(self, name: str, code: str, label: str, count: int) -> Choice:
        return Choice(code, label, count, self.chosen.get(name) == code)


def _terms_by_vocabulary() -> dict[str, list[Term]]:
    terms: dict[str, list[Term]] = {}
    for term in Term.objects.all():
        terms.setdefault(term.vocabulary, []).append(term)
    return terms
