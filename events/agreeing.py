"""A delegate's own answer: whether they come for the organisation that named them."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.utils import timezone

from . import capacity, conf, sign_up
from .busy import in_one_go
from .delegate import Delegate
from .invitation import claim
from .registration import Registration


def open_naming(registration: Registration) -> Delegate | None:
    """Who asks this person to come for them, and has no answer yet."""
    rows = registration.named_by.counted().filter(agreed_at=None)
    found: Delegate | None = rows.select_related(
        "invitation__organisation", "invitation__event", "registration__occurrence__event"
    ).first()
    return found


def agree(delegate: Delegate) -> bool:
    """They come for the organisation, and we may keep what they tell us. True if it was news."""
    return at_the_gate(delegate, partial(_agree, delegate))


def _agree(delegate: Delegate) -> bool:
    now = timezone.now()
    mine = Delegate.objects.counted().filter(pk=delegate.pk, agreed_at=None)
    if not mine.exists() or not claim(delegate.invitation):
        return False
    Delegate.objects.filter(pk=delegate.pk).update(agreed_at=now)
    registration = Registration.objects.filter(pk=delegate.registration_id)
    registration.update(invitation=delegate.invitation_id)
    # Nobody comes for two organisations.
    others = Delegate.objects.filter(registration=delegate.registration_id).exclude(pk=delegate.pk)
    others.filter(declined_at=None).update(declined_at=now)
    if not delegate.had_seat:
        registration.filter(consent_at=None).update(
            consent_version=conf.consent_version(),
            consent_language=conf.active_language(),
            consent_at=now,
        )
    _take_the_seat(delegate.registration)
    return True


def _take_the_seat(registration: Registration) -> None:
    """Who says that they come has confirmed the address, and accepts a seat that is offered."""
    registration.refresh_from_db()
    if registration.must_confirm:
        sign_up.confirm(registration)
    elif registration.state == Registration.State.OFFERED:
        sign_up.accept(registration)


def decline(delegate: Delegate) -> bool:
    """They do not come for the organisation; what they had signed up for by themselves stays."""
    return at_the_gate(delegate, partial(_decline, delegate))


def _decline(delegate: Delegate) -> bool:
    mine = Delegate.objects.named().filter(pk=delegate.pk, declined_at=None)
    if not mine.update(declined_at=timezone.now(), agreed_at=None):
        return False
    if delegate.brought_the_seat:
        return sign_up.cancel(delegate.registration)
    comes_for_nobody(delegate)
    return True


def comes_for_nobody(delegate: Delegate) -> None:
    own = Registration.objects.filter(pk=delegate.registration_id)
    own.filter(invitation=delegate.invitation_id).update(invitation=None)


def at_the_gate(delegate: Delegate, deed: Callable[[], Any]) -> Any:
    gate = capacity.gate_of(delegate.registration.occurrence)

    def in_order() -> Any:
        capacity.lock([gate])
        return deed()

    return in_one_go(in_order)
