"""Where players get captions: text of our own origin, whatever lies behind the films."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from .track import Track


@require_safe
@cache_control(public=True, max_age=31_536_000, immutable=True)
def track_file(request: HttpRequest, pk: int, digest: str) -> HttpResponse:
    """The track as WebVTT, to whoever was told its address: other words have another one."""
    track = Track.objects.filter(pk=pk).first()
    if track is None or track.digest != digest:
        raise Http404(_("There are no such captions."))
    response = HttpResponse(track.text, content_type="text/vtt; charset=utf-8")
    response["X-Content-Type-Options"] = "nosniff"
    return response
