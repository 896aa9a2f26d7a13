"""The event: one row for all languages, to which registrations and calendars point."""

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from stakeholders.term import Term, Topic

from .announced import Announced
from .clock import ClockField
from .event_facts import EventFacts
from .occurrence import Occurrence


class EventQuerySet(models.QuerySet["Event"]):
    def with_occurrence(self, **lookups: Any) -> "EventQuerySet":
        """Events that have an occurrence like this."""
        return self.filter(
            models.Exists(Occurrence.objects.filter(event=models.OuterRef("pk"), **lookups))
        )

    def upcoming(self, now: datetime | None = None) -> "EventQuerySet":
        return self.with_occurrence(ends_at__gt=now or timezone.now())

    def past(self, now: datetime | None = None) -> "EventQuerySet":
        return self.exclude(pk__in=self.upcoming(now).values("pk"))


class Event(EventFacts, Announced):  # type: ignore[django-manager-missing]  # pages: Any
    """A gathering: one row, said in words by a page per language."""

    continues = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="continued_by",
        verbose_name=_("continues"),
        help_text=_("The series of which it was a part until it was split."),
    )
    previous_start = ClockField(_("previous begin"), null=True, editable=False)
    hosts = models.ManyToManyField(
        "stakeholders.Organisation", blank=True, related_name="events", verbose_name=_("hosts")
    )
    sectors = models.ManyToManyField(
        Term,
        blank=True,
        related_name="+",
        limit_choices_to={"vocabulary": Term.Vocabulary.SECTOR},
        verbose_name=_("sectors"),
    )
    topics = models.ManyToManyField(
        Topic, blank=True, related_name="events", verbose_name=_("topics")
    )

    objects: ClassVar[EventQuerySet] = EventQuerySet.as_manager()  # type: ignore[assignment]  # stubs

    class Meta:
        ordering = ["starts_at", "pk"]
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def may_be_forgotten(self) -> bool:
        """Not while somebody is registered or invited: then the row stays without a page."""
        if self.invitations.exists():
            return False
        return not any(occurrence.is_held for occurrence in self.occurrences.all())

    def where_it_went(self, code: str) -> "Event | None":
        """The event that took this date along when the series was split, also more than once."""
        for later in self.continued_by.all():
            if later.occurrences.called(code) is not None:
                return later
            if (further := later.where_it_went(code)) is not None:
                return further
        return None

    def parts(self) -> list["Event"]:
        """The event and all that it goes on as, where the series was split, also more than once."""
        return [self, *(part for later in self.continued_by.all() for part in later.parts())]

    @property
    def next_occurrence(self) -> "Occurrence | None":
        """The occurrence that is on or comes next; after the last one, that one."""
        upcoming = self.occurrences.upcoming().order_by("starts_at").first()
        return upcoming or self.occurrences.order_by("-starts_at").first()
