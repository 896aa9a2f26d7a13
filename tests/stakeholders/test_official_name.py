"""The official name: given by the team, or the title of the page for as long as it has it."""

from django.test import Client
from wagtail.models import Locale

from stakeholders.models import Organisation

from .conftest import Maker, fresh, publish
from .test_facts import row_of, translated
from .test_pages import html_of


def test_a_name_that_is_left_empty_stays_empty_on_the_page(organisation_page: Maker) -> None:
    page = fresh(organisation_page("Library"))

    assert (page.name, page.facts.name) == ("", "Library")


def test_without_a_name_of_its_own_the_row_follows_the_title(
    client: Client, organisation_page: Maker
) -> None:
    page = publish(organisation_page("Library"))

    page.title = "Media house"
    page = publish(page)

    html = html_of(client, page)
    assert row_of(page).name == "Media house"
    assert "Official name" not in html
    assert "legalName" not in html
    assert Organisation.objects.get().search_text == "media house media house"


def test_a_name_that_was_given_stays_when_the_page_is_renamed(
    client: Client, organisation_page: Maker
) -> None:
    page = organisation_page("Library", name="Stichting Bibliotheek")

    page.title = "Media house"
    page = publish(page)

    html = html_of(client, page)
    assert row_of(page).name == "Stichting Bibliotheek"
    assert "Official name" in html
    assert '"legalName": "Stichting Bibliotheek"' in html


def test_a_translation_with_the_same_title_names_it_once(
    client: Client, organisation_page: Maker, dutch: Locale
) -> None:
    page = organisation_page("Library")
    nl = translated(page, dutch)

    assert (fresh(nl).name, nl.title) == ("Library", "Library")
    assert "Official name" not in html_of(client, nl)
