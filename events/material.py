"""The material: what is left of an event to read, see or hear; its titles stand on the pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents import get_document_model_string

from stakeholders.facts import FactsItem

from . import conf
from .spoken import language_name


class MaterialFacts(FactsItem):
    """What holds of a material in every language: what it is and where it lies."""

    class Kind(models.TextChoices):
        TEXT = "text", _("text or slides")
        RECORDING = "recording", _("recording")
        PICTURES = "pictures", _("pictures")
        LINK = "link", _("page elsewhere")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.TEXT)
    document = models.ForeignKey(
        get_document_model_string(),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("document"),
    )
    address = models.URLField(
        _("or address"), blank=True, max_length=500, help_text=_("Used if no document is chosen.")
    )
    language = models.CharField(
        _("language"),
        max_length=20,
        blank=True,
        choices=conf.spoken_languages,
        help_text=_("In which it is. Leave empty if that does not matter."),
    )
    on = models.DateField(
        _("only of the date on"),
        null=True,
        blank=True,
        help_text=_("For a repeating event: the day of which it is. Leave empty if of all."),
    )

    ITEM_FACTS: ClassVar[tuple[str, ...]] = ("kind", "document", "address", "language", "on")

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.document is None and not self.address:
            raise ValidationError({"address": _("Choose a document or give an address.")})

    @property
    def url(self) -> str:
        return str(self.document.url) if self.document else self.address


class Material(MaterialFacts):
    """A material of an event."""

    event = models.ForeignKey("events.Event", on_delete=models.CASCADE, related_name="materials")
    sort_order = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["sort_order", "pk"]
        verbose_name = _("material")
        verbose_name_plural = _("materials")

    def __str__(self) -> str:
        return str(self.document or self.address)


@dataclass(frozen=True)
class Shown:
    """A material as it is shown: the facts of the row in the words of a page."""

    facts: Any
    title: str
    title_language: str
    """In which language the title is, where the page's own has none yet."""

    @property
    def url(self) -> str:
        return str(self.facts.url)

    @property
    def language(self) -> str:
        return str(self.facts.language)

    @property
    def notes(self) -> str:
        """What it is, and in which language."""
        kind = str(self.facts.get_kind_display())
        return ", ".join([kind, language_name(self.language)] if self.language else [kind])


def materials_of(page: Any, facts: Any, occurrence: Any = None) -> list[Shown]:
    """What is left of an event, or of one date, in the words of this page, else of the home."""
    rows = list(facts.materials.select_related("document") if facts is not page else [])
    rows = rows or list(page.materials.all() if facts is page else [])
    words = _words(page, rows) if rows else {}
    return [
        Shown(row, *words.get(row.key, (str(row.document or row.address), "")))
        for row in _of_date(rows, occurrence)
    ]


def _of_date(rows: Iterable[Any], occurrence: Any) -> list[Any]:
    days = {None} if occurrence is None else {None, occurrence.first_day}
    return [row for row in rows if row.on in days]


def _words(page: Any, rows: list[Any]) -> dict[Any, tuple[str, str]]:
    """Titles by key, each with its language where that is not the page's."""
    words = {one.key: (one.title, "") for one in page.materials.all()}
    if any(row.key not in words for row in rows):
        home = page.facts_home_page
        lent = home.materials.all() if home else ()
        language = home.locale.language_code if home else ""
        words = {one.key: (one.title, language) for one in lent} | words
    return words
