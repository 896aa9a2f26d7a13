"""What templates ask about stories: pictures in all sizes, cards, transcripts."""

from typing import Any

from django import template
from django.template.loader import get_template
from wagtail.models import Page

from story_pages import captions, embedding, sharing
from story_pages import pictures as sizes
from story_pages.elements.recordings import RecordingValue
from story_pages.qr import qr_svg
from story_pages.recording import Recording
from story_pages.transcript import lines

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
def frame_code(page: Page) -> str:
    """What others paste to frame a story; empty if readers cannot see it."""
    is_there = page.pk and page.live and page.get_url_parts()
    return embedding.frame_code(page) if is_there else ""


@register.simple_tag
def picture_url(image: Any, *, large: bool = False) -> str:
    """The address of a picture in its middle or largest size; empty if there is none."""
    shown = sizes.picture(image) if image else None
    if shown is None:
        return ""
    return shown.large if large else shown.url


@register.simple_tag
def thumbnail_url(image: Any) -> str:
    """The address of a small cut of a picture, for a list; empty if there is none."""
    return sizes.thumbnail(image) if image else ""


@register.simple_tag
def share_ways(page: Page) -> list[sharing.Way]:
    """The links by which a page is handed on."""
    return sharing.ways(page.title, page.full_url or "")


@register.simple_tag
def qr_code(text: str) -> str:
    """A text, such as an address, as a drawing that cameras read."""
    return qr_svg(text)


@register.simple_tag
def page_card(page: Page, heading_level: int = 3) -> str:
    """A page as a card: by the template that its type offers, else by ours."""
    specific = page.specific
    name = getattr(specific, "card_template", "story_pages/components/page_card.html")
    return get_template(name).render({"page": specific, "heading_level": heading_level})


@register.inclusion_tag("story_pages/components/transcript.html")
def transcript(recording: Recording, name: str) -> dict[str, Any]:
    """A recording as text that can be read, searched and printed, with its chapters."""
    told = lines(recording)
    return {
        "recording": recording,
        "name": name,
        "lines": told,
        "chapters": recording.shown_chapters,
        "language": told[0].language if told else recording.language,
    }


@register.inclusion_tag("story_pages/components/recording_on_paper.html")
def recording_on_paper(value: RecordingValue, page: Page | None) -> dict[str, Any]:
    """Where a film or sound on a page is, as an address and as a QR code."""
    found = _address(page) if page else ""
    address = f"{found}#{value.first_anchor}" if found else ""
    return {"address": address, "code": qr_svg(address) if address else ""}


@register.inclusion_tag("story_pages/components/ambiences.html")
def ambiences(page: Any, telling: Any) -> dict[str, Any]:
    """The quiet sounds of a story and of its sections, each once."""
    own = [section.content.get("ambience") for part in telling.parts for section in part.sections]
    found = {one.pk: one for one in (page.ambience, *own) if one}
    return {"ambiences": list(found.values()), "usual": page.ambience}


@register.filter
def clock(seconds: float) -> str:
    """Seconds as 0:42."""
    return captions.clock(seconds)


def _address(page: Page) -> str:
    """Asked once for all that a page shows: Wagtail looks for its site each time."""
    known = vars(page)
    if "_address" not in known:
        known["_address"] = page.full_url or ""
    address: str = known["_address"]
    return address
