"""What a story is made of: chapters of sections of elements, three levels and no more.

How a text file's entries become blocks (a loader may rely on these names):

| entry                       | block        | its value                                        |
|-----------------------------|--------------|--------------------------------------------------|
| chapter                     | `chapter`    | title, slug, summary, sections                   |
| section                     | `section`    | heading, slug, backdrop, layout, look, elements  |
| backdrop = "name"           | `backdrop`   | picture or loop, portrait, colour, description   |
| backdrop = "colour:ink"     | `backdrop`   | colour                                           |
| heading                     | `heading`    | a text; its level comes from where it stands     |
| text                        | `text`       | rich text as HTML                                |
| quote                       | `quote`      | text, who, source_url                            |
| image                       | `image`      | image {image, alt_text, decorative}, caption,    |
|                             |              | credit, licence                                  |
| film                        | `video`      | recording, caption                               |
| audio                       | `audio`      | recording, caption                               |
| big_number                  | `big_number` | number, label, source                            |
| link                        | `link`       | label, page or url                               |
| cards                       | `cards`      | title, pages (a list of page ids)                |
| snippet                     | `about`      | text (a SharedText's id)                         |

An article's body holds elements; a story holds chapters. The whole of a story as JSON:
`[{"type": "chapter", "value": {"title": …, "sections": [{"type": "section", "value": {…}}]}}]`.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import BlockGroup
from wagtail.images.blocks import ImageBlock
from wagtail.snippets.blocks import SnippetChooserBlock
from wagtailmedia.blocks import AudioChooserBlock, VideoChooserBlock

from .backdrop import BackdropBlock
from .recording import Licence, licence_url

TEXT_FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul"]


class HeadingElement(blocks.CharBlock):
    """A heading; which level it has depends on where it stands."""

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "story_pages/elements/heading.html"


class TextElement(blocks.RichTextBlock):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(features=TEXT_FEATURES, **kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "story_pages/elements/text.html"


class QuoteElement(blocks.StructBlock):
    text = blocks.TextBlock(label=_("What was said"))
    who = blocks.CharBlock(label=_("Who said it"), required=False)
    source_url = blocks.URLBlock(label=_("Where it can be read"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "story_pages/elements/quote.html"


class Credited(blocks.StructValue):
    """A value with a licence."""

    @property
    def licence_url(self) -> str:
        return licence_url(self.get("licence") or "")

    @property
    def licence_label(self) -> str:
        return str(dict(Licence.choices).get(self.get("licence") or "", ""))


class ImageElement(blocks.StructBlock):
    image = ImageBlock(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), required=False)
    credit = blocks.CharBlock(
        label=_("Credit"), required=False, help_text=_("Such as “© Name, 2020”.")
    )
    licence = blocks.ChoiceBlock(label=_("Licence"), choices=Licence.choices, required=False)

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "story_pages/elements/image.html"
        value_class = Credited
        form_layout = BlockGroup(children=["image", "caption", "credit"], settings=["licence"])


class RecordingElement(blocks.StructBlock):
    """What film and sound have in common."""

    def get_searchable_content(self, value: Any) -> list[str]:
        recording = value.get("recording")
        said = [recording.spoken_words] if recording else []
        return [*super().get_searchable_content(value), *said]


class VideoElement(RecordingElement):
    recording = VideoChooserBlock(label=_("Film"))
    caption = blocks.CharBlock(label=_("Caption"), required=False)

    class Meta:
        icon = "media"
        label = _("Film")
        template = "story_pages/elements/video.html"


class AudioElement(RecordingElement):
    recording = AudioChooserBlock(label=_("Sound"))
    caption = blocks.CharBlock(label=_("Caption"), required=False)

    class Meta:
        icon = "media"
        label = _("Sound")
        template = "story_pages/elements/audio.html"


class BigNumberElement(blocks.StructBlock):
    number = blocks.CharBlock(label=_("Number"), help_text=_("As it is read, such as “170”."))
    label = blocks.CharBlock(label=_("What is counted"))
    source = blocks.CharBlock(label=_("Source"), required=False)

    class Meta:
        icon = "order"
        label = _("Big number")
        template = "story_pages/elements/big_number.html"


class LinkValue(blocks.StructValue):
    @property
    def href(self) -> str:
        page = self.get("page")
        return (page.url if page else self.get("url")) or ""

    @property
    def words(self) -> str:
        """The label, else the page's title, else the address: a link is never without words."""
        page = self.get("page")
        return self.get("label") or (page.title if page else self.href)


