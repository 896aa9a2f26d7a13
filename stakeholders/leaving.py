"""What becomes of facts when a page that says them is deleted."""

from typing import Any

from django.db.models import Q

from .facts import home_pages, take_back


def leave(page: Any) -> None:
    """A page of a row was deleted: another language becomes the home, or the row goes too.

    A row that others still need (an event with registrations) stays without a page.
    """
    row = page.facts_model().objects.filter(pk=page.facts_id).first()
    if row is None:
        return
    if not row.pages.exists():
        if row.may_be_forgotten():
            row.delete()
        return
    if home_pages(row).exists():
        return
    heir = _heir(row)
    if heir is not None:
        _move_home(row, heir)


def _heir(row: Any) -> Any:
    """A translation before a former alias, which has another key; what is public before drafts."""
    pages = row.pages.filter(alias_of=None)
    return (
        pages.filter(translation_key=row.page_key).order_by("-live", "pk").first()
        or pages.order_by("-live", "pk").first()
    )


def _move_home(row: Any, heir: Any) -> None:
    """Make `heir` the home; page and drafts may hold facts from long ago: they take the row's."""
    row.home_locale = heir.locale
    row.page_key = heir.facts_key
    row.save(update_fields=["home_locale", "page_key"])
    for revision in heir.revisions.filter(
        Q(pk=heir.latest_revision_id) | Q(approved_go_live_at__isnull=False)
    ):
        draft = revision.as_object()
        take_back(draft, row, complete=True)
        revision.content = draft.serializable_data()
        revision.save(update_fields=["content"])
    take_back(heir, row, complete=True)
    heir.save(clean=False)
