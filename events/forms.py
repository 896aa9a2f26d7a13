"""The form with which a visitor signs up, and the one that changes a registration."""

from itertools import pairwise
from typing import Any
from unicodedata import category

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from stakeholders.organisation import Organisation

from . import conf
from .occurrence import Occurrence
from .registration import Wish, normalised
from .session import Session
from .sign_up_state import sessions_to_choose
from .subject import session_name, session_titles

STAMP_SALT = "events.register"
OLDEST_STAMP = 24 * 60 * 60
QUICKEST = 2.0
SUGGESTIONS = 500
_BREAKS = {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"}
_TURNS = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


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


class WishForm(forms.Form):
    """What somebody may ask for: the fields that signing up and changing have in common."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Write your name.")},
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
    sessions = forms.MultipleChoiceField(
        label=_("Sessions"),
        required=False,
        help_text=_("Choose those that you wish to attend."),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, occurrence: Occurrence, page: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.occurrence = occurrence
        most = conf.max_seats()
        self.fields["seats"].widget.attrs |= {"min": 1, "max": most}
        self.on_offer = {str(one.key): one for one in sessions_to_choose(occurrence)}
        self._offer_sessions(page)
        if most == 1:
            del self.fields["seats"]

    def _offer_sessions(self, page: Any) -> None:
        if not self.on_offer:
            del self.fields["sessions"]
            return
        titles = session_titles(page)
        self.fields["sessions"].choices = [  # type: ignore[attr-defined]  # a MultipleChoiceField
            (key, session_name(session, titles, self.occurrence.event))
            for key, session in self.on_offer.items()
        ]

    def clean_name(self) -> str:
        return _plain(self.cleaned_data["name"])

    def clean_organisation(self) -> str:
        return _plain(self.cleaned_data["organisation"])

    def clean_seats(self) -> int:
        seats = self.cleaned_data.get("seats") or 1
        most = conf.max_seats()
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
        chosen = [self.on_offer[key] for key in self.cleaned_data["sessions"]]
        clash = first_clash(chosen)
        if clash:
            labels = dict(self.fields["sessions"].choices)  # type: ignore[attr-defined]  # as above
            names = [labels[str(session.key)] for session in clash]
            raise ValidationError(
                _("“%(one)s” and “%(other)s” overlap. Choose one of them."),
                params={"one": names[0], "other": names[1]},
                code="clash",
            )
        return chosen

    def session_is_full(self, session: Session | None) -> str:
        """What to say when a session turned out to be full."""
        labels = dict(self.fields["sessions"].choices)  # type: ignore[attr-defined]  # as above
        name = labels.get(str(session.key), "") if session else ""
        return gettext("“%(session)s” has not as many seats left. Choose another session.") % {
            "session": name
        }

    def wish(self, email: str) -> Wish:
        data = self.cleaned_data
        return Wish(
            name=data["name"],
            email=email,
            language=get_language() or "en",
            organisation=data["organisation"],
            seats=data.get("seats", 1),
            sessions=data.get("sessions", []),
        )


class RegisterForm(WishForm):
    """Signing up: the wish, the address, the consent, and two things that bots trip over."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("We send you a link there, to confirm, change or cancel."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Write your e-mail address."),
            "invalid": _("Write an e-mail address such as name@example.org."),
        },
    )
    consent = forms.BooleanField(
        label=_("You may keep what I wrote here to organise this event."),
        error_messages={"required": _("Tick this box: without it we may not keep your name.")},
    )
    # No person sees it; a label that says so would be read by bots, too.
    subject = forms.CharField(required=False, label="", widget=forms.TextInput)
    started = forms.CharField(required=False, widget=forms.HiddenInput)

    field_order = ("name", "email", "organisation", "seats", "sessions", "consent")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("started", stamp())
        self.fields["subject"].widget.attrs |= {"autocomplete": "off", "tabindex": "-1"}

    def clean_email(self) -> str:
        return normalised(self.cleaned_data["email"])

    def clean_subject(self) -> str:
        if self.cleaned_data["subject"]:
            raise ValidationError(_("Something filled in a hidden field. Please send once more."))
        return ""

    def clean_started(self) -> float | None:
        """How many seconds the form was open; None where nothing says so."""
        value = self.cleaned_data["started"]
        if not value:
            return None
        try:
            begun = signing.loads(value, salt=STAMP_SALT, max_age=OLDEST_STAMP)
        except signing.BadSignature as error:
            raise ValidationError(
                _("The form was open for too long. Please send it once more.")
            ) from error
        return timezone.now().timestamp() - float(begun)

    def renew_stamp(self) -> None:
        """A form that comes back with errors starts anew, so that sending it again works."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict
        data["started"], data["subject"] = stamp(), ""
        self.data = data

    @property
    def is_hasty(self) -> bool:
        """Sent more quickly than a person would, or not from our page at all."""
        seconds = getattr(self, "cleaned_data", {}).get("started")
        return seconds is None or seconds < QUICKEST


class ChangeForm(WishForm):
    """Changing a registration: all but the address, by which the person is known."""


def stamp() -> str:
    """When a form was shown, signed so that nobody can make one up."""
    return signing.dumps(timezone.now().timestamp(), salt=STAMP_SALT)


def first_clash(sessions: list[Session]) -> tuple[Session, Session] | None:
    """Two sessions that overlap in time, if there are any."""
    timed = [
        (one.starts_at, one.ends_at, one.pk, one)
        for one in sessions
        if one.starts_at is not None and one.ends_at is not None
    ]
    for (_start, end, _pk, earlier), (start, _end, _other, later) in pairwise(sorted(timed)):
        if start < end:
            return earlier, later
    return None


def _plain(text: str) -> str:
    """One line without signs that steer: no line breaks, and none that turn the reading order.

    Joiners stay: Persian and Hindi names are written with them.
    """
    kept = (" " if category(sign) in _BREAKS else sign for sign in text if sign not in _TURNS)
    return " ".join("".join(kept).split())
