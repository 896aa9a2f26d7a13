"""Signing up: find the date, let the form look, ask, answer. Reading never changes anything."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_GET, require_http_methods

from . import conf, floods, sign_up
from .busy import Busy
from .changed_date import date_words
from .entry import page_for
from .event import Event
from .forms import RegisterForm
from .holding import Closed, Full, NotOffered
from .kept_answer import CSRF, hole, kept
from .listed import url_of_date
from .occurrence import Occurrence
from .remembering import remembering
from .sign_up_state import SignUp, SignUpState, sign_up_states
from .sought import Sought, sought, sought_before
from .subject import when

STAMP = "stamp"


@transaction.non_atomic_requests
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest, uid: UUID, code: str = "") -> HttpResponse:
    if request.method == "POST":
        return _register_or_show(request, uid, code)
    return kept(request, lambda: _register_or_show(request, uid, code), {STAMP: floods.stamp})


def _register_or_show(request: HttpRequest, uid: UUID, code: str) -> HttpResponse:
    at = (uid, code, conf.active_language())
    found = sought_before(at) if request.method == "POST" else None
    if found is None:
        event, page = _event(uid)
        occurrence = _occurrence(event, code)
        if occurrence is None:
            return _where_it_went(event, code) if code else _choose_date(request, event, page)
        found = sought(event, page, occurrence, at=at)
    with remembering(found.memory):
        return _ask(request, found)


def _ask(request: HttpRequest, found: Sought) -> HttpResponse:
    state, of_date = found.state, (found.occurrence, found.page)
    if not state.may_register:
        status = 409 if request.method == "POST" else 200
        return _answer(request, "closed", *of_date, status, state=state)
    if request.method == "POST":
        return _take_form(request, found, state)
    if state.state == SignUpState.FULL:
        return _answer(request, "full", *of_date, state=state)
    form = _form(found, state, initial={"started": hole(STAMP)})
    form_and_holes: dict[str, Any] = {"form": form, "csrf_token": hole(CSRF)}
    return _answer(request, "register", *of_date, state=state, **form_and_holes)


def _form(found: Sought, state: SignUp, *sent: Any, **first: Any) -> RegisterForm:
    return RegisterForm(
        *sent, occurrence=found.occurrence, page=found.page, shares=state.shares, **first
    )


def _take_form(request: HttpRequest, found: Sought, state: SignUp) -> HttpResponse:
    form, of_date = _form(found, state, request.POST, request.FILES), (found.occurrence, found.page)
    if not form.is_valid():
        form.come_back()
        return _answer(request, "register", *of_date, 422, form=form, state=state)
    try:
        if floods.is_flood(request, form.cleaned_data["email"], is_hasty=form.is_hasty):
            return _answer(request, "busy", *of_date, 429, is_flood=True)
    except floods.Uncounted:
        return _answer(request, "busy", *of_date, 503)
    return _register(request, found, form, state)


def _register(
    request: HttpRequest, found: Sought, form: RegisterForm, state: SignUp
) -> HttpResponse:
    occurrence, of_date = found.occurrence, (found.occurrence, found.page)
    wish = form.wish(form.cleaned_data["email"])
    try:
        sign_up.register(occurrence, wish, state=state, at_hand=found.pools)
    except (Full, NotOffered) as full:
        if not form.say_full(full):
            return _answer(request, "full", *of_date, 409, state=state)
        form.come_back()
        return _answer(request, "register", *of_date, 422, form=form, state=state)
    except Closed:
        return _answer(request, "closed", *of_date, 409, state=state)
    except Busy:
        return _answer(request, "busy", *of_date, 503)
    return see_other("events_register_sent", occurrence.event.public_id, occurrence.code)


@require_GET
def register_sent(request: HttpRequest, uid: UUID, code: str) -> HttpResponse:
    """The same for everybody, whether the address was new, known or registered already."""

    def make() -> HttpResponse:
        event, page = _event(uid)
        occurrence = _occurrence(event, code)
        if occurrence is None:
            raise Http404
        return _answer(request, "sent", occurrence, page)

    return kept(request, make, {})


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
    occurrence = event.occurrences.called(code) if code else _only(event)
    if occurrence is not None:
        occurrence.event = event
    return occurrence


def _where_it_went(event: Event, code: str) -> HttpResponse:
    later = event.where_it_went(code)
    if later is None:
        raise Http404
    return redirect("events_register_occurrence", later.public_id, code)


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
        "title": date_words(page, occurrence.change_key).title if occurrence else page.title,
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
