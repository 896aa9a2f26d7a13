"""A delegate's own answer: whether they come for the organisation that named them."""

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from events import agreeing
from events.agreeing import open_naming
from events.busy import Busy
from events.own_page import own_response, private, registration_with
from events.views import see_other


@private
@csrf_exempt
@transaction.non_atomic_requests
@require_POST
def answer(request: HttpRequest, key: str) -> HttpResponse:
    """Yes needs the consent of the person; no needs nothing."""
    found = registration_with(key)
    naming = open_naming(found)
    said = request.POST.get("answer")
    if naming is None:
        return see_other("events_registration", key)
    if said not in {"yes", "no"}:
        raise Http404
    lacks_consent = said == "yes" and not naming.had_seat and not request.POST.get("consent")
    if lacks_consent:
        return own_response(request, "own", found, key, 422, lacks_consent=True)
    try:
        (agreeing.agree if said == "yes" else agreeing.decline)(naming)
    except Busy:
        return own_response(request, "own_busy", found, key, 503)
    return see_other("events_registration", key)
