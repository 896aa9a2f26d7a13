"""Certificates: one's own, to print, and whether a number that somebody shows is true."""

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from events import conf
from events.certificate import (
    Certificate,
    certificate_for,
    certificate_of,
    may_have_certificate,
    plain,
)
from events.own_page import private, registration_with
from events.qr import qr_svg
from events.registration import Registration
from events.subject import Subject


@private
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest, key: str) -> HttpResponse:
    """In the language of the person, whatever the address says: it is shown to others."""
    registration = registration_with(key)
    if not may_have_certificate(registration):
        raise Http404
    if request.method == "POST":
        certificate_for(registration)
        response = redirect(request.path)
        response.status_code = 303
        return response
    certificate = certificate_of(registration)
    with translation.override(registration.language):
        context = _context(registration, certificate, key)
        name = "certificate" if certificate else "certificate_wanted"
        return render(request, f"events/the_day/{name}.html", context)


def _context(
    registration: Registration, certificate: Certificate | None, key: str
) -> dict[str, Any]:
    subject = Subject(registration)
    number = certificate.number if certificate else ""
    path = reverse("events_certificate_check", args=[number]) if number else ""
    address = subject.root_url + path
    return {
        "registration": registration,
        "subject": subject,
        "key": key,
        "number": number,
        "hours": hours_of(registration),
        "hosts": [host.name for host in subject.event.hosts.all()],
        "address": address,
        "qr": qr_svg(address) if number else "",
        "site_name": conf.calendar_name(),
        "made_at": certificate.made_at if certificate else None,
        "back": reverse("events_registration", args=[key]),
        "base_template": conf.base_template(),
    }


def hours_of(registration: Registration) -> str:
    """How long the date lasts, in words; nothing for whole days."""
    occurrence = registration.occurrence
    if not occurrence.event.has_times:
        return ""
    minutes = (occurrence.ends_at - occurrence.starts_at) // timedelta(minutes=1)
    hours, rest = divmod(minutes, 60)
    told = (
        [ngettext("%(hours)s hour", "%(hours)s hours", hours) % {"hours": hours}] if hours else []
    )
    told += [ngettext("%(rest)s minute", "%(rest)s minutes", rest) % {"rest": rest}] if rest else []
    return _(", ").join(told)


@require_safe
def verify(request: HttpRequest, number: str = "") -> HttpResponse:
    """Whether a number is true, and of which event: no more than stands on the paper."""
    asked = number or request.GET.get("number", "")
    found = Certificate.objects.numbered(asked) if plain(asked) else None
    is_true = found is not None and found.is_true
    context = {
        "asked": asked,
        "is_true": is_true,
        "subject": Subject(found.registration) if found and is_true else None,
        "name": found.registration.name if found and is_true else "",
        "base_template": conf.base_template(),
    }
    status = 200 if is_true or not asked else 404
    response = render(request, "events/the_day/certificate_check.html", context, status=status)
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    patch_cache_control(response, no_store=True)
    return response
