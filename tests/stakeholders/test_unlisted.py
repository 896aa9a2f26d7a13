"""Who is not listed is found by nobody but those who have the address of the page."""

from typing import Any

import pytest
from django.test import Client

from stakeholders.models import Membership, Organisation

from .conftest import Maker
from .test_pages import html_of

UNLISTED = Organisation.Listing.UNLISTED


@pytest.fixture
def alliance(organisation_page: Maker, term: Maker) -> Any:
    """An alliance of a member that is listed, one that is not, and one that has ended."""
    alliance, role = organisation_page("Alliance"), term("role", "member")
    for title, listing in (
        ("Known", Organisation.Listing.LISTED),
        ("Shelter", UNLISTED),
        ("Ended", Organisation.Listing.CLOSED),
    ):
        member = organisation_page(title, listing=listing).facts
        Membership.objects.create(alliance=alliance.facts, member=member, role=role)
    return alliance


def test_neither_the_page_of_an_alliance_nor_its_data_name_them(
    client: Client, alliance: Any
) -> None:
    html = html_of(client, alliance)

    named = [title for title in ("Known", "Shelter", "Ended") if title in html]
    assert named == ["Known", "Ended"]
    assert "shelter" not in html


def test_an_alliance_that_is_not_listed_is_not_named_by_its_members(
    client: Client, alliance: Any
) -> None:
    Organisation.objects.filter(pk=alliance.facts_id).update(listing=UNLISTED)

    known = Organisation.objects.get(code="known").pages.get()

    assert "Alliance" not in html_of(client, known)


def test_their_page_asks_search_engines_to_stay_away(
    client: Client, alliance: Any, organisation_page: Maker
) -> None:
    hidden = html_of(client, Organisation.objects.get(code="shelter").pages.get())

    noindex = '<meta name="robots" content="noindex">'
    assert [noindex in html for html in (hidden, html_of(client, alliance))] == [True, False]


def test_the_map_of_the_site_leaves_them_out(client: Client, alliance: Any) -> None:
    answer = client.get("/sitemap.xml").content.decode()

    assert [slug for slug in ("/known/", "/shelter/", "/ended/") if slug in answer] == [
        "/known/",
        "/ended/",
    ]
