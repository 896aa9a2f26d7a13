"""What stories and articles have in common: topics, a credited picture, a card, what they show."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from taggit.models import ItemBase
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.images import get_image_model, get_image_model_string
from wagtail.models import Page

from . import conf, structured_data
from .fetching import Media, card_pages, cards, gather, shared_texts
from .pictures import picture
from .recording import Licence, Recording, licence_url


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
    parent_page_types = ["story_pages.StoryIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        media = Media.of(self, self.stream, *self.own_recordings)
        return super().get_context(request, *args, **kwargs) | {
            "base_template": conf.base_template(),
            "cards_by_page": cards(card_pages(self.stream), in_language_of=self),
            "shared_texts": shared_texts(self.stream, in_language_of=self),
            "sound": bool(media.recordings),
            "structured_data": structured_data.article(self, media.recordings, request),
        }

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
        recordings = [*gather(self.stream, Recording), *self.own_recordings]
        images = [self.lead_picture, getattr(self, "lead_portrait", None)]
        images += [recording.poster for recording in recordings]
        for image in [*images, *gather(self.stream, get_image_model())]:
            if image is not None:
                picture(image)
