"""The languages of an event, spoken, signed or written: codes to tick, names to read."""

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import get_language_info

from . import conf


class LanguagesFormField(forms.MultipleChoiceField):
    """Languages to tick; the value is their codes with a space between."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, choices_of: str = "spoken_languages", **kwargs: Any) -> None:
        for name in ("max_length", "empty_value"):
            kwargs.pop(name, None)
        super().__init__(choices=getattr(conf, choices_of), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return value.split() if isinstance(value, str) else value

    def clean(self, value: Any) -> str:  # type: ignore[override]  # the model keeps one text
        return " ".join(super().clean(value))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed((initial or "").split(), data)


class LanguagesField(models.CharField):
    """Language codes with a space between; `choices_of` names the list in our settings."""

    def __init__(self, *args: Any, choices_of: str = "spoken_languages", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices_of = choices_of

    def contribute_to_class(self, cls: Any, name: str, *args: Any, **kwargs: Any) -> None:
        """Where the facts are read and not edited, languages have names."""
        super().contribute_to_class(cls, name, *args, **kwargs)

        def display(row: Any) -> str:
            return ", ".join(map(language_name, getattr(row, name).split()))

        setattr(cls, f"get_{name}_display", display)

    def formfield(self, **kwargs: Any) -> Any:
        ours = {"form_class": LanguagesFormField, "choices_of": self.choices_of, "widget": None}
        return super().formfield(**{**kwargs, **ours})

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs


def language_name(code: str) -> str:
    """A language, named in the active one."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return str(dict([*conf.spoken_languages(), *conf.sign_languages()]).get(code, code))
