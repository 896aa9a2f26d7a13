"""How public feeds are answered: to GET and HEAD, packed or not, with 304 to who has it already."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import translation
from django.utils.http import parse_etags
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from . import conf
from .selection import UnknownValue

CALENDAR = "text/calendar; charset=utf-8"
Body = Callable[[], bytes]


class NotHere(Exception):  # noqa: N818 - an honest answer, no error
    """There is nothing at this address; the message says so in plain words."""


def public_feed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A feed in the language of its address, readable from any site, without a cookie."""

    @require_http_methods(["GET", "HEAD", "OPTIONS"])
    def answer(request: HttpRequest, language: str, *args: Any, **kwargs: Any) -> HttpResponse:
        known = dict(conf.languages())
        spoken = language if language in known else conf.languages()[0][0]
        with translation.override(spoken):
            try:
                if language not in known:
                    raise NotHere(_("There is no calendar in the language “%s”.") % language[:20])  # noqa: TRY301 - answered below
                response = (
                    _allowed()
                    if request.method == "OPTIONS"
                    else view(request, language, *args, **kwargs)
                )
            except (NotHere, UnknownValue) as error:
                response = HttpResponse(
                    f"{error}\n", status=404, content_type="text/plain; charset=utf-8"
                )
        response["Content-Language"] = spoken
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "ETag"
        return response

    return answer


def _allowed() -> HttpResponse:
    """What a browser asks before a script on another site may send If-None-Match."""
    return HttpResponse(
        status=204,
        headers={
            "Allow": "GET, HEAD, OPTIONS",
            "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
            "Access-Control-Allow-Headers": "If-None-Match",
            "Access-Control-Max-Age": "86400",
        },
    )


def is_packed(request: HttpRequest) -> bool:
    """Whether to pack the answer: the site allows it, the reader understands it and wants it.

    `?gzip=0` asks not to, for programs that say that they understand it and do not. What packs
    answers later, such as Django's own middleware, looks at the same header and is told so.
    """
    if conf.calendar_gzip() and request.GET.get("gzip") != "0":
        return _accepts_gzip(request.headers.get("Accept-Encoding", ""))
    request.META["HTTP_ACCEPT_ENCODING"] = "identity"
    return False


def _accepts_gzip(header: str) -> bool:
    for part in header.lower().split(","):
        name, _semicolon, weight = part.partition(";")
        if name.strip() in {"gzip", "x-gzip"}:
            return weight.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return False


def packed_tag(tag: str) -> str:
    """The ETag of the packed form: other bytes, another tag."""
    return f'{tag[:-1]}-gz"'


def known_tag(request: HttpRequest, tag: str) -> str | None:
    """The tag by which the reader has this content already, in either form."""
    header = request.headers.get("If-None-Match")
    if not header:
        return None
    # A cache that packs the answer may have made the tag weak; it is the same text.
    asked = {one.removeprefix("W/") for one in parse_etags(header)}
    forms = [packed_tag(tag), tag] if is_packed(request) else [tag, packed_tag(tag)]
    return next((form for form in forms if "*" in asked or form in asked), None)


def not_modified(tag: str) -> HttpResponse:
    return _with_headers(HttpResponseNotModified(), tag)


def answered(
    body: bytes, tag: str, *, small: bool, content_type: str = CALENDAR, filename: str = ""
) -> HttpResponse:
    """The content itself; HEAD gets the same headers, and the server leaves the rest out."""
    response = HttpResponse(body, content_type=content_type)
    if small:
        response["Content-Encoding"] = "gzip"
    if filename:
        response["Content-Disposition"] = _disposition(filename)
    return _with_headers(response, packed_tag(tag) if small else tag)


def _with_headers(response: HttpResponse, tag: str) -> HttpResponse:
    response["ETag"] = tag
    response["Cache-Control"] = f"public, max-age={conf.calendar_max_age()}"
    if conf.calendar_gzip():
        response["Vary"] = "Accept-Encoding"
    return response


@lru_cache(maxsize=256)
def _disposition(title: str) -> str:
    """The name of the file in plain letters, and as it is for those who know RFC 6266."""
    plain = slugify(title)[:60] or "calendar"
    full = " ".join(title.replace("/", " ").split())[:100]
    return f"inline; filename=\"{plain}.ics\"; filename*=UTF-8''{quote(full, safe='')}.ics"
