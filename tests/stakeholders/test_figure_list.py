"""Figures on a page: the word "Source" stands only before a source."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page

from stakeholders.models import OrganisationPageFigure

from .conftest import Maker, publish
from .test_pages import html_of


def shown(client: Client, page: Any, **source: Any) -> str:
    page.figures.add(OrganisationPageFigure(label="Inhabitants", value=230_000, **source))
    return html_of(client, publish(page))


@pytest.mark.parametrize("address", ["", "https://cbs.example/"])
def test_a_source_that_is_no_longer_public_leaves_no_label(
    client: Client, organisation_page: Maker, home: Page, address: str
) -> None:
    draft = home.add_child(instance=Page(title="Report", slug="report", live=False))

    html = shown(client, organisation_page(), source_page=draft, source_url=address)

    assert "Inhabitants" in html
    assert "Report" not in html
    assert ("Source:" in html) == bool(address)


def test_a_title_without_an_address_is_a_source(client: Client, organisation_page: Maker) -> None:
    html = shown(client, organisation_page(), source_title="Register of 2025")

    assert "Source:" in html
    assert "Register of 2025" in html
