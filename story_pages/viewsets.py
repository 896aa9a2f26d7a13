"""What editors find under "Stories" in the admin's menu."""

from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.admin.ui.tables import LocaleColumn, UpdatedAtColumn
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from .article_page import ArticlePage
from .pages import StoryPage
from .shared_text import SharedText
from .story_index_page import StoryIndexPage


class ToldIndexView(IndexView):
    """Pages that stand below a list of stories; as long as there is none, that is added first."""

    results_template_name = "story_pages/admin/told_index_results.html"

    @cached_property
    def lacks_list(self) -> bool:
        return not StoryIndexPage.objects.exists()

    def get_add_url(self) -> str | None:
        address: str | None = super().get_add_url()
        if address and self.lacks_list:
            list_type = StoryIndexPage._meta
            kind = [list_type.app_label, list_type.model_name]
            return reverse("wagtailadmin_pages:choose_parent", args=kind)
        return address

    @cached_property
    def add_item_label(self) -> Any:
        return _("Add a list of stories") if self.lacks_list else super().add_item_label


class StoryListing(PageListingViewSet):
    """All stories, wherever they hang in the tree."""

    name = "story_listing"
    index_view_class = ToldIndexView
    model = StoryPage
    icon = "openquote"
    menu_label = _("Stories")
    menu_order = 10


class ArticleListing(PageListingViewSet):
    """All articles, wherever they hang in the tree."""

    name = "article_listing"
    index_view_class = ToldIndexView
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
