"""The same page in other languages, for the reader to change to."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import get_language_info
from wagtail.models import Page


@dataclass(frozen=True)
class Translation:
    """The same story in another language."""

    code: str
    name: str
    url: str


def translations(page: Page, request: HttpRequest) -> list[Translation]:
    """The other languages that anybody can read a page in."""
    others = page.get_translations().live().public().select_related("locale")
    return [
        Translation(code, get_language_info(code)["name_local"], url)
        for other in others
        if (code := other.locale.language_code) and (url := other.get_url(request))
    ]
