"""Many pages at once below one page: a few statements where the tree would take dozens for each.

For samples only. No signal is sent, so nothing follows from these pages by itself: no revision, no
search index, no facts written. Whoever plants them writes what belongs to them.
"""

from collections.abc import Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import router
from django.db.models import F
from django.utils import timezone
from wagtail.models import Page

AT_ONCE = 200


def plant(parent: Page, pages: Sequence[Any]) -> None:
    """Make these pages, all of one type, live children of `parent`; their keys are set then."""
    if not pages:
        return
    parent = Page.objects.get(pk=parent.pk)
    page_type = type(pages[0])
    _place(parent, pages, ContentType.objects.get_for_model(page_type))
    names = [field.attname for field in Page._meta.local_concrete_fields if field.name != "id"]
    roots = [Page(**{name: getattr(page, name) for name in names}) for page in pages]
    for page, root in zip(pages, Page.objects.bulk_create(roots, AT_ONCE), strict=True):
        page.pk = page.page_ptr_id = page.id = root.pk
    _add_own_columns(page_type, pages)
    Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + len(pages))


def connect(through: Any, source: str, target: str, pairs: Sequence[tuple[int, int]]) -> None:
    """Write the rows of a choice of other rows: (page or row, what it has chosen)."""
    rows = [through(**{f"{source}_id": one, f"{target}_id": other}) for one, other in pairs]
    through.objects.bulk_create(rows, AT_ONCE)


def _place(parent: Page, pages: Sequence[Any], content_type: ContentType) -> None:
    last = parent.get_last_child()
    step = Page._str2int(last.path[-Page.steplen :]) if last else 0
    now = timezone.now()
    for number, page in enumerate(pages, start=step + 1):
        page.path = Page._get_path(parent.path, parent.depth + 1, number)
        page.depth, page.numchild = parent.depth + 1, 0
        page.url_path = f"{parent.url_path}{page.slug}/"
        page.locale_id, page.content_type = parent.locale_id, content_type
        page.draft_title, page.live = page.title, True
        page.first_published_at = page.last_published_at = now


def _add_own_columns(page_type: type[Page], pages: Sequence[Any]) -> None:
    """Django's bulk_create refuses models with parents; the parents are there already."""
    manager = page_type._base_manager
    fields = page_type._meta.local_concrete_fields
    database = router.db_for_write(page_type)
    for first in range(0, len(pages), AT_ONCE):
        manager._insert(pages[first : first + AT_ONCE], fields=fields, using=database)
