"""Swapping and merging: the questions before two registrations are changed, and what is said."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from events import moving, uniting
from events.busy import Busy
from events.moving import Refused
from events.registration import Registration
from events.subject import when

from .overview import framed
from .policy import demand
from .told import inspect_url
from .trace import leave_trace


class OtherForm(forms.Form):
    """A form that asks for another registration of the same event."""

    other = forms.ModelChoiceField(queryset=Registration.objects.none(), label=_("With whom"))

    def __init__(self, *args: Any, registration: Registration, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["other"]
        field.queryset = self.others(registration).exclude(pk=registration.pk).order_by("name")
        field.label_from_instance = _told

    def others(self, registration: Registration) -> Any:
        event_id = registration.occurrence.event_id
        rows = Registration.objects.active().filter(occurrence__event=event_id)
        return rows.select_related("occurrence__event")


class SwapForm(OtherForm):
    reason = forms.CharField(
        label=_("Why"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("It becomes a note on both registrations. Name nobody in it."),
    )

    def others(self, registration: Registration) -> Any:
        """Who is no better or worse off at the same date is not offered."""
        rows = super().others(registration).filter(seats=registration.seats)
        seated = Registration.IS_SEATED
        alike = seated if registration.has_seat else ~seated
        rows = rows.exclude(alike, occurrence=registration.occurrence_id)
        return rows.filter(share=registration.share_id)


class MergeForm(OtherForm):
    seats = forms.IntegerField(
        label=_("Seats afterwards"),
        required=False,
        min_value=1,
        help_text=_("Leave empty to keep the larger number of both."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].label = str(_("The other registration, which is then cancelled"))

    def others(self, registration: Registration) -> Any:
        return super().others(registration).filter(occurrence=registration.occurrence_id)


def _told(one: Registration) -> str:
    parts = [one.name, one.email, when(one.occurrence), str(one.get_state_display())]
    return " · ".join(part for part in parts if part)


def swap(request: HttpRequest, pk: int) -> HttpResponse:
    registration = _asked(request, pk)
    form = SwapForm(request.POST or None, registration=registration)

    def do(wanted: dict[str, Any]) -> None:
        moving.swap(registration, wanted["other"], reason=wanted["reason"], user=request.user)
        for one in (registration, wanted["other"]):
            leave_trace(one, "swap_registrations", user=request.user)

    words = {
        "title": gettext("Swap with somebody"),
        "text": gettext(
            "Two people change places: their dates, or a seat for a place on the waiting list."
            " Both get a letter. Only those are offered who have as many seats in the same share."
        ),
        "button": gettext("Swap"),
        "done": gettext("Swapped. The letters are on their way."),
    }
    return _answered(request, registration, form, do, words)


def merge(request: HttpRequest, pk: int) -> HttpResponse:
    registration = _asked(request, pk)
    form = MergeForm(request.POST or None, registration=registration)

    def do(wanted: dict[str, Any]) -> None:
        gone = wanted["other"]
        uniting.merge(registration, gone, seats=wanted["seats"])
        leave_trace(registration, "merge_registrations", user=request.user, other=gone.pk)
        leave_trace(gone, "merge_registrations", user=request.user, other=registration.pk)

    words = {
        "title": gettext("Merge with another"),
        "text": gettext(
            "Somebody registered twice for this date. This registration stays and takes over"
            " seats, sessions, answers and notes of the other one, which is cancelled. Where both"
            " say something, this one counts. Both addresses get a letter."
        ),
        "button": gettext("Merge"),
        "done": gettext("Merged. The letters are on their way."),
    }
    return _answered(request, registration, form, do, words)


def _asked(request: HttpRequest, pk: int) -> Registration:
    rows = Registration.objects.select_related("occurrence__event")
    found: Registration = get_object_or_404(rows.filter(forgotten_at=None), pk=pk)
    demand(request.user, "view_registration", found.occurrence.event)
    demand(request.user, "arrange_registration", found.occurrence.event)
    return found


def _answered(
    request: HttpRequest,
    registration: Registration,
    form: Any,
    do: Callable[[dict[str, Any]], None],
    words: dict[str, str],
) -> HttpResponse:
    """Show the form; or do it, and go back to the registration."""
    if request.method == "POST" and form.is_valid():
        try:
            do(form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        except Busy:
            form.add_error(None, gettext("The database was too busy; nothing was changed."))
        else:
            messages.success(request, words["done"])
            return redirect(inspect_url(registration))
    context = {
        **framed(registration.occurrence.event, words["title"]),
        "registration": registration,
        "told": _told(registration),
        "form": form,
        "words": words,
        "back": inspect_url(registration),
    }
    status = 422 if form.is_bound else 200
    return TemplateResponse(request, "events/admin/desk/deed.html", context, status=status)
