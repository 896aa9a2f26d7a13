"""The invitations of one event in the admin: see, remind, answer for them, withdraw."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Max, Q
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.log_actions import log

from events import delegation, inviting
from events.busy import Busy
from events.delegate import AGREED, SEATED
from events.delegation import Withdrawn
from events.desk.overview import event_at, framed
from events.desk.policy import demand
from events.invitation import Invitation, InvitationQuerySet
from events.invitation_subject import InvitationSubject
from events.inviting import Taken
from events.outbox import Kind
from events.role import may

from .amend_form import AmendForm
from .answer_form import AnswerSheet
from .answering import take
from .inviting_desk import PERMISSION, TOO_BUSY
from .missing import answers_of

ON_A_PAGE = 50


def see(request: HttpRequest, pk: int) -> HttpResponse:
    """All invitations to an event, or those with one answer."""
    event = event_at(pk)
    demand(request.user, "view_invitation", event)
    counts = answers_of(event)
    answers = [(said.value, said.label, counts[said.value]) for said in Invitation.Answer]
    rows = counted(Invitation.objects.filter(event=event))
    chosen = request.GET.get("answer")
    if chosen in counts:
        rows = rows.standing().filter(answer=chosen)
    context = {
        **framed(event, _("Invitations")),
        "event": event,
        "leaf": Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page")),
        "answers": answers,
        "chosen": chosen,
        "unanswered": Invitation.objects.filter(event=event).unanswered().reachable().count(),
        "may_invite": may(request.user, PERMISSION, event),
    }
    return TemplateResponse(request, "events/delegations/admin/invitations.html", context)


def counted(rows: InvitationQuerySet) -> InvitationQuerySet:
    """With how many are named and how many of them agreed, and when they were last written to."""
    named = Q(
        delegates__removed_at=None,
        delegates__declined_at=None,
        delegates__registration__state__in=SEATED,
    )
    letters = Q(letters__kind__in=(Kind.INVITED, Kind.INVITATION_REMINDER))
    told = rows.select_related("organisation").annotate(
        named=Count("delegates", filter=named, distinct=True),
        written=Max("letters__written_at", filter=letters),
    )
    return told.order_by("organisation__name", "pk")


@require_POST
def remind(request: HttpRequest, pk: int) -> HttpResponse:
    """Those that were ticked, or all that have not answered."""
    event = event_at(pk)
    demand(request.user, PERMISSION, event)
    rows = Invitation.objects.filter(event=event)
    if "all" not in request.POST:
        keys = [key for key in request.POST.getlist("invitation") if key.isdecimal()]
        rows = rows.filter(pk__in=keys)
    try:
        count = inviting.remind(rows)
    except Busy:
        messages.error(request, TOO_BUSY)
        return redirect("events_invitations", event.pk)
    if count:
        log(event, "events.remind_invited", user=request.user, data={"count": count})
        told = ngettext("%(count)s reminder is sent.", "%(count)s reminders are sent.", count)
        messages.success(request, told % {"count": count})
    else:
        messages.info(request, _("Nobody is reminded who answered, or got a letter just now."))
    return redirect("events_invitations", event.pk)


def one(request: HttpRequest, pk: int, invitation: int) -> HttpResponse:
    """One invitation: what was answered and who is named; the team may answer for them."""
    event = event_at(pk)
    demand(request.user, PERMISSION, event)
    found = _found(event, invitation)
    subject = InvitationSubject(found)
    if request.method != "POST":
        return _show(request, subject, AnswerSheet(subject))
    sheet = AnswerSheet(subject, request.POST)
    if not sheet.is_valid():
        return _show(request, subject, sheet, status=422)
    try:
        outcome = take(sheet)
    except (Withdrawn, Busy):
        messages.error(request, _("This could not be done now. Look at it again."))
        return redirect("events_invitation_desk", event.pk, found.pk)
    log(event, "events.answer_for", user=request.user, data={"organisation": str(found)})
    for text in outcome.refused:
        messages.error(request, text)
    messages.success(request, _("Noted for %(organisation)s.") % {"organisation": found})
    return redirect("events_invitation_desk", event.pk, found.pk)


@require_POST
def amend(request: HttpRequest, pk: int, invitation: int) -> HttpResponse:
    """Another address, other terms; with another address the letter leaves again."""
    event = event_at(pk)
    demand(request.user, PERMISSION, event)
    found = _found(event, invitation)
    form = AmendForm(request.POST, invitation=found)
    subject = InvitationSubject(found)
    if not form.is_valid():
        return _show(request, subject, AnswerSheet(subject), status=422, form=form)
    try:
        is_done = inviting.amend(found, **form.cleaned_data)
    except (Taken, Busy) as refusal:
        found.refresh_from_db()
        return _not_amended(request, subject, form, refusal)
    if is_done:
        log(event, "events.amend_invitation", user=request.user, data={"organisation": str(found)})
        messages.success(request, _("Changed: %(organisation)s") % {"organisation": found})
    return redirect("events_invitation_desk", event.pk, found.pk)


def _not_amended(
    request: HttpRequest, subject: InvitationSubject, form: AmendForm, refusal: Taken | Busy
) -> HttpResponse:
    """The page once more, with what was typed and why it could not be done."""
    if isinstance(refusal, Busy):
        messages.error(request, TOO_BUSY)
        return _show(request, subject, AnswerSheet(subject), status=503, form=form)
    form.add_error("seats", _("More people are named already. Take some off first."))
    return _show(request, subject, AnswerSheet(subject), status=422, form=form)


@require_POST
def withdraw(request: HttpRequest, pk: int, invitation: int) -> HttpResponse:
    event = event_at(pk)
    demand(request.user, PERMISSION, event)
    found = _found(event, invitation)
    try:
        is_done = delegation.withdraw(found)
    except Busy:
        messages.error(request, TOO_BUSY)
        return redirect("events_invitation_desk", event.pk, found.pk)
    if is_done:
        log(event, "events.withdraw", user=request.user, data={"organisation": str(found)})
        messages.success(request, _("Withdrawn: %(organisation)s") % {"organisation": found})
    else:
        messages.info(request, _("This invitation was withdrawn already."))
    return redirect("events_invitations", event.pk)


def _found(event: Any, key: int) -> Invitation:
    rows = Invitation.objects.select_related("event", "occurrence__event", "organisation")
    found: Invitation = get_object_or_404(rows, pk=key, event=event)
    return found


def _show(
    request: HttpRequest,
    subject: InvitationSubject,
    sheet: AnswerSheet,
    *,
    status: int = 200,
    form: AmendForm | None = None,
) -> HttpResponse:
    found = subject.invitation
    agreed = found.delegates.named().filter(AGREED, declined_at=None).count()
    context = {
        **framed(found.event, str(found)),
        "event": found.event,
        "invitation": found,
        "subject": subject,
        "sheet": sheet,
        "form": form or AmendForm(invitation=found),
        "agreed": agreed,
        "waiting": found.delegates.counted().count() - agreed,
        "token": get_token(request),
        "back": reverse("events_invitations", args=[found.event_id]),
    }
    return TemplateResponse(
        request, "events/delegations/admin/invitation.html", context, status=status
    )
