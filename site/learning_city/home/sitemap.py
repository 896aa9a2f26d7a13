"""The map of the site for search engines: the public pages of all languages."""

from typing import Any

from django.db.models import Q, QuerySet
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page, PageQuerySet

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


def _unlisted() -> QuerySet[Any]:
    """The pages of organisations that only those find who have the address."""
    pages = OrganisationPage.objects.filter(facts__listing=Organisation.Listing.UNLISTED)
    return pages.values("pk")
