"""What machines read of organisations."""

import json
import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from stakeholders.models import (
    Membership,
    OrganisationPageIdentifier,
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


NUMBERS = {
    "012p63287": ("ror", "https://ror.org/012p63287"),
    "https://ror.org/012p63287": ("ror", "https://ror.org/012p63287"),
    "ror.org/012P63287/": ("ror", "https://ror.org/012p63287"),
    "0000 0001 2103 423x": ("isni", "https://isni.org/isni/000000012103423X"),
    "ISNI 0000-0001-2103-4237": ("isni", "https://isni.org/isni/0000000121034237"),
    "https://isni.org/isni/0000000121034237": ("isni", "https://isni.org/isni/0000000121034237"),
    "q749": ("wikidata", "https://www.wikidata.org/wiki/Q749"),
    "http://www.wikidata.org/entity/Q749": ("wikidata", "https://www.wikidata.org/wiki/Q749"),
}


@pytest.mark.parametrize("written", NUMBERS)
def test_a_number_leads_to_its_register_however_it_is_written(
    client: Client, organisation_page: Maker, written: str
) -> None:
    scheme, address = NUMBERS[written]
    page = organisation_page()
    page.identifiers.add(OrganisationPageIdentifier(scheme=scheme, value=written))

    told = data_of(html_of(client, publish(page)))

    assert told["sameAs"] == [address]
    assert told["identifier"][0]["value"] == written


@pytest.mark.parametrize(("scheme", "value"), [("ror", "unknown"), ("register", "41011949")])
def test_what_is_no_number_of_such_a_register_leads_nowhere(
    client: Client, organisation_page: Maker, scheme: str, value: str
) -> None:
    page = organisation_page()
    page.identifiers.add(OrganisationPageIdentifier(scheme=scheme, value=value))

    told = data_of(html_of(client, publish(page)))

    assert "sameAs" not in told
    assert told["identifier"][0]["value"] == value


def test_a_sample_says_so_to_machines_too(client: Client, organisation_page: Maker) -> None:
    organisation_page("Real")
    organisation_page("Made up", is_sample=True)

    told = json.loads(client.get("/organisations.jsonld").content)["@graph"]

    assert {
        one["name"]: "a sample" in one.get("disambiguatingDescription", "") for one in told
    } == {
        "Real": False,
        "Made up": True,
    }
