"""The form with which a visitor signs up, and the one that changes a registration."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from stakeholders.organisation import Organisation

from . import conf, floods
from .asking.plain import one_line
from .asking.questions_form import QuestionsForm
from .holding import Full, NotOffered
from .occurrence import Occurrence
from .registration import LONGEST_ADDRESS, normalised
from .seat_share import Way
from .session import Session
from .session_choices import SessionChoice, first_clash, session_choices
from .share_choices import (
    has_any_left,
    is_for_others,
    sector_choices,
    sectors_of,
    way_choices,
)
from .sign_up_state import ShareOnOffer, shares_on_offer
from .taking_part import Mode
from .wish import Wish

SUGGESTIONS = 500
FIRST = ("name", "email", "consent", "mode", "sector", "sessions")
LAST = ("organisation", "seats", "wants_appointment")
UNTOUCHED = (None, "", False, 1, "1")


class SuggestionsInput(forms.TextInput):
    """A text field that suggests, and accepts anything."""

    template_name = "events/widgets/suggestions.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        listed = Organisation.objects.listed().filter(pages__live=True).distinct()
        names = listed.exclude(name="").order_by("name").values_list("name", flat=True)
        context["widget"]["suggestions"] = names[:SUGGESTIONS]
        context["widget"]["attrs"]["list"] = f"{context['widget']['attrs']['id']}_suggestions"
        return context


class WishForm(QuestionsForm):
    """What somebody may ask for: the fields that signing up and changing have in common."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Write your name.")},
    )
    mode = forms.ChoiceField(
        label=_("How do you take part?"),
        choices=Way.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether you come or take part online.")},
    )
    sector = forms.ChoiceField(
        label=_("For which sector do you come?"),
        required=False,
        help_text=_("Seats are shared out between sectors."),
        error_messages={"required": _("Choose your sector: all seats are for certain ones.")},
    )
    sessions = forms.MultipleChoiceField(
        label=_("Sessions"),
        required=False,
        help_text=_("Choose those that you wish to attend."),
        widget=forms.CheckboxSelectMultiple,
    )
    organisation = forms.CharField(
        label=_("Organisation"),
        max_length=200,
        required=False,
        help_text=_("For whom you come, if for anybody."),
        widget=SuggestionsInput(attrs={"autocomplete": "organization"}),
    )
    seats = forms.IntegerField(
        label=_("Seats"),
        min_value=1,
        initial=1,
        required=False,
        help_text=_("For you and those you bring along."),
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": _("Write the number of seats in digits, such as 2.")},
    )
    wants_appointment = forms.BooleanField(
        label=_("Put the date into my calendar, and keep it right"),
        required=False,
        help_text=_("Our letters then come as calendar invitations. Your program takes them in."),
    )

    def __init__(
        self,
        *args: Any,
        occurrence: Occurrence,
        page: Any = None,
        answered: Any = (),
        shares: Sequence[ShareOnOffer] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.occurrence = occurrence
        self.shares = shares_on_offer(occurrence) if shares is None else shares
        self._offer_shares()
        self._offer_sessions(page)
        # A group that the team entered may be larger.
        self.most = most = max(conf.max_seats(), self.initial.get("seats") or 1)
        self.fields["seats"].widget.attrs |= {"min": 1, "max": most}
        if most == 1:
            del self.fields["seats"]
        self.ask(occurrence.event, page, answered)
        self.order_fields((*FIRST, *(name for name in self.fields if name not in LAST), *LAST))

    def _offer_shares(self) -> None:
        """Whoever signs up says by which share of the seats, where the event has shares."""
        self.sectors = sectors_of(self.shares)
        fields: dict[str, Any] = self.fields
        if self.occurrence.event.mode == Mode.HYBRID:
            fields["mode"].choices = way_choices(self.shares)
        else:
            del fields["mode"]
        if self.sectors:
            fields["sector"].choices = sector_choices(self.shares)
            fields["sector"].required = not is_for_others(self.shares)
        else:
            del fields["sector"]

    def _offer_sessions(self, page: Any) -> None:
        self.on_offer: dict[str, SessionChoice] = {
            one.key: one for one in session_choices(self.occurrence, page)
        }
        if not self.on_offer:
            del self.fields["sessions"]
            return
        choices = [(key, one.label) for key, one in self.on_offer.items()]
        self.fields["sessions"].choices = choices  # type: ignore[attr-defined]  # as above

    def session_rows(self) -> list[tuple[Any, SessionChoice]]:
        """The box of each session with what is known of it, for the template."""
        return [(box, self.on_offer[str(box.data["value"])]) for box in self["sessions"]]

    def more_fields(self) -> list[forms.BoundField]:
        """What is folded away, since most people leave it as it is."""
        return [self[name] for name in LAST if name in self.fields]

    @property
    def is_more_open(self) -> bool:
        """Nothing that was typed, and no error, is hidden."""
        return any(one.errors or one.value() not in UNTOUCHED for one in self.more_fields())

    def clean_name(self) -> str:
        return one_line(self.cleaned_data["name"])

    def clean_organisation(self) -> str:
        return one_line(self.cleaned_data["organisation"])

    def clean_seats(self) -> int:
        seats = self.cleaned_data.get("seats") or 1
        most = self.most
        if seats > most:
            raise ValidationError(
                ngettext_lazy(
                    "One registration has at most %(most)s seat. Write to us if you are more.",
                    "One registration has at most %(most)s seats. Write to us if you are more.",
                    most,
                ),
                params={"most": most},
            )
        return seats

    def clean_sessions(self) -> list[Session]:
        chosen = [self.on_offer[key].session for key in self.cleaned_data["sessions"]]
        clash = first_clash(chosen)
        if clash:
            names = [self.on_offer[str(session.key)].label for session in clash]
            raise ValidationError(
                _("“%(one)s” and “%(other)s” overlap. Choose one of them."),
                params={"one": names[0], "other": names[1]},
                code="clash",
            )
        return chosen

    def session_is_full(self, session: Session | None) -> str:
        """What to say when a session turned out to be full."""
        known = self.on_offer.get(str(session.key)) if session else None
        return gettext("“%(session)s” has not as many seats left. Choose another session.") % {
            "session": known.label if known else ""
        }

    def say_full(self, full: Full | NotOffered) -> bool:
        """Say at its field what is full, or never was; False where no other choice would help."""
        if isinstance(full, Full) and full.session is not None:
            self.add_error("sessions", self.session_is_full(full.session))
            return True
        field = next((name for name in ("sector", "mode") if name in self.fields), "")
        if not field or not has_any_left(self.shares):
            return False
        self.add_error(field, gettext("No seats are left for this. Make another choice here."))
        return True

    def come_back(self) -> None:
        """Make ready to be shown once more, with what was typed."""
        self.ask_for_files_again()

    def wish(self, email: str) -> Wish:
        data = self.cleaned_data
        return Wish(
            name=data["name"],
            email=email,
            language=get_language() or "en",
            organisation=data["organisation"],
            seats=data.get("seats", 1),
            sessions=data.get("sessions", []),
            sector=self.sectors.get(data.get("sector", "")),
            mode=data.get("mode", ""),
            answers=self.given(),
            wants_appointment=data.get("wants_appointment", False),
        )


class RegisterForm(WishForm):
    """Signing up: the wish, the address, the consent, and two things that bots trip over."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=LONGEST_ADDRESS,
        help_text=_("We send you a link there, to confirm, change or cancel."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Write your e-mail address."),
            "invalid": _("Write an e-mail address such as name@example.org."),
        },
    )
    consent = forms.BooleanField(
        label=_("You may keep what I write here to organise this event."),
        error_messages={"required": _("Tick this box: without it we may not keep your name.")},
    )
    # No person sees it; a label that says so would be read by bots, too.
    subject = forms.CharField(required=False, label="", widget=forms.TextInput)
    started = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("started", floods.stamp())
        self.fields["subject"].widget.attrs |= {"autocomplete": "off", "tabindex": "-1"}

    def clean_email(self) -> str:
        return normalised(self.cleaned_data["email"])

    def clean_subject(self) -> str:
        if self.cleaned_data["subject"]:
            raise ValidationError(_("Something filled in a hidden field. Please send once more."))
        return ""

    def clean_started(self) -> float | None:
        """How many seconds the form was open; None where nothing says so."""
        if not self.cleaned_data["started"]:
            return None
        try:
            return floods.seconds_since(self.cleaned_data["started"])
        except signing.BadSignature as error:
            raise ValidationError(
                _("The form was open for too long. Please send it once more.")
            ) from error

    def come_back(self) -> None:
        """With a stamp of now, too, so that sending it again works."""
        super().come_back()
        data: Any = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict
        data["started"], data["subject"] = floods.stamp(), ""
        self.data = data

    @property
    def is_hasty(self) -> bool:
        """Sent more quickly than a person would, or not from our page at all."""
        seconds = getattr(self, "cleaned_data", {}).get("started")
        return seconds is None or seconds < floods.QUICKEST


class ChangeForm(WishForm):
    """Changing a registration: all but the address, by which the person is known."""
