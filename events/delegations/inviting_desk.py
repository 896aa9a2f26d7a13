"""Inviting in the admin: pick organisations, see the letter in each language, send it once."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.log_actions import log
from wagtail.models import Site

from events import conf, inviting
from events.busy import Busy
from events.desk.overview import event_at, framed
from events.desk.policy import demand
from events.event import Event
from events.invitation_subject import InvitationSubject
from events.inviting import Guest, Terms
from events.letters.registry import LETTERS
from events.letters.sending import as_text
from events.outbox import Kind, Letter, NotNeeded

from .pick_form import PickSheet
from .picking import Asked

PERMISSION = "invite_organisation"
TOO_BUSY = gettext_lazy("The database was too busy; nothing was changed. Please try again.")
PICK = "events/delegations/admin/pick.html"


def pick(request: HttpRequest, pk: int) -> HttpResponse:
    """Whom to invite. A pasted list is sent, since it may be long; nothing is changed by it."""
    event = event_at(pk)
    demand(request.user, PERMISSION, event)
    asked = Asked.of(request.POST if request.method == "POST" else request.GET)
    typed = request.POST if "seats" in request.POST else None
    return _show_pick(request, PickSheet(event, asked, typed))


@require_POST
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter in each language, before anybody gets it."""
    event = event_at(pk)
    demand(request.user, PERMISSION, event)
    sheet = PickSheet(event, Asked.of(request.POST), request.POST)
    if not sheet.is_valid():
        return _show_pick(request, sheet, status=422)
    context = {
        **framed(event, _("See the letters")),
        "event": event,
        "sheet": sheet,
        "letters": letters_before(event, sheet.guests, sheet.terms.terms),
        "sent": [(name, value) for name, values in _kept(request) for value in values],
        "promised": promised(event, sheet),
    }
    return TemplateResponse(request, "events/delegations/admin/preview.html", context)


def _kept(request: HttpRequest) -> list[tuple[str, list[str]]]:
    """What was typed travels along in hidden fields, without the token and long lists of others."""
    chosen = set(request.POST.getlist("chosen"))
    return [
        (name, values)
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken" and _belongs(name, chosen)
    ]


def _belongs(name: str, chosen: set[str]) -> bool:
    head, _dash, key = name.partition("-")
    return head not in {"email", "language"} or not key.isdecimal() or key in chosen


@require_POST
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Invite them. Who is invited already, also by a click a moment ago, gets no second letter."""
    event = event_at(pk)
    demand(request.user, PERMISSION, event)
    sheet = PickSheet(event, Asked.of(request.POST), request.POST)
    already = reverse("events_invitations", args=[event.pk])
    if not sheet.chosen:
        messages.info(request, _("They are all invited already. No letter was sent twice."))
        return redirect(already)
    if not sheet.is_valid():
        return _show_pick(request, sheet, status=422)
    try:
        count = inviting.invite(event, sheet.guests, sheet.terms.terms)
    except Busy:
        messages.error(request, TOO_BUSY)
        return _show_pick(request, sheet, status=503)
    if count:
        log(event, "events.invite", user=request.user, data={"count": count})
    told = ngettext("%(count)s invitation is sent.", "%(count)s invitations are sent.", count)
    messages.success(request, told % {"count": count})
    return redirect(already)


def _show_pick(request: HttpRequest, sheet: PickSheet, *, status: int = 200) -> HttpResponse:
    context = {
        **framed(sheet.event, _("Invite organisations")),
        "event": sheet.event,
        "sheet": sheet,
        "asked": sheet.asked,
        "languages": conf.languages(),
    }
    return TemplateResponse(request, PICK, context, status=status)


@dataclass(frozen=True)
class Preview:
    """What the first of those says who get the letter in one language."""

    language: str
    language_name: str
    direction: str
    count: int
    subject: str
    text: str


def letters_before(event: Event, guests: list[Guest], terms: Terms) -> list[Preview]:
    """One for each language in which somebody is invited."""
    names = dict(conf.languages())
    by_language: dict[str, list[Guest]] = {}
    for guest in guests:
        by_language.setdefault(guest.language, []).append(guest)
    return [
        _preview(event, terms, language, str(names[language]), found)
        for language, found in by_language.items()
    ]


def _preview(event: Event, terms: Terms, language: str, name: str, guests: list[Guest]) -> Preview:
    invitation = inviting.drafted(event, guests[0], terms)
    letter = Letter(invitation=invitation, kind=Kind.INVITED, number=1)
    with translation.override(language):
        subject = InvitationSubject(invitation)
        try:
            words = LETTERS[Kind.INVITED](letter, subject)
        except NotNeeded:
            title, text = "", _("There is no date to invite to any more: nothing would be sent.")
        else:
            site = Site.objects.get(is_default_site=True)
            title = words.subject
            text = as_text(words, site.site_name).replace(
                subject.answer_url, _("(an address of their own)")
            )
        direction = "rtl" if translation.get_language_bidi() else "ltr"
    return Preview(language, name, direction, len(guests), title, text)


def promised(event: Event, sheet: PickSheet) -> dict[str, int]:
    """How many seats are kept for all who are invited so, and how many the event holds back."""
    terms = sheet.terms.terms
    if not terms.is_reserved:
        return {}
    rows: Any = event.invitations
    before = rows.standing().filter(is_reserved=True).exclude(answer="declines")
    told = before.aggregate(sum=Sum("seats"))["sum"] or 0
    held_back = event.seat_shares.aggregate(sum=Sum("held_back"))["sum"] or 0
    held_back += event.held_back
    return {"promised": told + terms.seats * len(sheet.guests), "held_back": held_back}
