"""A story taken out: its pages in each language and way of reading, its files, its credits."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import IO, Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from django.contrib.auth.models import AnonymousUser
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils import translation
from wagtail.models import Page

from story_pages.credits import Credit
from story_pages.pages import StoryPage

from .credits_sheet import credits_sheet, of_article
from .offered import offered
from .sheet import Sheet
from .shelf import Shelf
from .zip_stream import zipped

FIRST = "index"


@dataclass(frozen=True)
class Edition:
    """One page of the zip: a story in one language and one way of reading."""

    page: Any
    folder: str
    reading: str
    """Empty for the way that the author chose."""

    @property
    def name(self) -> str:
        return f"{self.folder}{self.reading or FIRST}.html"


def editions(page: Page) -> list[Page]:
    """The page and its translations that are live, the page itself first."""
    live = page.get_translations(inclusive=True).live().select_related("locale").specific()
    return sorted(live, key=lambda one: (one.pk != page.pk, one.locale.language_code))


def take_out(pages: list[Any]) -> Iterator[bytes]:
    """The bytes of a zip with these pages, which are one story in several languages."""
    return zipped(_files(pages))


def _files(pages: list[Any]) -> Iterator[tuple[str, bytes | IO[bytes]]]:
    root_url = pages[0].get_url_parts()[1]
    shelf = Shelf(root_url)
    for page in pages:
        shelf.offer(offered(page))
    all_editions = [edition for page in pages for edition in _editions(page, pages[0])]
    credits_of: dict[int, list[Credit]] = {}
    for edition in all_editions:
        response = _visited(edition)
        yield edition.name, _written(edition, response, all_editions, shelf).encode()
        credits_of[edition.page.pk] = (response.context_data or {}).get("credits") or []
    yield from shelf.files()
    for page in pages:
        told = credits_of[page.pk] or of_article(page)
        sheet = credits_sheet(page, told, shelf.missing)
        yield f"{_folder(page, pages[0])}credits.txt", sheet.encode()


def _editions(page: Any, first: Any) -> Iterator[Edition]:
    own = getattr(page, "reading", "")
    for reading in ["", *(one for one in StoryPage.Reading.values if own and one != own)]:
        yield Edition(page, _folder(page, first), reading)


def _folder(page: Any, first: Any) -> str:
    return "" if page.pk == first.pk else f"{page.locale.language_code}/"


def _visited(edition: Edition) -> TemplateResponse:
    page = edition.page
    with translation.override(page.locale.language_code):
        response: TemplateResponse = page.serve(_visit(page.get_full_url(), edition.reading))
        response.render()
    return response


def _written(
    edition: Edition, response: TemplateResponse, others: list[Edition], shelf: Shelf
) -> str:
    sheet = Sheet(
        address=edition.page.get_full_url(),
        up="../" if edition.folder else "",
        shelf=shelf,
        local=lambda url: _local(url, edition, others),
    )
    return sheet.written(response.content.decode())


def _local(url: str, here: Edition, others: list[Edition]) -> str | None:
    """Where an address of the site lies in the zip, seen from one of its pages."""
    parts = urlsplit(url)
    asked = dict(parse_qsl(parts.query))
    reading = asked.pop("reading", "")
    for edition in others:
        own = urlsplit(edition.page.get_full_url())
        is_same = (own.netloc, own.path) == (parts.netloc, parts.path)
        if is_same and reading in _readings(edition):
            break
    else:
        return None
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    if edition is here and not asked and fragment:
        return fragment
    up = "../" if here.folder else ""
    query = f"?{urlencode(asked)}" if asked else ""
    return f"{up}{edition.name}{query}{fragment}"


def _readings(edition: Edition) -> set[str]:
    return {edition.reading} if edition.reading else {"", getattr(edition.page, "reading", "")}


def _visit(address: str, reading: str) -> HttpRequest:
    """The visit of somebody whom nobody knows, as a page needs it to show itself."""
    parts = urlsplit(urljoin("http://localhost", address))
    request = WSGIRequest(
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": parts.path,
            "QUERY_STRING": urlencode({"reading": reading} if reading else {}),
            "SERVER_NAME": parts.hostname or "localhost",
            "SERVER_PORT": str(parts.port or (443 if parts.scheme == "https" else 80)),
            "HTTP_HOST": parts.netloc,
            "wsgi.url_scheme": parts.scheme,
            "wsgi.input": BytesIO(),
        }
    )
    request.user = AnonymousUser()
    return request
