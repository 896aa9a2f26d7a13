"""The form with which the team changes one invitation: where it is sent, and on what terms."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events import conf
from events.invitation import Invitation
from events.registration import LONGEST_ADDRESS

from .pick_form import MOST_SEATS, coming_dates, end_of_day


class AmendForm(forms.Form):
    """What may be changed after the letter has left."""

    email = forms.EmailField(
        label=_("E-mail"),
        max_length=LONGEST_ADDRESS,
        help_text=_("Another address gets the letter again, with a link of its own."),
    )
    language = forms.ChoiceField(label=_("Language"))
    seats = forms.IntegerField(label=_("How many it may send"), min_value=1, max_value=MOST_SEATS)
    is_reserved = forms.BooleanField(label=_("Keep seats for them"), required=False)
    answer_by = forms.DateField(
        label=_("Last day to answer"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    sends_again = forms.BooleanField(label=_("Send the invitation once more"), required=False)

    def __init__(self, *args: Any, invitation: Invitation, **kwargs: Any) -> None:
        last = invitation.answer_by
        initial = {name: getattr(invitation, name) for name in self.base_fields if name in TERMS}
        initial["answer_by"] = last.astimezone(invitation.event.zone).date() if last else None
        kwargs |= {"initial": initial, "prefix": "amend"}
        super().__init__(*args, **kwargs)
        self.invitation = invitation
        self.fields["language"].choices = conf.languages()  # type: ignore[attr-defined]

    def clean_answer_by(self) -> datetime | None:
        day = self.cleaned_data["answer_by"]
        if day == self.initial["answer_by"]:
            return self.invitation.answer_by
        event = self.invitation.event
        return end_of_day(day, event, coming_dates(event))


TERMS = frozenset({"email", "language", "seats", "is_reserved"})
