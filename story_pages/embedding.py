"""A story in a frame on somebody else's site: the page for it, and the code to copy."""

import re
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe
from wagtail.models import Page

from .told import Told

WIDTH, HEIGHT = 800, 600
FRAME = (
    '<iframe src="{}" title="{}" width="{}" height="{}" loading="lazy"'
    ' allow="autoplay; fullscreen"></iframe>'
)
# Ways within the story stay in the frame; a page that leads away may not be framed.
LEADS_AWAY = re.compile(r'<a (?=[^>]*\bhref="(?![#?]))(?![^>]*\btarget=)')


@xframe_options_exempt
@require_safe
def framed(request: HttpRequest, pk: int) -> HttpResponse:
    """The story as anybody may read it, for a frame of any site; links lead out of the frame.

    A site that sends a Content-Security-Policy has to allow this address to be framed.
    """
    page = public_story(pk)
    if page is None:
        raise Http404(_("There is no such story."))
    # Whoever visits the other site is nobody here.
    request.user = AnonymousUser()
    with translation.override(page.locale.language_code):
        response: HttpResponse = page.serve(request).render()
    html = LEADS_AWAY.sub('<a target="_top" ', response.content.decode())
    response.content = html.encode()
    response["Content-Language"] = page.locale.language_code
    return response


def public_story(pk: int) -> Any:
    """A story or article that is live and open to everybody; None if there is none."""
    found = Page.objects.type(Told).live().public().filter(pk=pk)
    return found.select_related("locale").specific().first()


def frame_address(page: Any, *, reading: str = "", anchor: str = "") -> str:
    path = reverse("story_pages_framed", args=[page.pk])
    query = f"?reading={reading}" if reading else ""
    return f"{page.get_url_parts()[1]}{path}{query}{f'#{anchor}' if anchor else ''}"


def frame_code(
    page: Any, *, width: int = WIDTH, height: int = HEIGHT, reading: str = "", anchor: str = ""
) -> str:
    """What others paste into their page."""
    address = frame_address(page, reading=reading, anchor=anchor)
    return format_html(FRAME, address, page.title, width, height)
