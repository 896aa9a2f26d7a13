"""What machines are told of a stream: what readers see, and nothing that is hidden or not due."""

from typing import Any

from rest_framework.fields import Field


class ShownStream(Field):  # type: ignore[misc]  # the framework has no types
    """Written as Wagtail writes streams; its own serializer cannot be had while models load."""

    def to_representation(self, value: Any) -> Any:
        return value.stream_block.get_api_representation(value, self.context)
