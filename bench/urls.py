"""The site's addresses, and one more: a plain view that answers with given bytes."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from learning_city.urls import urlpatterns as site

BODY = {"bytes": b""}


def plain(request: HttpRequest) -> HttpResponse:
    return HttpResponse(BODY["bytes"], content_type="text/calendar; charset=utf-8")


urlpatterns = [path("bench/plain.ics", plain), *site]
