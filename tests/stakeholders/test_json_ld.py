"""What machines read of organisations."""

import json
import re
from datetime import date
from typing import Any

from django.test import Client

from stakeholders.models import (
    Membership,
    OrganisationPageLocation,
)

from .conftest import Maker, publish
from .test_pages import html_of


def data_of(html: str) -> Any:
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html)[1])


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
        alliance=alliance.facts, member=page.facts, role=term("role", "member")
    )

    assert data_of(html_of(client, page)) == {
        "@context": "https://schema.org",
        "@type": "Library",
        "@id": f"{page.full_url}#organisation",
        "name": "City library",
        "legalName": "Stichting Bibliotheek",
        "inLanguage": "en",
        "url": page.full_url,
        "sameAs": ["https://library.example/"],
        "address": [
            {"@type": "PostalAddress", "addressLocality": "Groningen", "addressCountry": "NL"}
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


def test_an_alliance_names_its_members_and_since_when(
    client: Client, organisation_page: Maker, term: Maker
) -> None:
    member = organisation_page("City library")
    alliance = organisation_page("Alliance", kind=term("kind", "alliance", "Consortium"))
    Membership.objects.create(
        alliance=alliance.facts,
        member=member.facts,
        role=term("role", "member"),
        since=date(2021, 9, 1),
    )

    told = data_of(html_of(client, alliance))["member"][0]

    assert (told["startDate"], told["member"]["name"]) == ("2021-09-01", "City library")


def test_a_title_cannot_leave_the_json_ld(client: Client, organisation_page: Maker) -> None:
    title = "</script><script>alert(1)</script> & <!-- Library"
    page = organisation_page(title, slug="library")

    html = html_of(client, page)

    assert "<script>alert" not in html
    assert data_of(html)["name"] == title
