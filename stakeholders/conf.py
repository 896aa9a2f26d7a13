"""What a site may say about the stakeholders app, each with its default."""

from collections.abc import Callable
from typing import Any, TypedDict

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import get_language
from wagtail.coreutils import get_content_languages, get_supported_content_language_variant


class Feed(TypedDict):
    """Something that this site offers for subscription; the address may be relative."""

    title: str
    url: str
    type: str
    language: str


def base_template() -> str:
    """The template that the app's pages extend (STAKEHOLDERS_BASE_TEMPLATE)."""
    return getattr(settings, "STAKEHOLDERS_BASE_TEMPLATE", "stakeholders/base.html")


def languages() -> list[tuple[str, str]]:
    """The languages of the content, as (code, name in that language)."""
    return list(get_content_languages().items())


def active_language() -> str:
    """The language of the pages that fits the active one: en where that is en-us."""
    try:
        language: str = get_supported_content_language_variant(get_language())
    except LookupError:
        return languages()[0][0]
    return language


def feed_source() -> list[Feed] | Callable[[Any], list[Feed]]:
    """The feeds in /network.opml: a list, or a function of the request (STAKEHOLDERS_FEEDS).

    A function may be given by its dotted path.
    """
    source: Any = getattr(settings, "STAKEHOLDERS_FEEDS", [])
    return import_string(source) if isinstance(source, str) else source


def feeds(request: Any) -> list[Feed]:
    """The feeds that this site offers."""
    source = feed_source()
    return source(request) if callable(source) else source
