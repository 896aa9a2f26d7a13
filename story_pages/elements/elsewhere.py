"""What other hosts have: shown in a frame after a yes, or kept here as text."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import BlockGroup
from wagtail.images.blocks import ImageBlock

from story_pages import conf
from story_pages.frame_address import copied, framed, host_of
from story_pages.refusal import Ruled

from .element import Element

ELSEWHERE = _("From elsewhere")
RATIOS = [
    ("16:9", _("16 : 9, as films are")),
    ("4:3", _("4 : 3")),
    ("1:1", _("square")),
    ("9:16", _("9 : 16, upright")),
]


class EmbedValue(blocks.StructValue):
    @property
    def address(self) -> str:
        """What was pasted, for a link; empty if it leads nowhere safe."""
        pasted = copied(self.get("url") or "")
        return pasted if host_of(pasted) else ""

    @property
    def frame(self) -> str:
        """What a frame shows; empty if this site allows no frame of that host."""
        address = framed(self.address)
        return address if host_of(address) in conf.embed_hosts() else ""

    @property
    def host(self) -> str:
        """Whom a reader's browser asks after a yes, or where the link leads."""
        return host_of(self.frame or self.address)


class EmbedElement(Element, Ruled):
    """Something of another host; nothing is asked of that host before the reader says yes."""

    styles = ("story_pages/elements/embed.css",)
    scripts = ("story_pages/elements/embed.js",)

    url = blocks.TextBlock(
        label=_("Address"),
        rows=2,
        help_text=_("Of the film, chart or map, or the code that its host offers to copy."),
    )
    title = blocks.CharBlock(
        label=_("Title"), help_text=_("What it shows; also read out to who cannot see it.")
    )
    text = blocks.TextBlock(
        label=_("The same in words"),
        rows=3,
        required=False,
        help_text=_("For those who do not open it, who print, or who cannot see it."),
    )
    picture = ImageBlock(
        label=_("Picture"), required=False, help_text=_("Seen until it is opened.")
    )
    credit = blocks.CharBlock(label=_("Credit of the picture"), required=False)
    ratio = blocks.ChoiceBlock(label=_("Shape"), choices=RATIOS, default="16:9", required=False)

    class Meta:
        icon = "code"
        label = _("From another site")
        group = ELSEWHERE
        template = "story_pages/elements/embed.html"
        value_class = EmbedValue
        label_format = "{title}"
        form_layout = BlockGroup(
            children=["url", "title", "text", "picture"], settings=["credit", "ratio"]
        )

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        cleaned["url"] = copied(cleaned.get("url") or "")
        return cleaned

    def refused(self, value: Any) -> dict[str, ValidationError]:
        problem = _problem(copied(value.get("url") or ""))
        return {"url": ValidationError(problem)} if problem else {}


def _problem(address: str) -> str:
    """What is wrong with an address, with the way out; a draft may have none yet."""
    if not address:
        return ""
    host = host_of(address) and host_of(framed(address))
    if not host:
        return gettext("Give an address that begins with https://, or the code with such a one.")
    if host in conf.embed_hosts():
        return ""
    allowed = ", ".join(conf.embed_hosts()) or gettext("none yet")
    return gettext(
        "This site shows nothing from “%(host)s”. Use the element “Link” instead, or ask those "
        "who run the site to add this host to STORY_PAGES_EMBED_HOSTS. Allowed now: %(allowed)s."
    ) % {"host": host, "allowed": allowed}


class SocialPostElement(Element, blocks.StructBlock):
    """A post of a social network as text: readers need not go there, nor does it see them."""

    styles = ("story_pages/elements/social_post.css",)

    text = blocks.TextBlock(label=_("What it says"), rows=4)
    author = blocks.CharBlock(label=_("Who wrote it"))
    account = blocks.CharBlock(
        label=_("Account"), required=False, help_text=_("Such as “@city@social.example”.")
    )
    date = blocks.DateBlock(label=_("Day"), required=False)
    network = blocks.CharBlock(
        label=_("Network"), required=False, help_text=_("Such as “Mastodon”.")
    )
    url = blocks.URLBlock(label=_("Address of the post"), required=False)
    language = blocks.ChoiceBlock(
        label=_("Language of the post"),
        choices=conf.languages,
        required=False,
        help_text=_("If it is not that of the page."),
    )
    picture = ImageBlock(label=_("Picture of the post"), required=False)
    credit = blocks.CharBlock(label=_("Credit of the picture"), required=False)

    class Meta:
        icon = "comment"
        label = _("Post kept as text")
        group = ELSEWHERE
        template = "story_pages/elements/social_post.html"
        label_format = "{author} {text}"
        form_layout = BlockGroup(
            children=["text", "author", "account", "date", "network", "url"],
            settings=["language", "picture", "credit"],
        )
