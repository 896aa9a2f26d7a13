"""Rows that a database may give in any order have one that ties do not shake."""

from typing import Any

import pytest
from django.apps import apps
from django.db.models import UniqueConstraint
from wagtail.models import Orderable

from stakeholders.in_order import InOrder

OURS = {"events", "stakeholders", "story_pages", "home"}
MODELS = [model for model in apps.get_models() if model._meta.app_label in OURS]


def without_equals(model: Any) -> bool:
    """Whether no two rows that are listed together stand at the same place."""
    order = {name.removeprefix("-") for name in model._meta.ordering}
    unique = [{field.name} for field in model._meta.fields if field.unique]
    for constraint in model._meta.constraints:
        if isinstance(constraint, UniqueConstraint) and not constraint.condition:
            fields = [model._meta.get_field(name) for name in constraint.fields]
            unique.append({field.name for field in fields if not field.remote_field})
    is_made_so = issubclass(model, InOrder) or "pk" in order
    return is_made_so or any(names and names <= order for names in unique)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_rows_that_are_equal_in_order_stay_as_they_were_made(model: type[Any]) -> None:
    assert not model._meta.ordering or without_equals(model)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_what_an_editor_puts_in_order_is_given_in_that_order(model: type[Any]) -> None:
    """In memory equals stay as they were put, in the database as they were made."""
    if issubclass(model, Orderable):
        given = model._default_manager.get_queryset().query.order_by
        assert (model._meta.ordering, given) == (["sort_order"], ("sort_order", "pk"))
