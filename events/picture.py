"""The first picture on a page, where anybody may see it: for calendars and search engines."""

import logging
from typing import Any

from wagtail.images.models import AbstractImage

logger = logging.getLogger(__name__)


def picture_of(page: Any) -> tuple[str, str]:
    """The address and kind of the first picture on the page, if anybody may see it."""
    image = next((block.value for block in page.body if _is_picture(block)), None)
    if image is None or image.collection.get_view_restrictions():
        return "", ""
    try:
        rendition = image.get_rendition("max-800x800|format-jpeg")
    except Exception:
        logger.exception("Picture %s cannot be shown in calendars", image.pk)
        return "", ""
    address = rendition.url
    if address.startswith("/"):
        address = f"{page.get_url_parts()[1]}{address}" if page.get_url_parts() else ""
    return address, "image/jpeg"


def _is_picture(block: Any) -> bool:
    return isinstance(block.value, AbstractImage)
