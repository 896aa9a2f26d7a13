"""What templates ask about stories: pictures in all sizes, cards, transcripts."""

from typing import Any

from django import template
from django.template.loader import get_template
from wagtail.models import Page

from story_pages import captions
from story_pages import pictures as sizes
from story_pages.recording import Recording

register = template.Library()


@register.inclusion_tag("story_pages/components/picture.html")
def picture(
    image: Any,
    alt: str = "",
    *,
    portrait: Any = None,
    sizes_hint: str = "100vw",
    eager: bool = False,
) -> dict[str, Any]:
    """A picture in modern formats; nothing if there is none or its file is lost."""
    return {
        "picture": sizes.picture(image) if image else None,
        "portrait": sizes.picture(portrait) if portrait else None,
        "alt": alt or "",
        "sizes_hint": sizes_hint,
        "eager": eager,
    }


@register.simple_tag
def picture_url(image: Any) -> str:
    """The address of a picture in its middle size; empty if there is none."""
    shown = sizes.picture(image) if image else None
    return shown.url if shown else ""


@register.simple_tag
def page_card(page: Page) -> str:
    """A page as a card: by the template that its type offers, else by ours."""
    specific = page.specific
    name = getattr(specific, "card_template", "story_pages/components/page_card.html")
    return get_template(name).render({"page": specific})


@register.inclusion_tag("story_pages/components/transcript.html")
def transcript(recording: Recording) -> dict[str, Any]:
    """What is said in a recording, as text that can be read, searched and printed."""
    return {"recording": recording, "track": recording.shown_captions}


@register.filter
def clock(seconds: float) -> str:
    """Seconds as 0:42."""
    return captions.clock(seconds)
