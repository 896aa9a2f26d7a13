"""What happens outside a page's own saving reaches the words by which an organisation is found."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Locale, Page, PageViewRestriction

from stakeholders.models import DirectoryPage, Organisation, OrganisationPage

from .conftest import Maker, fresh, publish
from .test_facts import row_of, translated


@pytest.fixture
def page(organisation_page: Maker) -> Any:
    return organisation_page("Library", summary="Books.")


@pytest.fixture
def dutch_page(page: Any, dutch: Locale) -> Any:
    """Its page in Dutch, whose words are to be found, or not."""
    copy = translated(page, dutch)
    copy.title, copy.summary = "Bibliotheek", "Onderduikadres"
    return publish(copy)


def found(words: str) -> list[str]:
    return [row.name for row in Organisation.objects.matching(words)]


def restricted(page: Page) -> PageViewRestriction:
    return PageViewRestriction.objects.create(page=page, restriction_type="login")


def test_words_of_a_page_whose_time_is_over_are_not_found(page: Any, dutch_page: Any) -> None:
    dutch_page.expire_at = timezone.now() - timedelta(minutes=1)
    publish(dutch_page)
    before = found("onderduikadres")

    call_command("publish_scheduled")

    assert (before, found("onderduikadres")) == (["Library"], [])
    assert found("books") == ["Library"]


def test_words_of_a_page_that_is_unpublished_as_a_bare_page_are_not_found(
    dutch_page: Any,
) -> None:
    Page.objects.get(pk=dutch_page.pk).unpublish()

    assert (found("onderduikadres"), found("books")) == ([], ["Library"])


def test_words_of_a_restricted_page_are_not_found_until_the_restriction_ends(
    dutch_page: Any,
) -> None:
    restriction = restricted(dutch_page)
    during = found("onderduikadres")
    restriction.delete()

    assert (during, found("onderduikadres")) == ([], ["Library"])


def test_a_restricted_page_that_is_published_stays_hidden(dutch_page: Any) -> None:
    restricted(dutch_page)

    dutch_page.summary = "Nieuw geheim"
    publish(dutch_page)

    assert found("geheim") == []


def test_a_restriction_on_what_is_above_counts_as_well(dutch_page: Any) -> None:
    restricted(dutch_page.get_parent())

    assert (found("onderduikadres"), found("books")) == ([], ["Library"])


def test_a_move_below_what_is_restricted_hides_the_words(page: Any, home: Page) -> None:
    hidden = fresh(home).add_child(instance=DirectoryPage(title="Hidden", slug="hidden"))
    restricted(hidden)

    fresh(page).move(hidden, pos="last-child")

    assert found("books") == []


def test_deleting_a_restricted_page_with_its_restriction_is_quiet(
    page: Any, dutch_page: Any
) -> None:
    restricted(dutch_page)

    fresh(dutch_page).delete()

    assert (row_of(page).search_text, found("onderduikadres")) == ("library library books", [])


def test_hiding_three_takes_as_many_queries_as_hiding_one(
    organisation_page: Maker, directory: DirectoryPage
) -> None:
    taken = []
    for number in range(3):
        organisation_page(f"Library {number}")
        with CaptureQueriesContext(connection) as captured:
            restriction = restricted(fresh(directory))
        taken.append(len(captured))
        restriction.delete()

    assert len(set(taken)) == 1


def test_a_parent_goes_with_a_page_and_its_alias(
    organisation_page: Maker, directory: DirectoryPage
) -> None:
    organisation_page().create_alias(update_slug="library-too")

    fresh(directory).delete()

    assert not OrganisationPage.objects.exists()
    assert not Organisation.objects.exists()
