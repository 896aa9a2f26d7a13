"""The newest stories of one language as an Atom feed."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid5

from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from . import conf
from .story_index_page import newest
from .xml_words import for_xml

ENTRIES = 30


class QuietAtom(Atom1Feed):
    """Does not change while nothing is told: Django's own says "now" where there is no date."""

    def latest_post_date(self) -> datetime:
        is_dated = any(item["updateddate"] or item["pubdate"] for item in self.items)
        return super().latest_post_date() if is_dated else datetime(2000, 1, 1, tzinfo=UTC)


class StoriesFeed(Feed):
    """Needs no cookie and no page: it outlives a list of stories that is moved or renamed."""

    feed_type = QuietAtom

    def __call__(
        self, request: HttpRequest, *args: Any, language: str, **kwargs: Any
    ) -> HttpResponse:
        if language not in dict(conf.languages()):
            raise Http404(_("There are no stories in “%(language)s”.") % {"language": language})
        with translation.override(language):
            response = super().__call__(request, *args, language=language, **kwargs)
        response["Content-Language"] = language
        return response

    def get_object(self, request: HttpRequest, language: str) -> "Shelf":
        return Shelf(request, language)

    def title(self, shelf: "Shelf") -> str:
        return _("Stories: %(site)s") % {"site": shelf.site_name}

    def link(self, shelf: "Shelf") -> str:
        return shelf.url

    def feed_url(self, shelf: "Shelf") -> str:
        return f"{shelf.root_url}{shelf.request.path}"

    def items(self, shelf: "Shelf") -> list[Page]:
        return list(newest(shelf.pages())[:ENTRIES])

    def item_title(self, page: Any) -> str:
        return for_xml(page.title)

    def item_description(self, page: Any) -> str:
        # The feed says that this is HTML.
        return escape(for_xml(page.card_text))

    def item_link(self, page: Any) -> str:
        return page.full_url or ""

    def item_guid(self, page: Any) -> str:
        # Moving or renaming a page makes no new entry.
        return uuid5(page.translation_key, page.locale.language_code).urn

    def item_pubdate(self, page: Any) -> datetime | None:
        return page.first_published_at

    item_guid_is_permalink = False

    def item_updateddate(self, page: Any) -> datetime | None:
        return page.last_published_at or page.first_published_at


class Shelf:
    """The stories of one site in one language."""

    def __init__(self, request: HttpRequest, language: str) -> None:
        self.request = request
        self.language = language
        self.site = Site.find_for_request(request)

    @property
    def root_url(self) -> str:
        return self.site.root_url if self.site else ""

    @property
    def site_name(self) -> str:
        return self.site.site_name if self.site else ""

    @property
    def url(self) -> str:
        return f"{self.root_url}/{self.language}/"

    def pages(self) -> Any:
        """All pages below the site's root in that language."""
        if self.site is None:
            return Page.objects.none()
        roots = self.site.root_page.get_translations(inclusive=True)
        root = roots.filter(locale__language_code=self.language).first()
        return Page.objects.descendant_of(root) if root else Page.objects.none()
