"""The map of the site for search engines: the public pages of all languages."""

from django.db.models import Q
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page, PageQuerySet


class PublicPages(Sitemap):
    """Wagtail's own map knows only the pages below the home page of the first language."""

    def items(self) -> PageQuerySet:
        home = self.get_wagtail_site().root_page
        below = Q()
        for path in home.get_translations(inclusive=True).values_list("path", flat=True):
            below |= Q(path__startswith=path)
        pages = Page.objects.filter(below).live().public().order_by("path")
        return pages.defer_streamfields().specific()
