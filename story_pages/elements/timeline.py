"""What happened when: a list of days or years, each with its words."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import BlockGroup
from wagtail.images.blocks import ImageBlock

from story_pages.comparison import Compared

from .element import Element
from .figures import FIGURES
from .words import RunningText


class HappenedValue(blocks.StructValue):
    @property
    def machine_date(self) -> str:
        """A date that `<time>` may hold: the one given, or the words if they are but a year."""
        words = (self.get("when") or "").strip()
        is_year = len(words) == 4 and words.isascii() and words.isdecimal()
        return self.get("date") or (words if is_year else "")

    @property
    def is_told(self) -> bool:
        return any(self.get(name) for name in ("when", "title", "text", "picture"))


class HappenedBlock(Compared, blocks.StructBlock):
    """One entry of a timeline."""

    when = blocks.CharBlock(label=_("When"), help_text=_("As it is read: “Spring 2019”, “May”."))
    title = blocks.CharBlock(label=_("What happened"))
    text = RunningText(label=_("Text"), required=False)
    picture = ImageBlock(label=_("Picture"), required=False)
    date = blocks.RegexBlock(
        label=_("Date for machines"),
        regex=r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$",
        required=False,
        help_text=_("A year, a month or a day: 2019, 2019-05, 2019-05-21."),
        error_messages={"invalid": _("Write it as 2019, 2019-05 or 2019-05-21.")},
    )

    class Meta:
        icon = "date"
        label = _("Entry")
        label_format = "{when} {title}"
        value_class = HappenedValue
        form_layout = BlockGroup(children=["when", "title", "text", "picture"], settings=["date"])


class TimelineElement(Element, blocks.StructBlock):
    styles = ("story_pages/elements/timeline.css",)

    title = blocks.CharBlock(label=_("Heading"), required=False)
    entries = blocks.ListBlock(HappenedBlock(), label=_("Entries"))

    class Meta:
        icon = "history"
        label = _("Timeline")
        group = FIGURES
        template = "story_pages/elements/timeline.html"
        label_format = "{title}"

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        context["entries"] = [one for one in value.get("entries") or [] if one and one.is_told]
        return context
