"""The languages spoken at an event: codes to tick, names to read."""

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import get_language_info

from . import conf


class LanguagesFormField(forms.MultipleChoiceField):
    """Languages to tick; the value is their codes with a space between."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        for name in ("max_length", "empty_value"):
            kwargs.pop(name, None)
        super().__init__(choices=conf.spoken_languages, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return value.split() if isinstance(value, str) else value

    def clean(self, value: Any) -> str:  # type: ignore[override]  # the model keeps one text
        return " ".join(super().clean(value))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed((initial or "").split(), data)


class LanguagesField(models.CharField):
    """Language codes with a space between, in the order of the site's languages."""

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{**kwargs, "form_class": LanguagesFormField, "widget": None})

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs


def language_name(code: str) -> str:
    """A language, named in the active one."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return str(dict(conf.spoken_languages()).get(code, code))
