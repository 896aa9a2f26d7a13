"""What a draft or an old revision names although its row is gone since.

modelcluster makes empty what may become empty by itself and cannot read the rest: a key that
protects its row, such as a kind, protects it for as long as a page or a row holds it. What is only
drafted protects nothing.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import CASCADE, DO_NOTHING, SET_NULL, ForeignKey
from modelcluster.models import get_all_child_relations

_READABLE = (CASCADE, SET_NULL, DO_NOTHING)
_OF_EACH_PAGE = {"locale", "content_type"}


def without_gone(model: Any, content: dict[str, Any]) -> dict[str, Any]:
    """The same content, with nothing in place of what is gone, also in the members of lists."""
    return _all_without_gone(model, [content])[0]


def refuse_gone(model: Any, content: dict[str, Any]) -> None:
    """For where nobody looks at what is left."""
    if without_gone(model, content) != content:
        raise ValidationError("It names rows that are gone.")


def _all_without_gone(model: Any, contents: list[dict[str, Any]]) -> list[dict[str, Any]]:
    kept = [dict(content) for content in contents]
    for field in model._meta.concrete_fields:
        if _can_be_gone(field):
            _empty_where_gone(field, kept)
    for relation in get_all_child_relations(model):
        name = relation.get_accessor_name()
        for content in kept:
            if content.get(name):
                content[name] = _all_without_gone(relation.related_model, content[name])
    return kept


def _can_be_gone(field: Any) -> bool:
    """What a page cannot be without (its language and type) goes with the page alone."""
    is_read_by_others = not isinstance(field, ForeignKey) or field.name in _OF_EACH_PAGE
    return not is_read_by_others and field.remote_field.on_delete not in _READABLE


def _empty_where_gone(field: Any, contents: list[dict[str, Any]]) -> None:
    naming = [content for content in contents if content.get(field.name) is not None]
    if not naming:
        return
    key = field.target_field
    named = {key.to_python(content[field.name]) for content in naming}
    rows = field.related_model._default_manager.filter(**{f"{key.name}__in": named})
    known = set(rows.values_list(key.name, flat=True))
    for content in naming:
        if key.to_python(content[field.name]) not in known:
            content[field.name] = None
