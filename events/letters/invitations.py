"""Letters of invitations: to organisations, and to those whom they name as delegates."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.delegate import Delegate
from events.invitation import Invitation
from events.invitation_subject import InvitationSubject
from events.outbox import Kind, Letter, NotNeeded
from events.subject import Subject, moment_there

from .parts import Say, Wording, still_ahead


def invited(letter: Letter, subject: InvitationSubject) -> Wording:
    _still_asked(subject)
    return Wording(
        subject=_("Invitation: %(title)s") % {"title": subject.title},
        opening=[
            _("%(organisation)s is invited. Please tell us whether you come, and who.")
            % {"organisation": subject.organisation},
            subject.invitation.own_line,
        ],
        facts=subject.facts(),
        action=(_("Answer the invitation"), subject.answer_url),
        notes=_for_your_organisation(),
    )


def invitation_reminder(letter: Letter, subject: InvitationSubject) -> Wording:
    _still_asked(subject)
    if not subject.invitation.is_open:
        raise NotNeeded
    return Wording(
        subject=_("Please answer: %(title)s") % {"title": subject.title},
        opening=[
            _("We have not heard yet whether %(organisation)s comes.")
            % {"organisation": subject.organisation},
            _("An answer helps, also if you cannot come: the places then go to others."),
        ],
        facts=subject.facts(),
        action=(_("Answer the invitation"), subject.answer_url),
        notes=_for_your_organisation(),
    )


def invitation_changed(letter: Letter, subject: InvitationSubject) -> Wording:
    """To who may come or does: time or place changed, or nothing takes place."""
    invitation = subject.invitation
    if not invitation.is_standing or invitation.answer == Invitation.Answer.DECLINES:
        raise NotNeeded
    date = invitation.occurrence
    if date.is_cancelled if date else subject.event.is_cancelled:
        return Wording(
            subject=_("Cancelled: %(title)s") % {"title": subject.title},
            opening=[
                _("The event to which you are invited does not take place. We are sorry."),
                _("You need do nothing. We write to your delegates ourselves."),
            ],
            facts=subject.facts()[:3],
            action=(_("To the event"), subject.url) if subject.url else None,
        )
    is_postponed = date.is_postponed if date else subject.event.is_postponed
    return Wording(
        subject=_("Changed: %(title)s") % {"title": subject.title},
        opening=[
            _("The event to which you are invited is postponed. The new date is not known yet.")
            if is_postponed
            else _("Time or place of the event to which you are invited changed."),
            _("Your invitation stays. We write to your delegates ourselves."),
        ],
        facts=subject.facts(),
        action=(_("See or change your answer"), subject.answer_url),
        notes=_for_your_organisation(),
    )


def invitation_answered(letter: Letter, subject: InvitationSubject) -> Wording:
    """The receipt: what we noted, and where it can be changed. Names no delegate."""
    invitation = subject.invitation
    if not invitation.is_standing or letter.details.get("answer") != invitation.answer:
        raise NotNeeded
    return Wording(
        subject=_("Your answer: %(title)s") % {"title": subject.title},
        opening=[_answer_told(invitation), _delegates_told(invitation)],
        facts=subject.facts(),
        action=(_("See or change your answer"), subject.answer_url),
        notes=_for_your_organisation(),
    )


def _answer_told(invitation: Invitation) -> str:
    return {
        Invitation.Answer.COMES: _("Thank you. We noted that you come."),
        Invitation.Answer.DECLINES: _("Thank you. We noted that you do not come."),
        Invitation.Answer.LATER: _("Thank you. We noted that you tell us later."),
    }[Invitation.Answer(invitation.answer)]


def _delegates_told(invitation: Invitation) -> str:
    if invitation.answer != Invitation.Answer.COMES:
        return ""
    count = Delegate.objects.counted().filter(invitation=invitation).count()
    if not count:
        return _("You have not named anybody yet. You can do so on your page.")
    return ngettext(
        "You named %(count)s person. They get a letter of their own and confirm it themselves.",
        "You named %(count)s people. They get a letter of their own and confirm it themselves.",
        count,
    ) % {"count": count}


def invitation_withdrawn(letter: Letter, subject: InvitationSubject) -> Wording:
    return Wording(
        subject=_("Invitation withdrawn: %(title)s") % {"title": subject.title},
        opening=[
            _("We have to take back our invitation. We are sorry."),
            _("You need do nothing. Who has confirmed to come keeps the seat."),
        ],
        facts=subject.facts()[:3],
        action=(_("To the event"), subject.url) if subject.url else None,
    )


def named(letter: Letter, subject: Subject) -> Wording:
    """To the delegate, whose address nobody has confirmed: it holds nothing that was typed."""
    delegate = _delegate_of(letter)
    if delegate is None or delegate.state_at() != Delegate.State.NAMED:
        raise NotNeeded
    still_ahead(subject.occurrence)
    organisation = InvitationSubject(delegate.invitation).organisation
    known = _("You were signed up already. Say there whether you come for this organisation.")
    until = delegate.answer_by
    return Wording(
        subject=_("%(organisation)s names you as a delegate: %(title)s")
        % {"organisation": organisation, "title": subject.title},
        opening=[
            _("%(organisation)s was invited and named you as one of those who come.")
            % {"organisation": organisation},
            known
            if delegate.had_seat
            else _("Say yourself whether you do. Until then we keep only your name and address."),
        ],
        facts=subject.facts(),
        action=(_("Confirm or decline on your own page"), subject.own_url),
        notes=[
            _("Please answer until %(moment)s.") % {"moment": moment_there(until, subject.event)}
            if until
            else "",
            _("If you do not know of this, do nothing: it then lapses by itself."),
        ],
    )


def no_longer_named(letter: Letter, subject: Subject) -> Wording:
    delegate = _delegate_of(letter)
    if delegate is None:
        raise NotNeeded
    stays = delegate.registration.is_active
    organisation = InvitationSubject(delegate.invitation).organisation
    return Wording(
        subject=_("You are not a delegate any more: %(title)s") % {"title": subject.title},
        opening=[
            _("%(organisation)s does not name you as a delegate any more.")
            % {"organisation": organisation},
            _("You signed up by yourself before: that registration stays.")
            if stays
            else _("Your registration is cancelled with it. You need do nothing."),
        ],
        facts=subject.facts(),
        action=(_("To the event"), subject.url) if subject.url else None,
    )


LETTERS: dict[str, Say] = {
    Kind.INVITED: invited,
    Kind.INVITATION_REMINDER: invitation_reminder,
    Kind.INVITATION_CHANGED: invitation_changed,
    Kind.INVITATION_ANSWERED: invitation_answered,
    Kind.INVITATION_WITHDRAWN: invitation_withdrawn,
    Kind.NAMED: named,
    Kind.NO_LONGER_NAMED: no_longer_named,
}


def _delegate_of(letter: Letter) -> Delegate | None:
    rows = Delegate.objects.select_related(
        "registration", "invitation__organisation", "invitation__event"
    )
    return rows.filter(pk=letter.details.get("delegate")).first()


def _still_asked(subject: InvitationSubject) -> None:
    """Only while it stands, and there is still a date to come to."""
    dates = subject.dates
    invitation = subject.invitation
    # Who comes may still say who, after the last day to answer.
    is_over = invitation.is_late() and invitation.answer != invitation.Answer.COMES
    if not invitation.is_standing or is_over or not dates:
        raise NotNeeded
    if all(one.is_cancelled or one.starts_at <= timezone.now() for one in dates):
        raise NotNeeded


def _for_your_organisation() -> list[str]:
    return [
        _("The address above is for your organisation alone: whoever has it can answer for you."),
        _("Do not pass it on to your delegates: each gets a letter with an own address."),
    ]
