"""The network document: the feeds that this site offers, as OPML."""

from collections.abc import Iterable
from urllib.parse import urljoin
from xml.etree import ElementTree as Xml  # writes only; nothing from outside is parsed

from .conf import Feed


def network_document(feeds: Iterable[Feed], *, title: str, root_url: str) -> bytes:
    """The feeds with full addresses; `root_url` completes those that are relative."""
    opml = Xml.Element("opml", version="2.0")
    head = Xml.SubElement(opml, "head")
    Xml.SubElement(head, "title").text = title
    body = Xml.SubElement(opml, "body")
    for feed in feeds:
        Xml.SubElement(
            body,
            "outline",
            text=str(feed["title"]),
            type=feed["type"],
            language=feed["language"],
            xmlUrl=urljoin(f"{root_url}/", feed["url"]),
        )
    return Xml.tostring(opml, encoding="utf-8", xml_declaration=True)
