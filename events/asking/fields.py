"""The form field of each kind of question."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from events.question import Kind

from . import uploads
from .asked import Asked
from .plain import one_line, paragraphs

MOST_CHILDREN = 20
LARGEST = 10**9
REQUIRED = _("Answer this question; without it you cannot sign up.")


class LineField(forms.CharField):
    """One line without signs that steer."""

    def to_python(self, value: Any) -> str:
        return one_line(super().to_python(value) or "")


class ParagraphsField(forms.CharField):
    """Several lines without signs that steer."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return paragraphs(super().to_python(value) or "")


class SmallFileInput(forms.FileInput):
    """It names the kinds of files that are taken; the content is looked at all the same."""

    def __init__(self) -> None:
        super().__init__(attrs={"accept": uploads.ACCEPTED})


class SmallFileField(forms.FileField):
    """A file that was looked at, and named after what it is."""

    widget = SmallFileInput

    def to_python(self, data: Any) -> Any:
        file = super().to_python(data)
        if file is not None:
            uploads.check(file)
        return file


def field_for(asked: Asked) -> forms.Field:
    """The field of a question; whether it applies is seen when all are answered."""
    field = FIELDS.get(asked.kind, _line)(asked)
    field.label = asked.words.label
    field.required = asked.question.is_required
    field.error_messages["required"] = REQUIRED
    field.help_text = format_html(
        '{} <span class="question__why">{}</span>', asked.words.help, asked.why
    )
    return field


def field_for_more(asked: Asked) -> forms.Field:
    """Words beside the choices."""
    return LineField(label=asked.words.more, required=False, max_length=500)


def _line(asked: Asked) -> forms.Field:
    return LineField(max_length=300)


def _paragraphs(asked: Asked) -> forms.Field:
    return ParagraphsField(max_length=5000, widget=forms.Textarea(attrs={"rows": 4}))


def _choice(asked: Asked) -> forms.Field:
    return forms.ChoiceField(choices=asked.words.choices, widget=forms.RadioSelect)


def _several(asked: Asked) -> forms.Field:
    return forms.MultipleChoiceField(
        choices=asked.words.choices, widget=forms.CheckboxSelectMultiple
    )


def _number(asked: Asked) -> forms.Field:
    most = MOST_CHILDREN if asked.kind == Kind.CHILDCARE else LARGEST
    return forms.IntegerField(
        min_value=0,
        max_value=most,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": _("Write the number in digits, such as 2.")},
    )


def _date(asked: Asked) -> forms.Field:
    return forms.DateField(
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y"],
        error_messages={"invalid": _("Write a date such as 2027-03-24.")},
    )


def _consent(asked: Asked) -> forms.Field:
    return forms.BooleanField()


def _file(asked: Asked) -> forms.Field:
    return SmallFileField(max_length=200)


FIELDS: dict[str, Callable[[Asked], forms.Field]] = {
    Kind.ACCESS: _several,
    Kind.INTERPRETATION: _several,
    Kind.CHILDCARE: _number,
    Kind.DIET: _several,
    Kind.TEXT: _line,
    Kind.LONG_TEXT: _paragraphs,
    Kind.CHOICE: _choice,
    Kind.SEVERAL: _several,
    Kind.NUMBER: _number,
    Kind.DATE: _date,
    Kind.CONSENT: _consent,
    Kind.FILE: _file,
}
