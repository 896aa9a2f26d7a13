"""What machines read: the directory as JSON-LD, the feeds as OPML."""

import json
from typing import Any
from xml.etree import ElementTree as Xml

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from stakeholders.models import Organisation

from .conftest import Maker


def names(client: Client) -> list[str]:
    response = client.get("/organisations.jsonld")
    assert response["Content-Type"] == "application/ld+json"
    return [one["name"] for one in json.loads(response.content)["@graph"]]


def test_only_listed_organisations_with_a_public_page_are_told(
    client: Client, organisation_page: Maker
) -> None:
    organisation_page("Public")
    organisation_page("Unlisted", listing=Organisation.Listing.UNLISTED)
    organisation_page("Draft", live=False)
    PageViewRestriction.objects.create(
        page=organisation_page("Private"), restriction_type=PageViewRestriction.PASSWORD
    )

    assert names(client) == ["Public"]


def test_telling_three_takes_as_many_queries_as_telling_one(
    client: Client, organisation_page: Maker, term: Maker
) -> None:
    taken = []
    for number in range(3):
        organisation_page(f"Library {number}", districts=[term("district", "north")])
        client.get("/organisations.jsonld")
        with CaptureQueriesContext(connection) as captured:
            client.get("/organisations.jsonld")
        taken.append(len(captured))

    assert len(set(taken)) == 1


def test_what_has_not_changed_is_not_sent_again(client: Client, organisation_page: Maker) -> None:
    organisation_page()
    first = client.get("/organisations.jsonld")

    again = client.get("/organisations.jsonld", headers={"if-none-match": first["ETag"]})

    assert again.status_code == 304
    assert not first.cookies


def test_the_network_document_lists_the_feeds_with_full_addresses(
    client: Client, settings: Any
) -> None:
    settings.STAKEHOLDERS_FEEDS = [
        {"title": "Events & more", "url": "/calendars/en.ics", "type": "ics", "language": "en"}
    ]

    response = client.get("/network.opml")

    outlines = [dict(one.attrib) for one in Xml.fromstring(response.content).iter("outline")]
    assert response["Content-Type"] == "text/x-opml; charset=utf-8"
    assert outlines == [
        {
            "text": "Organisations",
            "type": "jsonld",
            "language": "mul",
            "xmlUrl": "http://localhost/organisations.jsonld",
        },
        {
            "text": "Events & more",
            "type": "ics",
            "language": "en",
            "xmlUrl": "http://localhost/calendars/en.ics",
        },
    ]


def test_feeds_may_come_from_a_function(client: Client, settings: Any) -> None:
    settings.STAKEHOLDERS_FEEDS = lambda request: [
        {"title": "Stories", "url": "/stories/en.atom", "type": "atom", "language": "en"}
    ]

    assert b"/stories/en.atom" in client.get("/network.opml").content
