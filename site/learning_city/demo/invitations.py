"""The sample invitations to gatherings: one answered, one open, one declined; nobody written to."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from events import capacity
from events.models import Delegate, EventPage, Invitation, Occurrence
from stakeholders.models import Organisation

from . import texts, tree
from .registrations import draft

DAYS_TO_ANSWER = 7
"""Before the gathering begins."""


def load_invitations() -> None:
    """Invite to each gathering to which nobody is invited yet."""
    for code, facts in texts.facts()["events"].items():
        wanted = facts.get("invitations", ())
        page = tree.find(f"events/{code}", texts.HOME_LANGUAGE) if wanted else None
        if not isinstance(page, EventPage) or page.facts is None:
            continue
        occurrence = page.facts.occurrences.order_by("starts_at").first()
        if occurrence is None or page.facts.invitations.exists():
            continue
        for one in wanted:
            _invite(occurrence, one)


def _invite(occurrence: Occurrence, facts: dict[str, Any]) -> None:
    host = tree.find(f"stakeholders/{facts['organisation']}", texts.HOME_LANGUAGE)
    organisation: Organisation = host.facts
    now = timezone.now()
    invitation = Invitation.objects.create(
        event=occurrence.event,
        occurrence=occurrence,
        organisation=organisation,
        email=f"{facts['organisation']}@sample.example",
        language=facts["language"],
        seats=facts["seats"],
        answer_by=occurrence.starts_at - timedelta(days=DAYS_TO_ANSWER),
        own_line=facts.get("own_line", ""),
        answer=facts.get("answer", ""),
        answered_at=now if facts.get("answer") else None,
    )
    for number in range(facts.get("delegates", 0)):
        _name(invitation, occurrence, number)


def _name(invitation: Invitation, occurrence: Occurrence, number: int) -> None:
    """A role, no person: the first has confirmed, the others have not yet."""
    if capacity.take(capacity.pools_for(occurrence), seats=1) is not None:
        return
    person = draft(occurrence, number, language=invitation.language)
    person.name = f"Delegate {number + 1} (sample)"
    person.email = f"delegate-{number + 1}@sample.example"
    person.organisation = str(invitation.organisation)
    person.invitation = invitation
    if number:
        person.state, person.address_confirmed_at = person.State.HELD, None
        person.hold_until = invitation.answer_by
        person.consent_version, person.consent_language, person.consent_at = "", "", None
    person.save(force_insert=True)
    Delegate.objects.create(
        invitation=invitation,
        registration=person,
        name=person.name,
        email=person.email,
        language=person.language,
        answer_by=invitation.answer_by,
        agreed_at=person.address_confirmed_at,
    )
