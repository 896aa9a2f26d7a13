"""In which language to answer: that of the address, else the visitor's; feeds have their own."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.urls import Resolver404, resolve
from django.utils import translation

import events.urls
import stakeholders.urls
import story_pages.urls

SAME_FOR_ALL = {
    pattern.name
    for app in (events.urls, stakeholders.urls, story_pages.urls)
    for pattern in app.urlpatterns
}
"""Names of addresses that a cache may keep once: who asks, and in which language, is no matter."""


class LanguageMiddleware(LocaleMiddleware):
    """Django's own, which neither asks the visitor nor varies the answer where all get the same."""

    def process_request(self, request: HttpRequest) -> None:
        if _is_same_for_all(request):
            translation.activate(settings.LANGUAGE_CODE)
            request.LANGUAGE_CODE = settings.LANGUAGE_CODE
        else:
            super().process_request(request)

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> Any:
        if _is_same_for_all(request):
            return response
        return super().process_response(request, response)


def _is_same_for_all(request: HttpRequest) -> bool:
    if translation.get_language_from_path(request.path_info):
        return False
    try:
        return resolve(request.path_info).url_name in SAME_FOR_ALL
    except Resolver404:
        return False
