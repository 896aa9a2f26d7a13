"""What the pages of events and of calls share: summary, text, hosts, topics, facts checked."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.models import Page
from wagtail.search import index

from stakeholders.directory import named_pages
from stakeholders.facts import FactsPage
from stakeholders.organisation import Organisation
from stakeholders.term import Topic

from . import conf
from .blocks import BodyField, body_block


def pages_of_hosts(facts: Any) -> list[Any]:
    """The pages of those who hold it, as facts or as a draft has them, in the order of the rows."""
    chosen = Organisation.objects.filter(pk__in=[host.pk for host in facts.hosts.all()])
    rows = list(chosen.with_terms())
    pages = named_pages(rows)
    return [pages[row.pk] for row in rows if row.pk in pages]


class ToldPage(FactsPage):
    """A page below an agenda; put before Page, beside facts that know what is wrong with them."""

    summary = models.TextField(
        _("summary"),
        max_length=300,
        blank=True,
        help_text=_(
            "One or two sentences; shown in the agenda, in calendars and by search engines."
        ),
    )
    body = BodyField(body_block(), blank=True, verbose_name=_("text"))
    hosts = ParentalManyToManyField(
        "stakeholders.Organisation",
        blank=True,
        related_name="+",
        verbose_name=_("hosts"),
        help_text=_("Organisations that hold it. Add them to the directory first."),
    )
    topics = ParentalManyToManyField(Topic, blank=True, related_name="+", verbose_name=_("topics"))

    parent_page_types: ClassVar[list[str]] = ["events.AgendaPage"]
    subpage_types: ClassVar[list[str]] = []
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
        index.FilterField("facts"),
    ]

    # The abstract model of the facts brings it.
    facts_errors: Any

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.is_facts_home and (errors := self.facts_errors()):
            raise ValidationError(errors)

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        facts = self.shown_facts
        return context | {
            "base_template": conf.base_template(),
            "facts": facts,
            "hosts": pages_of_hosts(facts),
        }
