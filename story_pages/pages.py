"""The page that tells a story, in whichever of three ways it is read."""

from typing import Any, ClassVar

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.images import get_image_model_string
from wagtail.models import Page
from wagtail.search import index
from wagtail.url_routing import RouteResult
from wagtailmedia.edit_handlers import MediaChooserPanel

from .blocks import Chapters
from .contents import contents
from .credits import credited
from .fields import StoryField
from .look import LAYOUTS, LOOKS, TRANSITIONS
from .panels import AdvicePanel
from .recording import Recording
from .section_card import section_card
from .shown_stream import ShownStream
from .staging import assets as backdrop_assets
from .staging import stage_story
from .telling import Telling, tell
from .told import Told, TopicItem
from .translations import translations


class StoryTopic(TopicItem):
    content_object = ParentalKey(
        "story_pages.StoryPage", on_delete=models.CASCADE, related_name="topic_items"
    )


class StoryPage(Told):  # type: ignore[django-manager-missing]  # Wagtail
    """A full-screen story in chapters and sections, to go through by wheel, keys or touch."""

    class Reading(models.TextChoices):
        PAGED = "paged", _("screen by screen")
        SCROLLED = "scrolled", _("freely scrolled")
        ARTICLE = "article", _("as an article")

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
        _("way of reading"),
        max_length=20,
        choices=Reading,
        default=Reading.PAGED,
        help_text=_("How it begins. Each reader may choose another."),
    )
    section_layout = models.CharField(
        _("words stand"), max_length=20, choices=LAYOUTS, default="auto"
    )
    section_look = models.CharField(
        _("words stand on"), max_length=20, choices=LOOKS, default="veil"
    )
    section_transition = models.CharField(
        _("sections follow"), max_length=20, choices=TRANSITIONS, default="scroll"
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
        MultiFieldPanel(
            [
                FieldPanel("reading"),
                FieldPanel("section_layout"),
                FieldPanel("section_look"),
                FieldPanel("section_transition"),
            ],
            heading=_("Where a section says nothing else"),
        ),
        FieldPanel("chapters"),
        FieldPanel("source_note"),
        AdvicePanel(),
    ]
    search_fields: ClassVar[list[Any]] = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("lede"),
        index.SearchField("chapters"),
    ]
    api_fields: ClassVar[list[Any]] = [
        *Told.api_fields,
        *(APIField(name) for name in ("lede", "reading", "source_note")),
        # What is hidden, or not due, is told to machines no more than to people.
        APIField("chapters", serializer=ShownStream(source="shown_stream")),
    ]
    template = "story_pages/story_page.html"
    card_kicker = _("Story")

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        return [
            ("", _("As readers see it")),
            ("article", _("As an article")),
            ("hidden", _("With what is hidden")),
        ]

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        return self.get_context(request, mode=mode_name)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """A section has an address below the story's, where no page has it."""
        try:
            return super().route(request, path_components)
        except Http404:
            if not self.live or len(path_components) != 1:
                raise
            return RouteResult(self, kwargs={"anchor": path_components[0]})

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "anchor" in kwargs:
            return section_card(self, kwargs["anchor"], tell(self, request=request), request)
        response: HttpResponse = super().serve(request, *args, **kwargs)
        return response

    def get_context(
        self, request: HttpRequest, *args: Any, mode: str = "", **kwargs: Any
    ) -> dict[str, Any]:
        self.telling = tell(self, request=request, hidden_too=mode == "hidden")
        told = self.telling
        # What the page shows is fetched before: its recordings with their posters.
        context = super().get_context(request, *args, **kwargs)
        backdrops = stage_story(self, told)
        reading = self.reading_for(request, mode)
        is_preview = getattr(request, "is_preview", False)
        return context | {
            "opening": backdrops[0],
            "opening_assets": backdrop_assets(backdrops[:1]),
            "backdrop_assets": backdrop_assets(backdrops),
            "telling": told,
            "contents": contents(self, told.outline.first, told.in_navigation),
            "credits": credited(self, told.outline.first, told.parts),
            "reading": reading,
            # Screens and the article are two sets of styles for the same page.
            "screen_media": "not all" if reading == self.Reading.ARTICLE else "screen",
            "later_styles_wait": reading != self.Reading.ARTICLE and not is_preview,
            "translations": translations(self, request),
            "home": self.get_ancestors().filter(depth__gt=1).first() or self,
        }

    def reading_for(self, request: HttpRequest, mode: str = "") -> str:
        """The way of reading: what the reader asks for, else what the author chose."""
        asked = mode or request.GET.get("reading", "")
        return asked if asked in self.Reading.values else self.reading

    def prepare_pictures(self) -> None:
        """How light its backdrops are is reckoned once, too."""
        super().prepare_pictures()
        stage_story(self, self.telling)

    @cached_property
    def telling(self) -> Telling:
        """The story as anybody may read it now."""
        return tell(self)

    @property
    def stream(self) -> Any:
        return self.chapters

    @property
    def shown_stream(self) -> Any:
        return self.telling.stream

    @property
    def own_recordings(self) -> list[Recording]:
        return [one for one in (self.opening_loop, self.ambience) if one]
