"""Letters of signing up: confirm the address, registered, changed, cancelled.

Nothing that a visitor typed stands in the letter that goes to an address before it is confirmed,
so the form cannot be used to write to strangers.
"""

from django.utils.translation import gettext as _

from events.outbox import Kind, Letter, NotNeeded
from events.registration import Registration
from events.subject import Subject, calendar_file, moment_there

from .parts import Say, Wording, for_you_alone, needs, still_ahead

State = Registration.State


def confirm_address(letter: Letter, subject: Subject) -> Wording:
    """Asks whether the address is theirs; the only letter to an address not yet confirmed."""
    registration = letter.registration
    if not registration.is_active or registration.is_address_confirmed:
        raise NotNeeded
    still_ahead(subject.occurrence)
    return Wording(
        subject=_("Please confirm: %(title)s") % {"title": subject.title},
        opening=[_("Somebody, most likely you, signed up with this address.")],
        holds=[_what_it_brings(registration)],
        facts=subject.facts(),
        action=(_("Confirm on this page"), subject.own_url),
        stays=[
            _("Your place is kept until %(moment)s.")
            % {"moment": moment_there(registration.hold_until, subject.event)}
            if registration.hold_until
            else "",
            _("If it was not you, do nothing: you will hear no more of this."),
        ],
    )


def _what_it_brings(registration: Registration) -> str:
    if registration.state == State.WAITING:
        return _("All seats are taken. Confirm your address to stay on the waiting list.")
    if registration.state == State.REQUESTED:
        return _("Confirm your address, and the team decides whether there is a seat for you.")
    return _("Confirm your address, and your seat is yours.")


def known_already(letter: Letter, subject: Subject) -> Wording:
    """To somebody who signed up a second time: nothing changed, here is your page."""
    needs(letter, *Registration.ACTIVE)
    still_ahead(subject.occurrence)
    return Wording(
        subject=_("You are signed up already: %(title)s") % {"title": subject.title},
        opening=[
            _("Somebody, most likely you, signed up with this address again."),
            _("You were signed up already, so nothing has changed."),
        ],
        facts=subject.own_facts(),
        action=(_("See, change or cancel"), subject.own_url),
        notes=[for_you_alone()],
    )


def registered(letter: Letter, subject: Subject) -> Wording:
    needs(letter, State.CONFIRMED)
    return Wording(
        subject=_("You are registered: %(title)s") % {"title": subject.title},
        opening=[_("Your address is confirmed and your seat is yours. We look forward to you.")],
        facts=subject.own_facts(),
        action=(_("See, change or cancel"), subject.own_url),
        notes=[
            _("If you cannot come, please give your seat back there: somebody may be waiting."),
            _("There you also get all that you are registered for as a calendar of your own."),
            for_you_alone(),
        ],
        calendar=calendar_file(subject),
    )


def changed_by_you(letter: Letter, subject: Subject) -> Wording:
    needs(letter, *Registration.ACTIVE)
    return Wording(
        subject=_("Your registration was changed: %(title)s") % {"title": subject.title},
        opening=[_("You changed your registration. This is what holds now.")],
        facts=subject.own_facts(),
        action=(_("See, change or cancel"), subject.own_url),
    )


def cancelled_by_you(letter: Letter, subject: Subject) -> Wording:
    return Wording(
        subject=_("Your registration is cancelled: %(title)s") % {"title": subject.title},
        opening=[
            _("Your registration is cancelled. Nothing more is needed."),
            _("If you wish to come after all, sign up again on the page of the event."),
        ],
        facts=subject.facts(),
        action=(_("To the event"), subject.url) if subject.url else None,
    )


LETTERS: dict[str, Say] = {
    Kind.CONFIRM: confirm_address,
    Kind.KNOWN: known_already,
    Kind.REGISTERED: registered,
    Kind.CHANGED: changed_by_you,
    Kind.CANCELLED: cancelled_by_you,
}
