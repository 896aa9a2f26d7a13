"""The backdrop: what fills the screen behind the words of a section."""

from typing import Any

from django.core.exceptions import ValidationError
from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import BlockGroup
from wagtail.images.blocks import ImageChooserBlock
from wagtailmedia.blocks import VideoChooserBlock

from .look import TRANSITIONS
from .pictures import LARGEST, is_enormous
from .refusal import Ruled
from .scene import Scene

COLOURS = [
    ("ink", _("Ink (dark)")),
    ("sea", _("Sea (dark)")),
    ("ember", _("Ember (dark)")),
    ("night", _("From ink to sea (dark)")),
    ("dusk", _("From sea to ember (dark)")),
    ("paper", _("Paper (light)")),
    ("sand", _("Sand (light)")),
    ("dawn", _("From sand to ember (light)")),
]
LIGHT_COLOURS = {"paper", "sand", "dawn"}
GRADIENTS = {"night", "dusk", "dawn"}
TINTS = {"sea", "ember", *GRADIENTS}
PAINTED = {"sand", *TINTS}
"""Ink and paper are the ground of every page."""
EFFECTS = [
    ("blur", _("blurred")),
    ("dim", _("darker")),
    ("bright", _("lighter")),
    ("soft", _("less contrast")),
    ("crisp", _("more contrast")),
    ("muted", _("paler colours")),
    ("vivid", _("stronger colours")),
    ("greyscale", _("black and white")),
    ("sepia", _("sepia")),
]
MOTIONS = [("zoom", _("comes slowly nearer")), ("parallax", _("moves more slowly than the words"))]
MOST_STILLS = 5


class BackdropValue(blocks.StructValue):
    staged: Scene | None = None
    """Set by the page that shows it, once it has reckoned all scenes."""

    @property
    def scene(self) -> Scene:
        """How it is shown; as for any picture where no page has reckoned it."""
        if self.staged:
            return self.staged
        is_colour = self.kind == "colour"
        theme = "light" if is_colour and self.get("colour") in LIGHT_COLOURS else "dark"
        return Scene(theme, veil=0, whole_veil=0) if is_colour else Scene(theme)

    @property
    def kind(self) -> str:
        """loop, sequence, picture or colour: the richest that is there."""
        if self.get("loop"):
            return "loop"
        if self.still:
            return "sequence" if self.stills else "picture"
        return "colour"

    @property
    def still(self) -> Any:
        """The picture that stands when nothing moves."""
        loop = self.get("loop")
        return self.get("picture") or (loop and loop.poster) or self.get("portrait")

    @property
    def portrait_still(self) -> Any:
        """The same on upright screens, if there is another for them."""
        loop = self.get("portrait_loop") if self.get("loop") else None
        return self.get("portrait") or (loop.poster if loop else None)

    @property
    def stills(self) -> list[Any]:
        """The pictures that follow the first as one scrolls."""
        return [one for one in self.get("sequence") or [] if one.get("picture")]

    @property
    def lying(self) -> list[Any]:
        """All pictures that can be seen in a wide window."""
        following = self.stills if self.kind == "sequence" else []
        first = [self.still] if self.still else []
        return [*first, *(one["picture"] for one in following)]


class PicturesBlock(Ruled):
    """A block with pictures that a server can cut to all sizes."""

    PICTURES = ("picture", "portrait")

    def refused(self, value: Any) -> dict[str, ValidationError]:
        shown = {name: value.get(name) for name in self.PICTURES}
        return {name: _enormous(one) for name, one in shown.items() if one and is_enormous(one)}


def _enormous(image: Any) -> ValidationError:
    told = _(
        "“%(title)s” is enormous: %(width)s × %(height)s pixels. "
        "Upload it again with at most %(most)s million; 2560 × 1600 fill any screen."
    )
    size = {"width": image.width, "height": image.height, "most": LARGEST // 1_000_000}
    return ValidationError(told, params={"title": image.title, **size})


class StillBlock(PicturesBlock):
    """One picture of a sequence."""

    picture = ImageChooserBlock(label=_("Picture"))
    caption = blocks.CharBlock(
        label=_("Caption"), required=False, help_text=_("Stands among the words of the section.")
    )
    description = blocks.CharBlock(
        label=_("What it shows"),
        required=False,
        help_text=_("Only if the picture tells something that the words do not."),
    )

    class Meta:
        icon = "image"
        label = _("Picture")
        label_format = "{caption}"


class StillsBlock(blocks.ListBlock):
    """Pictures that follow each other.

    wagtail-localize does not look into a list that stands two structs deep, but asks any block
    that answers for its words.
    """

    WORDS = ("caption", "description")

    def get_translatable_segments(self, value: Any) -> list[Any]:
        from wagtail_localize.segments import (  # noqa: PLC0415 - asked by that app alone
            StringSegmentValue,
        )

        return [
            StringSegmentValue(f"{still.id}.{name}", still.value[name])
            for still in value.bound_blocks
            for name in self.WORDS
            if still.value.get(name)
        ]

    def restore_translated_segments(self, value: Any, segments: list[Any]) -> Any:
        stills = {still.id: still.value for still in value.bound_blocks}
        for segment in segments:
            key, name = segment.path.split(".")
            stills[key][name] = segment.render_text()
        return value


class BackdropBlock(PicturesBlock):
    """What fills the screen behind the words."""

    picture = ImageChooserBlock(
        label=_("Picture"),
        required=False,
        help_text=_("Set its focal point in the image library: that part stays in view."),
    )
    loop = VideoChooserBlock(
        label=_("Looping film"),
        required=False,
        help_text=_("Silent. Readers can pause it; some see only the picture or poster."),
    )
    colour = blocks.ChoiceBlock(label=_("Colour"), choices=COLOURS, default="ink", required=False)
    sequence = StillsBlock(
        StillBlock(),
        label=_("Pictures that follow"),
        default=[],
        max_num=MOST_STILLS,
        help_text=_("The first picture fades into them while one scrolls. Without a film only."),
    )
    portrait = ImageChooserBlock(
        label=_("Picture for upright screens"),
        required=False,
        help_text=_("Shown on phones in place of the picture."),
    )
    portrait_loop = VideoChooserBlock(
        label=_("Looping film for upright screens"),
        required=False,
        help_text=_("Shown on phones in place of the film."),
    )
    effects = blocks.MultipleChoiceBlock(
        label=_("Effects"), choices=EFFECTS, required=False, widget=CheckboxSelectMultiple
    )
    motion = blocks.ChoiceBlock(
        label=_("While one scrolls, the picture"),
        choices=MOTIONS,
        required=False,
        help_text=_("Stands still for readers who want no motion."),
    )
    transition = blocks.ChoiceBlock(
        label=_("It follows"),
        choices=TRANSITIONS,
        required=False,
        help_text=_("If empty, as the story says. By scrolling for readers who want no motion."),
    )
    description = blocks.CharBlock(
        label=_("What it shows"),
        required=False,
        help_text=_("Only if the picture tells something that the words do not."),
    )

    class Meta:
        icon = "image"
        label = _("Backdrop")
        value_class = BackdropValue
        collapsed = True
        form_layout = BlockGroup(
            children=["picture", "loop", "colour"],
            settings=[
                *("sequence", "portrait", "portrait_loop"),
                *("effects", "motion", "transition", "description"),
            ],
        )
