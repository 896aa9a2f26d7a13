"""What a letter is about: whose words, facts and addresses its text draws on."""

from typing import Any

from events.invitation_subject import InvitationSubject
from events.occurrence import Occurrence
from events.outbox import Letter
from events.remembering import once
from events.subject import Subject


def subject_of(letter: Letter) -> Any:
    """The registration, or the invitation, told in the active language."""
    if letter.invitation is not None:
        return InvitationSubject(letter.invitation)
    letter.registration.occurrence = _date(letter.registration.occurrence_id)
    return Subject(letter.registration)


@once
def _date(pk: int) -> Occurrence:
    """The same for all who come to it, with what was looked up of its event."""
    with_event = Occurrence.objects.select_related("event").prefetch_related("event__topics")
    return with_event.get(pk=pk)
