"""Controlled vocabularies: sectors, levels, kinds, roles, districts and topics.

A term is one row in all languages, known by its code; its names stand beside each other on it.
"""

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from taggit.models import TagBase
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from . import conf

RIGHT_TO_LEFT = frozenset(settings.LANGUAGES_BIDI)


def name_in(names: dict[str, str], language: str | None, default: str) -> str:
    """The name in a language, in its base language, in any language, or the default."""
    code = language or ""
    for candidate in (code, code.split("-")[0]):
        if names.get(candidate):
            return names[candidate]
    return next((name for name in names.values() if name), default)


class NamesWidget(forms.MultiWidget):
    """One labelled input per language."""

    template_name = "stakeholders/widgets/names.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        self.languages = conf.languages()
        super().__init__({code: forms.TextInput() for code, _name in self.languages}, attrs)

    def decompress(self, value: Any) -> list[str]:
        return [(value or {}).get(code, "") for code, _name in self.languages]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for part, (code, label) in zip(
            context["widget"]["subwidgets"], self.languages, strict=True
        ):
            part["language"], part["label"] = code, label
            part["attrs"] |= {"lang": code, "dir": "rtl" if code in RIGHT_TO_LEFT else "ltr"}
        return context


class NamesFormField(forms.MultiValueField):
    """Names by language; at least one is needed."""

    widget = NamesWidget

    def __init__(self, **kwargs: Any) -> None:
        for name in ("encoder", "decoder"):
            kwargs.pop(name, None)
        fields = [forms.CharField(required=False, label=name) for _code, name in conf.languages()]
        super().__init__(fields=fields, require_all_fields=False, **kwargs)

    def compress(self, values: list[str]) -> dict[str, str]:
        codes = [code for code, _name in conf.languages()]
        return {code: name for code, name in zip(codes, values, strict=False) if name}


class NamesField(models.JSONField):
    """A name per language, as {language code: name}."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", dict)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": NamesFormField, **kwargs})

    def validate(self, value: Any, model_instance: Any) -> None:
        super().validate(value, model_instance)
        if not any((value or {}).values()):
            raise ValidationError(_("Give a name in at least one language."))


class Named(models.Model):
    """Something with a name per language, which shows the name in the active language."""

    names = NamesField(_("names"))

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The name in the active language."""
        return self.name_in(get_language())

    def name_in(self, language: str | None) -> str:
        return name_in(self.names, language, default=getattr(self, "code", ""))


class TermQuerySet(models.QuerySet["Term"]):
    def of(self, vocabulary: str) -> "TermQuerySet":
        return self.filter(vocabulary=vocabulary)


class Term(index.Indexed, Named):
    """A word of a controlled vocabulary, such as the sector "education"."""

    class Vocabulary(models.TextChoices):
        SECTOR = "sector", _("Sector")
        LEVEL = "level", _("Level of education")
        KIND = "kind", _("Kind of organisation")
        ROLE = "role", _("Role in an alliance")
        DISTRICT = "district", _("District")
        TRACK = "track", _("Track of sessions")
        MEASURE = "measure", _("What a figure measures")

    vocabulary = models.CharField(_("vocabulary"), max_length=20, choices=Vocabulary)
    code = models.SlugField(
        _("code"),
        max_length=80,
        help_text=_("Stands in addresses and files. It is the same in all languages."),
    )
    schema_type = models.CharField(
        _("schema.org type"),
        max_length=60,
        blank=True,
        help_text=_("For kinds of organisation: the schema.org type, such as Library."),
    )
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects: ClassVar[models.Manager] = TermQuerySet.as_manager()

    panels = [
        FieldPanel("vocabulary"),
        FieldPanel("code"),
        FieldPanel("names"),
        FieldPanel("schema_type"),
        FieldPanel("sort_order"),
    ]
    search_fields = [
        index.SearchField("searchable_names"),
        index.AutocompleteField("searchable_names"),
        index.FilterField("vocabulary"),
    ]

    class Meta:
        ordering = ["vocabulary", "sort_order", "code"]
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        constraints = [
            models.UniqueConstraint(fields=["vocabulary", "code"], name="one_term_per_code")
        ]

    def searchable_names(self) -> str:
        return " ".join(self.names.values())


class Topic(Named, TagBase):  # type: ignore[django-manager-missing]  # taggit has no types
    """What a gathering, a story or an organisation is about: one row, a name per language."""

    class Meta:
        ordering = ["slug"]
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def __str__(self) -> str:
        return self.label

    @property
    def code(self) -> str:
        """The slug, by which addresses and files know the topic."""
        return self.slug

    def name_in(self, language: str | None) -> str:
        return name_in(self.names, language, default=self.name)
