"""Why publishing refuses a block: what its `clean` says, and what editors are told beforehand."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks import StreamBlockValidationError, StructBlockValidationError
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.images.blocks import ImageBlock

from .comparison import Compared

Refusal = tuple[str, ValidationError]
"""The name of the field at which an editor mends it, empty for the block itself; and why."""


class Ruled(Compared, blocks.StructBlock):
    """A block with a rule of its own, besides those of each of its fields."""

    def refused(self, value: Any) -> dict[str, ValidationError]:
        """Why it cannot be published, by the name of the field at which an editor mends it."""
        return {}

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        errors = self.refused(cleaned)
        if errors:
            raise StructBlockValidationError(block_errors=errors)
        return cleaned


def refusals(block: Any, value: Any) -> Iterator[Refusal]:
    """Why a block is refused by itself, without what stands in it.

    What was chosen was found, so it is not looked up once more, as `clean` does: that would ask
    the database for every picture of a story.
    """
    if isinstance(block, Ruled):
        for name, error in block.refused(value).items() if value else ():
            if not any(refusals(block.child_blocks[name], value.get(name))):
                yield name, error
    elif isinstance(block, ImageBlock):
        yield from refusals(block.child_blocks["image"], value)
    elif isinstance(block, blocks.ListBlock | blocks.StreamBlock):
        yield from _of_number(block, value)
    elif isinstance(block, blocks.FieldBlock) and not _was_chosen(block, value):
        try:
            block.clean(value)
        except ValidationError as error:
            yield "", error


def _was_chosen(block: Any, value: Any) -> bool:
    return isinstance(block, blocks.ChooserBlock) and value is not None


def _of_number(block: Any, value: Any) -> Iterator[Refusal]:
    number, least, most = len(value or ()), block.meta.min_num, block.meta.max_num
    is_required = isinstance(block, blocks.StreamBlock) and block.required
    if not number and (least or is_required):
        yield "", ValidationError("", code="required")
    elif number and not (least or 0) <= number <= (most or number):
        try:
            block.clean(value)
        except (ListBlockValidationError, StreamBlockValidationError) as error:
            yield from (("", one) for one in error.non_block_errors.as_data())