class LinkElement(blocks.StructBlock):
    """What the reader may do next."""

    label = blocks.CharBlock(label=_("Words on the button"))
    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    url = blocks.URLBlock(
        label=_("or address"), required=False, help_text=_("Used if no page is chosen.")
    )

    class Meta:
        icon = "link"
        label = _("Link")
        template = "story_pages/elements/link.html"
        value_class = LinkValue


class CardsElement(blocks.StructBlock):
    """Pages as cards: stories, gatherings with their live state, organisations."""

    title = blocks.CharBlock(label=_("Heading"), required=False)
    pages = blocks.ListBlock(blocks.PageChooserBlock(label=_("Page")), label=_("Pages"))

    class Meta:
        icon = "list-ul"
        label = _("Cards")
        template = "story_pages/elements/cards.html"

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        # The page fetches the cards of all its elements at once.
        cards = context.get("cards_by_page") or {}
        chosen = [page for page in value.get("pages") or [] if page]
        context["cards"] = [cards[page.pk] for page in chosen if page.pk in cards]
        return context


class AboutElement(blocks.StructBlock):
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
        template = "story_pages/elements/about.html"


class Elements(blocks.StreamBlock):
    """All that can stand in a section or in an article."""

    heading = HeadingElement()
    text = TextElement()
    quote = QuoteElement()
    image = ImageElement()
    video = VideoElement()
    audio = AudioElement()
    big_number = BigNumberElement()
    link = LinkElement()
    cards = CardsElement()
    about = AboutElement()


class SectionBlock(blocks.StructBlock):
    """One screen of a story; it grows with its words."""

    heading = blocks.CharBlock(label=_("Heading"), required=False)
    backdrop = BackdropBlock()
    elements = Elements(label=_("Elements"), required=False)
    layout = blocks.ChoiceBlock(
        label=_("Words stand"),
        choices=[
            ("left", _("at the beginning of the line")),
            ("centre", _("in the middle")),
            ("right", _("at the end of the line")),
        ],
        default="left",
        required=False,
    )
    look = blocks.ChoiceBlock(
        label=_("Words stand on"),
        choices=[("veil", _("a veil over the picture")), ("card", _("a card"))],
        default="veil",
        required=False,
    )
    slug = blocks.RegexBlock(
        label=_("Address"),
        regex=r"^[\w-]+$",
        required=False,
        max_length=80,
        help_text=_("The part after # in links to this section. Made from the heading if empty."),
        error_messages={"invalid": _("Use letters, digits and hyphens only.")},
    )
    hidden = blocks.BooleanBlock(
        label=_("Hidden"), required=False, help_text=_("Kept here, but not shown to readers.")
    )

    class Meta:
        icon = "doc-full"
        label = _("Section")
        label_format = "{heading}"
        form_layout = BlockGroup(
            children=["heading", "backdrop", "elements"],
            settings=["layout", "look", "slug", "hidden"],
        )


class Sections(blocks.StreamBlock):
    section = SectionBlock()


class ChapterBlock(blocks.StructBlock):
    """Sections that belong together, named in the bar."""

    title = blocks.CharBlock(label=_("Title"))
    sections = Sections(label=_("Sections"))
    summary = blocks.CharBlock(label=_("Summary"), required=False)
    slug = blocks.RegexBlock(
        label=_("Address"),
        regex=r"^[\w-]+$",
        required=False,
        max_length=80,
        help_text=_("The part after # in links to this chapter. Made from the title if empty."),
        error_messages={"invalid": _("Use letters, digits and hyphens only.")},
    )

    class Meta:
        icon = "folder-open-inverse"
        label = _("Chapter")
        label_format = "{title}"
        form_layout = BlockGroup(children=["title", "sections"], settings=["summary", "slug"])


class Chapters(blocks.StreamBlock):
    """A whole story."""

    chapter = ChapterBlock()
