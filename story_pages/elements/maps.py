"""Places on a map that asks nobody for anything, and always as a list."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import BlockGroup
from wagtail.images.blocks import ImageBlock

from story_pages.point_map import Ground, Point, project
from story_pages.refusal import Ruled

from .element import Element
from .figures import FIGURES

STREET_MAP = "https://www.openstreetmap.org/?mlat={north}&mlon={east}#map=16/{north}/{east}"


class PlaceValue(blocks.StructValue):
    @property
    def coordinates(self) -> tuple[float, float] | None:
        north, east = self.get("latitude"), self.get("longitude")
        return None if north is None or east is None else (float(north), float(east))

    @property
    def spot(self) -> tuple[float, float] | None:
        """Where it stands on the map's picture, in per cent."""
        across, down = self.get("across"), self.get("down")
        return None if across is None or down is None else (float(across), float(down))

    @property
    def street_map_url(self) -> str:
        """A page of OpenStreetMap, for those who want to go there."""
        found = self.coordinates
        return STREET_MAP.format(north=found[0], east=found[1]) if found else ""


class PlaceBlock(Ruled):
    name = blocks.CharBlock(label=_("Name"))
    text = blocks.TextBlock(label=_("Text"), rows=2, required=False)
    url = blocks.URLBlock(label=_("Address of a page about it"), required=False)
    latitude = blocks.DecimalBlock(
        label=_("Latitude"),
        required=False,
        min_value=Decimal(-85),
        max_value=Decimal(85),
        help_text=_("Such as 53.2194. Needed where the map has no picture."),
    )
    longitude = blocks.DecimalBlock(
        label=_("Longitude"), required=False, min_value=Decimal(-180), max_value=Decimal(180)
    )
    across = blocks.DecimalBlock(
        label=_("From the left, in %"),
        required=False,
        min_value=Decimal(0),
        max_value=Decimal(100),
        help_text=_("Where it stands on the map's picture."),
    )
    down = blocks.DecimalBlock(
        label=_("From the top, in %"),
        required=False,
        min_value=Decimal(0),
        max_value=Decimal(100),
    )

    class Meta:
        icon = "site"
        label = _("Place")
        label_format = "{name}"
        value_class = PlaceValue
        form_layout = BlockGroup(
            children=["name", "text", "latitude", "longitude"], settings=["url", "across", "down"]
        )

    def refused(self, value: Any) -> dict[str, ValidationError]:
        pairs = (("latitude", "longitude"), ("across", "down"))
        missing = [[name for name in pair if value.get(name) is None] for pair in pairs]
        only_half = ValidationError(_("Give both numbers, or neither."))
        return {names[0]: only_half for names in missing if len(names) == 1}


class PointMapValue(blocks.StructValue):
    @cached_property
    def named(self) -> list[tuple[int, Any]]:
        """The places with their numbers, which map and list share."""
        return list(enumerate((one for one in self.get("places") or [] if one.get("name")), 1))

    @property
    def ground(self) -> Ground | None:
        return project(
            [(number, *one.coordinates) for number, one in self.named if one.coordinates]
        )

    @property
    def spots(self) -> list[Point]:
        return [Point(number, *one.spot) for number, one in self.named if one.spot]


class PointMapElement(Element, blocks.StructBlock):
    styles = ("story_pages/elements/point_map.css",)

    title = blocks.CharBlock(label=_("Heading"), required=False)
    places = blocks.ListBlock(PlaceBlock(), label=_("Places"))
    picture = ImageBlock(
        label=_("Picture of a map"),
        required=False,
        help_text=_("Without one, the places are drawn on a plain ground by their coordinates."),
    )
    credit = blocks.CharBlock(
        label=_("Credit"), required=False, help_text=_("Such as “© Name, 2020”.")
    )

    class Meta:
        icon = "site"
        label = _("Map of places")
        group = FIGURES
        template = "story_pages/elements/point_map.html"
        value_class = PointMapValue
        label_format = "{title}"
        form_layout = BlockGroup(children=["title", "places", "picture"], settings=["credit"])
