"""The day itself at the team's desk: helpers' links of each date, and people's join links."""

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from events.check_in import CheckIn
from events.desk.overview import event_at, framed
from events.desk.policy import demand
from events.event import Event
from events.helper_link import HelperLink, is_open, make_helper_link, open_from, revoke_helper_link
from events.join_link import renew_join_link, revoke_join_link
from events.occurrence import Occurrence
from events.qr import qr_svg
from events.registration import Registration
from events.role import may
from events.subject import moment_there, when
from events.way_in import default_root, ways_in

from .access import page_of
from .guests import numbers_of

MOST = 100


class HelperLinkForm(forms.Form):
    """For which date, and who will use it."""

    occurrence = forms.ModelChoiceField(Occurrence.objects.none(), label=_("Date"))
    role = forms.CharField(
        label=_("Who uses it"),
        max_length=80,
        help_text=_("A place or a task, such as “main door”, not a person's name."),
    )
    may_exceed = forms.BooleanField(
        label=_("May let in more people than there are seats"), required=False
    )

    def __init__(self, *args: Any, event: Event) -> None:
        super().__init__(*args)
        field: Any = self.fields["occurrence"]
        field.queryset = event.occurrences.upcoming().order_by("starts_at")
        field.label_from_instance = when
        field.empty_label = None


def see(request: HttpRequest, pk: int) -> HttpResponse:
    """Numbers, links for helpers, the way to the check-in page; POST makes a link."""
    event = event_at(pk)
    demand(request.user, "check_in_checkin", event)
    makes_links = may(request.user, "add_helperlink", event)
    form = HelperLinkForm(request.POST or None, event=event)
    if request.method == "POST":
        if not makes_links:
            raise PermissionDenied
        if form.is_valid():
            chosen = form.cleaned_data
            made = make_helper_link(
                chosen["occurrence"],
                chosen["role"],
                made_by=request.user.pk,
                may_exceed=chosen["may_exceed"],
            )
            messages.success(request, _("The link for “%(role)s” is made.") % {"role": made.role})
            return redirect("events_day", event.pk)
    context = {
        **framed(event, str(_("The day itself"))),
        "form": form if makes_links else None,
        "dates": [_told(one) for one in _dates(event)],
        "links": [_link_told(one) for one in _links(event)] if makes_links else [],
        "page_url": default_root() + page_of(event),
        "join_url": reverse("events_day_join", args=[event.pk]) if _joins(request, event) else "",
    }
    return TemplateResponse(request, "events/admin/day/event.html", context)


@require_POST
def revoke_link(request: HttpRequest, pk: int) -> HttpResponse:
    link = get_object_or_404(HelperLink.objects.select_related("occurrence"), pk=pk)
    demand(request.user, "add_helperlink", link.occurrence.event_id)
    revoke_helper_link(link)
    messages.success(request, _("The link for “%(role)s” is taken back.") % {"role": link.role})
    return redirect("events_day", link.occurrence.event_id)


JOIN_DEEDS = {"renew": renew_join_link, "revoke": revoke_join_link}


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None


def join_links(request: HttpRequest, pk: int) -> HttpResponse:
    """Who may go in online; POST gives somebody another link or takes theirs back."""
    event = event_at(pk)
    demand(request.user, "arrange_registration", event)
    rows = Registration.objects.filter(
        occurrence__event=event, state=Registration.State.CONFIRMED, forgotten_at=None
    ).select_related("occurrence__event", "join_link")
    if request.method == "POST":
        deed = JOIN_DEEDS.get(request.POST.get("deed", ""))
        person = get_object_or_404(rows, uuid=_uuid(request.POST.get("registration", "")))
        if deed is not None:
            deed(person)
            messages.success(request, _("Done for %(name)s.") % {"name": person.name})
        return redirect("events_day_join", event.pk)
    words = request.GET.get("q", "").strip()
    found = rows.filter(name__icontains=words).order_by("name", "pk")[:MOST]
    went_in = set(
        CheckIn.objects.standing()
        .online()
        .filter(registration__in=[one.pk for one in found])
        .values_list("registration_id", flat=True)
    )
    context = {
        **framed(event, str(_("Join links"))),
        "people": [(one, one.pk in went_in) for one in found if ways_in(one)],
        "words": words,
    }
    return TemplateResponse(request, "events/admin/day/join_links.html", context)


def _joins(request: HttpRequest, event: Event) -> bool:
    return bool(event.is_online) and may(request.user, "arrange_registration", event)


def _dates(event: Event) -> list[Occurrence]:
    """Those that are on or come next, and the last that was."""
    past = event.occurrences.past().order_by("-starts_at")[:1]
    coming = event.occurrences.upcoming().order_by("starts_at")[:10]
    found = [*past, *coming]
    for one in found:
        one.event = event
    return found


def _told(occurrence: Occurrence) -> dict[str, Any]:
    online = CheckIn.objects.standing().online().filter(registration__occurrence=occurrence)
    return {
        "when": when(occurrence),
        "is_open": is_open(occurrence),
        "opens": moment_there(open_from(occurrence), occurrence.event),
        "is_past": occurrence.is_past(),
        "numbers": numbers_of(occurrence),
        "online": online.seats_of(),
    }


def _links(event: Event) -> list[HelperLink]:
    rows = HelperLink.objects.standing().filter(occurrence__event=event)
    return list(rows.select_related("occurrence__event"))


def _link_told(link: HelperLink) -> dict[str, Any]:
    """With its address, which is a secret: this page is for who may make another."""
    key = link.key()
    address = default_root() + reverse("events_helper", args=[key]) if key else ""
    return {
        "link": link,
        "when": when(link.occurrence),
        "address": address,
        "qr": qr_svg(address) if address else "",
    }
