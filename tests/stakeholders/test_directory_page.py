"""The page that lists organisations, as visitors get it."""

import re
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from stakeholders.models import Membership

from .conftest import Maker, publish
from .test_pages import html_of


def titles(html: str) -> list[str]:
    names = re.findall(r'organisation-card__name"><a [^>]*><bdi [^>]*>([^<]*)', html)
    return [" ".join(name.split()) for name in names]


def test_the_directory_shows_cards_with_their_terms(
    client: Client, directory: Any, organisation_page: Maker, term: Maker
) -> None:
    organisation_page("City library", summary="Books.", sectors=[term("sector", "culture")])

    html = html_of(client, directory)

    assert titles(html) == ["City library"]
    assert "1 organisation" in html
    assert "<li>Culture</li>" in html


def test_the_form_keeps_what_was_asked_and_each_filter_can_be_removed(
    client: Client, directory: Any, organisation_page: Maker, term: Maker
) -> None:
    organisation_page("City library", sectors=[term("sector", "culture")])
    organisation_page("School", sectors=[term("sector", "education")])

    html = html_of(client, directory, "?q=city&sector=culture&page=1")

    assert titles(html) == ["City library"]
    assert 'value="city"' in html
    assert '<option value="culture" selected>Culture (1)</option>' in html
    assert 'href="?q=city"' in html
    assert 'href="?sector=culture"' in html


def test_clearing_is_offered_where_something_is_chosen(client: Client, directory: Any) -> None:
    plain, chosen = html_of(client, directory), html_of(client, directory, "?q=city")

    assert ["Clear all" in html for html in (plain, chosen)] == [False, True]


def test_an_empty_result_says_the_next_step(
    client: Client, directory: Any, organisation_page: Maker
) -> None:
    directory.empty_note = "Look again."
    publish(directory)
    organisation_page("City library")

    html = html_of(client, directory, "?q=nothing-like-it")

    assert "0 organisations" in html
    assert "Look again." in html


def test_an_unknown_filter_is_named_and_harmless(
    client: Client, directory: Any, organisation_page: Maker
) -> None:
    organisation_page("City library")

    html = html_of(client, directory, "?sector=<b>old</b>&page=99x")

    assert titles(html) == ["City library"]
    assert "There is no choice “&lt;b&gt;old&lt;/b&gt;” here" in html


def test_long_lists_have_pages_that_keep_the_filters(
    client: Client, directory: Any, organisation_page: Maker
) -> None:
    directory.per_page = 2
    publish(directory)
    for number in range(3):
        organisation_page(f"Library {number}")

    html = html_of(client, directory, "?q=library&page=2")

    assert titles(html) == ["Library 2"]
    assert 'href="?q=library&amp;page=1"' in html


def test_the_directory_takes_as_many_queries_for_many_as_for_one(
    client: Client, directory: Any, organisation_page: Maker, term: Maker
) -> None:
    def add(number: int) -> Any:
        terms = {
            "sectors": [term("sector", "culture"), term("sector", "care")],
            "levels": [term("level", "adult")],
        }
        return organisation_page(f"Library {number}", **terms)

    def queries() -> int:
        client.get(directory.url)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            client.get(directory.url + "?sector=culture")
        return len(captured)

    alliance = organisation_page("Alliance")
    role = term("role", "member")

    taken = []
    for number in range(12):
        member = add(number)
        Membership.objects.create(alliance=alliance.facts, member=member.facts, role=role)
        if number in (0, 2, 11):
            taken.append(queries())

    assert len(set(taken)) == 1
    assert taken[0] <= 45
