"""The letter after a date: thanks, and what is left of it to read, see or hear."""

from urllib.parse import urljoin

from django.utils.translation import gettext as _

from events.material import materials_of
from events.outbox import Kind, Letter, NotNeeded
from events.registration import Registration
from events.subject import Subject

from .parts import Say, Wording, needs
from .turning_off import turn_off_url

State = Registration.State


def thanks(letter: Letter, subject: Subject) -> Wording:
    """To who came, else to who was registered: the team sends it, and each gets it once."""
    needs(letter, State.CONFIRMED)
    if not letter.registration.wants_mailings:
        raise NotNeeded
    materials = _materials(subject)
    opening = [_("Thank you for taking part."), _("What is left of it, you find below.")]
    return Wording(
        subject=_("Thank you: %(title)s") % {"title": subject.title},
        opening=opening if materials else opening[:1],
        facts=subject.facts() + materials,
        turn_off=turn_off_url(subject),
        action=(_("Say what you offer or ask for"), f"{subject.own_url}contributions/"),
        notes=[
            _("If you like, hand in there what you commit to, offer, look for or suggest."),
            _("The team reads it first; you say with which name it may be shown, if with any."),
        ],
    )


def _materials(subject: Subject) -> list[tuple[str, str]]:
    """Title and address of each, in the words of the page in this language."""
    if subject.page is None:
        return []
    found = materials_of(subject.page, subject.event, subject.occurrence)
    return [(one.title, urljoin(subject.root_url, one.url)) for one in found]


LETTERS: dict[str, Say] = {
    Kind.THANKS: thanks,
}
