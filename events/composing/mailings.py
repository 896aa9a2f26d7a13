"""Letters of the team to those who are registered for an event: write, look, send once, see."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.log_actions import log

from events import conf
from events.busy import Busy
from events.desk.overview import event_at, framed
from events.desk.policy import demand
from events.desk.told import title_of
from events.event import Event
from events.letters.placeholders import explained, fill
from events.letters.sample import sample
from events.mailing import Mailing, discard, send_mailing
from events.outbox import Kind, Letter
from events.subject import place_of, when

from .mailing_form import MailingForm
from .preview import shown

ACTION = "events.send_mailing"
PERMISSION = "send_mailing"
TOO_BUSY = gettext_lazy("The database was too busy; nothing was changed. Please try again.")


def list_mailings(request: HttpRequest, pk: int) -> HttpResponse:
    """What was written to those who are registered, and what became of each letter."""
    event = _event(request, pk)
    prefetch_related_objects([event], "occurrences__own_venue", "occurrences__own_room")
    mailings = event.mailings.select_related("sent_by").prefetch_related("words")
    became = _became(mailings)
    context = {
        **framed(event, _("Letters of the team")),
        "event": event,
        "rows": [(one, _called(one, event), became[one.pk]) for one in mailings],
    }
    return TemplateResponse(request, "events/admin/composing/mailings.html", context)


def write_mailing(request: HttpRequest, pk: int, mailing_pk: int | None = None) -> HttpResponse:
    """The form for a new letter, or for one that was not sent yet."""
    event = _event(request, pk)
    mailing = _mailing(event, mailing_pk) if mailing_pk else _new(event)
    if mailing.is_sent:
        return _sent_already(request, mailing)
    form = MailingForm(request.POST or None, mailing=mailing)
    if request.method == "POST" and form.is_valid():
        try:
            is_kept = form.save()
        except Busy:
            messages.error(request, TOO_BUSY)
            return _written(request, event, form, status=503)
        if not is_kept:
            return _sent_already(request, mailing)
        return redirect("events_mailing", event.pk, mailing.pk)
    return _written(request, event, form, status=422 if form.is_bound else 200)


def _written(request: HttpRequest, event: Event, form: MailingForm, *, status: int) -> HttpResponse:
    context = {
        **framed(event, _("Write to those who are registered")),
        "event": event,
        "form": form,
        "placeholders": explained(Kind.MAILING),
    }
    return TemplateResponse(request, "events/admin/composing/write.html", context, status=status)


def see_mailing(request: HttpRequest, pk: int, mailing_pk: int) -> HttpResponse:
    """To how many it goes, how it looks in each language, and the one button that sends it."""
    event = _event(request, pk)
    mailing = _mailing(event, mailing_pk)
    people = [] if mailing.is_sent else mailing.people()
    counts = Counter(one.language for one in people)
    names = dict(conf.languages())
    languages = [
        (code, names.get(code, code), counts.get(code, 0), _is_said(mailing, code))
        for code in dict.fromkeys([*names, *counts])
        if code in names or counts.get(code)
    ]
    context = {
        **framed(event, _called(mailing, event)),
        "event": event,
        "mailing": mailing,
        "number": mailing.recipients if mailing.is_sent else len(people),
        "languages": languages,
        "became": _became([mailing])[mailing.pk],
    }
    return TemplateResponse(request, "events/admin/composing/mailing.html", context)


def preview_mailing(
    request: HttpRequest, pk: int, mailing_pk: int, language: str, form: str
) -> HttpResponse:
    """The letter by itself in one language, as a mail program shows it or as text."""
    mailing = _mailing(_event(request, pk), mailing_pk)
    words = sample(Kind.MAILING, language, mailing=mailing)
    return shown(words, language, as_plain=form == "text")


@require_POST
def send(request: HttpRequest, pk: int, mailing_pk: int) -> HttpResponse:
    """Send it to all whom it reaches now. Pressed twice, it is sent once."""
    event = _event(request, pk)
    mailing = _mailing(event, mailing_pk)
    try:
        count = send_mailing(mailing, user=request.user)
    except Busy:
        return _too_busy(request, mailing)
    if count is None:
        return _sent_already(request, mailing)
    told = {"mailing": mailing.pk, "subject": _called(mailing, event), "recipients": count}
    log(instance=event, action=ACTION, user=request.user, data=told)
    text = ngettext("%(count)s letter is on its way.", "%(count)s letters are on their way.", count)
    messages.success(request, text % {"count": count})
    return redirect("events_mailing", event.pk, mailing.pk)


@require_POST
def throw_away(request: HttpRequest, pk: int, mailing_pk: int) -> HttpResponse:
    """Delete a draft; what was sent stays. Of two who do it at once both find it gone."""
    event = _event(request, pk)
    try:
        mailing = _mailing(event, mailing_pk)
    except Http404:
        return _gone(request, event.pk)
    try:
        is_gone = discard(mailing)
    except Busy:
        return _too_busy(request, mailing)
    if not is_gone:
        return _sent_already(request, mailing)
    return _gone(request, event.pk)


def _gone(request: HttpRequest, event_pk: int) -> HttpResponse:
    messages.success(request, _("The draft is gone."))
    return redirect("events_mailings", event_pk)


def _event(request: HttpRequest, pk: int) -> Event:
    event = event_at(pk)
    demand(request.user, PERMISSION, event)
    return event


def _new(event: Event) -> Mailing:
    home = event.home_locale.language_code if event.home_locale else ""
    codes = [code for code, _name in conf.languages()]
    return Mailing(event=event, home_language=home if home in codes else codes[0])


def _mailing(event: Event, pk: int) -> Mailing:
    found: Any = get_object_or_404(event.mailings.prefetch_related("words"), pk=pk)
    found.event = event
    return found  # type: ignore[no-any-return]


def _sent_already(request: HttpRequest, mailing: Mailing) -> HttpResponse:
    """A colleague was quicker, or it is an old address: it stays as it was sent, or is gone."""
    if not Mailing.objects.filter(pk=mailing.pk).exists():
        return _gone(request, mailing.event_id)
    messages.warning(request, _("It was sent already."))
    return redirect("events_mailing", mailing.event_id, mailing.pk)


def _too_busy(request: HttpRequest, mailing: Mailing) -> HttpResponse:
    messages.error(request, TOO_BUSY)
    return redirect("events_mailing", mailing.event_id, mailing.pk)


def _called(mailing: Mailing, event: Event) -> str:
    """Its subject, with what is the same for everybody; else with what will stand there."""
    told = {name: f"({said})" for name, said in explained(Kind.MAILING).items()}
    told["title"] = title_of(event)
    chosen = str(mailing.chosen.get("occurrence") or "")
    dates = [one for one in event.occurrences.all() if chosen in ("", str(one.pk))]
    if len(dates) == 1:
        told |= {"when": when(dates[0]), "where": place_of(dates[0])}
    return fill(str(mailing), told)


def _is_said(mailing: Mailing, code: str) -> bool:
    """Whether it has words of its own in this language; else it speaks the home language."""
    return any(one.language == code for one in mailing.words.all())


def _became(mailings: Iterable[Mailing]) -> dict[int, list[tuple[str, int]]]:
    """How many letters of each are in which state."""
    states = dict(Letter.State.choices)
    letters = Letter.objects.filter(mailing__in=[one.pk for one in mailings])
    rows = letters.order_by("state").values_list("mailing", "state").annotate(number=Count("pk"))
    found: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for key, state, number in rows:
        found[key].append((str(states[state]), number))
    return found
