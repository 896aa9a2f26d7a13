"""The Content-Security-Policy: strict for the public, relaxed for the admin and others' frames."""

from typing import Any

from csp.constants import SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

# Wagtail's page editor carries inline scripts and styles; without them autosave dies silently.
ADMIN = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": ["blob:"],
}
# Any site may frame a story, at an address that is for nothing else.
FRAMED, ANYBODY = "story_pages_framed", {"frame-ancestors": ["*"]}


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """django-csp's middleware, which relaxes the policy for Wagtail's admin and for frames."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> Any:
        if request.path.startswith(reverse("wagtailadmin_home")):
            response._csp_update = ADMIN  # type: ignore[attr-defined]  # django-csp's own door
        elif request.resolver_match and request.resolver_match.url_name == FRAMED:
            response._csp_replace = ANYBODY  # type: ignore[attr-defined]  # likewise
        return super().process_response(request, response)
