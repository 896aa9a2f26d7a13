"""Answers to oEmbed: sites that are given a story's address ask here for the code to frame it."""

from typing import Any
from urllib.parse import parse_qs, unquote, urljoin, urlsplit

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from .embedding import HEIGHT, WIDTH, frame_code, public_story
from .pictures import picture

LEAST = 100
AGE = 24 * 60 * 60


@require_safe
def oembed(request: HttpRequest) -> HttpResponse:
    """GET with `url`, and if wanted `maxwidth` and `maxheight`; only addresses of this site."""
    if request.GET.get("format", "json") != "json":
        return _refused(501, _("Only JSON is spoken here."))
    try:
        width = _at_most(request.GET.get("maxwidth"), WIDTH)
        height = _at_most(request.GET.get("maxheight"), HEIGHT)
    except ValueError:
        return _refused(400, _("maxwidth and maxheight are whole numbers of pixels."))
    found = _found(request, request.GET.get("url", ""))
    if found is None:
        return _refused(404, _("There is no story of this site at that address."))
    page, code = found[0], frame_code(found[0], width=width, height=height, **found[1])
    response = JsonResponse(_answer(page, code, width, height))
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = f"public, max-age={AGE}"
    return response


def _answer(page: Any, code: str, width: int, height: int) -> dict[str, Any]:
    site = page.get_site()
    told = {
        "version": "1.0",
        "type": "rich",
        "title": page.title,
        "author_name": getattr(page, "byline", ""),
        "provider_name": site.site_name or site.hostname,
        "provider_url": site.root_url,
        "cache_age": AGE,
        "html": code,
        "width": width,
        "height": height,
    }
    shown = picture(page.lead_picture) if page.lead_picture else None
    if shown and shown.width <= width and shown.height <= height:
        told |= {
            "thumbnail_url": urljoin(site.root_url, shown.url),
            "thumbnail_width": shown.width,
            "thumbnail_height": shown.height,
        }
    return {name: value for name, value in told.items() if value != ""}


def _found(request: HttpRequest, address: str) -> tuple[Any, dict[str, str]] | None:
    """The story at an address of this site, and what of it was meant: a section, a way to read."""
    site = Site.find_for_request(request)
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if site is None or parts.scheme not in {"http", "https"}:
        return None
    if parts.netloc not in {urlsplit(site.root_url).netloc, request.get_host()}:
        return None
    with translation.override(translation.get_language_from_path(parts.path)):
        route = _route(request, unquote(parts.path))
    page = public_story(route.page.pk) if route else None
    if page is None or route is None:
        return None
    anchor = route.kwargs.get("anchor") or parts.fragment
    reading = parse_qs(parts.query).get("reading", [""])[0]
    known = reading in getattr(page, "Reading", ())
    return page, {"anchor": anchor, "reading": reading if known else ""}


def _route(request: HttpRequest, path: str) -> Any:
    try:
        match = resolve(path)
    except Resolver404:
        return None
    if match.url_name != "wagtail_serve":
        return None
    # A route is asked for as nobody, and remembered by the request that asks: not this one.
    asked = HttpRequest()
    asked.META, asked.user, asked.path = request.META, AnonymousUser(), path
    return Page.route_for_request(asked, match.args[0] if match.args else "")


def _at_most(asked: str | None, usual: int) -> int:
    return max(LEAST, min(int(asked), usual)) if asked else usual


def _refused(status: int, sentence: str) -> HttpResponse:
    return HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")
