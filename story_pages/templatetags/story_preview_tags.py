"""What only a preview has: marks that lead to the form, and Wagtail's checker with our advice."""

from typing import Any

from django import template
from django.utils.html import format_html

from story_pages.advice import kinds_by_key
from story_pages.advising import advise
from story_pages.block_tree import key_of

register = template.Library()


@register.inclusion_tag("story_pages/components/preview_marks.html", takes_context=True)
def preview_marks(context: Any, page: Any) -> dict[str, Any]:
    """What a preview of a story or an article tells the editor around it; nothing to readers."""
    advice = kinds_by_key(advise(page)) if _is_preview(context) else None
    return {"advice": advice, "page": page, "request": context.get("request")}


@register.simple_tag(takes_context=True)
def block_mark(context: Any, child: Any) -> str:
    """In a preview, the id of the block that follows; a script takes it away again."""
    if not _is_preview(context) or not key_of(child):
        return ""
    return format_html('<template data-block="{}"></template>', key_of(child))


def _is_preview(context: Any) -> bool:
    # A component that is included by itself has no request among its variables.
    request = context.get("request") or getattr(context, "request", None)
    return bool(getattr(request, "is_preview", False))
