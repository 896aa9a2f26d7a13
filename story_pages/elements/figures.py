"""A number that is worth a whole line; it may count up to itself."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .element import Element

FIGURES = _("Figures")
LARGEST_COUNTED = 9999


class BigNumberValue(blocks.StructValue):
    @property
    def counted(self) -> str:
        """The number to count up to; empty where its writing has more than plain digits.

        A counter of CSS writes no separators: a number with them would change its looks.
        """
        number = (self.get("number") or "").strip()
        is_plain = number.isascii() and number.isdecimal() and number == str(int(number))
        return number if is_plain and int(number) <= LARGEST_COUNTED else ""


class BigNumberElement(Element, blocks.StructBlock):
    styles = ("story_pages/elements/big_number.css",)

    number = blocks.CharBlock(label=_("Number"), help_text=_("As it is read, such as “170”."))
    label = blocks.CharBlock(label=_("What is counted"))
    source = blocks.CharBlock(label=_("Source"), required=False)

    class Meta:
        icon = "order"
        label = _("Big number")
        group = FIGURES
        template = "story_pages/elements/big_number.html"
        value_class = BigNumberValue
        label_format = "{number} {label}"
