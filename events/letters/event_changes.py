"""Letters of an event that is moved, postponed or cancelled."""

from django.utils.translation import gettext as _

from events.outbox import Kind, Letter, NotNeeded
from events.registration import Registration
from events.subject import Subject, calendar_file

from .parts import Say, Wording, needs

State = Registration.State


def event_changed(letter: Letter, subject: Subject) -> Wording:
    needs(letter, *Registration.ACTIVE)
    if subject.occurrence.is_cancelled:
        raise NotNeeded
    if subject.occurrence.is_postponed:
        opening = [
            _("The event is postponed. The new date is not known yet."),
            _("Your registration stays. We write as soon as there is a date."),
        ]
    else:
        opening = [
            _("Time or place of the event changed. This is what holds now."),
            _("Your registration stays. If you cannot come, please give your seat back."),
        ]
    return Wording(
        subject=_("Changed: %(title)s") % {"title": subject.title},
        opening=opening,
        has_own_words=not subject.occurrence.is_postponed,
        facts=subject.own_facts(),
        action=(_("See, change or cancel"), subject.own_url),
        calendar=calendar_file(subject),
    )


def event_cancelled(letter: Letter, subject: Subject) -> Wording:
    needs(letter, *Registration.ACTIVE)
    if not subject.occurrence.is_cancelled:
        raise NotNeeded
    return Wording(
        subject=_("Cancelled: %(title)s") % {"title": subject.title},
        opening=[_("The event does not take place. We are sorry."), _("You need do nothing.")],
        facts=subject.facts(),
        action=(_("To the event"), subject.url) if subject.url else None,
        calendar=calendar_file(subject),
    )


LETTERS: dict[str, Say] = {
    Kind.EVENT_CHANGED: event_changed,
    Kind.EVENT_CANCELLED: event_cancelled,
}
