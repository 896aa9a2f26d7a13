"""Pages as cards: chosen ones, or the newest below a page."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import BlockGroup
from wagtail.models import Page

from story_pages.refusal import Ruled

from .element import Element
from .ways import WAYS

MOST = 12


class CardsValue(blocks.StructValue):
    children: tuple[Page, ...] = ()
    """What the page has found below `children_of`, ready to be shown."""

    @property
    def number(self) -> int:
        return min(self.get("number") or 3, MOST)

    @property
    def is_newest(self) -> bool:
        return (self.get("order") or "newest") == "newest"


class CardsElement(Element, Ruled):
    """Stories, gatherings with their live state, organisations: each type has its own card."""

    styles = ("story_pages/elements/cards.css",)
    scripts = ("story_pages/elements/cards.js",)

    title = blocks.CharBlock(label=_("Heading"), required=False)
    pages = blocks.ListBlock(
        blocks.PageChooserBlock(label=_("Page")), label=_("Pages"), default=[], min_num=0
    )
    children_of = blocks.PageChooserBlock(
        label=_("and those below this page"),
        required=False,
        help_text=_("Such as the list of stories. What is published there later comes by itself."),
    )
    number = blocks.IntegerBlock(
        label=_("How many of them"), default=3, min_value=1, max_value=MOST, required=False
    )
    order = blocks.ChoiceBlock(
        label=_("Which of them"),
        choices=[("newest", _("the newest")), ("tree", _("the first, in the order of the pages"))],
        default="newest",
        required=False,
    )
    look = blocks.ChoiceBlock(
        label=_("Look"),
        choices=[
            ("grid", _("side by side")),
            ("row", _("a row to leaf through")),
            ("list", _("a list")),
        ],
        default="grid",
        required=False,
    )

    class Meta:
        icon = "list-ul"
        label = _("Cards")
        group = WAYS
        template = "story_pages/elements/cards.html"
        value_class = CardsValue
        label_format = "{title}"
        form_layout = BlockGroup(
            children=["title", "pages", "children_of", "look"], settings=["number", "order"]
        )

    def refused(self, value: Any) -> dict[str, ValidationError]:
        chosen = [*(value.get("pages") or []), value.get("children_of")]
        if any(chosen) or self.is_deferred_validation:
            return {}
        nothing = _("Choose pages, or a page whose children are shown.")
        return {"children_of": ValidationError(nothing)}

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        # The page fetches the cards of all its elements at once.
        cards = context.get("cards_by_page") or {}
        chosen = [cards[one.pk] for one in value.get("pages") or [] if one and one.pk in cards]
        shown = {page.pk: page for page in [*chosen, *value.children]}
        context["cards"] = list(shown.values())
        context["card_level"] = context.get("heading_level", 2) + bool(value.get("title"))
        return context
