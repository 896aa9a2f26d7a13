"""A sample value for any block: what an editor sees of it before choosing it."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock, ImageChooserBlock
from wagtailmedia.blocks import AudioChooserBlock, VideoChooserBlock

from .recording import Recording

WORDS: dict[str, Any] = {
    "heading": _("A heading says what comes"),
    "title": _("A title"),
    "text": _("A few sentences that go well with what is seen. Fifty words are enough."),
    "caption": _("A caption says what is seen."),
    "credit": _("© Who made it"),
    "who": _("Who said it"),
    "number": "170",
    "label": _("What it is"),
    "question": _("What do readers ask?"),
    "answer": _("What we answer."),
    "name": _("A place"),
    "when": "2020",
    "rows": "2018 | 40\n2019 | 55\n2020 | 65",
    "url": "https://example.org/",
}
"""By the name of the field; other fields have their default, or nothing."""
SHOWN = {"heading", "title", "text", "caption", "who", "label", "url"}
"""Fields that nobody must fill, but that make clear what an element is."""
SEVERAL = 3


def sample(block: Any) -> Any:
    """A value made of plain words, and of the newest picture, film and sound that there are."""
    return block.to_python(_raw(block, block.get_default()))


def _raw(block: Any, default: Any) -> Any:
    if isinstance(block, blocks.StreamBlock):
        return [
            {"type": child.block_type, "value": _raw(child.block, child.value)}
            for child in default or []
        ]
    if isinstance(block, ImageBlock):
        return {"image": _newest(get_image_model()), "alt_text": "", "decorative": True}
    if isinstance(block, blocks.StructBlock):
        return {
            name: _raw(child, (default or {}).get(name))
            for name, child in block.child_blocks.items()
        }
    if isinstance(block, blocks.ListBlock):
        return [_raw(block.child_block, None)] * SEVERAL if block.get_default() else []
    return _field(block, default)


def _field(block: Any, default: Any) -> Any:
    if isinstance(block, blocks.ChooserBlock):
        return _chosen(block)
    if default or not (block.required or block.name in SHOWN):
        return block.get_prep_value(default)
    words = str(WORDS.get(block.name, "")) or None
    return f"<p>{words}</p>" if words and isinstance(block, blocks.RichTextBlock) else words


def _chosen(block: Any) -> int | None:
    if isinstance(block, ImageChooserBlock):
        return _newest(get_image_model()) if block.required or block.name == "picture" else None
    if isinstance(block, VideoChooserBlock | AudioChooserBlock) and block.required:
        kind = "video" if isinstance(block, VideoChooserBlock) else "audio"
        return _newest(Recording, type=kind)
    return None


def _newest(model: Any, **kind: str) -> int | None:
    found: int | None = (
        model.objects.filter(**kind).order_by("-pk").values_list("pk", flat=True).first()
    )
    return found
