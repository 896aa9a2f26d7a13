"""What is known of whoever has an e-mail address: every row, every column, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry

from events.delegate import Delegate
from events.invitation import Invitation
from events.outbox import Letter
from events.own_calendar import OwnCalendar
from events.registration import Registration
from events.speaker import Speaker

# Secrets as hashes and numbers of our own: they say nothing about anybody.
HIDDEN = {"id", "uuid", "key_hash", "number_hash", "key_number", "told", "claim", "fingerprint"}


@dataclass(frozen=True)
class Known:
    """One row: what it is, what it says, and where to change it if not here."""

    what: str
    values: list[tuple[str, str]]
    change_url: str = ""
    kind: str = ""
    """The model, by which rows are counted."""


def known_of(email: str) -> list[Known]:
    """All that is known, in the active language; nothing of what was forgotten already."""
    people = registrations_of(email)
    found = [_row(one) for one in people.select_related("occurrence__event")]
    for relation in relations_of_registrations():
        rows = relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": people})
        found += [_row(row) for row in rows]
    found += [_row(one) for one in invitations_of(email)]
    found += [_row(one) for one in _of_invitations(email)]
    found += [_row(one) for one in OwnCalendar.objects.filter(email__iexact=email)]
    return [*found, *_history(people), *_elsewhere(email, people)]


def registrations_of(email: str) -> Any:
    """Registrations with this address, also as an organisation typed it that named them."""
    named = Delegate.objects.filter(email__iexact=email).values("registration")
    rows = Registration.objects.filter(forgotten_at=None)
    return rows.filter(Q(email__iexact=email) | Q(pk__in=named)).order_by("created_at", "pk")


def invitations_of(email: str) -> Any:
    """Invitations that were sent to this address."""
    return Invitation.objects.filter(email__iexact=email, forgotten_at=None)


def relations_of_registrations() -> list[Any]:
    """All relations by which rows of any model belong to a registration."""
    relations = Registration._meta.related_objects
    return [one for one in relations if not one.many_to_many and one.related_model is not None]


def _of_invitations(email: str) -> Any:
    return Letter.objects.filter(invitation__in=invitations_of(email))


def _row(row: Any) -> Known:
    meta = row._meta
    fields = [field for field in meta.concrete_fields if _is_told(field)]
    told = [(_label(field), _value(row, field)) for field in fields]
    told += [
        (_label(field), ", ".join(map(str, getattr(row, field.name).all())))
        for field in meta.many_to_many
    ]
    return Known(
        what=str(capfirst(meta.verbose_name)),
        values=[(label, value) for label, value in told if value],
        kind=meta.model_name,
    )


def _is_told(field: Any) -> bool:
    """Not who of the team did something: that is about somebody else."""
    target = field.remote_field.model if field.remote_field else None
    is_team = target is not None and target._meta.label == settings.AUTH_USER_MODEL
    return field.name not in HIDDEN and not is_team and target is not Registration


def _label(field: Any) -> str:
    return str(capfirst(field.verbose_name))


def _value(row: Any, field: Any) -> str:
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    value = getattr(row, field.name)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        return formats.date_format(timezone.localtime(value), "DATETIME_FORMAT")
    return "" if value in (None, "", [], {}) else str(value)


def _history(people: Any) -> list[Known]:
    """What the team did with these registrations."""
    kind = ContentType.objects.get_for_model(Registration)
    keys = [str(key) for key in people.values_list("pk", flat=True)]
    deeds = ModelLogEntry.objects.filter(content_type=kind, object_id__in=keys)
    return [
        Known(
            what=_("In the history of the admin"),
            values=[
                (
                    formats.date_format(timezone.localtime(one.timestamp), "DATETIME_FORMAT"),
                    str(one.formatter.format_message(one) if one.formatter else one.action),
                ),
            ],
            kind="modellogentry",
        )
        for one in deeds
    ]


# What is kept elsewhere and changed there


def _elsewhere(email: str, people: Any) -> Iterator[Known]:
    """Accounts, and speakers of the same name; shown, and where they are changed."""
    for user in get_user_model().objects.filter(email__iexact=email):
        roles = user.represents.select_related("organisation")
        yield Known(
            what=_("Account"),
            values=[
                (_("User name"), user.get_username()),
                (_("Name"), user.get_full_name()),
                (_("Represents"), ", ".join(str(one.organisation) for one in roles)),
            ],
            change_url=reverse("wagtailusers_users:edit", args=[user.pk]),
            kind="user",
        )
    names = [name for name in people.values_list("name", flat=True) if name]
    for speaker in Speaker.objects.filter(name__in=names):
        yield Known(
            what=_("Speaker of the same name, perhaps the same person"),
            values=[(_("Name"), str(speaker))],
            change_url=reverse("speaker:edit", args=[speaker.pk]),
            kind="speaker",
        )
