"""Registering somebody by hand: by telephone, by letter, at the counter."""

from dataclasses import replace
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from events import sign_up
from events.busy import Busy
from events.forms import WishForm
from events.holding import Closed, Full
from events.occurrence import Occurrence
from events.registration import LONGEST_ADDRESS, normalised
from events.role import may
from events.subject import when
from events.wish import Wish
from stakeholders.conf import languages

from .filters import dates_with_people
from .overview import event_at, framed
from .policy import demand
from .told import desk_url, inspect_url
from .trace import leave_trace


class EnterForm(WishForm):
    """What visitors are asked, none of it needed but the name; and what only the team may say."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=LONGEST_ADDRESS,
        required=False,
        help_text=_("Without one they get no letters and have no page of their own."),
    )
    language = forms.ChoiceField(label=_("Language of the letters"), choices=languages)
    address_is_known = forms.BooleanField(
        label=_("The address is theirs, they told me"),
        required=False,
        help_text=_("Else they are asked to confirm it, and the seat is kept until then."),
    )
    held_back = forms.BooleanField(
        label=_("Take a seat that is held back, if there is one"), required=False
    )
    if_full = forms.ChoiceField(
        label=_("If no seat is left"),
        choices=[
            ("stop", _("say so and change nothing")),
            ("wait", _("put them on the waiting list")),
            ("beyond", _("give one more seat than there are")),
        ],
        widget=forms.RadioSelect,
        initial="stop",
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.required = name in {"name", "language", "mode"}
        self.fields["name"].label = gettext("Name")
        if "sector" in self.fields:
            self.fields["sector"].label = gettext("Sector")
        self.order_fields(["name", "email", "language", "address_is_known", "organisation"])

    def clean_email(self) -> str:
        return normalised(self.cleaned_data["email"])

    def entered(self) -> Wish:
        data = self.cleaned_data
        return replace(
            self.wish(data["email"]),
            language=data["language"],
            address_is_known=data["address_is_known"],
            held_back=data["held_back"],
        )


def enter(request: HttpRequest, pk: int) -> HttpResponse:
    """The form for one date; which date stands in the address."""
    event = event_at(pk)
    demand(request.user, "arrange_registration", event)
    dates = [one for one in dates_with_people(event) if not one.is_cancelled]
    date = _chosen(dates, request.GET.get("occurrence", ""))
    page = next(iter(event.pages.all()), None)
    form = None
    if date is not None:
        initial = {"language": _language(page)}
        form = EnterForm(
            request.POST or None,
            request.FILES or None,
            occurrence=date,
            page=page,
            initial=initial,
        )
        if form.is_valid() and (made := _entered(request, date, form)) is not None:
            seen = may(request.user, "view_registration", event)
            return redirect(inspect_url(made) if seen else desk_url(event.pk))
    context = {
        **framed(event, gettext("Register somebody")),
        "form": form,
        "date": date,
        "dates": [(one.pk, when(one)) for one in dates],
        "media": form.media if form else "",
    }
    status = 422 if form is not None and form.is_bound else 200
    return TemplateResponse(request, "events/admin/desk/enter.html", context, status=status)


def _entered(request: HttpRequest, date: Occurrence, form: EnterForm) -> Any:
    """The registration, or nothing and an error on the form."""
    how = form.cleaned_data.get("if_full")
    try:
        made = sign_up.enter(
            date, form.entered(), goes_beyond=how == "beyond", may_wait=how == "wait"
        )
    except sign_up.Known as known:
        url = inspect_url(known.registration)
        link = messages.button(url, gettext("Look at it"))
        messages.error(request, gettext("This address is registered already."), buttons=[link])
        form.add_error("email", gettext("This address is registered for that date already."))
    except Full as full:
        form.add_error(None, form.session_is_full(full.session) if full.session else _full())
    except Closed:
        form.add_error(None, gettext("For this date nobody can be registered."))
    except Busy:
        form.add_error(None, gettext("The database was too busy; nothing was changed."))
    else:
        leave_trace(made, "enter_registration", user=request.user)
        text = gettext("%(name)s is registered (%(state)s).")
        words = {"name": made.name, "state": made.get_state_display()}
        messages.success(request, text % words)
        return made
    return None


def _full() -> str:
    return gettext("No seat is left. Say below what to do then.")


def _chosen(dates: list[Occurrence], key: str) -> Occurrence | None:
    """The date in the address; else the next one, or the last."""
    named = next((one for one in dates if str(one.pk) == key), None)
    coming = [one for one in dates if not one.is_past()]
    return named or next(iter(coming), None) or (dates[-1] if dates else None)


def _language(page: Any) -> str:
    return str(page.locale.language_code) if page else ""
