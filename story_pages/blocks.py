"""What a story is made of: chapters of sections of elements, three levels and no more.

How a text file's entries become blocks (a loader may rely on these names):

| entry                       | block        | its value                                        |
|-----------------------------|--------------|--------------------------------------------------|
| chapter                     | `chapter`    | title, slug, summary, sections                   |
| chapter, excursion = true   | `excursion`  | the same: a side story                           |
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

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import BlockGroup
from wagtail.images.blocks import ImageChooserBlock
from wagtailmedia.blocks import AudioChooserBlock

from .backdrop import BackdropBlock
from .comparison import Compared
from .elements.element import Element
from .elements.stream import Elements
from .look import ACCENTS, HEIGHTS, LAYOUTS, LOOKS, SPACINGS, TONES
from .outline import FIRST, Place
from .refusal import Ruled
from .sample import sample

STYLES = ("story_pages/story.css", "story_pages/backdrop.css")
"""Of every section."""


class AddressBlock(blocks.RegexBlock):
    """The part after # in links to a chapter or section."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs |= {"regex": r"^[\w-]+$", "required": False, "max_length": 80}
        kwargs["error_messages"] = {"invalid": _("Use letters, digits and hyphens only.")}
        super().__init__(**kwargs)


class ShareBlock(blocks.StructBlock):
    """What is shown where a link to this section is shared."""

    title = blocks.CharBlock(label=_("Title"), required=False, help_text=_("Else its heading."))
    description = blocks.CharBlock(
        label=_("Description"), required=False, help_text=_("Else the story's summary.")
    )
    picture = ImageChooserBlock(
        label=_("Picture"), required=False, help_text=_("Else its backdrop.")
    )

    class Meta:
        icon = "link"
        label = _("Where it is shared")
        collapsed = True


class SectionValue(blocks.StructValue):
    def is_shown_at(self, moment: datetime) -> bool:
        """Whether readers see it then."""
        begins, ends = _aware(self.get("shown_from")), _aware(self.get("shown_until"))
        if self.get("hidden") or (begins and moment < begins):
            return False
        return not (ends and moment >= ends)


class SectionBlock(Ruled):
    """One screen of a story; it grows with its words."""

    heading = blocks.CharBlock(label=_("Heading"), required=False)
    backdrop = BackdropBlock()
    elements = Elements(label=_("Elements"), required=False)
    layout = blocks.ChoiceBlock(label=_("Words stand"), choices=LAYOUTS, required=False)
    look = blocks.ChoiceBlock(label=_("Words stand on"), choices=LOOKS, required=False)
    tone = blocks.ChoiceBlock(
        label=_("Light or dark"),
        choices=TONES,
        required=False,
        help_text=_("If empty, the backdrop decides."),
    )
    height = blocks.ChoiceBlock(label=_("Height"), choices=HEIGHTS, required=False)
    spacing = blocks.ChoiceBlock(
        label=_("Space around the words"), choices=SPACINGS, required=False
    )
    ambience = AudioChooserBlock(
        label=_("Ambience"),
        required=False,
        help_text=_("A quiet sound below this section, in place of the story's own."),
    )
    slug = AddressBlock(
        label=_("Address"),
        help_text=_("The part after # in links to this section. Made from the heading if empty."),
    )
    share = ShareBlock()
    shown_from = blocks.DateTimeBlock(
        label=_("Shown from"),
        required=False,
        help_text=_("In the time zone of your account. Readers see the section from then on."),
    )
    shown_until = blocks.DateTimeBlock(
        label=_("Shown until"),
        required=False,
        help_text=_("From then on it is kept here, but not shown."),
    )
    hidden = blocks.BooleanBlock(
        label=_("Hidden"), required=False, help_text=_("Kept here, but not shown to readers.")
    )

    class Meta:
        icon = "doc-full"
        label = _("Section")
        label_format = "{heading}"
        value_class = SectionValue
        form_layout = BlockGroup(
            children=["heading", "backdrop", "elements"],
            settings=[
                *("layout", "look", "tone", "height", "spacing", "ambience"),
                *("slug", "share", "shown_from", "shown_until", "hidden"),
            ],
        )

    def refused(self, value: Any) -> dict[str, ValidationError]:
        begins, ends = _aware(value.get("shown_from")), _aware(value.get("shown_until"))
        if not begins or not ends or begins < ends:
            return {}
        late = _("This must be later than the moment from which it is shown.")
        return {"shown_until": ValidationError(late)}

    def get_preview_value(self) -> Any:
        return sample(self)

    def get_preview_template(self, value: Any, context: Any = None) -> str:
        return "story_pages/admin/section_preview.html"

    def get_preview_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        shown = [child.block for child in value["elements"] if isinstance(child.block, Element)]
        place = Place(1, 1, FIRST, value["heading"])
        section = {"place": place, "content": value, "is_shown": True, "heading_level": 4}
        return {
            **(parent_context or {}),
            "styles": [*STYLES, *(name for block in shown for name in block.styles)],
            "section": section,
        }

    def get_searchable_content(self, value: Any) -> list[str]:
        """Nothing of what readers do not see now; indexing anew brings what is due since."""
        is_shown = value.is_shown_at(timezone.now())
        found: list[str] = super().get_searchable_content(value) if is_shown else []
        return found


