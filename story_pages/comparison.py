"""How two revisions of a block are compared: in the words of its form, without what is empty."""

from numbers import Number
from typing import Any

from django.template.defaultfilters import yesno
from django.utils.formats import localize
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from wagtail import blocks
from wagtail.admin import compare
from wagtail.blocks.field_block import BaseChoiceBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock, ImageChooserBlockComparison
from wagtail.rich_text import RichText
from wagtail.utils.text import text_from_html


class Compared:
    """Mixed into blocks that stand in a stream or a list; Wagtail asks them how to compare them.

    Its own way tells empty fields as “None”, choices by their codes, and knows no struct without
    its picture.
    """

    def get_comparison_class(self) -> type[compare.BlockComparison]:
        return _comparison_of(self)


def _comparison_of(block: Any) -> type[compare.BlockComparison]:
    kinds: list[tuple[Any, type[compare.BlockComparison]]] = [
        (ImageBlock, PictureComparison),
        (blocks.StructBlock, StructComparison),
        (blocks.ListBlock, ListComparison),
        (blocks.StreamBlock, compare.StreamBlockComparison),
        (ImageChooserBlock, ImageChooserBlockComparison),
    ]
    return next((found for kind, found in kinds if isinstance(block, kind)), WordsComparison)


class WordsComparison(compare.BlockComparison):
    """A field that is told in words."""

    def htmlvalue(self, val: Any) -> str:
        return escape(_words(self.block, val))

    def htmldiff(self) -> str:
        before, after = (_words(self.block, val) for val in (self.val_a, self.val_b))
        if isinstance(self.block, blocks.CharBlock | blocks.TextBlock | blocks.RichTextBlock):
            return str(compare.diff_text(before, after).to_html())
        changes = [("deletion", before), ("addition", after)]
        return str(compare.TextDiff([one for one in changes if one[1]], " ").to_html())


class StructComparison(compare.StructBlockComparison):
    """The fields of a struct that hold something before or after."""

    def has_changed(self) -> bool:
        return _differ(self.block, self.val_a, self.val_b)

    def htmlvalue(self, val: Any) -> SafeString:
        return self._fields(val, val)

    def htmldiff(self) -> SafeString:
        return self._fields(self.val_a, self.val_b)

    def _fields(self, before: Any, after: Any) -> SafeString:
        told = []
        for name, block in self.block.child_blocks.items():
            old, new = ((value or {}).get(name) for value in (before, after))
            if _is_empty(old) and _is_empty(new):
                continue
            both = _comparison_of(block)(block, True, True, old, new)
            changed = _differ(block, old, new)
            told.append((block.label, both.htmldiff() if changed else both.htmlvalue(new)))
        rows = format_html_join("\n", "<dt>{}</dt><dd>{}</dd>", told)
        return format_html("<dl>{}</dl>", rows)


class PictureComparison(StructComparison):
    """A picture and what it says to who cannot see it."""

    def _fields(self, before: Any, after: Any) -> SafeString:
        return super()._fields(_said_of(before), _said_of(after))


class ListComparison(compare.ListBlockComparison):
    def htmlvalue(self, val: Any) -> SafeString:
        child = self.block.child_block
        told = [(_comparison_of(child)(child, True, True, one, one).htmlvalue(one),) for one in val]
        return format_html_join("\n", '<div class="comparison__child-object">{}</div>', told)


def _said_of(image: Any) -> dict[str, Any] | None:
    if image is None:
        return None
    told = {"decorative": image.decorative, "alt_text": image.contextual_alt_text}
    return {"image": image, **told}


def _differ(block: Any, before: Any, after: Any) -> bool:
    """By what is stored: two values with the same picture are equal, whatever is said of it."""
    return bool(block.get_prep_value(before) != block.get_prep_value(after))


def _is_empty(value: Any) -> bool:
    return value is False or (not value and not isinstance(value, Number))


def _words(block: Any, value: Any) -> str:
    """A value as the form shows it."""
    if isinstance(value, bool):
        return str(yesno(value))
    if _is_empty(value):
        return ""
    if isinstance(block, BaseChoiceBlock):
        names = dict(block.field.choices)
        chosen = value if isinstance(value, list) else [value]
        return ", ".join(str(names.get(one, one)) for one in chosen)
    return text_from_html(value.source) if isinstance(value, RichText) else str(localize(value))
