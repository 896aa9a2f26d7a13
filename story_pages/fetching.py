"""What a page shows besides itself, fetched at once: pictures, recordings, cards, shared texts."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from django.db.models import F, Q, Window, prefetch_related_objects
from django.db.models.functions import Length, RowNumber, Substr
from wagtail import blocks
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.rich_text import RichText

from .elements.cards import MOST, CardsValue
from .pictures import fetch_renditions
from .recording import Recording
from .shared_text import SharedText

NEVER = datetime.min.replace(tzinfo=UTC)


class Held(list[Any]):
    """Everything that stands in a value, however deep, in its order: for who asks several times."""


def hold(value: Any) -> Held:
    """Look through a stream, or a value of it, once."""
    if isinstance(value, Held):
        return value
    held, waiting = Held(), [value]
    while waiting:
        one = waiting.pop()
        held.append(one)
        if parts := _parts_of(type(one)):  # type: ignore[arg-type]  # classes are hashable
            waiting += reversed(parts(one))
    return held


def gather(value: Any, kind: type | tuple[type, ...]) -> list[Any]:
    """Everything of a kind (pictures, recordings, pages) that a stream holds, in its order.

    In what is found there may be more: a picture with points is credited, and so is each of them.
    """
    return [one for one in hold(value) if isinstance(one, kind)]


@cache
def _parts_of(kind: type) -> Callable[[Any], list[Any]] | None:
    """How to see what stands in a value; nothing for words, numbers, rows and other leaves."""
    if issubclass(kind, blocks.StreamValue):
        return lambda stream: [child.value for child in stream]
    if issubclass(kind, dict):
        return lambda struct: list(struct.values())
    return list if issubclass(kind, blocks.list_block.ListValue) else None


def texts(value: Any) -> list[str]:
    """All words of a stream, rich ones as HTML."""
    held = hold(value)
    return [*gather(held, str), *(text.source for text in gather(held, RichText))]


def card_pages(value: Any) -> list[Page]:
    """The pages that a stream shows as cards or links to."""
    return gather(value, Page)


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
    images: list[Any]

    @classmethod
    def of(cls, page: Any, stream: Any, *recordings: Recording) -> "Media":
        found = [*gather(stream, Recording), *recordings]
        if found:
            prefetch_related_objects(found, "tracks", "further_sources", "poster")
        shown = [
            page.lead_picture,
            getattr(page, "lead_portrait", None),
            *(recording.poster for recording in found),
            *gather(stream, get_image_model()),
        ]
        images = [image for image in shown if image is not None]
        fetch_renditions(images)
        return cls(found, images)

    @property
    def has_sound(self) -> bool:
        """Whether there is any; films behind the words are silent."""
        return any(recording.type == "audio" for recording in self.recordings)


def cards(chosen: list[Page], *, in_language_of: Page) -> dict[int, Page]:
    """For each chosen page the one to show: live, and in the language of the page it stands on."""
    keys = {page.translation_key for page in chosen}
    if not keys:
        return {}
    found = _of_their_types(Page.objects.filter(translation_key__in=keys).live().public())
    here = {
        page.translation_key: page for page in found if page.locale_id == in_language_of.locale_id
    }
    same = {page.pk: page for page in found}
    shown = {page.pk: here.get(page.translation_key, same.get(page.pk)) for page in chosen}
    fetch_lead_pictures([page for page in shown.values() if page])
    return {pk: page for pk, page in shown.items() if page}


def fetch_newest(stream: Any, cards: dict[int, Page], *, not_this: Page) -> None:
    """Give all cards of a stream that show what stands below a page those pages, at once."""
    wanted = [
        (value, cards[value["children_of"].pk])
        for value in gather(stream, CardsValue)
        if value.get("children_of") and value["children_of"].pk in cards
    ]
    if not wanted:
        return
    below = _below({parent for _value, parent in wanted}, not_this)
    chosen = [(value, _chosen(below, value, parent)) for value, parent in wanted]
    each = {page.pk: page for _value, pages in chosen for page in pages}
    found = {page.pk: page for page in _of_their_types(each.values())}
    fetch_lead_pictures(found.values())
    for value, pages in chosen:
        value.children = tuple(found[page.pk] for page in pages)


def _below(parents: set[Page], not_this: Page) -> list[Page]:
    """Of each parent so many children that all orders have enough, in their order."""
    is_child = Q()
    for parent in parents:
        is_child |= Q(path__startswith=parent.path, depth=parent.depth + 1)
    siblings = Substr("path", 1, Length("path") - Page.steplen)
    newest = Window(
        RowNumber(), partition_by=siblings, order_by=F("first_published_at").desc(nulls_last=True)
    )
    first = Window(RowNumber(), partition_by=siblings, order_by="path")
    children = Page.objects.filter(is_child).live().public().exclude(pk=not_this.pk)
    ranked = children.annotate(newest=newest, first=first)
    return list(ranked.filter(Q(newest__lte=MOST) | Q(first__lte=MOST)).order_by("path"))


def _chosen(below: list[Page], value: CardsValue, parent: Page) -> list[Page]:
    pages = [page for page in below if page.path[: -Page.steplen] == parent.path]
    if value.is_newest:
        pages.sort(key=lambda page: page.first_published_at or NEVER, reverse=True)
    return pages[: value.number]


def _of_their_types(pages: Any) -> list[Page]:
    """Each as what it is, with what its card shows: its type fetches that by `with_card`."""
    kinds: dict[type[Page], list[int]] = {}
    for page in pages:
        kinds.setdefault(page.specific_class or Page, []).append(page.pk)
    found: list[Page] = []
    for kind, keys in kinds.items():
        told = kind._default_manager.filter(pk__in=keys).select_related("locale")
        found += told.with_card() if hasattr(told, "with_card") else told
    return found


def shared_texts(stream: Any, *, in_language_of: Page) -> dict[int, SharedText]:
    """For each shared text of a stream its wording in the language of a page, else as chosen."""
    chosen = gather(stream, SharedText)
    if all(text.locale_id == in_language_of.locale_id for text in chosen):
        return {text.pk: text for text in chosen}
    keys = {text.translation_key for text in chosen}
    found = SharedText.objects.filter(translation_key__in=keys).select_related("locale")
    here = {
        text.translation_key: text for text in found if text.locale_id == in_language_of.locale_id
    }
    same = {text.pk: text for text in found}
    shown = {text.pk: same.get(text.pk, text) for text in chosen}
    return {pk: here.get(text.translation_key, text) for pk, text in shown.items()}
