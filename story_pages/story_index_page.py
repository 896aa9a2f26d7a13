"""The list of stories and articles, the newest first."""

from typing import Any, ClassVar

from django.core.paginator import Page as Slice
from django.core.paginator import Paginator
from django.db import models
from django.db.models import F
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.query import PageQuerySet
from wagtail.search import index

from . import conf
from .article_page import ArticlePage
from .fetching import fetch_lead_pictures
from .pages import StoryPage


class StoryIndexPage(Page):
    """All stories and articles, the newest first."""

    intro = models.TextField(_("introduction"), blank=True)
    empty_text = models.TextField(
        _("text while there is nothing"),
        blank=True,
        help_text=_("Shown until the first story is published."),
    )

    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("intro"),
        FieldPanel("empty_text"),
    ]
    search_fields: ClassVar[list[Any]] = [*Page.search_fields, index.SearchField("intro")]
    subpage_types = ["story_pages.StoryPage", "story_pages.ArticlePage"]
    template = "story_pages/story_index_page.html"

    class Meta:
        verbose_name = _("list of stories")
        verbose_name_plural = _("lists of stories")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {
            "base_template": conf.base_template(),
            "stories": self.stories(request.GET.get("page")),
        }

    def stories(self, number: str | None = None) -> Slice:
        """One page of cards; an unknown number shows the nearest."""
        told = newest(Page.objects.child_of(self))
        stories = Paginator(told, conf.page_size()).get_page(number)
        stories.object_list = list(stories.object_list)
        fetch_lead_pictures(stories.object_list)
        return stories


def newest(pages: PageQuerySet) -> PageQuerySet:
    """The stories and articles among some pages that everybody may see, the newest first."""
    return (
        pages.live()
        .public()
        .type(StoryPage, ArticlePage)
        .prefetch_related("locale")
        .order_by(F("first_published_at").desc(nulls_last=True), "path")
        .specific()
    )
