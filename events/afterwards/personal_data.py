"""A person's request: what is known of them as text or JSON, and all of it erased."""

from collections import Counter
from functools import partial
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from events import sign_up
from events.busy import in_one_go
from events.data_request import DataRequest
from events.delegate import Delegate
from events.outbox import Letter
from events.own_calendar import OwnCalendar
from events.registration import Registration

from .forgetting import forget
from .known import Known, invitations_of, known_of, registrations_of


def show(email: str, *, user: Any = None) -> list[Known]:
    """All that is known; that somebody looked is kept, and not at whom."""
    found = known_of(email)
    _keep_trace(DataRequest.Kind.SHOWN, found, user)
    return found


def erase(email: str, *, user: Any = None) -> Counter[str]:
    """Forget everything but accounts and speakers; the answer says how many rows of what.

    Whoever still comes somewhere is cancelled with it, without a letter, and the seats go to
    those who wait. All of it happens or, with Busy, nothing.
    """
    return in_one_go(partial(_erase, email, user))


def _erase(email: str, user: Any) -> Counter[str]:
    for registration in still_active(email):
        sign_up.cancel(registration, tell=False)
    found = known_of(email)
    forget(registrations_of(email))
    _forget_contact(email)
    Delegate.objects.filter(email__iexact=email).update(name="", email="")
    OwnCalendar.objects.filter(email__iexact=email).delete()
    Letter.objects.filter(error__icontains=email).update(error="")
    _keep_trace(DataRequest.Kind.ERASED, found, user)
    return _counts(found)


def still_active(email: str) -> list[Registration]:
    """Registrations that hold seats, or wait for them, at dates that are not over."""
    rows = registrations_of(email).filter(Q(occurrence__ends_at__gt=timezone.now()))
    return list(rows.active().select_related("occurrence__event"))


def _forget_contact(email: str) -> None:
    """The organisation stays invited; nobody has its address any more, and old links are dead."""
    for invitation in invitations_of(email):
        Letter.objects.filter(invitation=invitation).delete()
        invitation.email, invitation.own_line = "", ""
        invitation.key_number += 1
        invitation.give_key()
        fields = ["email", "own_line", "key_number", "key_hash"]
        invitation.save(update_fields=fields)


def _keep_trace(kind: str, found: list[Known], user: Any) -> None:
    DataRequest.objects.create(kind=kind, done_by=user, counts=dict(_counts(found)))


def _counts(found: list[Known]) -> Counter[str]:
    return Counter(one.kind for one in found)


def as_data(email: str, found: list[Known]) -> dict[str, Any]:
    """For machines: what JSON can hold."""
    return {
        "address": email,
        "asked_at": timezone.now().isoformat(timespec="seconds"),
        "known": [{"what": one.what, "values": dict(one.values)} for one in found],
    }


def as_text(found: list[Known]) -> str:
    """For people: each row as a paragraph."""
    if not found:
        return _("Nothing is known.")
    parts = (
        "\n".join([one.what, *(f"  {label}: {value}" for label, value in one.values)])
        for one in found
    )
    return "\n\n".join(parts)
