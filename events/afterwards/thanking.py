"""Thanking: a letter to who came to a date, or to who was registered where nobody was counted."""

from typing import Any

from django.db.models import F
from django.utils import translation

from events import conf, outbox
from events.check_in import CheckIn, came
from events.letters.afterwards import thanks
from events.letters.own_words import in_own_words
from events.letters.parts import Wording
from events.occurrence import Occurrence
from events.outbox import Kind, Letter
from events.registration import Registration
from events.subject import Subject


def are_counted(occurrence: Occurrence) -> bool:
    """Whether people were checked in at this date, so that we know who came."""
    there = CheckIn.objects.standing().filter(registration__occurrence=occurrence)
    return bool(there.exists())


def to_be_thanked(occurrence: Occurrence) -> Any:
    """Those who get the letter now: who came and may be written to, and has not had it."""
    confirmed = Registration.objects.reachable().filter(
        occurrence=occurrence, state=Registration.State.CONFIRMED, wants_mailings=True
    )
    chosen = confirmed.exclude(email="").exclude(letters__kind=Kind.THANKS)
    return came(chosen) if are_counted(occurrence) else chosen


def thanked(occurrence: Occurrence) -> int:
    """How many letters of thanks were written for this date."""
    return Letter.objects.filter(kind=Kind.THANKS, registration__occurrence=occurrence).count()


def thank(occurrence: Occurrence) -> int:
    """Write to all of them, each once; how many that are."""
    chosen = list(to_be_thanked(occurrence))
    outbox.write(Letter(registration=one, kind=Kind.THANKS, number=1) for one in chosen)
    return len(chosen)


def previews(occurrence: Occurrence) -> list[tuple[str, str, Wording]]:
    """The letter in each language in which somebody gets it: code, name, words.

    Its addresses lead nowhere: nobody's own page stands in a preview.
    """
    wanted = to_be_thanked(occurrence).order_by().values_list(F("language"), flat=True)
    codes = set(wanted.distinct())
    named = [(code, str(name)) for code, name in conf.languages() if code in codes]
    return [(code, name, _in_language(occurrence, code)) for code, name in named]


def _in_language(occurrence: Occurrence, code: str) -> Wording:
    """What somebody would read who does not exist."""
    nobody = Registration(
        occurrence=occurrence, name="…", language=code, state=Registration.State.CONFIRMED
    )
    letter = Letter(registration=nobody, kind=Kind.THANKS)
    with translation.override(code):
        subject = _Preview(nobody)
        return in_own_words(thanks(letter, subject), letter, subject)


class _Preview(Subject):
    """A registration that is nobody's, so it has no page of its own."""

    @property
    def own_url(self) -> str:
        return f"{self.root_url}/…/"
