"""The network document: the feeds that this site offers, as OPML."""

import re
from collections.abc import Iterable
from urllib.parse import urljoin
from xml.etree import ElementTree as Xml  # writes only; nothing from outside is parsed

from .conf import Feed

_NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def network_document(feeds: Iterable[Feed], *, title: str, root_url: str) -> bytes:
    """The feeds with full addresses; `root_url` completes those that are relative."""
    opml = Xml.Element("opml", version="2.0")
    head = Xml.SubElement(opml, "head")
    Xml.SubElement(head, "title").text = _for_xml(title)
    body = Xml.SubElement(opml, "body")
    for feed in feeds:
        Xml.SubElement(
            body,
            "outline",
            text=_for_xml(str(feed["title"])),
            type=feed["type"],
            language=feed["language"],
            xmlUrl=_for_xml(urljoin(f"{root_url}/", feed["url"])),
        )
    return Xml.tostring(opml, encoding="utf-8", xml_declaration=True)


def _for_xml(text: str) -> str:
    """What no XML can hold becomes a space: one such character makes the whole unreadable."""
    return _NOT_IN_XML.sub(" ", text)
