"""The home page, and pages of plain text such as the privacy notice."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from events.models import EventPage
from story_pages.models import ArticlePage, StoryPage

TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link", "blockquote"]


class HomePage(Page):
    """The first page in one language: what is on, what came of it, who takes part."""

    strapline = models.CharField(
        _("strapline"), max_length=160, help_text=_("The large sentence at the top.")
    )
    lead = models.TextField(_("lead"), help_text=_("Two or three sentences below it."))
    picture = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    about_gatherings = models.TextField(_("about the gatherings"), blank=True)
    about_stakeholders = models.TextField(_("about the stakeholders"), blank=True)
    about_stories = models.TextField(_("about the stories"), blank=True)

    content_panels = [
        *Page.content_panels,
        MultiFieldPanel(
            [FieldPanel("strapline"), FieldPanel("lead"), FieldPanel("picture")],
            heading=_("At the top"),
        ),
        MultiFieldPanel(
            [
                HelpPanel(_("The next gatherings and the latest stories are shown by themselves.")),
                FieldPanel("about_gatherings"),
                FieldPanel("about_stakeholders"),
                FieldPanel("about_stories"),
            ],
            heading=_("What people find here"),
        ),
    ]
    search_fields = [*Page.search_fields, index.SearchField("strapline"), index.SearchField("lead")]
    max_count_per_parent = 1
    template = "home/home_page.html"

    class Meta:
        verbose_name = _("home page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {
            "next_events": next_events(self),
            "latest_stories": latest_stories(self),
        }


def next_events(page: Page) -> list[EventPage]:
    """The pages of the four gatherings that come next, in the language of a page."""
    return list(EventPage.objects.in_language_of(page).upcoming(timezone.now())[:4])


def latest_stories(page: Page) -> list[Page]:
    """The stories and articles that were published last, three at the most."""
    pages = (
        Page.objects.live()
        .public()
        .filter(locale_id=page.locale_id)
        .type(StoryPage, ArticlePage)
        .order_by("-first_published_at")[:3]
    )
    return list(pages.specific())


class TextPage(Page):
    """A page of plain text: about, privacy, accessibility, imprint."""

    lead = models.TextField(_("lead"), blank=True)
    body = RichTextField(_("text"), features=TEXT_FEATURES)

    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body")]
    search_fields = [*Page.search_fields, index.SearchField("lead"), index.SearchField("body")]
    template = "home/text_page.html"

    class Meta:
        verbose_name = _("text page")
