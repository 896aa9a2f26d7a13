"""What stories and articles have in common: topics, a credited picture, a card, what they show."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from taggit.models import ItemBase
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.images import get_image_model_string
from wagtail.models import Page
from wagtail.rich_text import RichText

from . import assets, conf, site_map, structured_data, text_links
from .elements.pictures import Credited
from .elements.recordings import RecordingElement, RecordingValue, tell_apart
from .fetching import Media, card_pages, cards, fetch_newest, gather, hold, shared_texts
from .licence import Licence, licence_url
from .pictures import make_sizes
from .recording import Recording


class TopicItem(ItemBase):
    """That a page is about a topic."""

    tag = models.ForeignKey(
        conf.topic_model(), on_delete=models.CASCADE, related_name="%(app_label)s_%(class)s_items"
    )

    class Meta:
        abstract = True


class Told(Page):
    """A page that tells; `stream` holds its chapters or elements."""

    stream: Any
    open_graph_type = "article"
    """What programs that show links take it for."""

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
    promote_panels: ClassVar[list[Any]] = [
        FieldPanel("summary"),
        FieldPanel("topics"),
        *Page.promote_panels,
    ]
    api_fields: ClassVar[list[Any]] = [
        APIField("summary"),
        APIField("lead_picture"),
        APIField("lead_picture_alt"),
        APIField("lead_picture_credit"),
        APIField("lead_picture_licence"),
    ]
    parent_page_types = ["story_pages.StoryIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        stream = hold(self.shown_stream)
        media = Media.of(self, stream, *self.own_recordings)
        shown = cards(card_pages(stream), in_language_of=self)
        fetch_newest(stream, shown, not_this=self)
        tell_apart(gather(stream, RecordingValue))
        texts = shared_texts(stream, in_language_of=self)
        text_links.link([*gather(stream, RichText), *(text.words for text in texts.values())])
        return super().get_context(request, *args, **kwargs) | {
            "base_template": conf.base_template(),
            "assets": assets.needed(stream),
            "cards_by_page": shown,
            "shared_texts": texts,
            "sound": media.has_sound or assets.holds(stream, RecordingElement),
            "structured_data": structured_data.article(
                self, media.recordings, gather(stream, Credited), request
            ),
        }

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        told = site_map.media(self, request)
        return [entry | told for entry in super().get_sitemap_urls(request)]

    @property
    def shown_stream(self) -> Any:
        """What of the stream its readers see."""
        return self.stream

    @property
    def own_recordings(self) -> list[Recording]:
        """The recordings that do not stand in the stream."""
        return []

    @property
    def card_text(self) -> str:
        return self.summary or self.search_description

    @property
    def lead_picture_licence_url(self) -> str:
        return licence_url(self.lead_picture_licence)

    def prepare_pictures(self) -> None:
        """Make all sizes of its pictures now, so that its first reader need not wait."""
        for image in Media.of(self, self.stream, *self.own_recordings).images:
            make_sizes(image)
