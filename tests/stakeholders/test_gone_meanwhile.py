"""A page that goes between two queries is left out."""

from typing import Any

import pytest
from django.test import Client

from stakeholders import directory, directory_page, views
from stakeholders.models import DirectoryPage, OrganisationPageLocation

from .conftest import Maker, publish
from .test_directory_page import titles
from .test_pages import html_of
from .test_views import names


@pytest.fixture
def unpublished(organisation_page: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two organisations one goes after the rows were read, and before their pages are."""
    organisation_page("Stays")
    going = organisation_page("Goes")
    going.locations.add(OrganisationPageLocation(label="Main", latitude=53, longitude=6))
    publish(going)

    def shown_pages(rows: Any) -> dict[int, Any]:
        pages = directory.shown_pages(list(rows))
        return {key: page for key, page in pages.items() if key != going.facts_id}

    for place in (views, directory_page):
        monkeypatch.setattr(place, "shown_pages", shown_pages)


@pytest.mark.usefixtures("unpublished")
def test_the_directory_for_machines_leaves_it_out(client: Client) -> None:
    assert names(client) == ["Stays"]


@pytest.mark.usefixtures("unpublished")
def test_the_directory_and_its_map_leave_it_out(client: Client, directory: DirectoryPage) -> None:
    assert titles(html_of(client, directory)) == ["Stays"]
