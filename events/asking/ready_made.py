"""The ready-made questions: what is asked of needs, in all languages, with what purpose."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from events import conf
from events.question import Kind
from events.spoken import language_name


@dataclass(frozen=True)
class Words:
    """What is said of a question in one language; `more` asks for words beside the choices."""

    label: str
    help: str = ""
    purpose: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    more: str = ""


def words_of(kind: str, event: Any) -> Words:
    """A ready-made question in the active language; of the others, no words."""
    said = READY_MADE.get(kind)
    return said(event) if said else Words("")


def _access(event: Any) -> Words:
    return Words(
        label=_("What do you need to take part well?"),
        purpose=_("We prepare rooms, seats and materials with it."),
        choices=(
            ("step-free", _("A way without steps, room for a wheelchair")),
            ("seat-near", _("A seat near the front or the door")),
            ("hearing", _("A hearing loop or another help to hear")),
            ("large-print", _("Papers in large print, or to read on a screen")),
            ("easy-words", _("Easy words")),
            ("quiet", _("A quiet room for a pause")),
            ("companion", _("A seat for somebody who assists me")),
            ("assistance-dog", _("Room for an assistance dog")),
        ),
        more=_("Something else that you need"),
    )


def _interpretation(event: Any) -> Words:
    return Words(
        label=_("In which language do you follow best?"),
        help=_("Leave it empty if the languages of the event suit you."),
        purpose=_("We plan interpretation and captions with it."),
        choices=tuple(_offered(event)) or tuple(_every_language()),
        more=_("Another language"),
    )


def _offered(event: Any) -> list[tuple[str, str]]:
    """What is interpreted, signed and shown as text at this event."""
    spoken = [
        (code, _("Interpretation into %(language)s") % {"language": language_name(code)})
        for code in event.interpretation_languages.split()
    ]
    signed = [(code, language_name(code)) for code in event.sign_languages.split()]
    shown = [
        (f"captions-{code}", _("Captions in %(language)s") % {"language": language_name(code)})
        for code in event.caption_languages.split()
    ]
    return spoken + signed + shown


def _every_language() -> list[tuple[str, str]]:
    known = [*conf.spoken_languages(), *conf.sign_languages()]
    return [(code, language_name(code)) for code, _name in known]


def _childcare(event: Any) -> Words:
    return Words(
        label=_("How many children would need care during the event?"),
        purpose=_("We plan the childcare with it."),
        more=_("How old are they?"),
    )


def _diet(event: Any) -> Words:
    return Words(
        label=_("What should we know about food?"),
        purpose=_("Whoever cooks plans with it."),
        choices=(
            ("vegetarian", _("Vegetarian")),
            ("vegan", _("Vegan")),
            ("halal", _("Halal")),
            ("kosher", _("Kosher")),
            ("gluten-free", _("Without gluten")),
            ("lactose-free", _("Without lactose")),
            ("nut-free", _("Without nuts")),
        ),
        more=_("An allergy, or something else"),
    )


READY_MADE: dict[str, Callable[[Any], Words]] = {
    Kind.ACCESS: _access,
    Kind.INTERPRETATION: _interpretation,
    Kind.CHILDCARE: _childcare,
    Kind.DIET: _diet,
}
