"""The map of the site for search engines: the public pages, and what each is in other languages."""

from collections import defaultdict
from typing import Any

from django.db.models import Q, QuerySet
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Locale, Page, PageQuerySet

from stakeholders.models import Organisation, OrganisationPage


class PublicPages(Sitemap):
    """Wagtail's own map knows only the pages below the home page of the first language."""

    def items(self) -> PageQuerySet:
        home = self.get_wagtail_site().root_page
        below = Q()
        for path in home.get_translations(inclusive=True).values_list("path", flat=True):
            below |= Q(path__startswith=path)
        pages = Page.objects.filter(below).live().public().order_by("path")
        pages = pages.exclude(pk__in=_unlisted())
        return pages.defer_streamfields().specific()

    def _urls(self, page: int, protocol: str, domain: str) -> list[dict[str, Any]]:
        urls = super()._urls(page, protocol, domain)
        alternates = self._alternates()
        return [{**url, "alternates": alternates.get(url["location"], [])} for url in urls]

    def _alternates(self) -> dict[str, list[dict[str, str]]]:
        """By the address of a page, the page in all its languages, itself among them."""
        codes = dict(Locale.objects.values_list("pk", "language_code"))
        known = defaultdict(list)
        for page in self.items().specific(defer=True):
            said = {"lang_code": codes[page.locale_id], "location": self.location(page)}
            known[page.translation_key].append(said)
        several = [said for said in known.values() if len(said) > 1]
        return {one["location"]: said for said in several for one in said}


def _unlisted() -> QuerySet[Any]:
    """The pages of organisations that only those find who have the address."""
    pages = OrganisationPage.objects.filter(facts__listing=Organisation.Listing.UNLISTED)
    return pages.values("pk")
