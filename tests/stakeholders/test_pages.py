"""The pages as visitors get them."""

import json
import re
from datetime import date
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from wagtail.models import Locale, PageViewRestriction

from stakeholders.models import (
    Membership,
    Organisation,
    OrganisationPageContactPoint,
    OrganisationPageFigure,
    OrganisationPageLocation,
)

from .conftest import Maker, publish


def html_of(client: Client, page: Any, query: str = "") -> str:
    response = client.get(page.url + query)
    assert response.status_code == 200
    return response.content.decode()


def titles(html: str) -> list[str]:
    names = re.findall(r'organisation-card__name"><a [^>]*><bdi [^>]*>([^<]*)', html)
    return [" ".join(name.split()) for name in names]


def data_of(html: str) -> Any:
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html)[1])


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


def test_the_page_of_an_alliance_takes_as_many_queries_for_many_members_as_for_one(
    client: Client, organisation_page: Maker, term: Maker
) -> None:
    alliance = organisation_page("Alliance")
    role = term("role", "member")

    taken = []
    for number in range(3):
        member = organisation_page(f"Member {number}")
        Membership.objects.create(alliance=alliance.facts, member=member.facts, role=role)
        client.get(alliance.url)
        with CaptureQueriesContext(connection) as captured:
            client.get(alliance.url)
        taken.append(len(captured))

    assert len(set(taken)) == 1


def test_an_alliance_shows_its_members_with_role_and_date(
    client: Client, organisation_page: Maker, term: Maker
) -> None:
    alliance, member, past = (organisation_page(name) for name in ("Alliance", "Now", "Once"))
    chair = term("role", "chair", en="Chair")
    Membership.objects.create(
        alliance=alliance.facts, member=member.facts, role=chair, since=date(2021, 9, 1)
    )
    Membership.objects.create(
        alliance=alliance.facts, member=past.facts, role=chair, until=date(2020, 1, 1)
    )

    html = html_of(client, alliance)

    assert f'href="{member.url}"' in html
    assert "Chair" in html
    assert "since September 2021" in html
    assert "Once" not in html
    assert "Alliance" in html_of(client, member)


def test_figures_stand_side_by_side_with_source_and_date(
    client: Client, organisation_page: Maker, term: Maker, directory: Any
) -> None:
    page = organisation_page("Municipality")
    measure = term("measure", "population", en="Inhabitants")
    page.figures.add(
        OrganisationPageFigure(
            measure=measure, value=230_000, precision="about", source_page=directory
        ),
        OrganisationPageFigure(
            measure=measure,
            value=200_000,
            precision="about",
            as_of=date(2020, 1, 1),
            as_of_precision="month",
            source_title="An article",
            source_url="https://paper.example/",
        ),
    )
    publish(page)

    html = " ".join(html_of(client, page).split())

    assert "about 230,000" in html
    assert "about 200,000" in html
    assert "215,000" not in html
    assert f'href="{directory.url}"' in html
    assert '<span class="figure-pair__source">undated</span>' in html
    assert '<span class="figure-pair__source">January 2020</span>' in html


def test_the_source_of_a_figure_is_named_in_the_language_of_the_page(
    client: Client, organisation_page: Maker, term: Maker, directory: Any, dutch: Locale
) -> None:
    page = organisation_page("Municipality")
    page.figures.add(
        OrganisationPageFigure(
            measure=term("measure", "people", en="People", nl="Mensen"),
            value=1,
            source_page=directory,
        )
    )
    page = publish(page)
    source = directory.copy_for_translation(dutch, copy_parents=True)
    source.title = "Wie doet mee"
    publish(source)
    nl = publish(page.copy_for_translation(dutch))

    html = html_of(client, nl)

    assert "Wie doet mee" in html
    assert "Mensen" in html


def test_contact_points_and_places_are_shown(client: Client, organisation_page: Maker) -> None:
    page = organisation_page("Library", website="https://library.example/", is_sample=True)
    page.locations.add(
        OrganisationPageLocation(address="Voorbeeldplein 1", locality="Groningen", access="Lift.")
    )
    page.contact_points.add(
        OrganisationPageContactPoint(purpose="press", email="press@library.example")
    )
    publish(page)

    html = html_of(client, page)

    assert "Voorbeeldplein 1" in html
    assert "Lift." in html
    assert 'href="mailto:press@library.example"' in html
    assert "This organisation is a sample" in html


def test_one_that_has_ceased_to_exist_keeps_its_page_and_says_so(
    client: Client, organisation_page: Maker
) -> None:
    page = organisation_page("Library", listing=Organisation.Listing.CLOSED)

    assert "has ceased to exist" in html_of(client, page)


def test_json_ld_says_what_the_page_says(
    client: Client, organisation_page: Maker, term: Maker
) -> None:
    page = organisation_page(
        "City library", name="Stichting Bibliotheek", website="https://library.example/"
    )
    page.locations.add(OrganisationPageLocation(locality="Groningen", country="NL"))
    page = publish(page)
    alliance = organisation_page("Alliance", kind=term("kind", "alliance", "Consortium"))
    Membership.objects.create(
        alliance=alliance.facts,
        member=page.facts,
        role=term("role", "member"),
        since=date(2021, 9, 1),
    )

    data, of_alliance = data_of(html_of(client, page)), data_of(html_of(client, alliance))

    assert data == {
        "@context": "https://schema.org",
        "@type": "Library",
        "@id": f"{page.full_url}#organisation",
        "name": "City library",
        "legalName": "Stichting Bibliotheek",
        "inLanguage": "en",
        "url": page.full_url,
        "sameAs": ["https://library.example/"],
        "address": [
            {
                "@type": "PostalAddress",
                "addressLocality": "Groningen",
                "addressCountry": "NL",
            }
        ],
        "memberOf": [
            {
                "@type": "Consortium",
                "@id": f"{alliance.full_url}#organisation",
                "name": "Alliance",
                "url": alliance.full_url,
            }
        ],
    }
    assert of_alliance["member"][0]["startDate"] == "2021-09-01"
    assert of_alliance["member"][0]["member"]["name"] == "City library"


def test_a_title_cannot_leave_the_json_ld(client: Client, organisation_page: Maker) -> None:
    title = "</script><script>alert(1)</script> & <!-- Library"
    page = organisation_page(title, slug="library")

    html = html_of(client, page)

    assert "<script>alert" not in html
    assert data_of(html)["name"] == title


def test_a_private_member_is_not_named(
    client: Client, organisation_page: Maker, term: Maker
) -> None:
    alliance, member = organisation_page("Alliance"), organisation_page("Secret club")
    Membership.objects.create(
        alliance=alliance.facts, member=member.facts, role=term("role", "member")
    )
    PageViewRestriction.objects.create(page=member, restriction_type=PageViewRestriction.LOGIN)

    assert "Secret club" not in html_of(client, alliance)


def test_pages_speak_arabic_terms(
    client: Client, organisation_page: Maker, term: Maker, arabic: Locale
) -> None:
    kind = term("kind", "school", en="School", ar="مدرسة")
    page = organisation_page("School", kind=kind)
    ar = publish(page.copy_for_translation(arabic, copy_parents=True))

    with override("ar"):
        html = html_of(client, ar)

    assert "مدرسة" in html
