"""The role that somebody of the team has at one event, and what it lets them do there."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .event import Event


class EventRole(models.Model):
    """What somebody may do at one event who may not do it at all events."""

    class Kind(models.TextChoices):
        LEAD = "lead", _("in charge: may do everything at this event")
        DOOR = "door", _("at the door: checks people in at this event")
        VIEWER = "viewer", _("looks on: sees who comes to this event")

    GRANTS: ClassVar[dict[str, frozenset[str]]] = {
        Kind.DOOR: frozenset({"check_in_checkin"}),
        Kind.VIEWER: frozenset({"view_registration"}),
    }
    """By kind, the permissions at the event; who is in charge has all but those of nobody."""
    OF_NOBODY: ClassVar[frozenset[str]] = frozenset(
        {"view_eventrole", "add_eventrole", "change_eventrole", "delete_eventrole"}
    )
    """Whoever has a role gives none: that is for those who may do it everywhere."""

    event = models.ForeignKey(
        Event, on_delete=models.CASCADE, related_name="roles", verbose_name=_("event")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="event_roles",
        verbose_name=_("user"),
        help_text=_("Needs the permission to enter the admin, too."),
    )
    kind = models.CharField(_("role"), max_length=20, choices=Kind)

    class Meta:
        ordering = ["event", "kind", "pk"]
        verbose_name = _("role at an event")
        verbose_name_plural = _("roles at events")
        constraints = [
            models.UniqueConstraint(fields=["event", "user"], name="one_role_per_event_and_user")
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_kind_display()}"

    def grants(self, permission: str) -> bool:
        if self.kind == self.Kind.LEAD:
            return permission not in self.OF_NOBODY
        return permission in self.GRANTS.get(self.kind, ())


def may(user: Any, permission: str, event: Event | int | None = None) -> bool:
    """Whether somebody has a permission of this app (`view_registration`) at an event.

    By their groups at all events, by a role at this one. Without an event: at all of them.
    """
    if not user.is_authenticated or not user.is_active:
        return False
    if user.has_perm(f"events.{permission}"):
        return True
    key = event.pk if isinstance(event, Event) else event
    return any(role.event_id == key and role.grants(permission) for role in roles_of(user))


def may_somewhere(user: Any, permission: str) -> bool:
    """Whether somebody has the permission at one event at least."""
    return may(user, permission) or bool(granted_at(user, permission))


def granted_at(user: Any, permission: str) -> list[int]:
    """The events at which a role grants it."""
    if not user.is_authenticated or not user.is_active:
        return []
    return [role.event_id for role in roles_of(user) if role.grants(permission)]


def roles_of(user: Any) -> list[EventRole]:
    """Asked for once per request: as long as the user's object lives."""
    if not hasattr(user, "_events_roles"):
        user._events_roles = list(EventRole.objects.filter(user_id=user.pk))
    found: list[EventRole] = user._events_roles
    return found
