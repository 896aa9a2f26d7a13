"""A picture with points that tell what is to be seen there, and the same as a list."""

from typing import Any
from uuid import uuid4

from django import forms
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.telepath import register
from wagtail.blocks import BlockGroup
from wagtail.blocks.struct_block import StructBlockAdapter
from wagtail.images.blocks import ImageBlock

from .element import Element
from .pictures import PICTURES, Credited, CreditedBlock
from .ways import LinkValue
from .words import RunningText

PREVIEW = "max-1000x1000"


class PointValue(LinkValue, Credited):
    @property
    def tells(self) -> bool:
        """Whether there is anything to be read or seen at it."""
        return any(self.get(name) for name in ("title", "text", "image")) or bool(self.href)

    @property
    def left(self) -> tuple[int, int]:
        """Percent from the left as tens and ones: the policy forbids inline styles."""
        return divmod(min(100, max(0, self.get("x") or 0)), 10)

    @property
    def top(self) -> tuple[int, int]:
        return divmod(min(100, max(0, self.get("y") or 0)), 10)


class PointBlock(CreditedBlock):
    title = blocks.CharBlock(label=_("Title"))
    text = RunningText(label=_("Text"), required=False)
    x = blocks.IntegerBlock(
        label=_("From the left, in percent"),
        default=50,
        min_value=0,
        max_value=100,
        help_text=_("Or click on the picture above."),
    )
    y = blocks.IntegerBlock(
        label=_("From the top, in percent"), default=50, min_value=0, max_value=100
    )
    image = ImageBlock(label=_("Picture"), required=False)
    label = blocks.CharBlock(label=_("Words of the link"), required=False)
    page = blocks.PageChooserBlock(label=_("Link to a page"), required=False)
    url = blocks.URLBlock(
        label=_("or address"), required=False, help_text=_("Used if no page is chosen.")
    )

    class Meta:
        icon = "crosshairs"
        label = _("Point")
        label_format = "{title}"
        value_class = PointValue
        form_layout = BlockGroup(
            children=["title", "text", "x", "y"],
            settings=[
                *("image", "caption", "credit", "licence", "source_url"),
                *("label", "page", "url"),
            ],
        )


class HotspotsElement(Element, CreditedBlock):
    styles = ("story_pages/elements/hotspots.css",)

    image = ImageBlock(label=_("Picture"))
    points = blocks.ListBlock(PointBlock(), label=_("Points"))

    class Meta:
        icon = "crosshairs"
        label = _("Picture with points")
        group = PICTURES
        template = "story_pages/elements/hotspots.html"
        value_class = Credited
        form_layout = BlockGroup(
            children=["image", "points", "caption", "credit"], settings=["licence", "source_url"]
        )

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        points = value["points"].bound_blocks if value.get("points") else []
        cards = context.get("cards_by_page") or {}
        context["points"] = [
            {"key": point.id or uuid4(), "value": point.value.led(cards)}
            for point in points
            if point.value.tells
        ]
        return context


class HotspotsAdapter(StructBlockAdapter):
    """The form of the element, with a picture on which one can click."""

    js_constructor = "story_pages.Hotspots"

    def js_args(self, block: blocks.StructBlock) -> list[Any]:
        name, children, meta = super().js_args(block)
        words = {
            "preview": reverse("wagtailimages:preview", args=[0, PREVIEW]),
            "help": gettext(
                "Click where a point belongs. Choose another one by its number; arrow keys move it."
            ),
            "empty": gettext("Choose a picture, then set its points here."),
            "point": gettext("Point"),
        }
        return [name, children, {**meta, "hotspots": words}]

    @cached_property
    def media(self) -> forms.Media:
        inherited = super().media
        return inherited + forms.Media(
            js=[versioned_static("story_pages/admin/hotspots.js")],
            css={"all": [versioned_static("story_pages/admin/hotspots.css")]},
        )


register(HotspotsAdapter(), HotspotsElement)
