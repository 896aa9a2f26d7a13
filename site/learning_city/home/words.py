"""The words around every page, one row per language: name, tagline, footer."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Locale, Page, TranslatableMixin
from wagtail.snippets.models import register_snippet


@register_snippet
class SiteWords(TranslatableMixin):
    """What stands around every page in one language."""

    name = models.CharField(_("name of the site"), max_length=80)
    tagline = models.CharField(_("tagline"), max_length=160, blank=True)
    footer = models.TextField(
        _("footer"), blank=True, help_text=_("One or two sentences about who runs this site.")
    )
    note = models.TextField(_("note"), blank=True, help_text=_("Small print below the footer."))
    contact = models.TextField(
        _("contact"), blank=True, help_text=_("How people reach you, in one sentence.")
    )
    privacy_page = models.ForeignKey(
        Page,
        verbose_name=_("page about privacy"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Linked where people give us their name and address."),
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("tagline"),
        FieldPanel("footer"),
        FieldPanel("note"),
        FieldPanel("contact"),
        FieldPanel("privacy_page"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("words around the pages")
        verbose_name_plural = _("words around the pages")

    def __str__(self) -> str:
        return self.name


def site_words(language: str) -> SiteWords | None:
    """The words in a language, or in the site's first language that has some."""
    words = {row.locale.language_code: row for row in SiteWords.objects.select_related("locale")}
    default = Locale.get_default().language_code
    return words.get(language) or words.get(default) or next(iter(words.values()), None)
