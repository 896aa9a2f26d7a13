"""The network document stays readable, whatever names are in it."""

from typing import Any
from xml.etree import ElementTree as Xml

from django.test import Client
from wagtail.models import Site


def test_what_no_xml_can_hold_becomes_a_space(client: Client, settings: Any) -> None:
    Site.objects.filter(is_default_site=True).update(site_name="City\x0bof learning \U0001f600")
    Site.clear_site_root_paths_cache()
    settings.STAKEHOLDERS_FEEDS = [
        {"title": "A\x00B \ufffe", "url": "/a\x1f.ics", "type": "ics", "language": "en"}
    ]

    document = Xml.fromstring(client.get("/network.opml").content)

    outline = list(document.iter("outline"))[-1]
    assert document.findtext("head/title") == "City of learning \U0001f600"
    assert outline.get("text") == "A B  "
    assert outline.get("xmlUrl") == "http://localhost/a .ics"


def test_where_there_is_no_site_there_is_no_document(client: Client) -> None:
    Site.objects.all().delete()

    assert client.get("/network.opml").status_code == 404
