"""Letters to people who signed up: each function is one letter, in the person's language.

The plain facts stand on top. Nothing that a visitor typed stands in the letter that goes to an
address before it is confirmed, so the form cannot be used to write to strangers.
"""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Site

from . import conf
from .letter import Wording
from .occurrence import Occurrence
from .outbox import Kind, Letter, NotNeeded
from .registration import Registration
from .several_dates import dates_changed
from .subject import Subject, calendar_file, default_root, moment_there

State = Registration.State


# Sending


def send(letter: Letter, connection: BaseEmailBackend) -> None:
    """Say the letter in the person's language and hand it to the mail server.

    Raises NotNeeded where what it says is no longer so.
    """
    registration = letter.registration
    if registration.forgotten_at is not None:
        raise NotNeeded
    with translation.override(registration.language):
        message = build(letter)
    message.connection = connection
    try:
        connection.open()
        connection.send_messages([message])
    except Exception:
        connection.close()  # a connection that failed once is of no use to the next letter
        raise


def build(letter: Letter) -> EmailMultiAlternatives:
    """The message in the active language."""
    registration = letter.registration
    subject = Subject(registration)
    words = LETTERS[letter.kind](letter, subject)
    context = {
        "words": words,
        "site_name": Site.objects.get(is_default_site=True).site_name or _host(),
        "language": registration.language,
        "direction": "rtl" if translation.get_language_bidi() else "ltr",
    }
    message = EmailMultiAlternatives(
        subject=_one_line(words.subject),
        body=render_to_string("events/emails/letter.txt", context).strip() + "\n",
        to=[registration.email],
        reply_to=[conf.reply_to()],
        headers={
            "Message-ID": f"<{letter.message_id}@{_host()}>",
            "Auto-Submitted": "auto-generated",
            "Content-Language": registration.language,
        },
    )
    message.attach_alternative(render_to_string("events/emails/letter.html", context), "text/html")
    if words.calendar:
        # No METHOD: nobody is asked to answer by calendar, the file is there to be opened.
        message.attach("event.ics", words.calendar, "text/calendar")
    return message


def _one_line(text: str) -> str:
    """A subject without line breaks and control characters, whatever a title holds."""
    return " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", " ", text).split())


def _host() -> str:
    return urlsplit(default_root()).hostname or "localhost"


# The letters


def confirm_address(letter: Letter, subject: Subject) -> Wording:
    """Asks whether the address is theirs; the only letter to an address not yet confirmed."""
    registration = letter.registration
    if not registration.is_active or registration.is_address_confirmed:
        raise NotNeeded
    _still_ahead(subject.occurrence)
    waits = registration.state == State.WAITING
    return Wording(
        subject=_("Please confirm: %(title)s") % {"title": subject.title},
        opening=[
            _("Somebody, most likely you, signed up with this address."),
            _("All seats are taken. Confirm your address to stay on the waiting list.")
            if waits
            else _("Confirm your address, and your seat is yours."),
        ],
        facts=subject.facts(),
        action=(_("Confirm on this page"), subject.own_url),
        notes=[
            _("Your place is kept until %(moment)s.")
            % {"moment": moment_there(registration.hold_until, subject.event)}
            if registration.hold_until
            else "",
            _("If it was not you, do nothing: you will hear no more of this."),
        ],
    )


def known_already(letter: Letter, subject: Subject) -> Wording:
    """To somebody who signed up a second time: nothing changed, here is your page."""
    _needs(letter, State.CONFIRMED, State.WAITING)
    _still_ahead(subject.occurrence)
    return Wording(
        subject=_("You are signed up already: %(title)s") % {"title": subject.title},
        opening=[
            _("Somebody, most likely you, signed up with this address again."),
            _("You were signed up already, so nothing has changed."),
        ],
        facts=subject.own_facts(),
        action=(_("See, change or cancel"), subject.own_url),
        notes=[_for_you_alone()],
    )


def registered(letter: Letter, subject: Subject) -> Wording:
    _needs(letter, State.CONFIRMED)
    return Wording(
        subject=_("You are registered: %(title)s") % {"title": subject.title},
        opening=[_("Your address is confirmed and your seat is yours. We look forward to you.")],
        facts=subject.own_facts(),
        action=(_("See, change or cancel"), subject.own_url),
        notes=[
            _("If you cannot come, please give your seat back there: somebody may be waiting."),
            _("There you also get all that you are registered for as a calendar of your own."),
            _for_you_alone(),
        ],
        calendar=calendar_file(subject),
    )


