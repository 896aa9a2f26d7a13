"""Organisations for the tests: the least that is valid, in one language or several."""

from collections.abc import Callable
from typing import Any

import pytest
from wagtail.models import Locale, Page, Site

from stakeholders.models import DirectoryPage, Organisation, OrganisationPage, Term, Topic

Maker = Callable[..., Any]


@pytest.fixture(autouse=True)
def database(db: None) -> None:
    """Every test here has the database."""


@pytest.fixture
def dutch() -> Locale:
    return Locale.objects.get_or_create(language_code="nl")[0]


@pytest.fixture
def arabic() -> Locale:
    return Locale.objects.get_or_create(language_code="ar")[0]


@pytest.fixture
def term() -> Maker:
    def make(vocabulary: str, code: str, schema_type: str = "", **names: str) -> Term:
        return Term.objects.get_or_create(
            vocabulary=vocabulary,
            code=code,
            defaults={"names": names or {"en": code.capitalize()}, "schema_type": schema_type},
        )[0]

    return make


@pytest.fixture
def topic() -> Maker:
    def make(slug: str, **names: str) -> Topic:
        return Topic.objects.create(name=slug, slug=slug, names=names)

    return make


@pytest.fixture
def home() -> Page:
    site = Site.objects.get(is_default_site=True)
    return site.root_page


@pytest.fixture
def directory(home: Page) -> DirectoryPage:
    return home.add_child(instance=DirectoryPage(title="Who takes part", slug="stakeholders"))


@pytest.fixture
def organisation_page(directory: DirectoryPage, term: Maker) -> Maker:
    """A live page in English, unless said otherwise; sets are given as lists."""

    def make(title: str = "Library", *, parent: Page | None = None, **values: Any) -> Any:
        values.setdefault("kind", term("kind", "library", "Library", en="Library", nl="Bieb"))
        sets = {name: values.pop(name) for name in Organisation.FACT_SETS if name in values}
        page = OrganisationPage(title=title, **values)
        for name, chosen in sets.items():
            setattr(page, name, chosen)
        return (parent or directory.__class__.objects.get(pk=directory.pk)).add_child(instance=page)

    return make


def publish(page: Any) -> Any:
    """Publish what is in memory, as the editor does; gives the page anew."""
    page.save_revision().publish()
    return fresh(page)


def fresh(page: Any) -> Any:
    return type(page).objects.get(pk=page.pk)
