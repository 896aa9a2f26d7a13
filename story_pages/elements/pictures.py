"""Elements to look at: pictures with their captions, credits and licences."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import BlockGroup
from wagtail.images.blocks import ImageBlock, ImageChooserBlock

from story_pages.comparison import Compared
from story_pages.licence import Licence, licence_url
from story_pages.pictures import picture

from .element import Element

PICTURES = _("Pictures")


class Credited(blocks.StructValue):
    """A value with a licence."""

    @property
    def licence_url(self) -> str:
        return licence_url(self.get("licence") or "")

    @property
    def licence_label(self) -> str:
        return str(dict(Licence.choices).get(self.get("licence") or "", ""))


class CreditedBlock(Compared, blocks.StructBlock):
    """What is said of every picture: its caption, who made it, and what others may do with it."""

    caption = blocks.CharBlock(label=_("Caption"), required=False)
    credit = blocks.CharBlock(
        label=_("Credit"), required=False, help_text=_("Such as “© Name, 2020”.")
    )
    licence = blocks.ChoiceBlock(label=_("Licence"), choices=Licence.choices, required=False)
    source_url = blocks.URLBlock(
        label=_("Where it comes from"),
        required=False,
        help_text=_("The address of the page on which the picture was found."),
    )

    class Meta:
        value_class = Credited


class Zoomed(Element):
    """An element whose pictures can be enlarged, in a dialog that the whole page shares."""

    styles: ClassVar[tuple[str, ...]] = ("story_pages/elements/zoom.css",)
    scripts: ClassVar[tuple[str, ...]] = ("story_pages/elements/zoom.js",)


class ImageValue(Credited):
    @property
    def shown(self) -> object:
        """The picture, or the upright one if that alone was chosen."""
        return self.get("image") or self.get("portrait")


class ImageElement(Zoomed, CreditedBlock):
    image = ImageBlock(label=_("Picture"))
    portrait = ImageChooserBlock(
        label=_("Picture for upright screens"),
        required=False,
        help_text=_("Shown on phones in place of the picture; both have to show the same."),
    )
    look = blocks.ChoiceBlock(
        label=_("Look"),
        choices=[
            ("plain", _("plain")),
            ("round", _("with round corners")),
            ("circle", _("a circle")),
            ("wide", _("wide")),
        ],
        default="plain",
        required=False,
    )
    zoom = blocks.BooleanBlock(
        label=_("Readers can enlarge it"),
        required=False,
        help_text=_("For pictures with details that are worth a closer look."),
    )

    class Meta:
        icon = "image"
        label = _("Picture")
        group = PICTURES
        template = "story_pages/elements/image.html"
        value_class = ImageValue
        form_layout = BlockGroup(
            children=["image", "caption", "credit"],
            settings=["portrait", "look", "zoom", "licence", "source_url"],
        )


class GalleryPictureBlock(CreditedBlock):
    image = ImageBlock(label=_("Picture"))

    class Meta:
        icon = "image"
        label = _("Picture")
        label_format = "{caption}"
        form_layout = BlockGroup(
            children=["image", "caption", "credit"], settings=["licence", "source_url"]
        )


class GalleryElement(Zoomed, blocks.StructBlock):
    """Pictures side by side, to leaf through."""

    styles = (*Zoomed.styles, "story_pages/elements/gallery.css")
    scripts = (*Zoomed.scripts, "story_pages/elements/gallery.js")

    title = blocks.CharBlock(
        label=_("Title"), required=False, help_text=_("What the pictures have in common.")
    )
    pictures = blocks.ListBlock(GalleryPictureBlock(), label=_("Pictures"))
    zoom = blocks.BooleanBlock(label=_("Readers can enlarge them"), required=False, default=True)

    class Meta:
        icon = "grid"
        label = _("Gallery")
        group = PICTURES
        template = "story_pages/elements/gallery.html"
        label_format = "{title}"
        form_layout = BlockGroup(children=["title", "pictures"], settings=["zoom"])

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        context["shown"] = [
            one for one in value.get("pictures") or [] if one["image"] and picture(one["image"])
        ]
        return context


class BeforeAfterElement(Element, CreditedBlock):
    """Two pictures of the same place, one over the other; the reader moves the border."""

    styles = ("story_pages/elements/before_after.css",)
    scripts = ("story_pages/elements/before_after.js",)

    before = ImageBlock(label=_("Picture before"))
    before_label = blocks.CharBlock(
        label=_("Label of the picture before"),
        required=False,
        help_text=_("Such as a year. “Before” if empty."),
    )
    after = ImageBlock(
        label=_("Picture after"),
        help_text=_("Cut to the shape of the first picture, around its focal point."),
    )
    after_label = blocks.CharBlock(
        label=_("Label of the picture after"),
        required=False,
        help_text=_("Such as a year. “After” if empty."),
    )

    class Meta:
        icon = "sliders"
        label = _("Before and after")
        group = PICTURES
        template = "story_pages/elements/before_after.html"
        label_format = "{before_label} – {after_label}"
        form_layout = BlockGroup(
            children=["before", "before_label", "after", "after_label", "caption", "credit"],
            settings=["licence", "source_url"],
        )
