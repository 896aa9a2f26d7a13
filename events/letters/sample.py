"""A letter as it would be: for the team to read before anybody gets it.

The rows it takes are written and taken back, so that it says what a real letter says; nothing of
it stays, and nothing leaves.
"""

from typing import Any

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from events.delegate import Delegate
from events.event import Event
from events.invitation import Invitation
from events.mailing import Mailing
from events.occurrence import Occurrence
from events.outbox import Kind, Letter, NotNeeded
from events.own_wording import OwnWording
from events.registration import Registration
from stakeholders.organisation import Organisation

from .about import subject_of
from .own_words import said_by
from .parts import Wording
from .placeholders import TO_ORGANISATIONS, values_of
from .registry import LETTERS

ADDRESS = "sample@example.org"
TO_DELEGATES = (Kind.NAMED, Kind.NO_LONGER_NAMED)


def sample(
    kind: str,
    language: str,
    *,
    own: OwnWording | None = None,
    mailing: Mailing | None = None,
) -> Wording | None:
    """What a letter of this kind says in this language; nothing where there is no event to tell of.

    With the team's own words where they are given, saved or not.
    """
    occurrence = _occurrence(mailing)
    if occurrence is None:
        return None
    with transaction.atomic(), translation.override(language):
        try:
            return _said(kind, occurrence, language, own, mailing)
        finally:
            transaction.set_rollback(True)


def _occurrence(mailing: Mailing | None) -> Occurrence | None:
    if mailing is not None:
        event, key = mailing.event, mailing.chosen.get("occurrence")
        chosen: Occurrence | None = event.occurrences.filter(pk=key).first() if key else None
        return chosen or event.next_occurrence
    told = Event.objects.filter(pages__live=True, is_registration_needed=True)
    dates = Occurrence.objects.taking_place().filter(event__in=told).select_related("event")
    return dates.upcoming().order_by("starts_at").first() or dates.order_by("-starts_at").first()


def _said(
    kind: str,
    occurrence: Occurrence,
    language: str,
    own: OwnWording | None,
    mailing: Mailing | None,
) -> Wording | None:
    if kind == Kind.EVENT_CANCELLED:
        Occurrence.objects.filter(pk=occurrence.pk).update(status=occurrence.event.Status.CANCELLED)
    letter = _letter(kind, occurrence, language)
    if letter is None:
        return None
    letter.mailing = mailing
    for state in Registration.State.values if letter.registration else ("",):
        if letter.registration is not None:
            _put_into(letter.registration, state)
        subject = subject_of(letter)
        try:
            words = LETTERS[kind](letter, subject)
        except NotNeeded:
            continue
        may_be_own = own is not None and words.has_own_words
        return said_by(own, words, values_of(letter, subject)) if own and may_be_own else words
    return None


def _put_into(registration: Registration, state: str) -> None:
    """As somebody in this state is: only who is asked to confirm has an unconfirmed address."""
    registration.state = state
    is_held = state == Registration.State.HELD
    registration.address_confirmed_at = None if is_held else timezone.now()
    registration.position = 1 if state == Registration.State.WAITING else None
    registration.save()


def _letter(kind: str, occurrence: Occurrence, language: str) -> Letter | None:
    organisation = Organisation.objects.first()
    if organisation is None and kind in (*TO_ORGANISATIONS, *TO_DELEGATES):
        return None
    if organisation is not None and kind in TO_ORGANISATIONS:
        invitation = _invitation(occurrence, organisation, language)
        answer = Invitation.Answer.COMES if kind == Kind.INVITATION_ANSWERED else ""
        invitation.answer = answer
        return Letter(invitation=invitation, kind=kind, number=1, details={"answer": answer})
    registration = Registration.objects.create(
        occurrence=occurrence,
        name=_("The person's name"),
        organisation=_("Organisation"),
        email=ADDRESS,
        language=language,
        state=Registration.State.HELD,
        hold_until=timezone.now(),
    )
    details: dict[str, Any] = {"registrations": [registration.pk]}
    if organisation is not None and kind in TO_DELEGATES:
        delegate = Delegate.objects.create(
            invitation=_invitation(occurrence, organisation, language),
            registration=registration,
            name=registration.name,
            email=ADDRESS,
        )
        details["delegate"] = delegate.pk
    return Letter(registration=registration, kind=kind, number=1, details=details)


def _invitation(occurrence: Occurrence, organisation: Organisation, language: str) -> Invitation:
    return Invitation.objects.create(
        event=occurrence.event,
        occurrence=occurrence,
        organisation=organisation,
        seats=2,
        email=ADDRESS,
        language=language,
    )
