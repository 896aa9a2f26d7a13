"""What a site may say about the story_pages app, each with its default."""

import shutil
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string
from wagtail.coreutils import get_content_languages

from .luminance import Colours

COLOURS = {
    "dark": ("#0d2120", "#f5eee2", ("#b3c3bc", "#ff9169")),
    "light": ("#faf6ef", "#10302f", ("#4b605d", "#b93a08")),
}


def base_template() -> str:
    """The template that the app's pages extend (STORY_PAGES_BASE_TEMPLATE)."""
    return getattr(settings, "STORY_PAGES_BASE_TEMPLATE", "story_pages/base.html")


def topic_model() -> str:
    """The model of the topics that stories are tagged with (STORY_PAGES_TOPIC_MODEL)."""
    return getattr(settings, "STORY_PAGES_TOPIC_MODEL", "taggit.Tag")


def page_size() -> int:
    """How many stories an index shows at once (STORY_PAGES_PAGE_SIZE)."""
    return getattr(settings, "STORY_PAGES_PAGE_SIZE", 12)


def cutoff() -> Callable[[HttpRequest | None, Any], int | None] | None:
    """How many sections of a story a reader is told (STORY_PAGES_CUTOFF); all if it is not set."""
    name = getattr(settings, "STORY_PAGES_CUTOFF", "")
    return import_string(name) if name else None


def colours() -> dict[str, Colours]:
    """Paper, ink, and other colours of words, in each theme (STORY_PAGES_COLOURS).

    By them the veil over a picture is reckoned. The default is what base.css says.
    """
    themes = getattr(settings, "STORY_PAGES_COLOURS", COLOURS)
    return {
        theme: Colours(paper, ink, tuple(others)) for theme, (paper, ink, others) in themes.items()
    }


def languages() -> list[tuple[str, str]]:
    """The languages of the content, as (code, name in that language)."""
    return list(get_content_languages().items())


def embed_hosts() -> tuple[str, ...]:
    """The hosts of which something may be shown in a frame after a yes (STORY_PAGES_EMBED_HOSTS).

    A site's Content-Security-Policy has to allow them in `frame-src`, too.
    """
    return tuple(getattr(settings, "STORY_PAGES_EMBED_HOSTS", ()))


def media_path() -> str:
    """Under which path of this or another host uploads are read."""
    return urlsplit(settings.MEDIA_URL).path


def ffmpeg_name() -> str:
    """How the program ffmpeg is called or where it is, with ffprobe beside it (STORY_PAGES_FFMPEG).

    Empty means: do not use it, even if it is there.
    """
    return getattr(settings, "STORY_PAGES_FFMPEG", "ffmpeg")


def ffmpeg() -> str:
    """Where that program is; empty if nowhere."""
    name = ffmpeg_name()
    return (name and shutil.which(name)) or ""


def carry_in_limit() -> int:
    """How many bytes a story that is carried in may have unpacked (STORY_PAGES_CARRY_IN_LIMIT)."""
    return getattr(settings, "STORY_PAGES_CARRY_IN_LIMIT", 500 * 1024 * 1024)
