"""The links in all rich texts of a page, looked up at once: Wagtail asks anew for each text."""

from collections.abc import Iterable
from functools import cache, partial
from typing import Any

from django.conf import settings
from django.utils.html import escape
from wagtail.models import Locale, Page
from wagtail.rich_text import RichText, features
from wagtail.rich_text.rewriters import EmbedRewriter, LinkRewriter, MultiRuleRewriter

# No text holds it: neither a form nor PostgreSQL takes it.
BETWEEN = "\0"


def link(texts: Iterable[RichText]) -> None:
    """Give each text its links as readers follow them; showing it then looks nothing up."""
    linked = [text for text in texts if "linktype=" in text.source]
    told = _rewriter()(BETWEEN.join(text.source for text in linked)).split(BETWEEN)
    for text, source in zip(linked, told, strict=True) if linked else ():
        text.source = source


@cache
def _rewriter() -> MultiRuleRewriter:
    """Wagtail's own, but for pages; a host that links them in another way keeps its way."""
    links = features.get_link_types()
    rules = {kind: handler.expand_db_attributes_many for kind, handler in links.items()}
    if links["page"].__module__ == "wagtail.rich_text.pages":
        rules["page"] = partial(_page_links, links["page"])
    embeds = features.get_embed_types()
    embedded = {kind: handler.expand_db_attributes_many for kind, handler in embeds.items()}
    return MultiRuleRewriter([LinkRewriter(bulk_rules=rules), EmbedRewriter(bulk_rules=embedded)])


def _page_links(handler: Any, linked: list[dict[str, str]]) -> list[str]:
    """As Wagtail writes them: to the live translation for the reader, else to the page itself."""
    pages = handler.get_many(linked)
    here = _translations([page for page in pages if page])
    shown = [here.get(page.translation_key, page) if page else None for page in pages]
    return [f'<a href="{escape(page.url)}">' if page else "<a>" for page in shown]


def _translations(pages: list[Any]) -> dict[Any, Any]:
    if not getattr(settings, "WAGTAIL_I18N_ENABLED", False):
        return {}
    locale = Locale.get_active()
    keys = {page.translation_key for page in pages if page.locale_id != locale.pk}
    if not keys:
        return {}
    found = Page.objects.live().filter(locale=locale, translation_key__in=keys)
    return {page.translation_key: page for page in found.defer_streamfields().specific()}
