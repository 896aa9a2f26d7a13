"""The harvested entry: what one entry of a source says, and what became of it here."""

from datetime import datetime
from typing import ClassVar
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.clock import from_the_wall, zone_of
from stakeholders.facts import home_pages
from stakeholders.folding import folded

from .content import Content, content_of, mark_of
from .source import Source

FAILED = "not-accepted"
"""The problem of an entry that could not become a page; the next reading tries again."""


class HarvestedQuerySet(models.QuerySet["Harvested"]):
    def waiting(self) -> "HarvestedQuerySet":
        """What somebody has to decide."""
        return self.filter(state__in=Harvested.WAITING)

    def stuck(self) -> "HarvestedQuerySet":
        """What could not be taken over, and what waits until somebody lets go of a page."""
        states = Harvested.State
        is_new = Q(problem=FAILED) | Q(page__isnull=False)
        return self.filter(Q(state=states.CHANGED) | Q(is_new, state=states.NEW))

    def with_twins(self) -> "HarvestedQuerySet":
        """Each says whether another calendar has the same entry, which waits as well."""
        same = Harvested.objects.waiting().filter(
            uid=OuterRef("uid"), recurrence_id=OuterRef("recurrence_id")
        )
        return self.annotate(has_twin=Exists(same.exclude(source=OuterRef("source"))))

    def astray(self) -> "HarvestedQuerySet":
        """Those that do not know their event yet, or not the page that it has."""
        return self.filter(
            Q(event=None, page__facts__isnull=False) | Q(page=None, event__pages__isnull=False)
        ).distinct()

    def not_over(self, now: datetime) -> "HarvestedQuerySet":
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=now))


class Harvested(models.Model):
    """One entry of a source: what it says, and what became of it here."""

    class State(models.TextChoices):
        NEW = "new", _("new")
        DUPLICATE = "duplicate", _("perhaps here already")
        CHANGED = "changed", _("changed")
        MISSING = "missing", _("no longer in the calendar")
        LIVE = "live", _("taken over")
        REFUSED = "refused", _("refused")
        GONE = "gone", _("gone")

    WAITING: ClassVar[tuple[str, ...]] = (
        State.NEW,
        State.DUPLICATE,
        State.CHANGED,
        State.MISSING,
    )

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="harvested")
    uid = models.CharField(_("UID"), max_length=255)
    recurrence_id = models.CharField(_("RECURRENCE-ID"), max_length=60, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.NEW)
    content = models.JSONField(_("what it says"), default=dict)
    mark = models.CharField(max_length=32, help_text=_("Of what it says now."))
    taken_mark = models.CharField(max_length=32, blank=True, help_text=_("Of what was taken over."))
    given = models.JSONField(
        default=dict, help_text=_("What the page was given; what differs there now is by hand.")
    )
    fingerprint = models.CharField(max_length=32, db_index=True)
    ends_at = models.DateTimeField(_("over"), null=True, help_text=_("Empty: without end."))
    missing_reads = models.PositiveSmallIntegerField(_("readings without it"), default=0)
    kept_at = models.DateTimeField(null=True)
    """When the team left our page as it is, although the calendar does not name it any more."""
    taken_down_at = models.DateTimeField(null=True)
    """When we took our pages off the site, which the team had not done before."""
    taken_down = models.JSONField(default=dict)
    """The keys of those pages, each with the key of the revision that visitors read."""
    problem = models.CharField(_("problem"), max_length=40, blank=True)
    problem_part = models.CharField(max_length=200, blank=True)
    page = models.ForeignKey(
        "events.EventPage",
        on_delete=models.SET_NULL,
        null=True,
        related_name="harvested",
        verbose_name=_("page"),
    )
    event = models.ForeignKey(
        "events.Event", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    """The event of that page, which may live on without it, in another language."""
    like_page = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("a page that looks the same"),
    )
    first_seen_at = models.DateTimeField(_("first seen"), default=timezone.now)

    objects: ClassVar[HarvestedQuerySet] = HarvestedQuerySet.as_manager()  # type: ignore[assignment]  # stubs

    class Meta:
        ordering = ["source", "ends_at", "pk"]
        verbose_name = _("partner's entry")
        verbose_name_plural = _("partners' entries")
        constraints = [
            models.UniqueConstraint(
                fields=["source", "uid", "recurrence_id"], name="one_harvested_per_entry"
            )
        ]

    def __str__(self) -> str:
        return str(self.content.get("title", "")) or self.uid

    @property
    def key(self) -> tuple[str, str]:
        return self.uid, self.recurrence_id

    @property
    def said(self) -> Content:
        return content_of(self.content)

    @property
    def is_waiting(self) -> bool:
        return self.state in self.WAITING

    @property
    def stamp(self) -> str:
        """Which question it is: what somebody decides when they have seen it."""
        return f"{self.state} {self.mark}"

    def find_page(self) -> None:
        """Where its page was deleted, the page where the event is at home now; in memory."""
        if self.page is None and self.event is not None:
            self.page = home_pages(self.event).first()

    def is_coming(self, now: datetime) -> bool:
        """Whether its last date is not over."""
        return self.ends_at is None or self.ends_at > now

    def hear(self, content: Content) -> None:
        """Keep what the source says now; in memory."""
        self.uid, self.recurrence_id = content.key
        self.content, self.mark = content.as_json(), content.mark
        self.fingerprint = fingerprint_of(content)
        self.ends_at = _end_of(content)
        self.missing_reads = 0
        self.kept_at = None
        self.problem = self.problem_part = ""

    def look_again(self) -> None:
        """Hold the row for this transaction, as it is now: others may have decided meanwhile."""
        rows = Harvested.objects.select_related("source", "page")
        self.refresh_from_db(from_queryset=rows.select_for_update(of=("self",)))


HEARD = (
    *("uid", "recurrence_id", "state", "content", "mark", "fingerprint", "ends_at"),
    *("missing_reads", "kept_at", "problem", "problem_part"),
)
"""What hearing it changes."""


def find_pages(source: Source) -> None:
    """Where the page of an entry was deleted, go on with the event's page in another language."""
    for row in Harvested.objects.filter(source=source).astray().select_related("page", "event"):
        row.find_page()
        if row.page is not None:
            row.event_id = row.page.facts_id
            row.save(update_fields=["page", "event"])


def fingerprint_of(content: Content) -> str:
    """By which an entry is known whose UID changes with each export."""
    return mark_of(folded(content.title), content.starts, content.zone)


def moment_of(written: str, zone: ZoneInfo) -> datetime:
    """The moment that a content means: on the wall there, or with an offset of its own."""
    wall = datetime.fromisoformat(written)
    return wall if wall.tzinfo else from_the_wall(wall, zone)


def _end_of(content: Content) -> datetime | None:
    if not content.last:
        return None
    if content.is_all_day:
        return moment_of(f"{content.last[:10]}T23:59", zone_of(content.zone))
    return moment_of(content.last, zone_of(content.zone))
