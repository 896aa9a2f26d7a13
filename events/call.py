"""The call: an invitation to apply, which closes by itself at the end of its last day."""

from datetime import date, datetime, timedelta
from typing import Any, ClassVar
from uuid import uuid4

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from stakeholders.facts import Facts
from stakeholders.term import Topic

from . import conf
from .clock import check_zone, midnight, zone_of


class CallFacts(models.Model):
    """What holds of a call in every language; drafted on the page, true on the row."""

    opens_on = models.DateField(
        _("opens on"), null=True, blank=True, help_text=_("Leave empty if it is open at once.")
    )
    closes_on = models.DateField(
        _("closes on"),
        null=True,
        help_text=_("The last day on which one can apply, that day included."),
    )
    opens_time = models.TimeField(
        _("at"), null=True, blank=True, help_text=_("Leave empty for the beginning of that day.")
    )
    closes_time = models.TimeField(
        _("at"), null=True, blank=True, help_text=_("Leave empty for the end of that day.")
    )
    time_zone = models.CharField(
        _("time zone"),
        max_length=60,
        default=conf.time_zone,
        validators=[check_zone],
        help_text=_("Where the last day ends at midnight."),
    )
    apply_url = models.URLField(
        _("where to apply"),
        blank=True,
        max_length=500,
        help_text=_("A web page on which one applies or reads how."),
    )
    is_withdrawn = models.BooleanField(
        _("withdrawn"), default=False, help_text=_("The call was called off before it closed.")
    )
    is_sample = models.BooleanField(
        _("sample"),
        default=False,
        help_text=_("Made up to show how the site works; the page says so."),
    )

    FACTS: ClassVar[tuple[str, ...]] = (
        "opens_on",
        "closes_on",
        "time_zone",
        "apply_url",
        "is_withdrawn",
        "is_sample",
    )
    FACT_SETS: ClassVar[tuple[str, ...]] = ("hosts", "topics")

    class Meta:
        abstract = True

    @property
    def opening_moment(self) -> datetime | None:
        return midnight(self.opens_on, zone_of(self.time_zone)) if self.opens_on else None

    @property
    def closing_moment(self) -> datetime | None:
        """The midnight after the last day."""
        if self.closes_on is None:
            return None
        return midnight(self.closes_on + timedelta(days=1), zone_of(self.time_zone))

    def has_closed(self, now: datetime | None = None) -> bool:
        closes = self.closing_moment
        return self.is_withdrawn or (closes is not None and closes <= (now or timezone.now()))

    def has_opened(self, now: datetime | None = None) -> bool:
        opens = self.opening_moment
        return opens is None or opens <= (now or timezone.now())

    def is_open(self, now: datetime | None = None) -> bool:
        return self.has_opened(now) and not self.has_closed(now)

    def state(self, now: datetime | None = None) -> str:
        """open, soon or closed."""
        if self.has_closed(now):
            return "closed"
        return "open" if self.has_opened(now) else "soon"

    def days_left(self, now: datetime | None = None) -> int:
        """Days until the last one: 0 on that day."""
        today = (now or timezone.now()).astimezone(zone_of(self.time_zone)).date()
        return max(0, ((self.closes_on or today) - today).days)


class CallQuerySet(models.QuerySet["Call"]):
    def not_closed(self, today: date) -> "CallQuerySet":
        return self.filter(closes_on__gte=today, is_withdrawn=False)


class Call(CallFacts, Facts):  # type: ignore[django-manager-missing]  # pages: Any
    """An invitation to apply: one row, said in words by a page per language."""

    public_id = models.UUIDField(_("public id"), default=uuid4, unique=True, editable=False)
    uid = models.CharField(_("iCalendar UID"), max_length=255, unique=True, editable=False)
    sequence = models.PositiveIntegerField(_("sequence"), default=0, editable=False)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    announced_at = models.DateTimeField(_("announced"), null=True, editable=False)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now, editable=False)
    previous_closing = models.DateTimeField(_("was to close"), null=True, editable=False)
    hosts = models.ManyToManyField(
        "stakeholders.Organisation", blank=True, related_name="calls", verbose_name=_("hosts")
    )
    topics = models.ManyToManyField(
        Topic, blank=True, related_name="calls", verbose_name=_("topics")
    )

    objects: ClassVar[CallQuerySet] = CallQuerySet.as_manager()  # type: ignore[assignment]  # stubs

    class Meta:
        ordering = ["closes_on", "pk"]
        verbose_name = _("call")
        verbose_name_plural = _("calls")

    def __str__(self) -> str:
        page = self.pages.select_related("locale").order_by("pk").first()
        return page.title if page else str(self.public_id)

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.uid:
            self.uid = f"{self.public_id}@{conf.uid_namespace()}"
        super().save(*args, **kwargs)


SCHEDULING = frozenset({"opens_on", "closes_on", "time_zone", "is_withdrawn"})


def settle(call: Call, changed: frozenset[str], *, now: datetime | None = None) -> None:
    """What follows when facts were written: the sequence and the moments."""
    if not changed:
        return
    now = now or timezone.now()
    if call.announced_at is None:
        call.announced_at = now
    elif changed & SCHEDULING:
        call.sequence += 1
    call.changed_at = now
    call.save(update_fields=["announced_at", "sequence", "changed_at"])
