"""The questions as a part of a form: their fields, which of them apply, what was answered."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from events.answer import Answer, Given
from events.question import Kind

from . import conditions
from .asked import Asked, asked_at, condition_told
from .fields import field_for, field_for_more


@dataclass(frozen=True)
class Shown:
    """A question as the form shows it: its field, the words beside it, and when it applies."""

    asked: Asked
    field: forms.BoundField
    more: forms.BoundField | None
    condition: str
    handed_in: str = ""
    """The name of the file that was handed in before."""

    @property
    def is_folded(self) -> bool:
        """Needs that most people do not have stand folded below their name, to keep it short."""
        return self.asked.question.is_ready_made and not self.field.field.required

    @property
    def is_open(self) -> bool:
        """Nothing that was said, and no error, is folded away."""
        parts = [self.field, self.more] if self.more else [self.field]
        return any(one.errors or one.value() for one in parts)


class QuestionsForm(forms.Form):
    """A form that asks what the team composed, beside its own fields."""

    asked: list[Asked]
    known: dict[str, Answer]

    def ask(self, event: Any, page: Any, answered: Any = ()) -> None:
        """Add the questions of an event; `answered` are the answers that somebody gave before."""
        self.asked = asked_at(event, page)
        self.known = {str(one.key): one for one in answered}
        for one in self.asked:
            self.fields[one.name] = field_for(one)
            if one.words.more:
                self.fields[_more(one)] = field_for_more(one)
            if known := self.known.get(one.key):
                self._answered(one, known)

    def _answered(self, one: Asked, known: Answer) -> None:
        self.initial.setdefault(_more(one), known.more)
        if one.kind != Kind.FILE:
            self.initial.setdefault(one.name, known.value)
        elif known.file:
            self.fields[one.name].required = False

    def question_rows(self) -> list[Shown]:
        """The questions, for the template."""
        return [
            Shown(
                asked=one,
                field=self[one.name],
                more=self[_more(one)] if one.words.more else None,
                condition=condition_told(one, self.asked),
                handed_in=known.file_name if (known := self.known.get(one.key)) else "",
            )
            for one in self.asked
        ]

    def clean(self) -> dict[str, Any]:
        """What does not apply is neither wrong nor kept, whatever the browser sent."""
        cleaned: dict[str, Any] = super().clean() or {}
        answers = {one.key: cleaned.get(one.name) for one in self.asked}
        applies = conditions.shown(self.asked, answers)
        for one in self.asked:
            if one.key not in applies:
                for name in (one.name, _more(one)):
                    self.errors.pop(name, None)
                    cleaned.pop(name, None)
        return cleaned

    def ask_for_files_again(self) -> None:
        """A form that comes back has lost its files: browsers do not fill them in."""
        for one in self.asked:
            file = self.files.get(one.name) if one.kind == Kind.FILE else None
            if file is not None and one.name not in self.errors:
                told = _("Choose the file “%(name)s” again: it could not be kept with the form.")
                self.add_error(one.name, told % {"name": file.name})

    def given(self) -> list[Given]:
        """The answers to the questions that apply, for the deed that keeps them."""
        return list(self._given())

    def _given(self) -> Iterator[Given]:
        for one in self.asked:
            if one.name not in self.cleaned_data:
                continue
            value, more = self.cleaned_data[one.name], self.cleaned_data.get(_more(one), "")
            version = one.version()
            if one.kind != Kind.FILE:
                yield Given(version, value=_as_json(value), more=more)
            elif value:
                yield Given(version, file=value)
            elif one.key in self.known:
                yield Given(version, keeps=True)


def _more(one: Asked) -> str:
    return f"{one.name}_more"


def _as_json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
