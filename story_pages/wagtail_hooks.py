"""What this app adds to Wagtail's admin."""

from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.admin.telepath import register
from wagtail.snippets.models import register_snippet

from . import foreign_words
from .advice_view import advice_on_page, tell_after_publishing
from .blocks import SectionBlock
from .carrying_in import views as _carrying_in  # noqa: F401 - it has hooks of its own
from .checker import add_advice
from .section_form import SectionAdapter
from .taking_out import views as _taking_out  # noqa: F401 - likewise
from .viewsets import StoriesGroup

register_snippet(StoriesGroup)
register(SectionAdapter(), SectionBlock)

hooks.register("register_rich_text_features", foreign_words.register)
hooks.register("construct_wagtail_userbar", add_advice)
hooks.register("after_publish_page", tell_after_publishing)


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern]:
    return [
        path("stories/<int:page_id>/advice/", advice_on_page, name="story_pages_advice"),
    ]
