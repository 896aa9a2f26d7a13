"""The letter that the team writes itself, to all or to some who are registered."""

from django.utils.translation import gettext as _

from events import conf
from events.outbox import Kind, Letter, NotNeeded
from events.subject import Subject

from .own_words import paragraphs
from .parts import Say, Wording
from .placeholders import fill, values_of
from .turning_off import turn_off_url


def mailing(letter: Letter, subject: Subject) -> Wording:
    """In the words for this person's language, else in those for all others."""
    registration, written = letter.registration, letter.mailing
    words = written.words_in(conf.active_language()) if written else None
    if written is None or words is None:
        raise NotNeeded
    if not (registration.is_active and registration.is_address_confirmed):
        raise NotNeeded
    if not (written.is_needed or registration.wants_mailings):
        raise NotNeeded
    values = values_of(letter, subject)
    return Wording(
        subject=fill(words.subject, values),
        opening=paragraphs(words.text, values),
        facts=subject.facts(),
        action=(_("See, change or cancel"), subject.own_url),
        turn_off="" if written.is_needed else turn_off_url(subject),
    )


LETTERS: dict[str, Say] = {Kind.MAILING: mailing}
