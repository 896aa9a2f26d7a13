"""Words of another language within a text: how editors mark them, and what stands in the HTML."""

from typing import Any

from django.utils.translation import get_language_info
from wagtail.admin.rich_text.converters.html_to_contentstate import InlineStyleElementHandler
from wagtail.admin.rich_text.editors.draftail.features import InlineStyleFeature
from wagtail.rich_text.feature_registry import FeatureRegistry

from . import conf
from .elements.words import feature

MARK = {"borderBlockEnd": "2px dotted"}


def register(registry: FeatureRegistry) -> None:
    """Offer the languages of the content in the editor of rich text."""
    for code, name in conf.languages():
        style = feature(code).upper()
        attributes = {"lang": code, "dir": _direction(code)}
        registry.register_editor_plugin(
            "draftail",
            feature(code),
            InlineStyleFeature({"type": style, "label": code, "description": name, "style": MARK}),
        )
        registry.register_converter_rule("contentstate", feature(code), _rule(style, attributes))


def _rule(style: str, attributes: dict[str, str]) -> dict[str, Any]:
    return {
        "from_database_format": {
            f"span[lang={attributes['lang']}]": InlineStyleElementHandler(style)
        },
        "to_database_format": {"style_map": {style: {"element": "span", "props": attributes}}},
    }


def _direction(code: str) -> str:
    return "rtl" if get_language_info(code)["bidi"] else "ltr"
