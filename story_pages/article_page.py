"""The page to read: a news article in a column."""

from typing import Any, ClassVar

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.models import Page
from wagtail.search import index

from .blocks import Elements
from .fields import StoryField
from .panels import AdvicePanel
from .told import Told, TopicItem


class ArticleTopic(TopicItem):
    content_object = ParentalKey(
        "story_pages.ArticlePage", on_delete=models.CASCADE, related_name="topic_items"
    )


class ArticlePage(Told):  # type: ignore[django-manager-missing]  # Wagtail
    """A news article: place, date, perhaps who wrote it, and elements in a column."""

    date = models.DateField(_("date"), null=True)
    place = models.CharField(_("place"), max_length=120, blank=True)
    byline = models.CharField(
        _("written by"), max_length=200, blank=True, help_text=_("Leave it empty if nobody signs.")
    )
    lead = models.TextField(_("lead"), blank=True, help_text=_("The first sentences, set larger."))
    lead_picture_caption = models.CharField(_("caption of the picture"), max_length=300, blank=True)
    source_note = models.TextField(
        _("about this article"), blank=True, help_text=_("Where it comes from. Stands at the end.")
    )
    body = StoryField(Elements(), blank=True, verbose_name=_("text"))
    topics = ClusterTaggableManager(through=ArticleTopic, blank=True, verbose_name=_("topics"))

    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        MultiFieldPanel(
            [FieldPanel("date"), FieldPanel("place"), FieldPanel("byline")], heading=_("Dateline")
        ),
        FieldPanel("lead"),
        Told.picture_panel,
        FieldPanel("lead_picture_caption"),
        FieldPanel("body"),
        FieldPanel("source_note"),
        AdvicePanel(),
    ]
    search_fields: ClassVar[list[Any]] = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("lead"),
        index.SearchField("body"),
        index.FilterField("date"),
    ]
    api_fields: ClassVar[list[Any]] = [
        *Told.api_fields,
        *(APIField(name) for name in ("date", "place", "byline", "lead", "body", "source_note")),
    ]
    template = "story_pages/article_page.html"
    card_kicker = _("Article")

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    @property
    def card_meta(self) -> str:
        return date_format(self.date) if self.date else ""

    @property
    def stream(self) -> Any:
        return self.body
