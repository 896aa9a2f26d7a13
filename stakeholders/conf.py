"""What a site may say about the stakeholders app, each with its default."""

from django.conf import settings


def base_template() -> str:
    """The template that the app's pages extend (STAKEHOLDERS_BASE_TEMPLATE)."""
    return getattr(settings, "STAKEHOLDERS_BASE_TEMPLATE", "stakeholders/base.html")


def languages() -> list[tuple[str, str]]:
    """The languages of the content, as (code, name in that language)."""
    return list(getattr(settings, "WAGTAIL_CONTENT_LANGUAGES", settings.LANGUAGES))
