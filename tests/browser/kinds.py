"""The kinds of page that the demo shows, each with an address in its first language."""

from functools import cache
from html.parser import HTMLParser
from urllib.parse import urlsplit
from urllib.request import urlopen

EVERYWHERE = {
    "home": "/en/",
    "agenda": "/en/events/",
    "directory": "/en/stakeholders/",
    "stories": "/en/stories/",
    "past meeting": "/en/events/education-day-2020/",
    "gathering": "/en/events/alliance-round-table/",
    "story": "/en/stories/learning-city-of-groningen/",
}
ENGLISH_AND_DUTCH = {
    "article": "/en/stories/inclusion-at-the-centre/",
    "closed call": "/en/events/join-the-network-2020/",
    "full gathering": "/en/events/full-house/",
    "monthly meeting": "/en/events/monthly-meeting/",
    "cancelled gathering": "/en/events/cancelled-workshop/",
    "gathering with sessions": "/en/events/inclusion-days/",
    "organisation": "/en/stakeholders/municipality-of-groningen/",
    "alliance": "/en/stakeholders/equal-opportunities-alliance/",
}
KINDS = {**EVERYWHERE, **ENGLISH_AND_DUTCH}
PAGES = [(kind, language) for kind in EVERYWHERE for language in ("en", "nl", "ar")]
PAGES += [(kind, language) for kind in ENGLISH_AND_DUTCH for language in ("en", "nl")]


@cache
def address(site: str, kind: str, language: str) -> str:
    """The path of a kind of page in a language, as the page itself announces it (hreflang)."""
    if language == "en":
        return KINDS[kind]
    alternates = _Alternates()
    with urlopen(site + KINDS[kind]) as answer:
        alternates.feed(answer.read().decode())
    return urlsplit(alternates.found[language]).path


class _Alternates(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "link" and given.get("rel") == "alternate" and given.get("hreflang"):
            self.found[given["hreflang"] or ""] = given.get("href") or ""
