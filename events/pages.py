"""The pages: an event and a call in the words of one language, and the agenda of them all."""

from datetime import datetime
from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
)
from wagtail.models import Orderable, Page, PageManager, TranslatableMixin
from wagtail.query import PageQuerySet
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from stakeholders.facts import FactsPage
from stakeholders.panels import FactsPanel
from stakeholders.term import Term, Topic

from . import call as calls
from . import entry, registration
from . import event as events
from .blocks import BodyField, body_block
from .call import Call, CallFacts
from .clock import zone_choices
from .editing import CallPageForm, EventPageForm
from .event import ChangedDateFacts, Event, EventFacts, SessionFacts

HOSTS_HELP = _("Organisations that hold it. Add them to the directory first.")


class EventPageQuerySet(PageQuerySet):
    def in_language_of(self, page: Page) -> "EventPageQuerySet":
        """What anybody may read, in the language of a page."""
        return self.live().public().filter(locale_id=page.locale_id)

    def upcoming(self, now: datetime | None = None) -> "EventPageQuerySet":
        """Those that are on or come next, in the order of their next dates."""
        moment = now or timezone.now()
        coming = models.Min(
            "facts__occurrences__starts_at",
            filter=models.Q(facts__occurrences__ends_at__gt=moment),
        )
        return self.annotate(next_start=coming).exclude(next_start=None).order_by("next_start")


class EventPage(FactsPage, EventFacts, Page):
    """What is said of an event in one language; its facts live on the row."""

    facts = models.ForeignKey(
        Event, on_delete=models.PROTECT, null=True, editable=False, related_name="pages"
    )
    summary = models.TextField(
        _("summary"),
        max_length=300,
        blank=True,
        help_text=_(
            "One or two sentences; shown in the agenda, in calendars and by search engines."
        ),
    )
    body = BodyField(body_block(), blank=True, verbose_name=_("text"))
    place_note = models.CharField(
        _("how to get there"),
        max_length=300,
        blank=True,
        help_text=_("What people need to know about the place or about taking part online."),
    )
    status_note = models.CharField(
        _("about a cancellation or another date"),
        max_length=300,
        blank=True,
        help_text=_("Why it is cancelled or postponed, and what people can do now."),
    )
    hosts = ParentalManyToManyField(
        "stakeholders.Organisation",
        blank=True,
        related_name="+",
        verbose_name=_("hosts"),
        help_text=HOSTS_HELP,
    )
    sectors = ParentalManyToManyField(
        Term,
        blank=True,
        related_name="+",
        limit_choices_to={"vocabulary": Term.Vocabulary.SECTOR},
        verbose_name=_("sectors"),
    )
    topics = ParentalManyToManyField(Topic, blank=True, related_name="+", verbose_name=_("topics"))

    objects = PageManager.from_queryset(EventPageQuerySet)()

    template = "events/event_page.html"
    card_template = "events/components/event_page_card.html"
    base_form_class = EventPageForm
    parent_page_types: ClassVar[list[str]] = ["events.AgendaPage"]
    subpage_types: ClassVar[list[str]] = []
    override_translatable_fields = [
        SynchronizedField(name, overridable=False)
        for name in ("time_zone", "recurrence", "spoken_languages", "join_url")
    ]

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("body"),
        FactsPanel(
            [
                FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
                FieldRowPanel([FieldPanel("is_all_day"), FieldPanel("is_time_known")]),
                FieldPanel("time_zone", widget=forms.Select(choices=zone_choices)),
                FieldPanel("status"),
                FieldPanel("recurrence"),
                InlinePanel(
                    "changed_dates",
                    label=_("Date that differs"),
                    heading=_("Dates that differ from the rule"),
                    panels=[
                        FieldPanel("kind"),
                        FieldPanel("on"),
                        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
                        ChangedDateFacts.key_panel,
                    ],
                ),
            ],
            heading=_("Facts: when"),
            help_text=_("The same in every language. Publishing this page changes them in all."),
        ),
        FieldPanel("status_note"),
        FactsPanel(
            [
                FieldPanel("mode"),
                FieldRowPanel([FieldPanel("venue"), FieldPanel("room")]),
                FieldPanel("join_url"),
                FieldPanel("spoken_languages"),
            ],
            heading=_("Facts: where and how"),
        ),
        FieldPanel("place_note"),
        FactsPanel(
            [
                FieldPanel("is_registration_needed"),
                FieldRowPanel([FieldPanel("capacity"), FieldPanel("has_waiting_list")]),
                FieldRowPanel(
                    [FieldPanel("registration_opens_at"), FieldPanel("registration_closes_at")]
                ),
            ],
            heading=_("Facts: signing up"),
        ),
        FactsPanel(
            [
                InlinePanel(
                    "sessions",
                    label=_("Session"),
                    panels=[
                        FieldPanel("title"),
                        FieldPanel("summary"),
                        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
                        FieldRowPanel(
                            [FieldPanel("kind"), FieldPanel("room"), FieldPanel("capacity")]
                        ),
                        SessionFacts.key_panel,
                    ],
                ),
            ],
            heading=_("Sessions"),
        ),
        FactsPanel(
            [
                FieldPanel("hosts"),
                FieldPanel("sectors", widget=forms.CheckboxSelectMultiple),
                FieldPanel("topics", widget=forms.CheckboxSelectMultiple),
                FieldPanel("is_sample"),
            ],
            heading=_("Facts: who and what about"),
        ),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
        index.SearchField("place_note"),
        index.FilterField("facts"),
    ]

    class Meta:
        verbose_name = _("event page")
        verbose_name_plural = _("event pages")

    def clean(self) -> None:
        super().clean()
        if self.is_facts_home and (errors := self.facts_errors()):
            raise ValidationError(errors)

    def facts_saved(self, changed: frozenset[str]) -> None:
        if self.facts is None:
            return
        events.settle(self.facts, changed)
        if changed:
            registration.settle(self.facts)
        entry.settle(self.facts)


