"""Letters of the waiting list: one's place on it, and a seat that became free."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.outbox import Kind, Letter, NotNeeded
from events.registration import Registration
from events.subject import Subject, calendar_file, moment_there

from .parts import Say, Wording, for_you_alone, needs

State = Registration.State


def waiting(letter: Letter, subject: Subject) -> Wording:
    needs(letter, State.WAITING)
    place = letter.registration.place_on_waiting_list
    return Wording(
        subject=_("You are on the waiting list: %(title)s") % {"title": subject.title},
        opening=[
            _("Your address is confirmed. All seats are taken, so you are on the waiting list."),
        ],
        holds=[
            _("You are number %(place)s. As soon as a seat becomes free for you, we write.")
            % {"place": place}
        ],
        facts=subject.own_facts(),
        action=(_("See your place, change or leave the list"), subject.own_url),
        notes=[for_you_alone()],
    )


def promoted(letter: Letter, subject: Subject) -> Wording:
    """A seat became free, and it is theirs."""
    needs(letter, State.CONFIRMED)
    return Wording(
        subject=_("A seat is yours: %(title)s") % {"title": subject.title},
        opening=[_("A seat became free and it is yours. You are registered now.")],
        holds=what_is_different(letter, subject),
        facts=subject.own_facts(),
        action=(_("See, change or cancel"), subject.own_url),
        notes=[
            _("If you cannot come any more, please give your seat back there."),
        ],
        calendar=calendar_file(subject),
    )


def what_is_different(letter: Letter, subject: Subject) -> list[str]:
    """What is not as they asked for it or were told: time and place, sessions without a seat."""
    lost = subject.event.sessions.filter(pk__in=letter.details.get("lost_sessions", []))
    names = subject.session_names(lost)
    changed = _("Time or place of the event changed. This is what holds now.")
    become_full = ngettext(
        "This session has become full: %(sessions)s",
        "These sessions have become full: %(sessions)s",
        len(names),
    )
    return [
        changed if letter.details.get("has_changed") else "",
        become_full % {"sessions": "; ".join(names)} if names else "",
    ]


def offered(letter: Letter, subject: Subject) -> Wording:
    """A seat became free, and it is theirs if they take it in time."""
    needs(letter, State.OFFERED)
    until = moment_there(letter.registration.hold_until, subject.event)
    return Wording(
        subject=_("A seat is free for you: %(title)s") % {"title": subject.title},
        opening=[_("A seat became free, and you are next on the waiting list.")],
        holds=[
            _("It is kept for you until %(moment)s. Accept it on your page by then.")
            % {"moment": until},
            *what_is_different(letter, subject),
        ],
        facts=subject.own_facts(),
        action=(_("Accept the seat on this page"), subject.own_url),
        notes=[_("If you cannot come, please say so there: somebody else may be waiting.")],
        stays=[for_you_alone()],
    )


def offer_expired(letter: Letter, subject: Subject) -> Wording:
    needs(letter, State.EXPIRED)
    if subject.occurrence.is_cancelled:
        raise NotNeeded
    return Wording(
        subject=_("The seat went to somebody else: %(title)s") % {"title": subject.title},
        opening=[
            _("A seat was kept for you, and the time to accept it has passed."),
            _("If you still wish to come, sign up again on the page of the event."),
        ],
        facts=subject.facts(),
        action=(_("To the event"), subject.url) if subject.url else None,
    )


LETTERS: dict[str, Say] = {
    Kind.WAITING: waiting,
    Kind.PROMOTED: promoted,
    Kind.OFFERED: offered,
    Kind.OFFER_EXPIRED: offer_expired,
}
