"""Turning the team's letters off: a page with one button, and the one click of mail programs."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from events import conf
from events.letters.turning_off import PURPOSE
from events.mailing import of_the_same_address
from events.own_page import private
from events.registration import Registration
from events.sealed_key import is_sealed, named_by
from events.subject import Subject


@private
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def letters_off(request: HttpRequest, key: str) -> HttpResponse:
    """GET only asks, since programs open addresses to look for harm; POST does it (RFC 8058)."""
    found = _registration(key)
    at_the_event = of_the_same_address(found)
    if request.method == "POST":
        at_the_event.update(wants_mailings="on" in request.POST)
    found.wants_mailings = not at_the_event.filter(wants_mailings=False).exists()
    context = {
        "registration": found,
        "subject": Subject(found),
        "base_template": conf.base_template(),
    }
    return render(request, "events/registration/letters_off.html", context)


def _registration(key: str) -> Registration:
    uuid = named_by(key)
    if uuid is None or not is_sealed(key, PURPOSE, uuid):
        raise Http404
    rows = Registration.objects.select_related("occurrence__event")
    found = rows.filter(uuid=uuid, forgotten_at=None).first()
    if found is None:
        raise Http404
    return found