class EventPageSession(TranslatableMixin, SessionFacts, Orderable):
    """What is said of a session in one language, and the draft of its facts."""

    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="sessions")
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("summary"), blank=True)

    ITEM_WORDS: ClassVar[tuple[str, ...]] = ("title", "summary")

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("session")
        verbose_name_plural = _("sessions")

    def __str__(self) -> str:
        return self.title


class EventPageChangedDate(ChangedDateFacts, Orderable):
    """The draft of a date that differs from the rule."""

    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="changed_dates")

    class Meta(Orderable.Meta):
        verbose_name = _("changed date")
        verbose_name_plural = _("changed dates")


class CallPage(FactsPage, CallFacts, Page):
    """What is said of a call in one language; its facts live on the row."""

    facts = models.ForeignKey(
        Call, on_delete=models.PROTECT, null=True, editable=False, related_name="pages"
    )
    summary = models.TextField(
        _("summary"),
        max_length=300,
        blank=True,
        help_text=_(
            "One or two sentences; shown in the agenda, in calendars and by search engines."
        ),
    )
    body = BodyField(body_block(), blank=True, verbose_name=_("text"))
    link_text = models.CharField(
        _("words of the link"),
        max_length=100,
        blank=True,
        help_text=_("What the link to “where to apply” says, such as “How to apply”."),
    )
    hosts = ParentalManyToManyField(
        "stakeholders.Organisation",
        blank=True,
        related_name="+",
        verbose_name=_("hosts"),
        help_text=HOSTS_HELP,
    )
    topics = ParentalManyToManyField(Topic, blank=True, related_name="+", verbose_name=_("topics"))

    template = "events/call_page.html"
    card_template = "events/components/call_page_card.html"
    base_form_class = CallPageForm
    parent_page_types: ClassVar[list[str]] = ["events.AgendaPage"]
    subpage_types: ClassVar[list[str]] = []
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
                FieldRowPanel([FieldPanel("opens_on"), FieldPanel("closes_on")]),
                FieldPanel("time_zone", widget=forms.Select(choices=zone_choices)),
                FieldPanel("apply_url"),
                FieldPanel("is_withdrawn"),
            ],
            heading=_("Facts: until when"),
            help_text=_("The same in every language. Publishing this page changes them in all."),
        ),
        FactsPanel(
            [
                FieldPanel("hosts"),
                FieldPanel("topics", widget=forms.CheckboxSelectMultiple),
                FieldPanel("is_sample"),
            ],
            heading=_("Facts: who and what about"),
        ),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
        index.FilterField("facts"),
    ]

    class Meta:
        verbose_name = _("call page")
        verbose_name_plural = _("call pages")

    def clean(self) -> None:
        super().clean()
        if (
            self.is_facts_home
            and self.opens_on
            and self.closes_on
            and self.closes_on < self.opens_on
        ):
            raise ValidationError(
                {"closes_on": _("The call closes before it opens. Give a later last day.")}
            )

    def facts_saved(self, changed: frozenset[str]) -> None:
        if self.facts is not None:
            calls.settle(self.facts, changed)
            entry.settle(self.facts)


class AgendaPage(Page):
    """What is on: gatherings by month or week, what has been, and how to subscribe."""

    intro = models.TextField(_("introduction"), blank=True, help_text=_("Two or three sentences."))
    past_intro = models.TextField(
        _("introduction to what has been"), blank=True, help_text=_("Shown above past events.")
    )
    empty_text = models.TextField(
        _("when nothing is found"),
        blank=True,
        help_text=_("What visitors can do when no event matches their choice."),
    )
    note = models.TextField(
        _("note"), blank=True, help_text=_("Shown in a box above the list, such as about samples.")
    )

    template = "events/agenda_page.html"
    subpage_types: ClassVar[list[str]] = ["events.EventPage", "events.CallPage"]
    content_panels = [
        *Page.content_panels,
        HelpPanel(_("Events and calls are pages below this one; they are listed by themselves.")),
        FieldPanel("intro"),
        FieldPanel("note"),
        MultiFieldPanel(
            [FieldPanel("empty_text"), FieldPanel("past_intro")], heading=_("On other views")
        ),
    ]
    search_fields = [*Page.search_fields, index.SearchField("intro")]

    class Meta:
        verbose_name = _("agenda")
        verbose_name_plural = _("agendas")
