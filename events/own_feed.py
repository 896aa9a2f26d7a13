"""The address of a person's own calendar: for its owner's programs alone."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .answering import answered, is_packed, known_tag, not_modified
from .joining import etag
from .own_calendar import OwnCalendar
from .own_entries import calendar_text
from .shelf import packed


@require_safe
def own_calendar(request: HttpRequest, key: str) -> HttpResponse:
    """No cache that others use may keep it, no other site may read it, no engine may list it."""
    calendar = OwnCalendar.objects.with_key(key)
    response = _not_here() if calendar is None else _answer(request, calendar_text(calendar))
    response["Cache-Control"] = "private, no-cache"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _answer(request: HttpRequest, text: str) -> HttpResponse:
    body = text.encode()
    tag = etag(text)
    if known := known_tag(request, tag):
        return not_modified(known)
    small = is_packed(request)
    return answered(packed(body) if small else body, tag, small=small, filename="calendar")


def _not_here() -> HttpResponse:
    text = _("There is no calendar at this address any more.")
    return HttpResponse(f"{text}\n", status=404, content_type="text/plain; charset=utf-8")
