"""The page of an event: in the words of one language, with the draft of its facts."""

from datetime import datetime
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from stakeholders.folding import folded
from stakeholders.json_ld import as_script
from stakeholders.term import Term

from . import capacity, entry, history, impact, inviting, json_ld, schedule, seating, telling
from .agenda import next_dates
from .contribution import shown_groups
from .editing import EVENT_PANELS, EventPageForm
from .event import Event
from .event_facts import EventFacts
from .listed import Listed
from .material import materials_of
from .occurrence import Occurrence, called
from .origin import origin_of
from .programme import by_day, programme
from .sign_up_state import sign_up_states, sign_up_with
from .subscribing import ways_of_taking
from .told_page import ToldPage

DATES_SHOWN = 12


class EventPageQuerySet(PageQuerySet):
    def in_language_of(self, page: Page) -> "EventPageQuerySet":
        """What anybody may read, in the language of a page."""
        return self.live().public().filter(locale_id=page.locale_id)

    def upcoming(self, now: datetime | None = None) -> "EventPageQuerySet":
        """Those that are on or come next, in the order of their next dates."""
        moment = now or timezone.now()
        coming = Occurrence.objects.filter(event=models.OuterRef("facts"), ends_at__gt=moment)
        first = coming.order_by("starts_at").values("starts_at")[:1]
        found = self.annotate(next_start=models.Subquery(first)).exclude(next_start=None)
        return found.order_by("next_start", "pk").with_card(moment)

    def with_card(self, now: datetime | None = None) -> "EventPageQuerySet":
        """With what a card shows, in as many queries for many as for one."""
        dates = models.Prefetch(
            "facts__occurrences",
            queryset=next_dates(now or timezone.now(), else_last=True).select_related("own_venue"),
            to_attr="coming_dates",
        )
        told = self.select_related("facts__venue", "facts__room")
        return told.prefetch_related(dates, "changed_dates")


