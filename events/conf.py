"""What a site may say about the events app, each with its default."""

from django.conf import settings


def base_template() -> str:
    """The template that the app's pages extend (EVENTS_BASE_TEMPLATE)."""
    return getattr(settings, "EVENTS_BASE_TEMPLATE", "events/base.html")
