"""A row that lost all its pages gets one again: that one is its home."""

from typing import Any

import pytest
from wagtail.models import Locale

from stakeholders.models import Membership, OrganisationPage

from .conftest import Maker, fresh, publish
from .test_facts import row_of, translated


@pytest.fixture
def lost(organisation_page: Maker, term: Maker, dutch: Locale) -> Any:
    """The row of an organisation whose English page was deleted first, and then its Dutch one."""
    page = organisation_page()
    alliance = organisation_page("Alliance").facts
    row = page.facts
    Membership.objects.create(alliance=alliance, member=row, role=term("role", "member"))
    nl = translated(page, dutch)
    fresh(page).delete()
    fresh(nl).delete()
    row.refresh_from_db()
    return row


def test_the_first_page_again_is_home_and_writes_the_facts(
    lost: Any, directory: Any, term: Maker
) -> None:
    assert lost.home_locale.language_code == "nl"

    page = OrganisationPage(
        title="Library", translation_key=lost.page_key, live=False, kind=term("kind", "school")
    )
    fresh(directory).add_child(instance=page)
    page.website = "https://new.example/"
    page = publish(page)

    assert page.is_facts_home
    assert row_of(page) == lost
    assert (row_of(page).website, row_of(page).kind.code) == ("https://new.example/", "school")


def test_a_second_page_leaves_the_home_where_it_is(
    lost: Any, directory: Any, term: Maker, arabic: Locale
) -> None:
    page = OrganisationPage(
        title="Library", translation_key=lost.page_key, kind=term("kind", "school")
    )
    page = fresh(directory).add_child(instance=page)

    translated(fresh(page), arabic)

    assert row_of(page).home_locale.language_code == "en"
