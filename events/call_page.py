"""The page of a call: in the words of one language, until when and where one applies."""

from typing import Any

from django import forms
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
)
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet
from wagtail_localize.fields import SynchronizedField

from stakeholders.json_ld import as_script
from stakeholders.panels import FactsPanel

from . import call as calls
from . import entry, json_ld
from .call import Call, CallFacts
from .clock import ZoneSelect
from .editing import CallPageForm, TickList
from .told_page import ToldPage


class CallPageQuerySet(PageQuerySet):
    def with_card(self) -> "CallPageQuerySet":
        """With what a card shows, in as many queries for many as for one."""
        return self.select_related("facts")


class CallPage(ToldPage, CallFacts, Page):  # type: ignore[django-manager-missing]  # Wagtail
    """What is said of a call in one language; its facts live on the row."""

    facts = models.ForeignKey(
        Call, on_delete=models.PROTECT, null=True, editable=False, related_name="pages"
    )
    link_text = models.CharField(
        _("words of the link"),
        max_length=100,
        blank=True,
        help_text=_("What the link to “where to apply” says, such as “How to apply”."),
    )

    objects = PageManager.from_queryset(CallPageQuerySet)()  # type: ignore[django-manager-missing]  # Wagtail

    template = "events/call_page.html"
    card_template = "events/components/call_page_card.html"
    base_form_class = CallPageForm
    override_translatable_fields = [
        SynchronizedField(name, overridable=False) for name in ("time_zone", "apply_url")
    ]

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("body"),
        FieldPanel("link_text"),
        FactsPanel(
            [
                FieldRowPanel([FieldPanel("opens_on"), FieldPanel("opens_time")]),
                FieldRowPanel([FieldPanel("closes_on"), FieldPanel("closes_time")]),
                FieldPanel("time_zone", widget=ZoneSelect),
                FieldPanel("apply_url"),
                FieldPanel("is_withdrawn"),
            ],
            heading=_("Facts: until when"),
            help_text=_("The same in every language. Publishing this page changes them in all."),
        ),
        FactsPanel(
            [
                FieldPanel("hosts", widget=TickList),
                FieldPanel("topics", widget=forms.CheckboxSelectMultiple),
                FieldPanel("is_sample"),
            ],
            heading=_("Facts: who and what about"),
        ),
    ]

    class Meta:
        verbose_name = _("call page")
        verbose_name_plural = _("call pages")

    def write_facts(self) -> frozenset[str]:
        calls.remember_closing(self.facts, self.closing_moment)  # type: ignore[arg-type]  # it has
        return super().write_facts()

    def facts_saved(self, changed: frozenset[str]) -> None:
        if self.facts is not None:
            calls.settle(self.facts, changed)
            entry.settle(self.facts, is_new=bool(changed))

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        facts, hosts = context["facts"], context["hosts"]
        return context | {
            "calendar_url": self._calendar_url(),
            "json_ld": as_script(json_ld.call_data(self, facts, hosts=hosts, request=request)),
        }

    def _calendar_url(self) -> str:
        """Where calendars find the last day of this call, as long as it is to come."""
        if self.facts is None or self.facts.has_closed():
            return ""
        language = self.locale.language_code
        return reverse("events_event_calendar", args=[language, self.facts.public_id])
