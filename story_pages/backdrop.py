"""The backdrop: what fills the screen behind the words of a section."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import BlockGroup
from wagtail.images.blocks import ImageChooserBlock
from wagtailmedia.blocks import VideoChooserBlock

COLOURS = [
    ("ink", _("Ink (dark)")),
    ("sea", _("Sea (dark)")),
    ("ember", _("Ember (dark)")),
    ("paper", _("Paper (light)")),
    ("sand", _("Sand (light)")),
]
LIGHT_COLOURS = {"paper", "sand"}


class BackdropValue(blocks.StructValue):
    @property
    def kind(self) -> str:
        """loop, picture or colour: the richest that is there."""
        return next((kind for kind in ("loop", "picture") if self.get(kind)), "colour")

    @property
    def theme(self) -> str:
        return "light" if self.kind == "colour" and self.get("colour") in LIGHT_COLOURS else "dark"

    @property
    def still(self) -> Any:
        """The picture that stands when nothing moves."""
        loop = self.get("loop")
        return self.get("picture") or (loop.poster if loop else None)


class BackdropBlock(blocks.StructBlock):
    """What fills the screen behind the words."""

    picture = ImageChooserBlock(
        label=_("Picture"),
        required=False,
        help_text=_("Set its focal point in the image library: that part stays in view."),
    )
    portrait = ImageChooserBlock(
        label=_("Picture for upright screens"),
        required=False,
        help_text=_("Shown on phones in place of the picture."),
    )
    loop = VideoChooserBlock(
        label=_("Looping film"),
        required=False,
        help_text=_("Silent. Readers can pause it; some see only the picture or poster."),
    )
    colour = blocks.ChoiceBlock(label=_("Colour"), choices=COLOURS, default="ink", required=False)
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
            children=["picture", "loop", "colour"], settings=["portrait", "description"]
        )
