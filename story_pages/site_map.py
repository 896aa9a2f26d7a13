"""What a map of the site tells search engines of a story: its pictures and films."""

from typing import Any
from urllib.parse import urljoin

from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from wagtail.images import get_image_model
from wagtail.models import Site

from .fetching import gather
from .recording import Recording
from .xml_words import for_xml

MOST_PICTURES = 1000


def media(page: Any, request: HttpRequest | None) -> dict[str, list[Any]]:
    """Entries for Google's extensions of a sitemap; a film without a poster has none there."""
    site = (Site.find_for_request(request) if request else None) or page.get_site()
    root = site.root_url if site else ""
    stream = page.shown_stream
    found = [page.lead_picture, *gather(stream, get_image_model())]
    images = {one.pk: urljoin(root, one.file.url) for one in found if one is not None}
    recordings = [*gather(stream, Recording), *page.own_recordings]
    prefetch_related_objects(recordings, "poster")
    films = {one.pk: one for one in recordings if one.type == "video" and one.poster}
    return {
        "images": list(images.values())[:MOST_PICTURES],
        "videos": [_film(one, root) for one in films.values()],
    }


def _film(film: Recording, root: str) -> dict[str, Any]:
    return {
        "title": for_xml(film.title),
        "description": for_xml(film.description or film.title),
        "content": urljoin(root, film.url),
        "thumbnail": urljoin(root, film.poster.file.url) if film.poster else "",
        "seconds": round(film.duration or 0),
        "published": film.created_at,
    }
