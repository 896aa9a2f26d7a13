"""Signing up: find the date, let the form look, ask, answer. Reading never changes anything."""

from collections.abc import Callable
from ipaddress import ip_address
from typing import Any
from uuid import UUID

from django.core.cache import cache
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_GET, require_http_methods

from . import conf, sign_up
from .busy import Busy
from .entry import page_for
from .event import Event
from .forms import RegisterForm
from .listed import url_of_date
from .occurrence import Occurrence
from .sign_up import Closed, Full
from .sign_up_state import SignUp, SignUpState, sign_up_state, sign_up_states
from .subject import when

View = Callable[..., HttpResponse]
TEN_MINUTES = 600
HASTE = 5


@transaction.non_atomic_requests
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest, uid: UUID, code: str = "") -> HttpResponse:
    event, page = _event(uid)
    if code and (later := event.where_it_went(code)) is not None:
        return redirect("events_register_occurrence", later.public_id, code)
    occurrence = _occurrence(event, code)
    if occurrence is None:
        return _choose_date(request, event, page)
    state = sign_up_state(occurrence)
    if not state.may_register:
        status = 409 if request.method == "POST" else 200
        return _answer(request, "closed", occurrence, page, status, state=state)
    if request.method == "POST":
        return _take_form(request, occurrence, page, state)
    if state.state == SignUpState.FULL:
        return _answer(request, "full", occurrence, page, state=state)
    form = RegisterForm(occurrence=occurrence, page=page)
    return _answer(request, "register", occurrence, page, form=form, state=state)


def _take_form(
    request: HttpRequest, occurrence: Occurrence, page: Any, state: SignUp
) -> HttpResponse:
    form = RegisterForm(request.POST, occurrence=occurrence, page=page)
    if not form.is_valid():
        form.renew_stamp()
        return _answer(request, "register", occurrence, page, 422, form=form, state=state)
    if _is_flood(request, weight=HASTE if form.is_hasty else 1):
        return _answer(request, "busy", occurrence, page, 429, is_flood=True)
    return _register(request, occurrence, page, form, state)


def _register(
    request: HttpRequest, occurrence: Occurrence, page: Any, form: RegisterForm, state: SignUp
) -> HttpResponse:
    try:
        sign_up.register(occurrence, form.wish(form.cleaned_data["email"]))
    except Full as full:
        if full.session is None:
            return _answer(request, "full", occurrence, page, 409, state=state)
        form.add_error("sessions", form.session_is_full(full.session))
        form.renew_stamp()
        return _answer(request, "register", occurrence, page, 422, form=form, state=state)
    except Closed:
        return _answer(request, "closed", occurrence, page, 409, state=state)
    except Busy:
        return _answer(request, "busy", occurrence, page, 503)
    return see_other("events_register_sent", occurrence.event.public_id, occurrence.code)


@require_GET
def register_sent(request: HttpRequest, uid: UUID, code: str) -> HttpResponse:
    """The same for everybody, whether the address was new, known or registered already."""
    event, page = _event(uid)
    return _answer(request, "sent", _occurrence(event, code), page)


def _event(uid: UUID) -> tuple[Event, Any]:
    """An event that anybody may read about, with its page in the visitor's language."""
    event = Event.objects.select_related("venue", "room").filter(public_id=uid).first()
    if event is None or not event.is_registration_needed:
        raise Http404
    pages: Any = event.pages
    public = list(pages.live().public().select_related("locale"))
    page = page_for(event, public, conf.active_language())
    if page is None:
        raise Http404
    return event, page


def _occurrence(event: Event, code: str) -> Occurrence | None:
    """The date that the address names; without one, the only date there is to come."""
    occurrence = _named(event, code) if code else _only(event)
    if occurrence is not None:
        occurrence.event = event
    return occurrence


def _named(event: Event, code: str) -> Occurrence:
    found = event.occurrences.called(code)
    if found is None:
        raise Http404
    return found


def _only(event: Event) -> Occurrence | None:
    """The only date to come; after the last one, that one; None where there is a choice."""
    coming = list(event.occurrences.upcoming()[:2])
    if len(coming) > 1:
        return None
    return coming[0] if coming else event.occurrences.order_by("-starts_at").first()


def _choose_date(request: HttpRequest, event: Event, page: Any) -> HttpResponse:
    dates = list(event.occurrences.upcoming()[:50])
    for occurrence in dates:
        occurrence.event = event
    states = sign_up_states(dates)
    rows = [(one, when(one), states[one.pk]) for one in dates]
    context = {"event": event, "shown": page, "rows": rows, "base_template": conf.base_template()}
    return render(request, "events/registration/choose_date.html", context)


def _is_flood(request: HttpRequest, *, weight: int) -> bool:
    """Whether this visitor has sent too much lately; haste counts several times."""
    visitor = _visitor(request)
    if not visitor:
        return False
    key = f"events.register:{visitor}"
    cache.add(key, 0, TEN_MINUTES)
    try:
        return bool(cache.incr(key, weight) > conf.posts_per_visitor())
    except ValueError:  # it ran out between the two
        return False


def _visitor(request: HttpRequest) -> str:
    """Who asks, for the limit: kept for ten minutes and nowhere written down."""
    header = conf.visitor_header()
    if header:
        return str(request.META.get(header, "")).split(",")[0].strip()
    address = str(request.META.get("REMOTE_ADDR", ""))
    return "" if _is_private(address) else address


def _is_private(address: str) -> bool:
    try:
        return not ip_address(address).is_global
    except ValueError:
        return True


def _answer(
    request: HttpRequest,
    template: str,
    occurrence: Occurrence | None,
    page: Any,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    facts = {
        "occurrence": occurrence,
        "event": occurrence.event if occurrence else None,
        "when": when(occurrence) if occurrence else "",
        "shown": page,
        "back": url_of_date(page, occurrence, request) if occurrence else page.get_url(request),
        "base_template": conf.base_template(),
        **context,
    }
    response = render(request, f"events/registration/{template}.html", facts, status=status)
    patch_cache_control(response, no_store=True)
    return response


def see_other(name: str, *args: Any) -> HttpResponse:
    """303: what was sent is done, and going back does not send it again."""
    response = redirect(reverse(name, args=args))
    response.status_code = 303
    return response
