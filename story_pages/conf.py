"""What a site may say about the story_pages app, each with its default."""

from django.conf import settings
from wagtail.coreutils import get_content_languages


def base_template() -> str:
    """The template that the app's pages extend (STORY_PAGES_BASE_TEMPLATE)."""
    return getattr(settings, "STORY_PAGES_BASE_TEMPLATE", "story_pages/base.html")


def topic_model() -> str:
    """The model of the topics that stories are tagged with (STORY_PAGES_TOPIC_MODEL)."""
    return getattr(settings, "STORY_PAGES_TOPIC_MODEL", "taggit.Tag")


def page_size() -> int:
    """How many stories an index shows at once (STORY_PAGES_PAGE_SIZE)."""
    return getattr(settings, "STORY_PAGES_PAGE_SIZE", 12)


def languages() -> list[tuple[str, str]]:
    """The languages of the content, as (code, name in that language)."""
    return list(get_content_languages().items())
