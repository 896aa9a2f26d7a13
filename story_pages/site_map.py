"""What a map of the site tells search engines of a story: its pictures and films."""

from typing import Any
from urllib.parse import urljoin

from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.models import Site

from .fetching import gather
from .recording import Recording
from .xml_words import for_xml

MOST_PICTURES = 1000
AT_ONCE = 20
"""Pages that are fetched together; more would be held in memory."""


def media(page: Any, request: HttpRequest | None) -> dict[str, list[Any]]:
    """Entries for Google's extensions of a sitemap; a film without a poster has none there."""
    if request:
        page = _fetched(page, request)
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


def _fetched(page: Any, request: HttpRequest) -> Any:
    """The page with all that it shows; the next of its kind are fetched with it."""
    kind = type(page)
    known = vars(request).setdefault("_story_pages_in_the_map", {})
    if page.pk not in known.get(kind, {}):
        related = [
            field.name
            for field in kind._meta.fields
            if field.related_model in {get_image_model(), Recording}
        ]
        # In the order of a map.
        coming = kind._default_manager.live().filter(path__gte=page.path).order_by("path")
        pages = list(coming.select_related(*related)[:AT_ONCE])
        _fetch_streams(kind, pages)
        known[kind] = {one.pk: one for one in pages}
    return known[kind].get(page.pk, page)


def _fetch_streams(kind: type[Any], pages: list[Any]) -> None:
    """Their streams as if they were one: what each block chooses is looked up once for all."""
    for field in kind._meta.fields:
        if isinstance(field, StreamField):
            raw = [list(getattr(page, field.name).raw_data) for page in pages]
            streams = field.stream_block.bulk_to_python(raw)
            for page, stream in zip(pages, streams, strict=True):
                setattr(page, field.name, stream)
    recordings = [
        one for page in pages for one in (*gather(page.stream, Recording), *page.own_recordings)
    ]
    prefetch_related_objects(recordings, "poster")


def _film(film: Recording, root: str) -> dict[str, Any]:
    return {
        "title": for_xml(film.title),
        "description": for_xml(film.description or film.title),
        "content": urljoin(root, film.url),
        "thumbnail": urljoin(root, film.poster.file.url) if film.poster else "",
        "seconds": round(film.duration or 0),
        "published": film.created_at,
    }
