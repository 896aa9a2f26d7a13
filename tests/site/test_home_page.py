"""The home page: where its button leads, and whom it shows first."""

from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from wagtail.models import Locale, Page, PageViewRestriction, Site

from events.models import AgendaPage
from learning_city.home.models import HomePage, TextPage
from learning_city.home.pages import some_organisations
from stakeholders.models import DirectoryPage, OrganisationPage, Term
from tests.events import stage

pytestmark = pytest.mark.django_db

BUTTON = '<a class="button" href="/en/about/">Come in</a>'


@pytest.fixture
def home() -> HomePage:
    words = {"strapline": "A city learns", "lead": "Together.", "call_to_action": "Come in"}
    page = Page.get_first_root_node().add_child(
        instance=HomePage(title="City", slug="city", **words)
    )
    Site.objects.update(root_page=page)
    Site.clear_site_root_paths_cache()
    return page


def text_page(title: str) -> TextPage:
    return TextPage(title=title, slug=title.lower(), body="<p>Words</p>")


@pytest.fixture
def about(home: HomePage) -> TextPage:
    page = home.add_child(instance=text_page("About"))
    _lead_to(home, page)
    return page


def _lead_to(home: HomePage, page: Page) -> None:
    HomePage.objects.filter(pk=home.pk).update(call_to_action_page=page)


def html() -> str:
    answer = Client().get("/en/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_button_leads_to_a_page_that_anybody_may_read(about: TextPage) -> None:
    assert BUTTON in html()


def test_a_button_that_leads_nowhere_is_not_shown(home: HomePage, about: TextPage) -> None:
    about.unpublish()

    assert "Come in" not in html()


def test_a_button_to_a_private_page_is_not_shown(about: TextPage) -> None:
    PageViewRestriction.objects.create(page=about, restriction_type=PageViewRestriction.LOGIN)

    assert "Come in" not in html()


def test_a_button_to_a_page_of_no_site_is_not_shown(home: HomePage) -> None:
    outside = Page.get_first_root_node().add_child(instance=text_page("Outside"))
    _lead_to(home, outside)

    assert "Come in" not in html()


def test_a_private_agenda_is_not_linked(home: HomePage) -> None:
    HomePage.objects.update(gatherings_title="Gatherings", gatherings_link="All of them")
    agenda = stage.fresh(home).add_child(instance=AgendaPage(title="Agenda", slug="events"))
    before = html()

    PageViewRestriction.objects.create(page=agenda, restriction_type=PageViewRestriction.LOGIN)

    assert ("All of them" in before, "All of them" in html()) == (True, False)


def organisation(name: str, **facts: Any) -> OrganisationPage:
    directory = DirectoryPage.objects.first() or stage.root().add_child(
        instance=DirectoryPage(title="Who takes part", slug="stakeholders")
    )
    kind = Term.objects.get_or_create(vocabulary="kind", code="library", names={"en": "Library"})[0]
    page = OrganisationPage(title=name, name=name, kind=kind, **facts)
    return stage.fresh(directory).add_child(instance=page)


def test_a_real_organisation_comes_before_a_sample_in_whatever_language() -> None:
    sample = organisation("Sample", is_sample=True)
    organisation("Real")
    dutch = Locale.objects.get_or_create(language_code="nl")[0]
    stage.publish(sample.copy_for_translation(dutch, copy_parents=True))

    with translation.override("nl"):
        shown = some_organisations()

    assert [(page.title, page.locale.language_code) for page in shown] == [
        ("Real", "en"),
        ("Sample", "nl"),
    ]


def test_where_nothing_is_planned_the_home_page_says_so(home: HomePage) -> None:
    HomePage.objects.update(gatherings_title="Gatherings")
    home.add_child(instance=AgendaPage(title="Agenda", slug="agenda", empty_text="Come back."))

    said = html()

    assert "<p>Come back.</p>" in said
    assert "event-list__items" not in said
