"""What the team may have filled into its own words: a fixed list for each kind of letter.

Text of editors is never a format string: only what stands on the list is replaced, and what is
filled in is not read again. So nothing of a registration can be got at by a clever placeholder,
and a name in braces that somebody signs up with stays a name.
"""

import re
from typing import Any

from django.utils.translation import gettext as _

from events.outbox import Kind, Letter
from events.subject import Subject

MARK = re.compile(r"\{\s*(\w*)\s*\}")
BRACES = re.compile(r"\{[^{}]*\}|\{\w*|\}")
"""A pair with what stands in it, else one that lacks its other, with the word behind it."""

PUBLIC = ("title", "when", "where")
OWN = (*PUBLIC, "name", "organisation", "seats")
OF_INVITATION = ("title", "organisation", "seats", "answer_by")

UNCONFIRMED = (Kind.CONFIRM, Kind.NAMED, Kind.NO_LONGER_NAMED)
"""Letters to addresses that nobody has confirmed: nothing that somebody typed may stand in them."""
TO_ORGANISATIONS = tuple(kind for kind in Kind if kind.value.startswith("invit"))


def allowed(kind: str) -> tuple[str, ...]:
    """What may stand in braces in a letter of this kind."""
    if kind in TO_ORGANISATIONS:
        return OF_INVITATION
    return PUBLIC if kind in UNCONFIRMED else OWN


def explained(kind: str) -> dict[str, str]:
    """The same with what each becomes, for editors."""
    said = {
        "title": _("the title of the event"),
        "when": _("day and hours"),
        "where": _("the place"),
        "name": _("the person's name"),
        "organisation": _("the organisation"),
        "seats": _("the number of seats"),
        "answer_by": _("until when they should answer"),
    }
    return {name: said[name] for name in allowed(kind)}


def unknown(kind: str, text: str) -> list[str]:
    """What stands in braces and is not on the list, as it was typed; also a brace by itself."""
    names = allowed(kind)
    typed = dict.fromkeys(BRACES.findall(text))
    return [one for one in typed if not ((mark := MARK.fullmatch(one)) and mark[1] in names)]


def fill(text: str, values: dict[str, str]) -> str:
    """The text with what is on the list filled in; all else stays as it was typed."""
    return MARK.sub(lambda found: values.get(found[1], found[0]), text)


def values_of(letter: Letter, subject: Any) -> dict[str, str]:
    """What is filled into a letter."""
    if letter.invitation is not None:
        about = {
            "title": subject.title,
            "organisation": subject.organisation,
            "seats": subject.seats_told,
            "answer_by": subject.answer_by,
        }
    else:
        about = _of_registration(subject)
    return {name: about[name] for name in allowed(letter.kind)}


def _of_registration(subject: Subject) -> dict[str, str]:
    registration = subject.registration
    return {
        "title": subject.title,
        "when": subject.when,
        "where": subject.where,
        "name": registration.name,
        "organisation": registration.organisation,
        "seats": str(registration.seats),
    }
