"""The page of an organisation: in the words of one language, with the draft of its facts."""

from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from django.forms import CheckboxSelectMultiple, NumberInput
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.fields import RichTextField
from wagtail.images import get_image_model_string
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from . import conf
from .alliance import alliances_of, members_of
from .directory import named_pages
from .facts import FactsPage, by_language
from .figure import FigureFacts
from .in_order import InOrder
from .json_ld import as_script, organisation_data
from .organisation import (
    ContactPointFacts,
    IdentifierFacts,
    LocationFacts,
    Organisation,
    OrganisationFacts,
    free_code,
    remember_words,
    term_of,
)
from .panels import FactsPageForm, FactsPanel
from .term import Term, Topic

TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]


class OrganisationPageQuerySet(PageQuerySet):
    def with_card(self) -> "OrganisationPageQuerySet":
        """With what a card shows, in as many queries for many as for one."""
        return self.select_related("facts__kind").prefetch_related("facts__sectors")


class OrganisationPage(FactsPage, OrganisationFacts, Page):  # type: ignore[django-manager-missing]  # Wagtail
    """What is said of an organisation in one language; its facts live on the row."""

    facts = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, editable=False, related_name="pages"
    )
    summary = models.TextField(
        _("summary"),
        max_length=300,
        blank=True,
        help_text=_("One or two sentences; shown in the directory and by search engines."),
    )
    body = RichTextField(_("text"), blank=True, features=TEXT_FEATURES)
    logo = models.ForeignKey(
        get_image_model_string(),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("logo"),
    )
    sectors = ParentalManyToManyField(
        Term,
        blank=True,
        related_name="+",
        limit_choices_to=term_of(Term.Vocabulary.SECTOR),
        verbose_name=_("sectors"),
    )
    levels = ParentalManyToManyField(
        Term,
        blank=True,
        related_name="+",
        limit_choices_to=term_of(Term.Vocabulary.LEVEL),
        verbose_name=_("levels of education"),
    )
    districts = ParentalManyToManyField(
        Term,
        blank=True,
        related_name="+",
        limit_choices_to=term_of(Term.Vocabulary.DISTRICT),
        verbose_name=_("districts"),
        help_text=_("Where it is at work."),
    )
    topics = ParentalManyToManyField(
        Topic,
        blank=True,
        related_name="+",
        verbose_name=_("topics"),
        help_text=_("New topics are added in the menu: Stakeholders, Topics."),
    )

    objects = PageManager.from_queryset(OrganisationPageQuerySet)()  # type: ignore[django-manager-missing]  # Wagtail

    template = "stakeholders/organisation_page.html"
    card_template = "stakeholders/components/organisation_card.html"
    base_form_class = FactsPageForm
    parent_page_types: ClassVar[list[str]] = ["stakeholders.DirectoryPage"]
    subpage_types: ClassVar[list[str]] = []
    override_translatable_fields = [
        SynchronizedField(name, overridable=False) for name in ("name", "kind", "website")
    ]

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("body"),
        FieldPanel("logo"),
        FactsPanel(
            [
                FieldPanel("name"),
                FieldRowPanel([FieldPanel("kind"), FieldPanel("listing")]),
                FieldPanel("website"),
                FieldPanel("is_sample"),
            ],
            heading=_("Facts: what it is"),
            help_text=_("The same in every language. Publishing this page changes them in all."),
        ),
        FactsPanel(
            [
                FieldPanel("sectors", widget=CheckboxSelectMultiple),
                FieldPanel("levels", widget=CheckboxSelectMultiple),
                FieldPanel("districts", widget=CheckboxSelectMultiple),
                FieldPanel("topics", widget=CheckboxSelectMultiple),
            ],
            heading=_("Facts: what it does"),
        ),
        FactsPanel(
            [
                InlinePanel("locations", heading=_("Locations"), label=_("Location")),
                InlinePanel(
                    "contact_points",
                    heading=_("Contact points"),
                    label=_("Contact point"),
                    help_text=_("Mailboxes and numbers of a role. Never those of a person."),
                ),
                InlinePanel("identifiers", heading=_("Identifiers"), label=_("Identifier")),
            ],
            heading=_("Facts: where and how to reach it"),
        ),
        FactsPanel(
            [
                InlinePanel(
                    "figures",
                    heading=_("Figures"),
                    label=_("Figure"),
                    help_text=_(
                        "Each with its source and date. Two that disagree are shown side by side."
                    ),
                )
            ],
            heading=_("Facts: figures"),
        ),
    ]
    promote_panels = Page.promote_panels
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
        index.SearchField("name"),
        index.FilterField("facts"),
    ]

    class Meta:
        verbose_name = _("organisation page")
        verbose_name_plural = _("organisation pages")

    def fact(self, name: str) -> Any:
        """Without an official name, the row goes by the title, whatever that will be."""
        return self.name or self.title if name == "name" else super().fact(name)

    def first_facts(self) -> dict[str, Any]:
        return {"code": free_code(self.slug or self.title)}

    def facts_saved(self, changed: frozenset[str]) -> None:
        if self.facts is not None:
            remember_words([self.facts])

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        facts = self.shown_facts
        members, alliances = members_of(self.facts), alliances_of(self.facts)
        pages = named_pages(
            [*(one.member for one in members), *(one.alliance for one in alliances)]
        )
        told = {
            "members": [(pages[one.member_id], one) for one in members if one.member_id in pages],
            "alliances": [
                (pages[one.alliance_id], one) for one in alliances if one.alliance_id in pages
            ],
        }
        data = organisation_data(self, facts, request=request, **told)
        return (
            context
            | told
            | {
                "base_template": conf.base_template(),
                "facts": facts,
                "figures": with_sources(list(facts.figures.all())),
                "json_ld": as_script({"@context": "https://schema.org", **data}),
            }
        )


