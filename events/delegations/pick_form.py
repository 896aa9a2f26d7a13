"""The form with which the team invites: which organisations, at which address, on what terms."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from events import conf
from events.event import Event
from events.inviting import Guest, Terms
from events.occurrence import Occurrence
from events.subject import when
from stakeholders.term import RIGHT_TO_LEFT

from .picking import Asked, Candidate, Found, find

MOST_SEATS = 50


class TermsForm(forms.Form):
    """What holds for all who are invited in one go."""

    seats = forms.IntegerField(
        label=_("How many each may send"), min_value=1, max_value=MOST_SEATS, initial=2
    )
    is_reserved = forms.BooleanField(
        label=_("Keep seats for them"),
        required=False,
        help_text=_("Their delegates may take the seats that this event holds back."),
    )
    answer_by = forms.DateField(
        label=_("Last day to answer"),
        required=False,
        help_text=_("Who has not answered is reminded once, some days before."),
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    occurrence = forms.ChoiceField(label=_("Date"), required=False)

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event = event
        self.coming = coming_dates(event)
        if len(self.coming) > 1:
            choices = [("", _("any of its dates")), *((str(o.pk), when(o)) for o in self.coming)]
            self.fields["occurrence"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["occurrence"]
        for code, name in conf.languages():
            direction = "rtl" if code in RIGHT_TO_LEFT else "ltr"
            widget = forms.Textarea(attrs={"rows": 2, "lang": code, "dir": direction})
            label = _("Own line in %(language)s") % {"language": name}
            self.fields[own_line(code)] = forms.CharField(
                label=label, required=False, max_length=1000, widget=widget
            )

    def clean_answer_by(self) -> datetime | None:
        """Until the end of that day on the event's own clock, and before it begins."""
        return end_of_day(self.cleaned_data["answer_by"], self.event, self.coming)

    @property
    def terms(self) -> Terms:
        data = self.cleaned_data
        chosen = data.get("occurrence")
        only = self.coming[0] if len(self.coming) == 1 else None
        return Terms(
            seats=data["seats"],
            is_reserved=data["is_reserved"],
            answer_by=data["answer_by"],
            occurrence=next((o for o in self.coming if str(o.pk) == chosen), only),
            own_lines={code: data[own_line(code)] for code, _name in conf.languages()},
        )


def end_of_day(day: date | None, event: Event, dates: list[Occurrence]) -> datetime | None:
    """On the event's own clock; raises a ValidationError where it is over or too late."""
    if day is None:
        return None
    moment = datetime.combine(day, time(23, 59), event.zone)
    if moment <= timezone.now():
        raise ValidationError(_("This day is over."))
    if dates and moment > max(one.starts_at for one in dates):
        raise ValidationError(_("The event has begun by then."))
    return moment


def own_line(code: str) -> str:
    return f"own_line_{code}"


def coming_dates(event: Event) -> list[Occurrence]:
    dates = list(event.occurrences.upcoming().taking_place()[:50])
    for one in dates:
        one.event = event
    return dates


class Choice:
    """One organisation in the list, with what the team typed beside it."""

    def __init__(self, candidate: Candidate, data: Any = None) -> None:
        self.candidate = candidate
        key = candidate.organisation.pk
        self.key = str(key)
        self.email_name, self.language_name = f"email-{key}", f"language-{key}"
        if data is None:
            self.email, self.language = candidate.email, candidate.language
            self.is_chosen = candidate.is_chosen
        else:
            self.email = data.get(self.email_name, candidate.email).strip()
            self.language = data.get(self.language_name, candidate.language)
            self.is_chosen = self.key in data.getlist("chosen") and not candidate.is_invited
        self.error = ""

    def check(self) -> bool:
        """Whoever is to be invited needs an address."""
        if self.language not in dict(conf.languages()):
            self.language = self.candidate.language
        try:
            validate_email(self.email)
        except ValidationError:
            self.error = gettext("Type an address, or do not choose this organisation.")
        return not self.error

    @property
    def guest(self) -> Guest:
        return Guest(self.candidate.organisation, self.email, self.language)


class PickSheet:
    """The whole page as one form."""

    def __init__(self, event: Event, asked: Asked, data: Any = None) -> None:
        self.event = event
        self.asked = asked
        self.data = data
        self.terms = TermsForm(data, event=event)
        self.error = ""

    @cached_property
    def found(self) -> Found:
        return find(self.event, self.asked)

    @cached_property
    def choices(self) -> list[Choice]:
        return [Choice(one, self.data) for one in self.found.candidates]

    @property
    def chosen(self) -> list[Choice]:
        return [choice for choice in self.choices if choice.is_chosen]

    def is_valid(self) -> bool:
        wrong = len([choice for choice in self.chosen if not choice.check()])
        if not self.event.is_registration_needed:
            self.error = gettext("Nobody signs up for this event. Turn that on at its page first.")
        elif not self.terms.coming:
            self.error = gettext("This event has no date to come.")
        elif not self.chosen:
            self.error = gettext("Choose at least one organisation.")
        elif wrong:
            self.error = ngettext(
                "%(count)s organisation has no address.",
                "%(count)s organisations have no address.",
                wrong,
            ) % {"count": wrong}
        return self.terms.is_valid() and not self.error

    @property
    def unreachable(self) -> int:
        """How many could be invited if somebody typed an address."""
        return sum(not one.email and not one.candidate.is_invited for one in self.choices)

    @property
    def guests(self) -> list[Guest]:
        return [choice.guest for choice in self.chosen]
