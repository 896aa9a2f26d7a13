"""Where a helper's link leads: a page with a button, which gives this device the day's right."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from events.helper_link import HelperLink, is_open, open_from
from events.subject import moment_there, when

from .access import let_help
from .door import at_the_door
from .showing import frame, here


@at_the_door
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, key: str) -> HttpResponse:
    link = HelperLink.objects.with_key(key)
    if link is None or (link.occurrence.is_past() and not is_open(link.occurrence)):
        raise Http404
    occurrence = link.occurrence
    if request.method != "POST" or not is_open(occurrence):
        opens = "" if is_open(occurrence) else moment_there(open_from(occurrence), occurrence.event)
        context = {"link": link, "when": when(occurrence), "opens": opens}
        return render(request, "events/the_day/helper.html", frame(occurrence.event) | context)
    response = redirect(here(occurrence))
    response.status_code = 303
    let_help(response, link, is_secure=request.is_secure())
    return response
