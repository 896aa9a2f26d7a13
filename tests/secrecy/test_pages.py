"""No page, feed, file or calendar tells who comes: a stranger reads all that leads anywhere."""

import re
from collections.abc import Iterable
from html import unescape
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from events import urls
from events.occurrence import Occurrence
from tests.secrecy import planting
from tests.secrecy.planting import MARKS

pytestmark = pytest.mark.django_db

LINK = re.compile(r"""(?:href|src|action)="([^"]+)"|(?:URL|ATTACH)[^:]*:(http\S+)|<loc>([^<]+)""")
MOST = 120
# What the team reads, and files that the app did not write.
NOT_READ = ("/admin", "/account", "/static", "/media", "/documents")
ENTRANCES = ("/en/", "/nl/", "/en/events/", "/sitemap.xml", "/robots.txt", "/healthz")
FILES = ("/organisations.jsonld", "/network.opml", "/stories/en.atom")


def addresses(occurrence: Occurrence) -> set[str]:
    """Every address of the app that needs no key, as far as the gathering's facts fill it."""
    event = occurrence.event
    choices: list[dict[str, Any]] = [
        {},
        {"language": "en"},
        {"uid": event.public_id},
        {"language": "en", "uid": event.public_id},
        {"uid": event.public_id, "code": occurrence.code},
        {"language": "en", "uid": event.public_id, "code": occurrence.code},
    ]
    found = set()
    for pattern in [*urls.urlpatterns, *urls.localized]:
        for given in choices:
            try:
                found.add(reverse(str(pattern.name), kwargs=given))
            except NoReverseMatch:
                continue
    return found


def crawl(client: Client, begin: Iterable[str]) -> dict[str, str]:
    """All that can be read from there on: what is said, with its headers, by address."""
    todo, told = sorted(begin), dict[str, str]()
    while todo and len(told) < MOST:
        path = todo.pop(0)
        if path in told or path.startswith(NOT_READ):
            continue
        answer = client.get(path)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        text = unquote(unescape(body.decode(errors="replace"))).replace("\r\n ", "")
        told[path] = f"{answer.headers}\n{text}"
        for parts in LINK.findall(body.decode(errors="replace")):
            there = urlsplit(urljoin(f"http://testserver{path}", unescape("".join(parts))))
            if there.netloc == "testserver" and there.scheme == "http":
                todo.append(f"{there.path}?{there.query}".rstrip("?"))
    return told


def read_all(occurrence: Occurrence) -> dict[str, str]:
    pages = {page.url for page in occurrence.event.pages.all()}
    return crawl(Client(), {*addresses(occurrence), *pages, *ENTRANCES, *FILES})


def test_nobody_reads_who_comes_in_any_state(gathering: Occurrence) -> None:
    people = planting.in_every_state(gathering)
    keys = {one.key() for one in people.values()}

    told = read_all(gathering)

    found = [
        (path, mark) for path, text in told.items() for mark in (*MARKS, *keys) if mark in text
    ]
    assert found == []
    assert len(told) > 40
    assert any("Round table" in text for path, text in told.items() if path.endswith(".ics"))


def test_this_crawl_would_find_a_name_wherever_it_stands(gathering: Occurrence) -> None:
    """The control: what an editor writes for everybody is found on pages and in calendars."""
    page = gathering.event.pages.get()
    page.title = f"Evening with {planting.NAME}"
    page.save_revision().publish()

    told = read_all(gathering)

    found = {path for path, text in told.items() if planting.NAME in text}
    assert {page.url, "/calendars/en.ics", "/calendars/en.atom", "/en/events/"} <= found


def test_a_page_is_the_same_whether_somebody_comes_or_not(gathering: Occurrence) -> None:
    """But for what is told of all: seats that are left are those of all who come."""
    before = Client().get(f"/en/register/{gathering.event.public_id}/").content.decode()
    planting.in_every_state(gathering)
    after = Client().get(f"/en/register/{gathering.event.public_id}/").content.decode()

    assert _without_numbers(before) == _without_numbers(after)


def _without_numbers(page: str) -> str:
    hidden = re.sub(r'value="[^"]{40,}"', "", page)
    return re.sub(r"\d+ (?:place|places) left", "", hidden)