class EventPage(ToldPage, EventFacts, Page):
    """What is said of an event in one language; its facts live on the row."""

    facts = models.ForeignKey(
        Event, on_delete=models.PROTECT, null=True, editable=False, related_name="pages"
    )
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
    sectors = ParentalManyToManyField(
        Term,
        blank=True,
        related_name="+",
        limit_choices_to={"vocabulary": Term.Vocabulary.SECTOR},
        verbose_name=_("sectors"),
    )
    search_text = models.TextField(blank=True, editable=False, default="")

    objects = PageManager.from_queryset(EventPageQuerySet)()  # type: ignore[django-manager-missing]  # Wagtail

    template = "events/event_page.html"
    card_template = "events/components/event_page_card.html"
    base_form_class = EventPageForm
    override_translatable_fields = [
        SynchronizedField(name, overridable=False) for name in EventFacts.FACTS
    ]

    content_panels = [*Page.content_panels, *EVENT_PANELS]
    search_fields = [*ToldPage.search_fields, index.SearchField("place_note")]

    class Meta:
        verbose_name = _("event page")
        verbose_name_plural = _("event pages")

    def save(self, *args: Any, **kwargs: Any) -> None:
        if kwargs.get("update_fields") is None:
            self.search_text = folded(" ".join(self._searchable()))
        super().save(*args, **kwargs)

    def _searchable(self) -> list[str]:
        body = self.body.stream_block.get_searchable_content(self.body) if self.body else []
        return [self.title, self.summary, self.place_note, *map(str, body)]

    def get_admin_display_title(self) -> str:
        """With its first day where it repeats: the two parts of a split series have one title."""
        title = str(super().get_admin_display_title())
        if not (self.recurrence and self.starts_at):
            return title
        told = {"title": title, "day": date_format(self.first_wall)}
        return str(_("%(title)s (from %(day)s)") % told)

    def write_facts(self) -> frozenset[str]:
        """Publishing keeps in the page's history what it did."""
        if self.facts is None:
            return frozenset()
        capacity.lock_all(self.facts)  # nobody takes a seat while shares come and go
        done = impact.seen(self.facts, super().write_facts)
        history.keep(self, done)
        return done.changed

    def facts_saved(self, changed: frozenset[str]) -> None:
        if self.facts is None:
            return
        schedule.settle(self.facts, changed)
        if changed:
            seating.settle(self.facts)
            telling.tell_registered(self.facts)
            inviting.tell_invited(self.facts)
        entry.settle(self.facts, is_new=bool(changed))

    @property
    def next_listed(self) -> Listed | None:
        """The occurrence that is on or comes next, for a card; after the last one, that one."""
        if self.facts is None:
            return None
        now = timezone.now()
        coming = getattr(self.facts, "coming_dates", None)
        occurrence: Any = self.facts.next_occurrence if coming is None else next(iter(coming), None)
        if occurrence is None:
            return None
        occurrence.event = self.facts
        sign_up = sign_up_with(occurrence, occurrence.pools.all(), now)
        return Listed(self, occurrence, sign_up, now)

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        facts, now = context["facts"], timezone.now()
        dates = self._dates(facts, now)
        shown = self._chosen(dates, request.GET.get("date", ""), now)
        parts = programme(self, facts)
        origin = origin_of(self)
        context |= {
            "shown": shown,
            "dates": [one for one in dates if one.occurrence.ends_at > now][:DATES_SHOWN],
            "is_repeating": len(dates) > 1,
            "days": by_day(parts, facts),
            "origin": origin,
            "calendars": self._calendars(shown),
            **self._afterwards(facts, shown, now),
        }
        if shown is not None:
            others = [one.occurrence for one in context["dates"] if one is not shown]
            data = json_ld.event_data(
                self,
                facts,
                shown.occurrence,
                shown.sign_up,
                hosts=context["hosts"],
                sessions=[part for part in parts if not part.is_break],
                dates=others,
                request=request,
            )
            if origin and origin.url:
                data["isBasedOn"] = origin.url
            context["json_ld"] = as_script(data)
        return context

    def _dates(self, facts: Any, now: datetime) -> list[Listed]:
        """All occurrences, or those that a draft would have."""
        if facts is self:
            occurrences = schedule.draft_of(self)[1]
            states = [sign_up_with(one, (), now) for one in occurrences]
            return [Listed(self, *pair, now) for pair in zip(occurrences, states, strict=True)]
        occurrences = list(facts.occurrences.all())
        for occurrence in occurrences:
            occurrence.event = facts
        known = sign_up_states(occurrences, now)
        return [Listed(self, one, known[one.pk], now) for one in occurrences]

    def _chosen(self, dates: list[Listed], code: str, now: datetime) -> Listed | None:
        """The date that the address names, else the one that is on or comes next, else the last."""
        named = called(code, (one.occurrence for one in dates))
        for one in dates:
            if one.occurrence is named:
                return one
        coming = (one for one in dates if one.occurrence.ends_at > now)
        return next(coming, dates[-1] if dates else None)

    def _afterwards(self, facts: Any, shown: Listed | None, now: datetime) -> dict[str, Any]:
        """What is left of the date shown: materials once it is over, what people contributed."""
        if shown is None:
            return {}
        occurrence = shown.occurrence
        is_told = facts is self or occurrence.is_past(now)
        has_begun = occurrence.pk is not None and occurrence.starts_at <= now
        return {
            "materials": materials_of(self, facts, occurrence) if is_told else [],
            "contributions": shown_groups(occurrence) if has_begun else [],
        }

    @property
    def agenda_url(self) -> str:
        return self.get_parent().get_url() or ""

    def _calendars(self, shown: Listed | None) -> dict[str, str]:
        """The addresses at which calendars find this event."""
        if self.facts is None or shown is None:
            return {}
        return ways_of_taking(self.locale.language_code, self.facts, shown.occurrence.code)
