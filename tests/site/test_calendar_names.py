"""Calendars bear the name that the site has in their language."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "name"), [("en", "Learning City Groningen"), ("nl", "Leerstad Groningen")]
)
def test_a_calendar_is_called_as_the_site_in_its_language(
    language: str, name: str, client: Client
) -> None:
    said = client.get(f"/calendars/{language}.ics").content.decode()

    assert f"X-WR-CALNAME:{name}\r\n" in said
    assert f"NAME;LANGUAGE={language}:{name}\r\n" in said
    assert name in client.get(f"/calendars/{language}.atom").content.decode()
