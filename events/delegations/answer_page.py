"""The page at which an organisation answers: its key in the address is the right to be there."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from events import conf
from events.busy import Busy
from events.delegation import Withdrawn
from events.invitation import Invitation
from events.invitation_subject import InvitationSubject
from events.own_page import private
from events.views import see_other

from .answer_form import AnswerSheet
from .answering import Outcome, take

A_DAY = timedelta(hours=24)
"""In this time an organisation names only so many, also by replacing: letters go to strangers."""


@private
@csrf_exempt
@transaction.non_atomic_requests
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, key: str) -> HttpResponse:
    found = _invitation(key)
    subject = InvitationSubject(found)
    if not may_answer(subject):
        return _show(request, subject, status=409 if request.method == "POST" else 200)
    if request.method != "POST":
        return _show(request, subject, sheet=AnswerSheet(subject))
    sheet = AnswerSheet(subject, request.POST)
    if not sheet.is_valid():
        return _show(request, subject, sheet=sheet, status=422)
    if _names_too_many(found, sheet):
        return _show(request, subject, sheet=sheet, is_flood=True, status=429)
    return _take(request, subject, sheet, key)


def _take(
    request: HttpRequest, subject: InvitationSubject, sheet: AnswerSheet, key: str
) -> HttpResponse:
    try:
        outcome = take(sheet)
    except Withdrawn:
        subject.invitation.refresh_from_db()
        return _show(request, subject, status=409)
    except Busy:
        return _show(request, subject, sheet=sheet, is_busy=True, status=503)
    if outcome.refused:
        return _show(request, subject, sheet=_rest(subject, outcome), outcome=outcome, status=409)
    response = see_other("events_invitation", key)
    response["Location"] += "?noted=1"
    return response


def _rest(subject: InvitationSubject, outcome: Outcome) -> AnswerSheet:
    """A fresh page in which only what was refused is still typed."""
    sheet = AnswerSheet(subject)
    typed = {form.prefix: form for form in outcome.left_over}
    for row in sheet.rows:
        row.form = typed.pop(row.form.prefix, row.form)
    fresh = [form for form in sheet.new if form.prefix not in typed]
    sheet.new = [*typed.values(), *fresh][: max(len(sheet.new), len(typed))]
    return sheet


def may_answer(subject: InvitationSubject) -> bool:
    """While it stands and a date is to come; after the last day only who has said yes."""
    invitation = subject.invitation
    comes = invitation.answer == Invitation.Answer.COMES
    ahead = [one for one in subject.dates if one.starts_at > timezone.now()]
    takes_place = [one for one in ahead if not one.is_cancelled]
    is_in_time = comes or not invitation.is_late()
    return invitation.is_standing and is_in_time and bool(takes_place)


def _names_too_many(invitation: Invitation, sheet: AnswerSheet) -> bool:
    since = timezone.now() - A_DAY
    lately = invitation.delegates.filter(named_at__gt=since).count()
    return lately + len(sheet.wanted) + len(sheet.replaced) > 10 + 3 * invitation.seats


def _invitation(key: str) -> Invitation:
    rows = Invitation.objects.select_related("event", "occurrence__event", "organisation")
    found = rows.with_key(key)
    if found is None:
        raise Http404
    return found


def _show(
    request: HttpRequest, subject: InvitationSubject, *, status: int = 200, **context: Any
) -> HttpResponse:
    facts = {
        "subject": subject,
        "invitation": subject.invitation,
        "is_noted": "noted" in request.GET and request.method == "GET",
        "is_late": subject.invitation.is_late(),
        "named": subject.invitation.delegates.counted().count(),
        "base_template": conf.base_template(),
        **context,
    }
    return render(request, "events/delegations/answer.html", facts, status=status)
