"""Contributing: the form on which somebody who is registered offers or asks for something."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from events import conf
from events.contribution import MOST, Contribution, contribute, may_contribute, withdraw
from events.own_page import private
from events.registration import Registration
from events.subject import Subject
from events.views import see_other

KINDS = [
    (Contribution.Kind.COMMITMENT, _("We will … – a commitment")),
    (Contribution.Kind.OFFER, _("I can give … – an offer")),
    (Contribution.Kind.REQUEST, _("I am looking for … – a request")),
    (Contribution.Kind.IDEA, _("What if … – an idea")),
]


class ContributionForm(forms.Form):
    """What it is, in which language, and how it may be shown; nothing is agreed beforehand."""

    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=KINDS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it is.")},
    )
    text = forms.CharField(
        label=_("In your words"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("At most 1000 characters. Please name nobody else."),
        error_messages={"required": _("Write what you offer or ask for.")},
    )
    language = forms.ChoiceField(label=_("Language"), choices=conf.languages)
    shown_as = forms.ChoiceField(
        label=_("How may it be shown?"),
        choices=Contribution.ShownAs.choices,
        initial=Contribution.ShownAs.NOBODY,
        widget=forms.RadioSelect,
    )
    agrees = forms.BooleanField(
        label=_("I agree that the team may show this on the page of the event."),
        help_text=_("You can withdraw it here at any time."),
        error_messages={"required": _("Without this the team cannot show it: tick the box.")},
    )
    may_stay = forms.BooleanField(
        label=_("It may stay there without a name when my data are forgotten."),
        required=False,
        help_text=_("Nobody can tell then whose it was, so it can no longer be withdrawn here."),
    )

    def __init__(self, *args: Any, registration: Registration, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.registration = registration
        self.fields["language"].initial = registration.language
        if not registration.organisation:
            choices = [
                choice
                for choice in Contribution.ShownAs.choices
                if choice[0] != Contribution.ShownAs.ORGANISATION
            ]
            self.fields["shown_as"].choices = choices  # type: ignore[attr-defined]  # a choice

    def save(self) -> Contribution:
        given = self.cleaned_data
        return contribute(
            self.registration,
            kind=given["kind"],
            text=given["text"],
            language=given["language"],
            shown_as=given["shown_as"],
            stays=given["may_stay"],
        )


@private
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def contributions(request: HttpRequest, key: str) -> HttpResponse:
    """See one's own, add one, withdraw one. The key in the address is the right to do so."""
    found = _registration(key)
    if "withdraw" in request.POST:
        withdraw(found, request.POST["withdraw"])
        return see_other("events_contributions", key)
    mine = list(found.contributions.order_by("made_at", "pk"))
    is_open = may_contribute(found) and len(mine) < MOST
    form = ContributionForm(request.POST or None, registration=found) if is_open else None
    if form is not None and form.is_valid():
        form.save()
        return see_other("events_contributions", key)
    context = {
        "base_template": conf.base_template(),
        "subject": Subject(found),
        "key": key,
        "mine": mine,
        "form": form,
        "is_full": len(mine) >= MOST,
    }
    status = 422 if form is not None and form.is_bound else 200
    return render(request, "events/afterwards/contributions.html", context, status=status)


def _registration(key: str) -> Registration:
    rows = Registration.objects.select_related(
        "occurrence__event__venue", "occurrence__event__room"
    )
    found = rows.with_key(key)
    if found is None:
        raise Http404
    return found
