"""Elements that lead on: links, calls to act, documents, texts that several pages share."""

from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import BlockGroup
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.models import Page
from wagtail.snippets.blocks import SnippetChooserBlock

from story_pages import conf
from story_pages.refusal import Ruled

from .element import Element

WAYS = _("Ways on")
LOOKS = [("button", _("a button")), ("outline", _("a button with a frame")), ("text", _("a link"))]


class LinkValue(blocks.StructValue):
    page: Page | None = None
    """The page to lead to in the reader's language, once it was looked for."""

    @property
    def goal(self) -> Any:
        """The page, else the document."""
        chosen = self.page or self.get("page")
        return (chosen if chosen and chosen.live else None) or self.get("document")

    @property
    def href(self) -> str:
        if self.goal:
            return self.goal.url or ""
        address = self.get("email")
        return self.get("url") or (f"mailto:{address}" if address else "")

    @property
    def words(self) -> str:
        """The label, else the title, else the address: a link is never without words."""
        # Of a page that not everybody may see, its title tells too much.
        is_open = self.goal in (self.page, self.get("document"))
        title = getattr(self.goal, "title", "") if is_open else ""
        return self.get("label") or title or self.get("email") or self.href

    def led(self, cards: dict[int, Page]) -> "LinkValue":
        """Leads to the page in the reader's language, which the page has fetched for all links."""
        chosen = self.get("page")
        self.page = cards.get(chosen.pk) if chosen else None
        return self


class LinkElement(Element, blocks.StructBlock):
    """What the reader may do next."""

    label = blocks.CharBlock(label=_("Words on the button"))
    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    url = blocks.URLBlock(
        label=_("or address"), required=False, help_text=_("Used if no page is chosen.")
    )
    look = blocks.ChoiceBlock(label=_("Look"), choices=LOOKS, default="button", required=False)

    class Meta:
        icon = "link"
        label = _("Link")
        group = WAYS
        template = "story_pages/elements/link.html"
        value_class = LinkValue
        label_format = "{label}"
        form_layout = BlockGroup(children=["label", "page", "url"], settings=["look"])

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        value.led(context.get("cards_by_page") or {})
        return context


class ButtonBlock(Ruled):
    """One button of a call to act; it leads to the first of what is given."""

    label = blocks.CharBlock(label=_("Words on the button"))
    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    document = DocumentChooserBlock(label=_("or document"), required=False)
    url = blocks.URLBlock(label=_("or address"), required=False)
    email = blocks.EmailBlock(label=_("or mail address"), required=False)

    class Meta:
        icon = "link"
        label = _("Button")
        label_format = "{label}"
        value_class = LinkValue

    def refused(self, value: Any) -> dict[str, ValidationError]:
        goals = [value.get(name) for name in ("page", "document", "url", "email")]
        if any(goals) or self.is_deferred_validation:
            return {}
        return {"page": ValidationError(_("Say where the button leads: one of these four."))}


class CallToActionElement(Element, blocks.StructBlock):
    """What readers are asked to do, with one button or two."""

    styles = ("story_pages/elements/call_to_action.css",)

    title = blocks.CharBlock(label=_("Heading"), required=False)
    text = blocks.TextBlock(label=_("Text"), rows=3, required=False)
    buttons = blocks.ListBlock(ButtonBlock(), label=_("Buttons"), min_num=1, max_num=2)

    class Meta:
        icon = "pick"
        label = _("Call to act")
        group = WAYS
        template = "story_pages/elements/call_to_action.html"
        label_format = "{title}"

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        cards = context.get("cards_by_page") or {}
        buttons = [one.led(cards) for one in value.get("buttons") or [] if one]
        context["buttons"] = [one for one in buttons if one.href]
        return context


class DocumentValue(blocks.StructValue):
    @property
    def title(self) -> str:
        document = self.get("document")
        return self.get("label") or (document.title if document else "")

    @property
    def kind(self) -> str:
        """What sort of file it is, as people say it: PDF, DOCX."""
        document = self.get("document")
        return PurePath(document.file.name or "").suffix.lstrip(".").upper() if document else ""

    @property
    def size(self) -> int | None:
        """In bytes; None if the file is lost."""
        document = self.get("document")
        try:
            return (document.file_size or document.file.size) if document else None
        except OSError:
            return None

    @property
    def language_name(self) -> str:
        return dict(conf.languages()).get(self.get("language") or "", "")


class DocumentElement(Element, blocks.StructBlock):
    """A file to take along; one knows beforehand what one gets."""

    styles = ("story_pages/elements/document.css",)

    document = DocumentChooserBlock(label=_("Document"))
    label = blocks.CharBlock(
        label=_("Title"), required=False, help_text=_("If empty, the title of the document.")
    )
    text = blocks.TextBlock(label=_("What is in it"), rows=2, required=False)
    language = blocks.ChoiceBlock(label=_("Language"), choices=conf.languages, required=False)
    pages = blocks.IntegerBlock(label=_("Pages"), required=False, min_value=1)

    class Meta:
        icon = "doc-full"
        label = _("Document")
        group = WAYS
        template = "story_pages/elements/document.html"
        value_class = DocumentValue
        label_format = "{label}"
        form_layout = BlockGroup(
            children=["document", "label", "text"], settings=["language", "pages"]
        )


class AboutElement(Element, blocks.StructBlock):
    styles = ("story_pages/elements/about.css",)

    text = SnippetChooserBlock("story_pages.SharedText", label=_("Shared text"))

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        chosen = value.get("text")
        if chosen:
            # The page fetches the shared texts of all its elements at once.
            context["text"] = (context.get("shared_texts") or {}).get(chosen.pk, chosen)
        return context

    class Meta:
        icon = "snippet"
        label = _("Shared text")
        group = WAYS
        template = "story_pages/elements/about.html"
