"""The pages that tell: a story to go through, an article to read."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.images import get_image_model_string
from wagtail.models import Page
from wagtail.search import index
from wagtailmedia.edit_handlers import MediaChooserPanel

from .blocks import Chapters, Elements
from .fields import StoryField
from .outline import Chapter, Heading, Outline, Place, outline
from .recording import Recording
from .told import Told, TopicItem
from .translations import translations


class StoryTopic(TopicItem):
    content_object = ParentalKey(
        "story_pages.StoryPage", on_delete=models.CASCADE, related_name="topic_items"
    )


class ArticleTopic(TopicItem):
    content_object = ParentalKey(
        "story_pages.ArticlePage", on_delete=models.CASCADE, related_name="topic_items"
    )


@dataclass(frozen=True)
class ToldSection:
    """One section with its place, ready to be shown."""

    place: Place
    content: Any
    opens_chapter: bool

    @property
    def label(self) -> str:
        """What it is called where its heading is empty."""
        return self.place.title or gettext("Section %(number)s") % {"number": self.place.number}


@dataclass(frozen=True)
class ToldChapter:
    """One chapter with its sections, ready to be shown."""

    outline: Chapter
    summary: str
    sections: list[ToldSection]


class StoryPage(Told):  # type: ignore[django-manager-missing]  # Wagtail
    """A full-screen story in chapters and sections, to go through by wheel, keys or touch."""

    class Reading(models.TextChoices):
        PAGED = "paged", _("screen by screen")
        SCROLLED = "scrolled", _("freely scrolled")

    lede = models.TextField(
        _("opening words"), blank=True, help_text=_("Stand below the title on the first screen.")
    )
    notice = models.TextField(
        _("notice at the start"),
        blank=True,
        help_text=_("How to go on, and that there is sound. If empty, a standard text is shown."),
    )
    source_note = models.TextField(
        _("about this story"),
        blank=True,
        help_text=_("Where it comes from and when, or that it is undated. Stands at the end."),
    )
    lead_portrait = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("picture for upright screens"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    opening_loop = models.ForeignKey(
        Recording,
        verbose_name=_("looping film on the first screen"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    ambience = models.ForeignKey(
        Recording,
        verbose_name=_("ambience"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("A quiet sound below the whole story. Nobody hears it before asking for it."),
    )
    reading = models.CharField(
        _("way of reading"), max_length=20, choices=Reading, default=Reading.PAGED
    )
    chapters = StoryField(Chapters(), blank=True, verbose_name=_("chapters"))
    topics = ClusterTaggableManager(through=StoryTopic, blank=True, verbose_name=_("topics"))

    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("lede"),
                FieldPanel("notice"),
                MediaChooserPanel("opening_loop", media_type="video"),
                FieldPanel("lead_portrait"),
                MediaChooserPanel("ambience", media_type="audio"),
                FieldPanel("reading"),
            ],
            heading=_("First screen"),
        ),
        Told.picture_panel,
        HelpPanel(
            _(
                "A story has chapters, a chapter has sections, and each section is one screen. "
                "Begin with one chapter and three sections, and look at the preview."
            )
        ),
        FieldPanel("chapters"),
        FieldPanel("source_note"),
    ]
    search_fields: ClassVar[list[Any]] = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("lede"),
        index.SearchField("chapters"),
    ]
    template = "story_pages/story_page.html"
    card_kicker = _("Story")

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {
            "outline": self.outline,
            "chapters": self.told_chapters,
            "languages": translations(self, request),
            "home": self.get_ancestors().filter(depth__gt=1).first() or self,
        }

    @property
    def stream(self) -> Any:
        return self.chapters

    @property
    def own_recordings(self) -> list[Recording]:
        return [one for one in (self.opening_loop, self.ambience) if one]

    @property
    def shown(self) -> list[tuple[Any, list[Any]]]:
        """Each chapter with its sections that are not hidden; none without any."""
        pairs = ((chapter, _shown_sections(chapter)) for chapter in self.chapters)
        return [(chapter, sections) for chapter, sections in pairs if sections]

    @cached_property
    def outline(self) -> Outline:
        """All places, numbered; what is hidden has none."""
        return outline(
            self.title,
            (
                (
                    Heading(child.value["title"] or "", child.value["slug"] or "", child.id or ""),
                    [_heading(section) for section in sections],
                )
                for child, sections in self.shown
            ),
        )

    @property
    def told_chapters(self) -> list[ToldChapter]:
        return [
            ToldChapter(
                chapter,
                child.value["summary"] or "",
                [
                    ToldSection(place, section.value, opens_chapter=number == 0)
                    for number, (place, section) in enumerate(
                        zip(chapter.places, sections, strict=True)
                    )
                ],
            )
            for chapter, (child, sections) in zip(self.outline.chapters, self.shown, strict=True)
        ]


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
    ]
    search_fields: ClassVar[list[Any]] = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("lead"),
        index.SearchField("body"),
        index.FilterField("date"),
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


def _shown_sections(chapter: Any) -> list[Any]:
    return [section for section in chapter.value["sections"] or [] if not section.value["hidden"]]


def _heading(section: Any) -> Heading:
    value = section.value
    return Heading(value["heading"] or "", value["slug"] or "", section.id or "")
