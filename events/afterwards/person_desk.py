"""The team's page on which somebody's data are shown and erased, on request."""

import json
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from events.busy import Busy
from events.data_request import DataRequest
from events.registration import normalised
from events.subject import when

from .personal_data import as_data, erase, show, still_active

ANSWER = "events.answer_datarequest"


class AddressForm(forms.Form):
    """Whose data. It is posted, so that the address stands in no log and no history."""

    email = forms.EmailField(label=gettext_lazy("E-mail address"))

    def clean_email(self) -> str:
        return normalised(self.cleaned_data["email"])


def answer_request(request: HttpRequest) -> HttpResponse:
    """Look an address up, take what is known along as a file, erase it."""
    if not request.user.has_perm(ANSWER):
        raise PermissionDenied
    form = AddressForm(request.POST or None)
    if not form.is_valid():
        return _page(request, form, {}, 422 if form.is_bound else 200)
    email, deed = form.cleaned_data["email"], request.POST.get("deed", "")
    if deed == "erase":
        return _erase(request, form, email)
    found = show(email, user=request.user)
    if deed == "take":
        return _file(email, found)
    coming = [when(one.occurrence) for one in still_active(email)]
    return _page(request, form, {"email": email, "found": found, "coming": coming})


def _erase(request: HttpRequest, form: AddressForm, email: str) -> HttpResponse:
    """Only after it was shown and the box was ticked."""
    if "sure" not in request.POST:
        messages.error(request, _("Tick the box first: what is erased cannot be brought back."))
        found = show(email, user=request.user)
        coming = [when(one.occurrence) for one in still_active(email)]
        return _page(request, form, {"email": email, "found": found, "coming": coming}, 422)
    try:
        erase(email, user=request.user)
    except Busy:
        messages.error(request, _("The database was too busy. Please try again."))
        return _page(request, form, {}, 503)
    messages.success(request, _("All that was known is erased."))
    return redirect(reverse("events_personal_data"))


def _file(email: str, found: Any) -> HttpResponse:
    text = json.dumps(as_data(email, found), ensure_ascii=False, indent=2)
    answer = HttpResponse(text, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="personal-data.json"'
    answer["Cache-Control"] = "no-store, private"
    return answer


def _page(
    request: HttpRequest, form: AddressForm, known: dict[str, Any], status: int = 200
) -> HttpResponse:
    context = {
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": "", "label": _("Personal data")},
        ],
        "header_title": _("Personal data"),
        "page_title": _("Personal data"),
        "header_icon": "user",
        "form": form,
        "requests": DataRequest.objects.select_related("done_by")[:10],
        **known,
    }
    answer = TemplateResponse(request, "events/admin/after/person.html", context, status=status)
    answer["Cache-Control"] = "no-store, private"
    return answer
