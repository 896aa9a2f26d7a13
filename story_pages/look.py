"""How the words of a section may look: what an editor chooses from, for one or for the story."""

from django.utils.translation import gettext_lazy as _

LAYOUTS = [
    ("auto", _("where the picture leaves room")),
    ("left", _("at the beginning of the line")),
    ("centre", _("in the middle")),
    ("right", _("at the end of the line")),
]
LOOKS = [
    ("veil", _("a veil over the picture")),
    ("card", _("a card")),
    ("split", _("a half of their own")),
    ("plain", _("the picture itself")),
]
TONES = [("light", _("Light")), ("dark", _("Dark"))]
HEIGHTS = [("full", _("At least the screen")), ("words", _("As its words need"))]
SPACINGS = [("tight", _("Little")), ("normal", _("Normal")), ("wide", _("Much"))]
TRANSITIONS = [
    ("scroll", _("by scrolling")),
    ("over", _("over the one before")),
    ("reveal", _("from under the one before")),
    ("crossfade", _("by fading over")),
    ("cut", _("at once")),
]
ACCENTS = [("ember", _("Ember")), ("sea", _("Sea")), ("ink", _("Ink"))]
