"""The join page: when one's way in opens, and a button that counts and leads there."""

from typing import Any
from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from events import check_in, conf
from events.join_link import joining_by
from events.own_page import private
from events.registration import Registration
from events.subject import Subject, moment_there, session_titles
from events.way_in import WayIn, ways_in


@private
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, key: str) -> HttpResponse:
    """Nothing leads to the true address but the button, and that only while it is open."""
    registration = joining_by(key)
    if registration is None:
        raise Http404
    ways = ways_in(registration)
    if request.method == "POST":
        way = next((one for one in ways if one.key == request.POST.get("to", "")), None)
        if way is not None and way.is_open() and _is_on(registration):
            check_in.join(registration)
            return _lead_to(way)
    status = 409 if request.method == "POST" else 200
    return _show(request, registration, ways, status)


def _is_on(registration: Registration) -> bool:
    occurrence = registration.occurrence
    return not (occurrence.is_cancelled or occurrence.is_postponed)


def _lead_to(way: WayIn) -> HttpResponse:
    response = HttpResponseRedirect(way.address)
    response.status_code = 303
    return response


def _show(
    request: HttpRequest, registration: Registration, ways: list[WayIn], status: int
) -> HttpResponse:
    subject = Subject(registration)
    is_on = _is_on(registration)
    context = {
        "subject": subject,
        "is_on": is_on,
        "ways": [_told(way, subject) for way in ways] if is_on else [],
        "base_template": conf.base_template(),
    }
    response = render(request, "events/the_day/join.html", context, status=status)
    # A policy's form-action holds for where a form is led on to, too. For django-csp; sites with
    # another one name the hosts of their meetings there.
    open_hosts = {_origin(way) for way in ways if way.is_open()}
    response._csp_update = {"form-action": sorted(open_hosts)}  # type: ignore[attr-defined]
    return response


def _told(way: WayIn, subject: Subject) -> dict[str, Any]:
    title = session_titles(subject.page).get(way.session.key, "") if way.session else subject.title
    return {
        "key": way.key,
        "title": title,
        "is_open": way.is_open(),
        "is_over": way.is_over(),
        "opens": moment_there(way.opens_at, subject.event),
    }


def _origin(way: WayIn) -> str:
    parts = urlsplit(way.address)
    return f"{parts.scheme}://{parts.netloc}"
