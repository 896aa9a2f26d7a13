"""A StreamField whose blocks stay out of migrations."""

from typing import Any

from wagtail.blocks import StreamValue
from wagtail.fields import StreamField

from .whole import completed


class StoryField(StreamField):
    """Tells migrations that it is a stream and nothing of its blocks.

    A new element is then no change of the database, and needs no migration. The price: in a data
    migration the frozen field knows no block, and saving a row through it would empty the stream.
    Use `wagtail.blocks.migrations`, which works on the raw JSON.
    """

    def __init__(self, block_types: Any = (), **kwargs: Any) -> None:
        super().__init__(block_types, **kwargs)

    def get_prep_value(self, value: Any) -> Any:
        """What is stored leaves nothing out."""
        prepared = super().get_prep_value(value)
        is_stream = isinstance(prepared, list) and isinstance(value, StreamValue)
        return completed(self.stream_block, prepared) if is_stream else prepared

    def deconstruct(self) -> Any:
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs

    def clone(self) -> "StoryField":
        """A copy with its blocks, which `deconstruct` leaves out."""
        _name, _path, _args, kwargs = self.deconstruct()
        return self.__class__(self.block_types_arg, **kwargs)
