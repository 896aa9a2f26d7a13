"""One's own page: see, confirm, change, cancel. Reading it never changes anything.

The key in the address is the right to be there, so no cookie is needed: a mail program's own
browser often has none.
"""

from collections.abc import Callable
from dataclasses import replace
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

from . import changing, conf, sign_up
from .agreeing import open_naming
from .asking.told import answers_of
from .busy import Busy
from .contribution import may_contribute
from .forms import ChangeForm
from .holding import Full, NotOffered
from .invitation_subject import InvitationSubject
from .own_calendar import (
    make_own_calendar,
    own_calendar_of,
    renew_own_calendar,
    revoke_own_calendar,
)
from .registration import Registration
from .sign_up_state import changes_until
from .subject import Subject
from .subscribing import subscriptions
from .the_day.own_day import own_day
from .views import see_other
from .wish import Wish

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
    found = registration_with(key)
    return own_response(request, "own", found, key, answers=answers_of(found))


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
def accept(request: HttpRequest, key: str) -> HttpResponse:
    return _do(request, key, sign_up.accept)


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
    found = registration_with(key)
    deed = OWN_CALENDAR.get(request.POST.get("deed", ""))
    if deed is None or not found.is_address_confirmed:
        return HttpResponseBadRequest(_("This cannot be done."), content_type="text/plain")
    deed(found)
    answer = see_other("events_registration", key)
    answer["Location"] += "#own-calendar"
    return answer


def _do(request: HttpRequest, key: str, deed: Callable[[Registration], bool]) -> HttpResponse:
    found = registration_with(key)
    if deed is sign_up.confirm and open_naming(found) is not None:
        # A delegate confirms together with the consent, which nobody else can give for them.
        return see_other("events_registration", key)
    try:
        deed(found)
    except Busy:
        return own_response(request, "own_busy", found, key, 503)
    return see_other("events_registration", key)


@private
@csrf_exempt
@transaction.non_atomic_requests
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, key: str) -> HttpResponse:
    found = registration_with(key)
    if not _may_change(found) or open_naming(found) is not None:
        return see_other("events_registration", key)
    form = _change_form(request, found)
    if request.method != "POST":
        return own_response(request, "change", found, key, form=form)
    if form.is_valid():
        try:
            changing.change(found, _wish(form, found))
        except (Full, NotOffered) as full:
            _say_full(form, full)
        except Busy:
            return own_response(request, "own_busy", found, key, 503)
        else:
            return see_other("events_registration", key)
    form.come_back()
    return own_response(request, "change", found, key, 422, form=form)


def _may_change(found: Registration) -> bool:
    occurrence = found.occurrence
    is_open = changes_until(occurrence) > timezone.now() and not occurrence.is_cancelled
    return found.is_active and is_open


def _change_form(request: HttpRequest, found: Registration) -> ChangeForm:
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ChangeForm(
        *sent,
        occurrence=found.occurrence,
        page=Subject(found).page,
        answered=found.answers.all(),
        initial=_initial(found),
    )
    if found.invitation_id:
        # Their organisation sends so many people, each of whom is named.
        form.fields.pop("seats", None)
    return form


def _wish(form: ChangeForm, found: Registration) -> Wish:
    """What they ask for; what the form does not ask stays as it is."""
    stays: dict[str, Any] = {
        "seats": found.seats,
        "sessions": list(found.sessions.all()),
        "sector": found.sector,
    }
    not_asked = {name: value for name, value in stays.items() if name not in form.fields}
    return replace(form.wish(found.email), **not_asked)


def _initial(found: Registration) -> dict[str, Any]:
    return {
        "name": found.name,
        "organisation": found.organisation,
        "seats": found.seats,
        "wants_appointment": found.wants_appointment,
        "sessions": [str(session.key) for session in found.sessions.all()],
        "mode": found.mode,
        "sector": str(found.sector_id or ""),
    }


def _say_full(form: ChangeForm, full: Full | NotOffered) -> None:
    if not form.say_full(full):
        form.add_error("seats", _("There are not so many seats left. You keep what you have."))


def registration_with(key: str) -> Registration:
    rows = Registration.objects.select_related(
        "occurrence__event__venue", "occurrence__event__room"
    )
    found = rows.with_key(key)
    if found is None:
        raise Http404
    return found


def own_response(
    request: HttpRequest,
    template: str,
    found: Registration,
    key: str,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    subject = Subject(found)
    naming = open_naming(found)
    occurrence = found.occurrence
    # Nobody knows when a postponed date will be over.
    is_over = occurrence.is_past() and not occurrence.is_postponed
    has_entry = found.state == Registration.State.CONFIRMED and not occurrence.is_postponed
    facts = {
        "registration": found,
        "subject": subject,
        "key": key,
        "is_over": is_over,
        "own_calendar": _own_calendar(request, found),
        "is_on": not is_over and not occurrence.is_cancelled,
        "may_change": _may_change(found) and found.is_address_confirmed and naming is None,
        "entry_url": subject.entry_url if has_entry else "",
        "changes_until": changes_until(occurrence),
        "may_contribute": may_contribute(found),
        "has_contributed": found.contributions.exists(),
        "base_template": conf.base_template(),
        "day": own_day(found, subject),
        "naming": naming,
        "naming_organisation": InvitationSubject(naming.invitation).organisation if naming else "",
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
