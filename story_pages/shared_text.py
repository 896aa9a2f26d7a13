"""A text that several pages show, written once and translated once."""

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import RevisionMixin, TranslatableMixin
from wagtail.rich_text import RichText
from wagtail.search import index

FEATURES = ["bold", "italic", "link", "ol", "ul"]


class SharedText(index.Indexed, RevisionMixin, TranslatableMixin, models.Model):
    """For example what the network is, told at the end of every article."""

    title = models.CharField(
        _("title"), max_length=200, help_text=_("Stands above the text wherever it is shown.")
    )
    body = RichTextField(_("text"), features=FEATURES)

    panels = [FieldPanel("title"), FieldPanel("body")]
    search_fields = [
        index.SearchField("title"),
        index.AutocompleteField("title"),
        index.SearchField("body"),
        index.FilterField("locale_id"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("shared text")
        verbose_name_plural = _("shared texts")

    def __str__(self) -> str:
        return self.title

    @cached_property
    def words(self) -> RichText:
        return RichText(self.body)
