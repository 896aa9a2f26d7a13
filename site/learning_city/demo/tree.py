"""The tree of pages: where a text becomes a page, and what loading again may change on it."""

import json
import math
from collections.abc import Callable
from functools import cache
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from modelcluster.models import get_all_child_relations
from wagtail.fields import StreamField
from wagtail.models import Locale, Page

from . import texts

NAMESPACE = uuid5(NAMESPACE_URL, "https://learning-city.example/demo")

Says = dict[str, Any]
Fill = Callable[[Any, Says, str], None]


def key_of(path: str, part: str = "") -> UUID:
    """The same on every machine: the translation key of a path's pages, or of a part of them."""
    return uuid5(NAMESPACE, f"{path}#{part}" if part else path)


@cache
def locale_id(language: str) -> int:
    found: int = Locale.objects.get(language_code=language).pk
    return found


def find(path: str, language: str) -> Any:
    """The page of a path in a language, wherever editors have moved it, or None."""
    pages = Page.objects.filter(
        translation_key=key_of(path), locale_id=locale_id(language), alias_of=None
    )
    return pages.select_related("latest_revision").specific().first()


def home_is_missing() -> bool:
    """Whether the demo has not been loaded yet."""
    return not Page.objects.filter(translation_key=key_of("home")).exists()


def nearest(path: str, language: str) -> Any:
    """The page in that language, else in the home language."""
    return find(path, language) or find(path, texts.HOME_LANGUAGE)


def put_all(page_type: type[Page], path: str, fill: Fill) -> None:
    """Write a page in each language that says something at this path."""
    for language in texts.languages_of(path):
        put(page_type, path, language, fill)


def put(page_type: type[Page], path: str, language: str, fill: Fill) -> None:
    """Write one page and publish it, so that its history begins.

    Again: only if our texts have changed, and never over an editor's change.
    """
    says = texts.text(path, language) or {}
    page = find(path, language)
    if page is None:
        page = page_type(translation_key=key_of(path), locale_id=locale_id(language), live=False)
        _lay(page, says, language, fill)
        _parent(path, language).add_child(instance=page)
        page.save_revision().publish()
    elif not _is_edited(page):
        before = _content(page)
        _lay(page, says, language, fill)
        if _content(page) != before:
            page.save_revision().publish()


def keep(manager: Any, item_type: type, key: UUID, **values: Any) -> Any:
    """The member of a page's list with this key, known or new, with these values."""
    known = {item.key: item for item in manager.all()}
    item = known.get(key) or item_type(key=key)
    for name, value in values.items():
        setattr(item, name, value)
    return item


def _parent(path: str, language: str) -> Page:
    if path == "home":
        return Page.objects.get(depth=1)
    section, name = path.split("/")
    above = "home" if section == "pages" or name == "index" else f"{section}/index"
    # The tree counts children: a parent that was read before its last child is not to be used.
    parent: Page = find(above, language)
    return parent


def _lay(page: Any, says: Says, language: str, fill: Fill) -> None:
    for name in ("title", "seo_title", "search_description"):
        setattr(page, name, says.get(name, ""))
    # Home pages are siblings, whose slugs no address shows but which must differ.
    page.slug = f"home-{language}" if page.translation_key == key_of("home") else says["slug"]
    fill(page, says, language)


def _is_edited(page: Any) -> bool:
    """Whether a person has changed it: what we write has no author."""
    return page.latest_revision is not None and page.latest_revision.user_id is not None


def _content(page: Any) -> dict[str, Any]:
    """All that a revision would hold; choices of other rows, and keys of blocks, have no order."""
    data: dict[str, Any] = page.serializable_data()
    _read_streams(type(page), data)
    for relation in get_all_child_relations(type(page)):
        members = data[relation.get_accessor_name()]
        for member in members:
            _read_streams(relation.related_model, member)
        # Where several share a place, PostgreSQL gives them in the order in which it finds them.
        members.sort(key=lambda member: (member.get("sort_order") or 0, member["pk"] or math.inf))
    return {name: _in_order(value) for name, value in data.items()}


def _read_streams(model: Any, data: dict[str, Any]) -> None:
    """PostgreSQL gives the parts of a block in another order than they were written in."""
    for field in model._meta.get_fields():
        if isinstance(field, StreamField):
            data[field.name] = json.loads(data[field.name])


def _in_order(value: Any) -> Any:
    """The same with the keys of chosen rows in order, also those of a list's members."""
    if isinstance(value, dict):
        return {name: _in_order(part) for name, part in value.items()}
    if isinstance(value, list):
        parts = [_in_order(part) for part in value]
        return sorted(parts) if all(isinstance(part, int) for part in parts) else parts
    return value
