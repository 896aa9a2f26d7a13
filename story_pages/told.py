"""What stories and articles have in common: topics, a lead, a credited picture, a card."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.models import ItemBase
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.images import get_image_model_string

from . import conf
from .recording import Licence, licence_url


class TopicItem(ItemBase):
    """That a page is about a topic."""

    tag = models.ForeignKey(
        conf.topic_model(), on_delete=models.CASCADE, related_name="%(app_label)s_%(class)s_items"
    )

    class Meta:
        abstract = True


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
