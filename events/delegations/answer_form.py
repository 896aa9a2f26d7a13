"""What an organisation fills in: whether it comes, and who; empty rows count for nothing."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from events import conf
from events.asking.plain import one_line
from events.delegate import Delegate
from events.delegation import Person
from events.invitation import Invitation
from events.invitation_subject import InvitationSubject
from events.occurrence import Occurrence
from events.registration import LONGEST_ADDRESS, normalised
from events.seat_share import Way
from events.subject import when
from events.taking_part import Mode

EMPTY_ROWS = 10
"""So many empty rows at once; after sending, as many again."""


class AnswerForm(forms.Form):
    """Whether they come."""

    answer = forms.ChoiceField(
        label=_("Do you come?"),
        choices=[
            (Invitation.Answer.COMES, _("Yes, we come")),
            (Invitation.Answer.DECLINES, _("No, we do not come")),
            (Invitation.Answer.LATER, _("We say so later")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether you come.")},
    )


class PersonForm(forms.Form):
    """One person whom the organisation names: only what is needed to write to them."""

    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Write the name of this person.")},
    )
    email = forms.EmailField(
        label=_("Their own e-mail address"),
        max_length=LONGEST_ADDRESS,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": _("Write the e-mail address of this person."),
            "invalid": _("Write an e-mail address such as name@example.org."),
        },
    )
    language = forms.ChoiceField(label=_("Language of the letters to them"))
    mode = forms.ChoiceField(
        label=_("Takes part"),
        choices=Way.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether you come or take part online.")},
    )
    date = forms.ChoiceField(label=_("Date"))

    def __init__(self, *args: Any, dates: list[Occurrence], language: str, **kwargs: Any) -> None:
        kwargs |= {"empty_permitted": True, "use_required_attribute": False}
        super().__init__(*args, **kwargs)
        self.dates = {str(one.pk): one for one in dates}
        self.fields["language"].choices = conf.languages()  # type: ignore[attr-defined]
        self.initial.setdefault("language", language)
        if not any(one.event.mode == Mode.HYBRID for one in dates):
            del self.fields["mode"]
        if len(dates) < 2:
            del self.fields["date"]
        else:
            choices = [(key, when(one)) for key, one in self.dates.items()]
            self.fields["date"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField
            self.initial.setdefault("date", choices[0][0])

    def clean_name(self) -> str:
        return one_line(self.cleaned_data["name"])

    def clean_email(self) -> str:
        return normalised(self.cleaned_data["email"])

    @property
    def is_filled(self) -> bool:
        """Whether something was typed; a language that was chosen alone is nobody yet."""
        return bool({"name", "email"} & set(self.changed_data))

    @property
    def person(self) -> Person:
        data = self.cleaned_data
        return Person(data["name"], data["email"], data["language"], data.get("mode", ""))

    @property
    def occurrence(self) -> Occurrence:
        chosen = self.cleaned_data.get("date") or next(iter(self.dates))
        return self.dates[chosen]


class Row:
    """Somebody who is named already: leave them, take them off, or send somebody else."""

    def __init__(self, delegate: Delegate, form: PersonForm, *, is_removed: bool) -> None:
        self.delegate = delegate
        self.form = form
        self.is_removed = is_removed
        self.removal = f"remove-{delegate.uuid}"

    @property
    def state(self) -> str:
        return str(self.delegate.state_at().label)

    @property
    def way(self) -> str:
        way = self.delegate.way_at()
        return str(Way(way).label) if way else ""

    @property
    def may_change(self) -> bool:
        """Who does not come any more needs no replacing: their place is free again."""
        return self.delegate.state_at() in {Delegate.State.NAMED, Delegate.State.AGREED}


class AnswerSheet:
    """The whole page as one form: the answer, those named, and rows for more."""

    def __init__(self, subject: InvitationSubject, data: Any = None) -> None:
        self.invitation = subject.invitation
        self.data = data
        self._common: dict[str, Any] = {
            "dates": [one for one in subject.dates if not one.is_cancelled],
            "language": conf.active_language(),
        }
        initial = {"answer": self.invitation.answer or Invitation.Answer.COMES}
        self.answer = AnswerForm(data, initial=initial)

    @cached_property
    def rows(self) -> list[Row]:
        delegates = self.invitation.delegates.named().select_related("registration__occurrence")
        return [
            Row(
                one,
                PersonForm(
                    self.data,
                    prefix=f"replace-{one.uuid}",
                    initial={"mode": one.way_at()},
                    **self._common,
                ),
                is_removed=bool(self.data and self.data.get(f"remove-{one.uuid}")),
            )
            for one in delegates
        ]

    @cached_property
    def new(self) -> list[PersonForm]:
        """Rows for those who are not named yet, no more than the organisation may still send.

        What was typed into others stays: somebody else may have named people in the meantime.
        """
        if not self._common["dates"]:
            return []
        taken = sum(row.may_change for row in self.rows)
        left = max(self.invitation.seats - taken, 0)
        every = [
            PersonForm(self.data, prefix=f"new-{number}", **self._common)
            for number in range(1, EMPTY_ROWS + 1)
        ]
        return [form for number, form in enumerate(every) if number < left or form.is_filled]

    @property
    def wanted(self) -> list[PersonForm]:
        return [form for form in self.new if form.is_filled]

    @property
    def replaced(self) -> list[Row]:
        rows = self.rows if self._common["dates"] else []
        return [row for row in rows if row.may_change and row.form.is_filled]

    @property
    def removed(self) -> list[Row]:
        return [row for row in self.rows if row.is_removed and row not in self.replaced]

    def is_valid(self) -> bool:
        forms_sent = [self.answer, *self.wanted, *(row.form for row in self.replaced)]
        mistaken = [form for form in forms_sent if not form.is_valid()]
        return not mistaken and self._comes() and self._are_different()

    def _comes(self) -> bool:
        """Whoever names people comes; who does not would lose them at once."""
        declines = self.answer.cleaned_data["answer"] != Invitation.Answer.COMES
        if declines and (self.wanted or self.replaced):
            text = _("You named people, but say that you do not come. Choose one of the two.")
            self.answer.add_error("answer", ValidationError(text))
            return False
        return True

    def _are_different(self) -> bool:
        """Each person has an address of their own: one link for several would open all of them."""
        seen: set[tuple[str, int]] = set()
        forms_sent = [*(row.form for row in self.replaced), *self.wanted]
        for form in forms_sent:
            place = (form.person.email, form.occurrence.pk)
            if place in seen:
                text = _("This address stands here twice. Each person needs an own address.")
                form.add_error("email", ValidationError(text))
                return False
            seen.add(place)
        return True

    @property
    def errors(self) -> list[tuple[str, str]]:
        """Where each mistake is, and what is wrong there."""
        forms_sent = [self.answer, *self.wanted, *(row.form for row in self.replaced)]
        return [
            (_anchor(field), str(error))
            for form in forms_sent
            if form.is_bound
            for field in form
            for error in field.errors
        ]


def _anchor(field: Any) -> str:
    return str(field[0].id_for_label if field.use_fieldset else field.auto_id)