class OrganisationPageLocation(LocationFacts, InOrder):
    page = ParentalKey(OrganisationPage, on_delete=models.CASCADE, related_name="locations")

    panels = [
        FieldPanel("label"),
        FieldRowPanel([FieldPanel("address"), FieldPanel("postcode")]),
        FieldRowPanel([FieldPanel("locality"), FieldPanel("country")]),
        FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
        FieldPanel("access"),
        LocationFacts.key_panel,
    ]

    class Meta(InOrder.Meta):
        pass


class OrganisationPageContactPoint(ContactPointFacts, InOrder):
    page = ParentalKey(OrganisationPage, on_delete=models.CASCADE, related_name="contact_points")

    panels = [
        FieldRowPanel([FieldPanel("purpose"), FieldPanel("email")]),
        FieldRowPanel([FieldPanel("phone"), FieldPanel("url")]),
        ContactPointFacts.key_panel,
    ]

    class Meta(InOrder.Meta):
        pass


class OrganisationPageIdentifier(IdentifierFacts, InOrder):
    page = ParentalKey(OrganisationPage, on_delete=models.CASCADE, related_name="identifiers")

    panels = [
        FieldRowPanel([FieldPanel("scheme"), FieldPanel("value")]),
        IdentifierFacts.key_panel,
    ]

    class Meta(InOrder.Meta):
        pass


class PlainNumber(NumberInput):
    """Shows 230000, without the zeros that the database keeps behind the point."""

    def format_value(self, value: Any) -> str | None:
        plain = f"{value.normalize():f}" if isinstance(value, Decimal) else value
        return super().format_value(plain)


class OrganisationPageFigure(FigureFacts, InOrder):
    page = ParentalKey(OrganisationPage, on_delete=models.CASCADE, related_name="figures")

    panels = [
        FieldRowPanel([FieldPanel("measure"), FieldPanel("label")]),
        FieldRowPanel(
            [FieldPanel("precision"), FieldPanel("value", widget=PlainNumber), FieldPanel("unit")]
        ),
        FieldRowPanel([FieldPanel("as_of"), FieldPanel("as_of_precision")]),
        FieldPanel("source_page"),
        FieldRowPanel([FieldPanel("source_title"), FieldPanel("source_url")]),
        FigureFacts.key_panel,
    ]

    class Meta(InOrder.Meta):
        pass


def with_sources(figures: list[Any]) -> list[Any]:
    """The figures, with `source` set to the page they come from, in the active language if live."""
    models.prefetch_related_objects(figures, "measure", "source_page")
    keys = {figure.source_page.translation_key for figure in figures if figure.source_page}
    pages = Page.objects.live().public().filter(translation_key__in=keys).select_related("locale")
    for figure in figures:
        said = [
            page
            for page in pages
            if figure.source_page and page.translation_key == figure.source_page.translation_key
        ]
        figure.source = by_language(said, [get_language() or ""])
    return figures
