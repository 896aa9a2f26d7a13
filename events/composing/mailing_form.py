"""The form for a letter of the team: to whom, and what it says in each language."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events import conf
from events.busy import in_one_go
from events.event import Event
from events.mailing import STATES, Mailing, MailingWords, claim
from events.outbox import Kind
from events.registration import Registration
from events.session import Session
from events.subject import session_name, session_titles, when
from stakeholders.term import Term

from .wordings import refuse_unknown


class MailingForm(forms.Form):
    """Filters that are left empty do not narrow; the home language speaks to all others."""

    states = forms.MultipleChoiceField(
        label=gettext_lazy("Who"),
        choices=[(state.value, state.label) for state in STATES],
        initial=[Registration.State.CONFIRMED.value],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one state.")},
    )
    occurrence = forms.ChoiceField(label=gettext_lazy("Date"), required=False)
    session = forms.ChoiceField(label=gettext_lazy("Session"), required=False)
    sector = forms.ChoiceField(label=gettext_lazy("Sector"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)
    came = forms.ChoiceField(
        label=gettext_lazy("Who came"),
        required=False,
        choices=[
            ("", gettext_lazy("All")),
            ("yes", gettext_lazy("Those who came")),
            ("no", gettext_lazy("Those who did not come")),
        ],
    )
    is_needed = forms.BooleanField(
        label=Mailing._meta.get_field("is_needed").verbose_name,
        help_text=Mailing._meta.get_field("is_needed").help_text,
        required=False,
    )

    CHOOSING = ("states", "occurrence", "session", "sector", "language", "came")

    def __init__(self, *args: Any, mailing: Mailing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mailing = mailing
        self._offer(mailing.event)
        words = {one.language: one for one in mailing.words.all()} if mailing.pk else {}
        for code, name in conf.languages():
            self._add_words(code, name, words.get(code))
        for key, value in {**mailing.chosen, "is_needed": mailing.is_needed}.items():
            self.initial.setdefault(key, value)

    def _offer(self, event: Event) -> None:
        page = next(iter(event.pages.all()), None)
        titles = session_titles(page)
        dates = event.occurrences.filter(registrations__isnull=False).distinct()
        sessions = event.sessions.filter(kind=Session.Kind.SESSION)
        offered: dict[str, list[tuple[Any, str]]] = {
            "occurrence": [(one.pk, when(one)) for one in dates.order_by("starts_at")],
            "session": [(one.pk, session_name(one, titles, event)) for one in sessions],
            "sector": [(one.pk, str(one)) for one in Term.objects.of(Term.Vocabulary.SECTOR).all()],
            "language": list(conf.languages()),
        }
        for name, choices in offered.items():
            if len(choices) < 2:
                del self.fields[name]
            else:
                self.fields[name].choices = [("", _("All")), *choices]  # type: ignore[attr-defined]  # a choice

    def _add_words(self, code: str, name: str, words: MailingWords | None) -> None:
        said = {"language": name}
        self.fields[f"subject_{code}"] = forms.CharField(
            label=_("Subject (%(language)s)") % said,
            max_length=200,
            required=False,
            initial=words.subject if words else "",
            widget=forms.TextInput(attrs={"dir": "auto", "lang": code}),
        )
        self.fields[f"text_{code}"] = forms.CharField(
            label=_("Text (%(language)s)") % said,
            required=False,
            initial=words.text if words else "",
            widget=forms.Textarea(attrs={"rows": 8, "dir": "auto", "lang": code}),
        )

    @property
    def who(self) -> Iterator[forms.BoundField]:
        """The fields that choose people."""
        return (self[name] for name in (*self.CHOOSING, "is_needed") if name in self.fields)

    @property
    def words(self) -> Iterator[tuple[str, list[forms.BoundField]]]:
        """The fields of each language."""
        for code, name in conf.languages():
            yield name, [self[f"subject_{code}"], self[f"text_{code}"]]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        home = self.mailing.home_language
        for code, _name in conf.languages():
            parts = {
                f"{part}_{code}": cleaned.get(f"{part}_{code}") for part in ("subject", "text")
            }
            is_wanted = code == home or any(parts.values())
            for name, text in parts.items():
                if is_wanted and not text:
                    self.add_error(name, self._lacking(code, home))
                elif text:
                    self._check(name, text)
        return cleaned

    def _lacking(self, code: str, home: str) -> str:
        if code == home:
            return _("Write this: those whose language you do not write get it, too.")
        return _("Write subject and text in this language, or neither.")

    def _check(self, name: str, text: str) -> None:
        try:
            refuse_unknown(Kind.MAILING, text)
        except forms.ValidationError as refusal:
            self.add_error(name, refusal)

    def save(self) -> bool:
        """Keep the draft with its words; False where it was sent meanwhile. Raises Busy, too."""
        return in_one_go(partial(self._save, is_new=self.mailing.pk is None))

    def _save(self, *, is_new: bool) -> bool:
        data, mailing = self.cleaned_data, self.mailing
        mailing.chosen = {name: data[name] for name in self.CHOOSING if data.get(name)}
        mailing.is_needed = data["is_needed"]
        if is_new:
            mailing.pk = None  # an attempt that was taken back has left its key
            mailing.save(force_insert=True)
        elif not claim(mailing, chosen=mailing.chosen, is_needed=mailing.is_needed):
            return False
        MailingWords.objects.filter(mailing=mailing).delete()
        self._write_words()
        return True

    def _write_words(self) -> None:
        data = self.cleaned_data
        MailingWords.objects.bulk_create(
            MailingWords(
                mailing=self.mailing,
                language=code,
                subject=data[f"subject_{code}"],
                text=data[f"text_{code}"],
            )
            for code, _name in conf.languages()
            if data[f"text_{code}"]
        )
