"""The page that lists organisations: found by words and filters, and shown on a map."""

from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from . import conf
from .directory import FILTERS, Directory, shown_pages
from .map import draw


class DirectoryPage(Page):
    """Everybody who takes part: found by words and filters, without JavaScript."""

    intro = models.TextField(_("introduction"), blank=True)
    empty_note = models.TextField(
        _("when nothing is found"),
        blank=True,
        help_text=_("What visitors read when no organisation answers to their choice."),
    )
    sample_note = models.TextField(
        _("about samples"),
        blank=True,
        help_text=_("Shown while there are samples among the organisations."),
    )
    map_note = models.TextField(
        _("about the map"), blank=True, help_text=_("Such as: where the points come from.")
    )
    per_page = models.PositiveSmallIntegerField(_("organisations per page"), default=24)

    template = "stakeholders/directory_page.html"
    subpage_types: ClassVar[list[str]] = ["stakeholders.OrganisationPage"]
    content_panels = [
        *Page.content_panels,
        FieldPanel("intro"),
        FieldPanel("empty_note"),
        FieldPanel("sample_note"),
        FieldPanel("map_note"),
        FieldPanel("per_page"),
    ]

    class Meta:
        verbose_name = _("directory of organisations")
        verbose_name_plural = _("directories of organisations")

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        asked = request.GET
        directory = Directory(
            words=asked.get("q", ""), chosen={name: asked.get(name, "") for name in FILTERS}
        )
        facets = directory.facets()
        listing = Paginator(directory.organisations(), max(self.per_page, 1)).get_page(
            asked.get("page")
        )
        pages = shown_pages(listing.object_list)
        # Between the two queries a page may have gone.
        shown = [row for row in listing.object_list if row.pk in pages]
        return context | {
            "base_template": conf.base_template(),
            "directory": directory,
            "facets": facets,
            "chips": _chips(directory, facets, asked),
            "listing": listing,
            "numbers": list(listing.paginator.get_elided_page_range(listing.number)),
            "pages": [pages[row.pk] for row in shown],
            "map": draw(
                (place.latitude, place.longitude, pages[row.pk])
                for row in shown
                for place in row.locations.all()
                if place.has_point
            ),
            "has_samples": any(row.is_sample for row in shown),
        }


def _chips(directory: Directory, facets: list[Any], asked: Any) -> list[tuple[str, str, str]]:
    """What is chosen, as (filter, value, address without it)."""
    chosen = [(facet.name, facet.label, facet.chosen.label) for facet in facets if facet.chosen]
    if directory.words:
        chosen.insert(0, ("q", str(_("Search")), directory.words))
    return [(label, value, _without(asked, name)) for name, label, value in chosen]


def _without(asked: Any, name: str) -> str:
    rest = asked.copy()
    for gone in (name, "page"):
        rest.pop(gone, None)
    return f"?{rest.urlencode()}"
