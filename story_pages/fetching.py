"""What a page shows besides itself, fetched at once: pictures, recordings, cards, shared texts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects
from wagtail import blocks
from wagtail.images import get_image_model
from wagtail.models import Page

from .pictures import fetch_renditions
from .recording import Recording
from .shared_text import SharedText


def gather(value: Any, kind: type) -> Iterator[Any]:
    """Everything of a kind (pictures, recordings, pages) that a stream holds, in its order."""
    if isinstance(value, kind):
        yield value
    elif isinstance(value, blocks.StreamValue):
        for child in value:
            yield from gather(child.value, kind)
    elif isinstance(value, dict):
        for part in value.values():
            yield from gather(part, kind)
    elif isinstance(value, blocks.list_block.ListValue):
        for part in value:
            yield from gather(part, kind)


def card_pages(value: Any) -> list[Page]:
    """The pages that a stream shows as cards or links to."""
    return list(gather(value, Page))


def fetch_lead_pictures(pages: Iterable[Page]) -> None:
    """Fetch the pictures of many pages, of whatever type, with two queries."""
    told = [page for page in pages if getattr(page, "lead_picture_id", None)]
    images = get_image_model().objects.in_bulk({page.lead_picture_id for page in told})
    for page in told:
        page.lead_picture = images[page.lead_picture_id]
    fetch_renditions(images.values())


@dataclass(frozen=True)
class Media:
    """The pictures and recordings of a page, fetched with as many queries for one as for sixty."""

    recordings: list[Recording]

    @classmethod
    def of(cls, page: Any, stream: Any, *recordings: Recording) -> "Media":
        found = [*gather(stream, Recording), *recordings]
        if found:
            prefetch_related_objects(found, "tracks", "poster")
        fetch_renditions(
            [
                page.lead_picture,
                getattr(page, "lead_portrait", None),
                *(recording.poster for recording in found),
                *gather(stream, get_image_model()),
            ]
        )
        return cls(found)


def cards(chosen: list[Page], *, in_language_of: Page) -> dict[int, Page]:
    """For each chosen page the one to show: live, and in the language of the page it stands on."""
    keys = {page.translation_key for page in chosen}
    if not keys:
        return {}
    told = Page.objects.filter(translation_key__in=keys).live().public()
    found = list(told.prefetch_related("locale").specific())
    here = {
        page.translation_key: page for page in found if page.locale_id == in_language_of.locale_id
    }
    same = {page.pk: page for page in found}
    shown = {page.pk: here.get(page.translation_key, same.get(page.pk)) for page in chosen}
    fetch_lead_pictures([page for page in shown.values() if page])
    return {pk: page for pk, page in shown.items() if page}


def shared_texts(stream: Any, *, in_language_of: Page) -> dict[int, SharedText]:
    """For each shared text of a stream its wording in the language of a page, else as chosen."""
    chosen = list(gather(stream, SharedText))
    if all(text.locale_id == in_language_of.locale_id for text in chosen):
        return {text.pk: text for text in chosen}
    found = SharedText.objects.filter(
        translation_key__in={text.translation_key for text in chosen},
        locale_id=in_language_of.locale_id,
    )
    here = {text.translation_key: text for text in found}
    return {text.pk: here.get(text.translation_key, text) for text in chosen}
