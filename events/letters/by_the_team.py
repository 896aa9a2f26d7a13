"""Letters about what the team did with a registration: moved, merged, the link once more."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.outbox import Kind, Letter
from events.registration import Registration
from events.subject import Subject, calendar_file

from .parts import Say, Wording, for_you_alone, needs

State = Registration.State
TAKES_PART = (State.CONFIRMED, State.WAITING, State.OFFERED, State.REQUESTED)


def moved(letter: Letter, subject: Subject) -> Wording:
    """Another date, or a seat for a place on the list or the other way round; what holds now."""
    needs(letter, *TAKES_PART)
    waits = subject.registration.state == State.WAITING
    return Wording(
        subject=_("Your registration was moved: %(title)s") % {"title": subject.title},
        opening=[_("We moved your registration. This is what holds now.")],
        holds=[
            _("All seats are taken there, so you are on the waiting list.") if waits else "",
            _given_up(letter, subject),
        ],
        facts=subject.own_facts(),
        action=(_("See, change or cancel"), subject.own_url),
        notes=[_("If this does not suit you, answer this letter or cancel on your page.")],
        calendar="" if waits else calendar_file(subject),
    )


def _given_up(letter: Letter, subject: Subject) -> str:
    lost = subject.event.sessions.filter(pk__in=letter.details.get("lost_sessions", []))
    names = subject.session_names(lost)
    if not names:
        return ""
    return ngettext(
        "This session is not part of it any more: %(sessions)s",
        "These sessions are not part of it any more: %(sessions)s",
        len(names),
    ) % {"sessions": "; ".join(names)}


def merged(letter: Letter, subject: Subject) -> Wording:
    """To both addresses: what holds now, and that the other registration is cancelled."""
    needs(letter, *TAKES_PART, State.CANCELLED)
    title = {"title": subject.title}
    if not subject.registration.is_active:
        return Wording(
            subject=_("This registration is part of your other one: %(title)s") % title,
            opening=[
                _("You were registered twice. We put both together under your other address."),
                _("This registration is cancelled, the other one stays. You need do nothing."),
            ],
            facts=subject.facts(),
        )
    return Wording(
        subject=_("Your registrations are one now: %(title)s") % title,
        opening=[_("You were registered twice. We put both together. This is what holds now.")],
        facts=subject.own_facts(),
        action=(_("See, change or cancel"), subject.own_url),
        notes=[for_you_alone()],
    )


def own_link(letter: Letter, subject: Subject) -> Wording:
    needs(letter, *TAKES_PART)
    return Wording(
        subject=_("Your own page: %(title)s") % {"title": subject.title},
        opening=[_("Here is the address of your own page once more.")],
        facts=subject.own_facts(),
        action=(_("See, change or cancel"), subject.own_url),
        notes=[for_you_alone()],
    )


LETTERS: dict[str, Say] = {
    Kind.MOVED: moved,
    Kind.MERGED: merged,
    Kind.OWN_LINK: own_link,
}
