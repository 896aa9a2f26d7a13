"""What editors find under "Stories" in the admin's menu."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.admin.ui.tables import LocaleColumn, UpdatedAtColumn
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from .pages import ArticlePage, StoryPage
from .shared_text import SharedText


class StoryListing(PageListingViewSet):
    """All stories, wherever they hang in the tree."""

    name = "story_listing"
    model = StoryPage
    icon = "openquote"
    menu_label = _("Stories")
    menu_order = 10


class ArticleListing(PageListingViewSet):
    """All articles, wherever they hang in the tree."""

    name = "article_listing"
    model = ArticlePage
    icon = "doc-full"
    menu_label = _("Articles")
    menu_order = 20


class SharedTextViewSet(SnippetViewSet):
    """Texts that several pages show."""

    model = SharedText
    icon = "snippet"
    menu_label = _("Shared texts")
    menu_order = 30
    list_display = ["title", LocaleColumn(), UpdatedAtColumn()]
    panels = [
        HelpPanel(
            _(
                "Write once what several pages tell, such as what the network is. Place it in a "
                "story or article as the element “Shared text”. A change shows on all of them at "
                "once; each language has its own wording."
            )
        ),
        FieldPanel("title"),
        FieldPanel("body"),
    ]


class StoriesGroup(SnippetViewSetGroup):
    """One menu for the whole app."""

    menu_label = _("Stories")
    menu_icon = "openquote"
    menu_order = 220
    items = (StoryListing, ArticleListing, SharedTextViewSet)
