"""Messages to one visitor: a page that tells them is for no cache that others share."""

from typing import Any

from django.contrib.messages import middleware
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control


class MessageMiddleware(middleware.MessageMiddleware):
    """Django's own, which also marks each answer in which messages were told."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> Any:
        messages = getattr(request, "_messages", None)
        if messages is not None and messages.used:
            patch_cache_control(response, private=True)
        return super().process_response(request, response)
