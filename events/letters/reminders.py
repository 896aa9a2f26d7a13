"""The letter before a date begins."""

from django.utils.translation import gettext as _

from events.outbox import Kind, Letter, NotNeeded
from events.registration import Registration
from events.reminding import start_told
from events.subject import Subject, calendar_file

from .parts import Say, Wording, needs, still_ahead

State = Registration.State


def reminder(letter: Letter, subject: Subject) -> Wording:
    needs(letter, State.CONFIRMED)
    still_ahead(subject.occurrence)
    if letter.details.get("start") not in {None, start_told(subject.occurrence)}:
        raise NotNeeded
    return Wording(
        subject=_("Soon: %(title)s") % {"title": subject.title},
        opening=[_("The event for which you are registered begins soon.")],
        facts=subject.own_facts(),
        action=(_("See, change or cancel"), subject.own_url),
        notes=[_("If you cannot come, please give your seat back there: somebody may be waiting.")],
        calendar=calendar_file(subject),
    )


LETTERS: dict[str, Say] = {
    Kind.REMINDER: reminder,
}
