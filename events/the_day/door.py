"""The check-in page: who is expected, one button each; it works with and without scripts."""

import hashlib
import json
from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from events import check_in, conf
from events.busy import Busy
from events.event import Event
from events.helper_link import open_from, open_until
from events.occurrence import Occurrence
from events.subject import moment_there

from .access import Access, access_to, stop_helping
from .deeds import Done, NotUnderstood, do
from .guests import guests_of, numbers_of
from .showing import frame, here, shown

View = Callable[..., HttpResponse]


def at_the_door(view: View) -> View:
    """For pages with names: kept by nobody but the page itself; the camera is for it alone."""

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> HttpResponse:
        response = view(*args, **kwargs)
        response["Referrer-Policy"] = "same-origin"
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Permissions-Policy"] = "camera=(self), microphone=(), geolocation=()"
        patch_cache_control(response, no_store=True, private=True)
        return response

    return guarded


@at_the_door
@transaction.non_atomic_requests
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, uid: UUID) -> HttpResponse:
    event, access = _asked(request, uid)
    if event is None or access is None:
        return _stopped(request)
    if request.method == "POST" and request.POST.get("deed") == "leave":
        return _leave(request, event)
    occurrence, dates = _today(request, event, access)
    if occurrence is None:
        return _not_today(request, event, access)
    if request.method == "POST":
        return _take(request, occurrence, access)
    return _show(request, occurrence, access, dates=dates)


@at_the_door
@require_safe
def listed(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The list for the device, with what it needs to send taps; 304 while nothing changes."""
    event, access = _asked(request, uid)
    occurrence = _today(request, event, access)[0] if event and access else None
    if occurrence is None:
        return JsonResponse({"stopped": True}, status=403)
    data = _data(occurrence)
    version = hashlib.sha256(json.dumps(data).encode()).hexdigest()[:32]
    if request.headers.get("If-None-Match") == f'"{version}"':
        return HttpResponse(status=304)
    response = JsonResponse({**data, "csrf": get_token(request)})
    response["ETag"] = f'"{version}"'
    return response


@require_safe
def worker(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The service worker of one event's check-in page: its address is its scope."""
    kind = "text/javascript; charset=utf-8"
    return render(request, "events/the_day/worker.js", {"uid": uid}, content_type=kind)


def _asked(request: HttpRequest, uid: UUID) -> tuple[Event | None, Access | None]:
    event = Event.objects.filter(public_id=uid).first()
    return event, access_to(request, event) if event else None


def _today(
    request: HttpRequest, event: Event, access: Access
) -> tuple[Occurrence | None, list[Occurrence]]:
    """The date that the address or a code names, else the first of today; and all of today."""
    dates = access.dates(event)
    named = check_in.with_code(request.GET.get("code", ""))
    code = request.GET.get("date", "")
    for one in dates:
        if one.code == code or (named and named.occurrence_id == one.pk):
            return one, dates
    return dates[0] if dates and not code else None, dates


def _take(request: HttpRequest, occurrence: Occurrence, access: Access) -> HttpResponse:
    wants_data = request.headers.get("Accept", "").startswith("application/json")
    try:
        done = do(request.POST, occurrence, access)
    except NotUnderstood:
        done, status = Done(_("This cannot be done."), is_news=False), 400
    except Busy:
        done, status = Done(_("Too much at once. Please tap again."), is_news=False), 503
    else:
        status = 200 if done.is_news else 409
    if wants_data:
        return _answer(done, occurrence, 200 if status == 409 else status)
    if not done.is_news:
        return _show(request, occurrence, access, status=status, told=done.said)
    response = redirect(here(occurrence, done=done.guest.id if done.guest else ""))
    response.status_code = 303
    return response


def _answer(done: Done, occurrence: Occurrence, status: int) -> HttpResponse:
    numbers = numbers_of(occurrence)
    data = {
        "said": done.said,
        "is_news": done.is_news,
        "guest": done.guest.as_data() if done.guest else None,
        "came": numbers.came,
        "expected": numbers.expected,
    }
    return JsonResponse(data, status=status)


def _data(occurrence: Occurrence) -> dict[str, Any]:
    numbers = numbers_of(occurrence)
    return {
        "until": open_until(occurrence).isoformat(),
        "came": numbers.came,
        "expected": numbers.expected,
        "guests": [one.as_data() for one in guests_of(occurrence)],
    }


def _show(
    request: HttpRequest, occurrence: Occurrence, access: Access, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = shown(request.GET, occurrence, access, **more)
    return render(request, "events/the_day/check_in.html", context, status=status)


def _stopped(request: HttpRequest) -> HttpResponse:
    """The same for every address and code: who is no helper learns nothing."""
    context = {"base_template": conf.base_template(), "has_code": "code" in request.GET}
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"stopped": True}, status=403)
    return render(request, "events/the_day/stopped.html", context, status=403)


def _not_today(request: HttpRequest, event: Event, access: Access) -> HttpResponse:
    """On which day it opens; what was tapped too late is refused."""
    coming = event.occurrences.upcoming().order_by("starts_at")
    following = (coming if access.only is None else coming.filter(pk=access.only)).first()
    opens = moment_there(open_from(following), event) if following else ""
    status = 409 if request.method == "POST" else 200
    context = {**frame(event), "opens": opens, "access": access}
    return render(request, "events/the_day/not_today.html", context, status=status)


def _leave(request: HttpRequest, event: Event) -> HttpResponse:
    """The helper is done: this device may do nothing here any more."""
    response = render(request, "events/the_day/left.html", frame(event))
    stop_helping(response, event)
    return response
