"""Letters of events for which the team decides who comes: noted, approved, declined."""

from django.utils.translation import gettext as _

from events.outbox import Kind, Letter
from events.registration import Registration
from events.subject import Subject, calendar_file

from .parts import Say, Wording, for_you_alone, needs
from .waiting import what_is_different

State = Registration.State


def requested(letter: Letter, subject: Subject) -> Wording:
    needs(letter, State.REQUESTED)
    return Wording(
        subject=_("We have your request: %(title)s") % {"title": subject.title},
        opening=[_("Your address is confirmed, and we have noted that you wish to come.")],
        holds=[_("You are not registered yet. The team decides and writes to you.")],
        facts=subject.own_facts(),
        action=(_("See, change or take back your request"), subject.own_url),
        notes=[for_you_alone()],
    )


def approved(letter: Letter, subject: Subject) -> Wording:
    needs(letter, State.CONFIRMED)
    return Wording(
        subject=_("You can come: %(title)s") % {"title": subject.title},
        opening=[_("The team has said yes, and your seat is yours. We look forward to you.")],
        holds=what_is_different(letter, subject),
        facts=subject.own_facts(),
        action=(_("See, change or cancel"), subject.own_url),
        notes=[
            _("If you cannot come, please give your seat back there: somebody may be waiting."),
            for_you_alone(),
        ],
        calendar=calendar_file(subject),
    )


def declined(letter: Letter, subject: Subject) -> Wording:
    needs(letter, State.DECLINED)
    return Wording(
        subject=_("There is no seat for you: %(title)s") % {"title": subject.title},
        opening=[_("You asked to come. We are sorry that we cannot offer you a seat.")],
        facts=subject.facts(),
        action=(_("To the event"), subject.url) if subject.url else None,
    )


LETTERS: dict[str, Say] = {
    Kind.REQUESTED: requested,
    Kind.APPROVED: approved,
    Kind.DECLINED: declined,
}
