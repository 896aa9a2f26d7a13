"""The pages of this app: a story to go through, an article to read, the list of both."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.core.paginator import Page as Slice
from django.core.paginator import Paginator
from django.db import models
from django.db.models import F, prefetch_related_objects
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import get_language_info, gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.images import get_image_model, get_image_model_string
from wagtail.models import Page
from wagtail.query import PageQuerySet
from wagtail.search import index

from . import conf, structured_data
from .blocks import Chapters, Elements, card_pages, gather
from .fields import StoryField
from .outline import Chapter, Heading, Outline, Place, outline
from .pictures import fetch_renditions, picture
from .recording import Licence, Recording, licence_url
from .shared_text import SharedText


class TopicItem(ItemBase):
    """That a page is about a topic."""

    tag = models.ForeignKey(
        conf.topic_model(), on_delete=models.CASCADE, related_name="%(app_label)s_%(class)s_items"
    )

    class Meta:
        abstract = True


class StoryTopic(TopicItem):
    content_object = ParentalKey(
        "story_pages.StoryPage", on_delete=models.CASCADE, related_name="topic_items"
    )


class ArticleTopic(TopicItem):
    content_object = ParentalKey(
        "story_pages.ArticlePage", on_delete=models.CASCADE, related_name="topic_items"
    )


class Told(models.Model):
    """What stories and articles have in common: a lead, a credited picture, a card."""

    search_description: str  # of Wagtail's Page, which stands beside this mixin

    summary = models.TextField(
        _("summary"),
        blank=True,
        help_text=_("One or two sentences, shown on cards, in feeds and where links are shared."),
    )
    lead_picture = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    lead_picture_alt = models.CharField(
        _("what the picture shows"),
        max_length=250,
        blank=True,
        help_text=_("For those who cannot see it. Empty means that it only decorates."),
    )
    lead_picture_credit = models.CharField(
        _("credit of the picture"),
        max_length=250,
        blank=True,
        help_text=_("Such as “© Name, 2020”."),
    )
    lead_picture_licence = models.CharField(
        _("licence of the picture"), max_length=20, choices=Licence, blank=True
    )

    picture_panel = MultiFieldPanel(
        [
            FieldPanel("lead_picture"),
            FieldPanel("lead_picture_alt"),
            FieldPanel("lead_picture_credit"),
            FieldPanel("lead_picture_licence"),
        ],
        heading=_("Picture"),
    )

    class Meta:
        abstract = True

    @property
    def card_text(self) -> str:
        return self.summary or self.search_description

    @property
    def lead_picture_licence_url(self) -> str:
        return licence_url(self.lead_picture_licence)


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


class StoryPage(Told, Page):  # type: ignore[django-manager-missing]  # Wagtail
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
                FieldPanel("opening_loop"),
                FieldPanel("lead_portrait"),
                FieldPanel("ambience"),
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
    promote_panels: ClassVar[list[Any]] = [
        FieldPanel("summary"),
        FieldPanel("topics"),
        *Page.promote_panels,
    ]
    search_fields: ClassVar[list[Any]] = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("lede"),
        index.SearchField("chapters"),
    ]
    parent_page_types = ["story_pages.StoryIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "story_pages/story_page.html"
    card_kicker = _("Story")

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        media = Media.of(self, self.chapters, self.opening_loop, self.ambience)
        return super().get_context(request, *args, **kwargs) | {
            "base_template": conf.base_template(),
            "outline": self.outline,
            "chapters": self.told_chapters,
            "cards_by_page": cards(card_pages(self.chapters), in_language_of=self),
            "shared_texts": shared_texts(self.chapters, in_language_of=self),
            "languages": translations(self, request),
            "home": self.get_ancestors().filter(depth__gt=1).first() or self,
            "sound": bool(media.recordings),
            "structured_data": structured_data.article(self, media.recordings, request),
        }

    @cached_property
    def outline(self) -> Outline:
        """All places, numbered; hidden sections have none."""
        return outline(
            self.title,
            (
                (
                    Heading(child.value["title"] or "", child.value["slug"] or "", child.id or ""),
                    [_heading(section) for section in _shown_sections(child)],
                )
                for child in self.chapters
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
                        zip(chapter.places, _shown_sections(child), strict=True)
                    )
                ],
            )
            for chapter, child in zip(self.outline.chapters, self.chapters, strict=True)
        ]


class ArticlePage(Told, Page):  # type: ignore[django-manager-missing]  # Wagtail
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
    promote_panels: ClassVar[list[Any]] = [
        FieldPanel("summary"),
        FieldPanel("topics"),
        *Page.promote_panels,
    ]
    search_fields: ClassVar[list[Any]] = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("lead"),
        index.SearchField("body"),
        index.FilterField("date"),
    ]
    parent_page_types = ["story_pages.StoryIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "story_pages/article_page.html"
    card_kicker = _("Article")

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    @property
    def card_meta(self) -> str:
        return date_format(self.date) if self.date else ""

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        media = Media.of(self, self.body)
        return super().get_context(request, *args, **kwargs) | {
            "base_template": conf.base_template(),
            "cards_by_page": cards(card_pages(self.body), in_language_of=self),
            "shared_texts": shared_texts(self.body, in_language_of=self),
            "structured_data": structured_data.article(self, media.recordings, request),
        }


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
        .select_related("locale")
        .order_by(F("first_published_at").desc(nulls_last=True), "path")
        .specific()
    )


def fetch_lead_pictures(pages: Iterable[Page]) -> None:
    """Fetch the pictures of many pages, of whatever type, with two queries."""
    told = [page for page in pages if getattr(page, "lead_picture_id", None)]
    images = get_image_model().objects.in_bulk({page.lead_picture_id for page in told})
    for page in told:
        page.lead_picture = images[page.lead_picture_id]
    fetch_renditions(images.values())


@dataclass(frozen=True)
class Media:
    """The pictures and recordings of a page, fetched with as many queries for one as for sixty."""

    recordings: list[Recording]

    @classmethod
    def of(cls, page: Told, stream: Any, *recordings: Recording | None) -> "Media":
        found = [*gather(stream, Recording), *(one for one in recordings if one)]
        if found:
            prefetch_related_objects(found, "tracks", "poster")
        fetch_renditions(
            [
                page.lead_picture,
                getattr(page, "lead_portrait", None),
                *(recording.poster for recording in found),
                *gather(stream, get_image_model()),
            ]
        )
        return cls(found)


def cards(chosen: list[Page], *, in_language_of: Page) -> dict[int, Page]:
    """For each chosen page the one to show: live, and in the language of the page it stands on."""
    keys = {page.translation_key for page in chosen}
    if not keys:
        return {}
    found = list(Page.objects.filter(translation_key__in=keys).live().public().specific())
    here = {
        page.translation_key: page for page in found if page.locale_id == in_language_of.locale_id
    }
    same = {page.pk: page for page in found}
    shown = {page.pk: here.get(page.translation_key, same.get(page.pk)) for page in chosen}
    fetch_lead_pictures([page for page in shown.values() if page])
    return {pk: page for pk, page in shown.items() if page}


def shared_texts(stream: Any, *, in_language_of: Page) -> dict[int, SharedText]:
    """For each shared text of a stream its wording in the language of a page, else as chosen."""
    chosen = list(gather(stream, SharedText))
    if all(text.locale_id == in_language_of.locale_id for text in chosen):
        return {text.pk: text for text in chosen}
    found = SharedText.objects.filter(
        translation_key__in={text.translation_key for text in chosen},
        locale_id=in_language_of.locale_id,
    )
    here = {text.translation_key: text for text in found}
    return {text.pk: here.get(text.translation_key, text) for text in chosen}


@dataclass(frozen=True)
class Translation:
    """The same story in another language."""

    code: str
    name: str
    url: str


def translations(page: Page, request: HttpRequest) -> list[Translation]:
    """The other languages that a page can be read in."""
    others = page.get_translations().live().select_related("locale")
    return [
        Translation(code, get_language_info(code)["name_local"], url)
        for other in others
        if (code := other.locale.language_code) and (url := other.get_url(request))
    ]


def prepare_pictures(page: Page) -> None:
    """Make all sizes of a page's pictures now, so that its first reader need not wait."""
    stream = page.chapters if isinstance(page, StoryPage) else page.body
    recordings = [*gather(stream, Recording), getattr(page, "opening_loop", None)]
    images = [page.lead_picture, getattr(page, "lead_portrait", None)]
    images += [recording.poster for recording in recordings if recording]
    for image in [*images, *gather(stream, get_image_model())]:
        if image is not None:
            picture(image)


def _shown_sections(chapter: Any) -> list[Any]:
    return [section for section in chapter.value["sections"] or [] if not section.value["hidden"]]


def _heading(section: Any) -> Heading:
    value = section.value
    return Heading(value["heading"] or "", value["slug"] or "", section.id or "")
