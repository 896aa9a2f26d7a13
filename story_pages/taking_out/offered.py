"""The files that a page gives its readers by a link: those it shows, and what is for everybody."""

from collections.abc import Iterator
from typing import Any

from wagtail.documents import get_document_model

from story_pages.fetching import Media, gather
from story_pages.pictures import picture
from story_pages.told import Told


def offered(page: Told) -> Iterator[str]:
    """Their addresses. A link that somebody typed is not among them: it may name any file."""
    stream = page.shown_stream
    media = Media.of(page, stream, *page.own_recordings)
    for recording in media.recordings:
        yield from (one["src"] for one in (*recording.sources, *recording.portrait_sources))
        if _is_for_everybody(recording):
            yield from (version.url for version in recording.versions)
    for shown in filter(None, map(picture, media.images)):
        yield shown.large
    for document in gather(stream, get_document_model()):
        if _is_for_everybody(document):
            yield document.url


def _is_for_everybody(item: Any) -> bool:
    return not item.collection.get_view_restrictions().exists()
