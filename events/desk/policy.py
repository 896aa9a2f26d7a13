"""Who of the team may do what at the desk: by their groups everywhere, by a role at one event."""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Q
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import policy_registry

from events.call import Call
from events.event import Event
from events.outbox import Letter
from events.registration import Registration
from events.role import granted_at, may, may_somewhere
from stakeholders.permissions import WrittenByPages


class DeskPolicy(ModelPermissionPolicy):
    """Nobody adds or edits by a form: seats are counted by the deeds alone."""

    REFUSED = frozenset({"add", "change", "delete", "publish"})

    def __init__(self, model: Any, *, event: str, or_event: str = "") -> None:
        super().__init__(model)
        self.lookups = [lookup for lookup in (event, or_event) if lookup]
        """How the event is found from a row."""

    def permission(self, action: str) -> str:
        return f"{action}_{self.model._meta.model_name}"

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action not in self.REFUSED and may_somewhere(user, self.permission(action))

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        if action in self.REFUSED:
            return False
        allowed = self.instances_user_has_any_permission_for(user, [action])
        return bool(allowed.filter(pk=instance.pk).exists())

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> Any:
        asked = [self.permission(action) for action in actions if action not in self.REFUSED]
        rows = self.model._default_manager.all()
        if any(may(user, permission) for permission in asked):
            return rows
        events = {key for permission in asked for key in granted_at(user, permission)}
        at_events = [Q(**{f"{lookup}__in": events}) for lookup in self.lookups]
        return rows.filter(reduce(or_, at_events))


def visible(user: Any, model: type[models.Model]) -> Any:
    """The rows that somebody may see."""
    policy = policy_registry.get_by_type(model)
    return policy.instances_user_has_any_permission_for(user, ["view"])


def demand(user: Any, permission: str, event: Event | int | None) -> None:
    """For views: 403 for who may not do this at the event."""
    if not may(user, permission, event):
        raise PermissionDenied


def register_policies() -> None:
    """Called when the app is ready."""
    desk = {
        Registration: DeskPolicy(Registration, event="occurrence__event"),
        Letter: DeskPolicy(
            Letter, event="registration__occurrence__event", or_event="invitation__event"
        ),
    }
    for model, policy in desk.items():
        policy_registry.register(model, value=policy)
    for row in (Event, Call):
        policy_registry.register(row, value=WrittenByPages(row))
