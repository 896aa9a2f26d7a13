"""The home page, and pages of plain text such as the privacy notice."""

from typing import Any

from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Q
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.images import get_image_model_string
from wagtail.models import Locale, Page, PageViewRestriction
from wagtail.search import index

from events.models import AgendaPage, EventPage
from stakeholders.directory import public_organisations, shown_pages
from stakeholders.facts import by_language
from stakeholders.models import DirectoryPage
from story_pages.models import SharedText, StoryIndexPage
from story_pages.story_index_page import newest

TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link", "blockquote"]


class HomePage(Page):
    """The first page in one language: what is on, what came of it, who takes part."""

    strapline = models.CharField(
        _("strapline"), max_length=160, help_text=_("The large sentence at the top.")
    )
    lead = models.TextField(_("lead"), help_text=_("Two or three sentences below it."))
    picture = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    call_to_action = models.CharField(_("words on the button"), max_length=60, blank=True)
    call_to_action_page = models.ForeignKey(
        Page,
        verbose_name=_("page behind the button"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    gatherings_title = models.CharField(_("gatherings: heading"), max_length=60, blank=True)
    gatherings_text = models.TextField(_("gatherings: text"), blank=True)
    gatherings_link = models.CharField(
        _("gatherings: words of the link"), max_length=60, blank=True
    )
    stakeholders_title = models.CharField(_("stakeholders: heading"), max_length=60, blank=True)
    stakeholders_text = models.TextField(_("stakeholders: text"), blank=True)
    stakeholders_link = models.CharField(
        _("stakeholders: words of the link"), max_length=60, blank=True
    )
    stories_title = models.CharField(_("stories: heading"), max_length=60, blank=True)
    stories_text = models.TextField(_("stories: text"), blank=True)
    stories_link = models.CharField(_("stories: words of the link"), max_length=60, blank=True)

    content_panels = [
        *Page.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("strapline"),
                FieldPanel("lead"),
                FieldPanel("picture"),
                FieldPanel("call_to_action"),
                FieldPanel("call_to_action_page"),
            ],
            heading=_("At the top"),
        ),
        MultiFieldPanel(
            [
                HelpPanel(_("The next gatherings and the latest stories are shown by themselves.")),
                *(
                    FieldPanel(f"{subject}_{part}")
                    for subject in ("gatherings", "stakeholders", "stories")
                    for part in ("title", "text", "link")
                ),
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
            "button_url": self.button_url(request),
            "agenda": self.first_child(AgendaPage),
            "directory": self.first_child(DirectoryPage),
            "story_index": self.first_child(StoryIndexPage),
            "next_events": next_events(self),
            "latest_stories": latest_stories(self),
            "some_organisations": some_organisations(),
        }

    def first_child(self, page_type: type[Page]) -> Page | None:
        return page_type.objects.filter(open_to_all()).child_of(self).first()

    def button_url(self, request: HttpRequest) -> str | None:
        """Where the button leads; None where not everybody can follow."""
        page = open_page(self.call_to_action_page) if self.call_to_action else None
        return page.get_url(request) if page else None


def open_page(page: Page | None) -> Page | None:
    """The page in the active language, else the page itself; None if not everybody may read it."""
    if page is None:
        return None
    language = get_language() or ""
    told = Q(pk=page.pk) | Q(locale__language_code=language)
    pages = page.get_translations(inclusive=True).filter(told, open_to_all())
    return by_language(pages.select_related("locale"), [language])


def open_to_all() -> Q:
    """The condition of pages that are live and not private.

    Wagtail's `public()` says the same, but asks the database once more each time.
    """
    path = ExpressionWrapper(OuterRef("path"), output_field=models.CharField())
    around = PageViewRestriction.objects.alias(path=path).filter(path__startswith=F("page__path"))
    return Q(~Exists(around), live=True)


def next_events(page: Page) -> list[EventPage]:
    """The pages of the four gatherings that come next, in the language of a page."""
    return list(EventPage.objects.in_language_of(page).upcoming()[:4])


def latest_stories(page: Page) -> list[Page]:
    """The three stories that were told last; in the site's first language, where this one has none.

    Their cards say in which language they are.
    """
    for locale in (page.locale, Locale.get_default()):
        if stories := list(newest(Page.objects.filter(locale=locale))[:3]):
            return stories
    return []


def some_organisations() -> list[Page]:
    """The pages of six organisations of the directory; real ones come before samples."""
    rows = public_organisations().with_terms().order_by("is_sample", "pk")[:6]
    pages = shown_pages(rows)
    return [pages[row.pk] for row in rows if row.pk in pages]


class TextPage(Page):
    """A page of plain text: about, privacy, accessibility, imprint."""

    lead = models.TextField(_("lead"), blank=True)
    body = RichTextField(_("text"), features=TEXT_FEATURES)

    shared_text = models.ForeignKey(
        SharedText,
        verbose_name=_("shared text"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("A text that several pages share; it stands below."),
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        FieldPanel("body"),
        FieldPanel("shared_text"),
    ]
    search_fields = [*Page.search_fields, index.SearchField("lead"), index.SearchField("body")]
    template = "home/text_page.html"

    class Meta:
        verbose_name = _("text page")