def waiting(letter: Letter, subject: Subject) -> Wording:
    _needs(letter, State.WAITING)
    place = letter.registration.place_on_waiting_list
    return Wording(
        subject=_("You are on the waiting list: %(title)s") % {"title": subject.title},
        opening=[
            _("Your address is confirmed. All seats are taken, so you are on the waiting list."),
            _("You are number %(place)s. As soon as a seat becomes free for you, we write.")
            % {"place": place},
        ],
        facts=subject.own_facts(),
        action=(_("See your place, change or leave the list"), subject.own_url),
        notes=[_for_you_alone()],
    )


def promoted(letter: Letter, subject: Subject) -> Wording:
    """A seat became free, and it is theirs."""
    _needs(letter, State.CONFIRMED)
    lost = subject.event.sessions.filter(pk__in=letter.details.get("lost_sessions", []))
    names = subject.session_names(lost)
    changed = _("Time or place of the event changed. This is what holds now.")
    become_full = ngettext(
        "This session has become full: %(sessions)s",
        "These sessions have become full: %(sessions)s",
        len(names),
    )
    return Wording(
        subject=_("A seat is yours: %(title)s") % {"title": subject.title},
        opening=[
            _("A seat became free and it is yours. You are registered now."),
            *([changed] if letter.details.get("has_changed") else []),
        ],
        facts=subject.own_facts(),
        action=(_("See, change or cancel"), subject.own_url),
        notes=[
            become_full % {"sessions": "; ".join(names)} if names else "",
            _("If you cannot come any more, please give your seat back there."),
        ],
        calendar=calendar_file(subject),
    )


def changed_by_you(letter: Letter, subject: Subject) -> Wording:
    _needs(letter, State.CONFIRMED, State.WAITING)
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


def event_changed(letter: Letter, subject: Subject) -> Wording:
    _needs(letter, State.CONFIRMED, State.WAITING)
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
        facts=subject.own_facts(),
        action=(_("See, change or cancel"), subject.own_url),
        calendar=calendar_file(subject),
    )


def event_cancelled(letter: Letter, subject: Subject) -> Wording:
    _needs(letter, State.CONFIRMED, State.WAITING)
    if not subject.occurrence.is_cancelled:
        raise NotNeeded
    return Wording(
        subject=_("Cancelled: %(title)s") % {"title": subject.title},
        opening=[_("The event does not take place. We are sorry."), _("You need do nothing.")],
        facts=subject.facts(),
        action=(_("To the event"), subject.url) if subject.url else None,
        calendar=calendar_file(subject),
    )


def reminder(letter: Letter, subject: Subject) -> Wording:
    _needs(letter, State.CONFIRMED)
    _still_ahead(subject.occurrence)
    return Wording(
        subject=_("Soon: %(title)s") % {"title": subject.title},
        opening=[_("The event for which you are registered begins soon.")],
        facts=subject.own_facts(),
        action=(_("See, change or cancel"), subject.own_url),
        notes=[_("If you cannot come, please give your seat back there: somebody may be waiting.")],
        calendar=calendar_file(subject),
    )


LETTERS: dict[str, Callable[[Letter, Subject], Wording]] = {
    Kind.CONFIRM: confirm_address,
    Kind.KNOWN: known_already,
    Kind.REGISTERED: registered,
    Kind.WAITING: waiting,
    Kind.PROMOTED: promoted,
    Kind.CHANGED: changed_by_you,
    Kind.CANCELLED: cancelled_by_you,
    Kind.EVENT_CHANGED: event_changed,
    Kind.EVENT_CANCELLED: event_cancelled,
    Kind.DATES_CHANGED: dates_changed,
    Kind.REMINDER: reminder,
}


def _for_you_alone() -> str:
    return _("The address above is for you alone: whoever has it can cancel for you.")


def _needs(letter: Letter, *states: str) -> None:
    if letter.registration.state not in states:
        raise NotNeeded


def _still_ahead(occurrence: Occurrence) -> None:
    if occurrence.is_cancelled or occurrence.starts_at <= timezone.now():
        raise NotNeeded