ALL_ELEMENTS, BACKDROP = Elements(), BackdropBlock()


def preset(
    label: Any, icon: str, *names: str, colour: str = "ink", **settings: str
) -> SectionBlock:
    """A section that begins with certain elements; from then on it is a section as any other."""

    def begun() -> dict[str, Any]:
        elements = [(name, ALL_ELEMENTS.child_blocks[name].get_default()) for name in names]
        backdrop = {**BACKDROP.get_default(), "colour": colour}
        return {"elements": elements, "backdrop": backdrop, **settings}

    return SectionBlock(label=label, icon=icon, group=_("A section with"), default=begun)


class Sections(blocks.StreamBlock):
    section = SectionBlock()
    picture_section = preset(_("Full-screen picture with words"), "image", "text")
    film_section = preset(_("Film with words"), "media", "video", "text", layout="centre")
    number_section = preset(
        _("Big number over colour"), "order", "big_number", "text", colour="sea", layout="centre"
    )
    gallery_section = preset(_("Gallery"), "grid", "gallery", colour="paper", layout="centre")
    quote_section = preset(
        _("Quotation over colour"), "openquote", "quote", colour="ember", layout="centre"
    )
    closing_section = preset(
        _("Words and a link to close with"), "link", "text", "link", look="card"
    )


class ChapterBlock(Compared, blocks.StructBlock):
    """Sections that belong together, named in the bar."""

    title = blocks.CharBlock(label=_("Title"))
    sections = Sections(label=_("Sections"))
    summary = blocks.CharBlock(label=_("Summary"), required=False)
    slug = AddressBlock(
        label=_("Address"),
        help_text=_("The part after # in links to this chapter. Made from the title if empty."),
    )
    colour = blocks.ChoiceBlock(
        label=_("Colour"),
        choices=ACCENTS,
        required=False,
        help_text=_("Of its title, and of figures in it."),
    )
    hide_in_navigation = blocks.BooleanBlock(
        label=_("Not in the bar"),
        required=False,
        help_text=_("Readers come through it, but it is not named in the bar and the contents."),
    )

    class Meta:
        icon = "folder-open-inverse"
        label = _("Chapter")
        label_format = "{title}"
        form_layout = BlockGroup(
            children=["title", "sections"],
            settings=["summary", "slug", "colour", "hide_in_navigation"],
        )


class ExcursionBlock(ChapterBlock):
    """A side story: opened by a link to its address, and not counted."""

    slug = AddressBlock(
        label=_("Address"),
        help_text=_("Link to it from any text with # and this address, such as #a-side-story."),
    )

    class Meta:
        icon = "redirect"
        label = _("Side story")
        form_layout = BlockGroup(children=["title", "sections"], settings=["summary", "slug"])


class Chapters(blocks.StreamBlock):
    """A whole story."""

    chapter = ChapterBlock()
    excursion = ExcursionBlock()


def _aware(moment: datetime | None) -> datetime | None:
    """A moment without a zone, as text files have it, is meant on the site's clock."""
    if moment is None or timezone.is_aware(moment):
        return moment
    return timezone.make_aware(moment, timezone.get_default_timezone())
