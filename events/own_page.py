"""One's own page: see, confirm, change, cancel. Reading it never changes anything.

The key in the address is the right to be there, so no cookie is needed: a mail program's own
browser often has none.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from . import conf, sign_up
from .busy import Busy
from .forms import ChangeForm
from .own_calendar import (
    make_own_calendar,
    own_calendar_of,
    renew_own_calendar,
    revoke_own_calendar,
)
from .registration import Registration
from .sign_up import Full
from .sign_up_state import closes_at
from .subject import Subject
from .subscribing import subscriptions
from .views import see_other

View = Callable[..., HttpResponse]


def private(view: View) -> View:
    """For pages whose address is a secret: not stored, not indexed, not passed on."""

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> HttpResponse:
        response = view(*args, **kwargs)
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow"
        patch_cache_control(response, no_store=True, private=True)
        return response

    return guarded


@private
@require_http_methods(["GET", "HEAD"])
def see(request: HttpRequest, key: str) -> HttpResponse:
    return _own(request, "own", _registration(key), key)


@private
@csrf_exempt
@transaction.non_atomic_requests
@require_POST
def confirm(request: HttpRequest, key: str) -> HttpResponse:
    return _do(request, key, sign_up.confirm)


@private
@csrf_exempt
@transaction.non_atomic_requests
@require_POST
def cancel(request: HttpRequest, key: str) -> HttpResponse:
    return _do(request, key, sign_up.cancel)


OWN_CALENDAR = {
    "make": make_own_calendar,
    "renew": renew_own_calendar,
    "revoke": revoke_own_calendar,
}


@private
@csrf_exempt
@require_POST
def own_calendar(request: HttpRequest, key: str) -> HttpResponse:
    """Make, renew or revoke the calendar of all that this address is registered for."""
    found = _registration(key)
    deed = OWN_CALENDAR.get(request.POST.get("deed", ""))
    if deed is None or not found.is_address_confirmed:
        return HttpResponseBadRequest(_("This cannot be done."), content_type="text/plain")
    deed(found)
    answer = see_other("events_registration", key)
    answer["Location"] += "#own-calendar"
    return answer


def _do(request: HttpRequest, key: str, deed: Callable[[Registration], bool]) -> HttpResponse:
    found = _registration(key)
    try:
        deed(found)
    except Busy:
        return _own(request, "own_busy", found, key, 503)
    return see_other("events_registration", key)


@private
@csrf_exempt
@transaction.non_atomic_requests
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, key: str) -> HttpResponse:
    found = _registration(key)
    if not found.is_active or closes_at(found.occurrence) <= timezone.now():
        return see_other("events_registration", key)
    form = ChangeForm(
        request.POST or None,
        occurrence=found.occurrence,
        page=Subject(found).page,
        initial=_initial(found),
    )
    if request.method != "POST":
        return _own(request, "change", found, key, form=form)
    if form.is_valid():
        try:
            sign_up.change(found, form.wish(found.email))
        except Full as full:
            _say_full(form, full)
        except Busy:
            return _own(request, "own_busy", found, key, 503)
        else:
            return see_other("events_registration", key)
    return _own(request, "change", found, key, 422, form=form)


def _initial(found: Registration) -> dict[str, Any]:
    return {
        "name": found.name,
        "organisation": found.organisation,
        "seats": found.seats,
        "sessions": [str(session.key) for session in found.sessions.all()],
    }


def _say_full(form: ChangeForm, full: Full) -> None:
    if full.session is None:
        form.add_error("seats", _("There are not so many seats left. You keep what you have."))
    else:
        form.add_error("sessions", form.session_is_full(full.session))


def _registration(key: str) -> Registration:
    rows = Registration.objects.select_related(
        "occurrence__event__venue", "occurrence__event__room"
    )
    found = rows.with_key(key)
    if found is None:
        raise Http404
    return found


def _own(
    request: HttpRequest,
    template: str,
    found: Registration,
    key: str,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    subject = Subject(found)
    facts = {
        "registration": found,
        "subject": subject,
        "key": key,
        "is_over": found.occurrence.is_past(),
        "own_calendar": _own_calendar(request, found),
        "may_change": found.is_active and closes_at(found.occurrence) > timezone.now(),
        "base_template": conf.base_template(),
        **context,
    }
    return render(request, f"events/registration/{template}.html", facts, status=status)


def _own_calendar(request: HttpRequest, found: Registration) -> dict[str, Any]:
    """Where the own calendar is, if there is one; nothing before the address is confirmed."""
    if not found.is_address_confirmed:
        return {}
    calendar = own_calendar_of(found)
    key = calendar.key() if calendar else ""
    path = reverse("events_own_calendar", args=[key]) if key else ""
    return {
        "is_made": calendar is not None,
        "addresses": subscriptions(request, path) if path else {},
    }
