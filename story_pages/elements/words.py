"""Elements of words: headings, texts, quotations."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import BlockGroup
from wagtail.images.blocks import ImageBlock

from story_pages import conf

from .element import Element

WORDS = _("Words")
TEXT_FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul"]


def feature(language: str) -> str:
    """The name of the feature of rich text that says: these words are in that language."""
    return f"language-{language}"


class RunningText(blocks.RichTextBlock):
    """Text in which words of another language may be marked as such."""

    def __init__(self, **kwargs: Any) -> None:
        languages = [feature(code) for code, _name in conf.languages()]
        super().__init__(features=[*TEXT_FEATURES, *languages], **kwargs)


class HeadingElement(Element, blocks.CharBlock):
    """A heading; which level it has depends on where it stands."""

    class Meta:
        icon = "title"
        label = _("Heading")
        group = WORDS
        template = "story_pages/elements/heading.html"


class TextElement(Element, RunningText):
    class Meta:
        icon = "pilcrow"
        label = _("Text")
        group = WORDS
        template = "story_pages/elements/text.html"


class QuoteElement(Element, blocks.StructBlock):
    styles = ("story_pages/elements/quote.css",)

    text = blocks.TextBlock(label=_("What was said"))
    who = blocks.CharBlock(label=_("Who said it"), required=False)
    role = blocks.CharBlock(
        label=_("As what"), required=False, help_text=_("Such as “teacher in Groningen”.")
    )
    picture = ImageBlock(label=_("Picture of who said it"), required=False)
    source = blocks.CharBlock(
        label=_("Source"), required=False, help_text=_("The title of the text or talk.")
    )
    source_url = blocks.URLBlock(label=_("Where it can be read"), required=False)
    look = blocks.ChoiceBlock(
        label=_("Look"),
        choices=[("plain", _("plain")), ("large", _("large"))],
        default="plain",
        required=False,
    )

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        group = WORDS
        template = "story_pages/elements/quote.html"
        label_format = "{text}"
        form_layout = BlockGroup(
            children=["text", "who", "role", "picture"], settings=["look", "source", "source_url"]
        )
