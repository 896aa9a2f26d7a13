"""What a site may say about the story_pages app, each with its default."""

from django.conf import settings


def base_template() -> str:
    """The template that the app's pages extend (STORY_PAGES_BASE_TEMPLATE)."""
    return getattr(settings, "STORY_PAGES_BASE_TEMPLATE", "story_pages/base.html")


def topic_model() -> str:
    """The model of the topics that stories are tagged with (STORY_PAGES_TOPIC_MODEL)."""
    return getattr(settings, "STORY_PAGES_TOPIC_MODEL", "taggit.Tag")
