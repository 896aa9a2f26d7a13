"""The source: a partner's calendar that we follow, and how reading it went."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events import conf
from events.clock import check_zone, zone_of

MOST_PATIENCE = timedelta(days=7)


class SourceQuerySet(models.QuerySet["Source"]):
    def due(self, now: datetime) -> "SourceQuerySet":
        """To be read now, those that wait longest first."""
        found = self.filter(is_active=True, next_read_at__lte=now)
        return found.order_by("next_read_at", "pk")


class Source(models.Model):
    """A partner's calendar that we follow."""

    name = models.CharField(
        _("name"), max_length=200, help_text=_("As visitors read it, such as “City library”.")
    )
    address = models.CharField(
        _("address of the calendar"),
        max_length=1000,
        unique=True,
        help_text=_("Begins with https:// or webcal:// and mostly ends with .ics."),
    )
    is_address_public = models.BooleanField(
        _("name the address in public"),
        default=False,
        help_text=_(
            "In /network.opml, for other cities. Leave it unticked if the address is a secret one."
        ),
    )
    website = models.URLField(
        _("website"),
        blank=True,
        max_length=500,
        help_text=_("Where visitors find these events at the partner's own place."),
    )
    organisation = models.ForeignKey(
        "stakeholders.Organisation",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organisation"),
        help_text=_("Becomes the host of these events."),
    )
    licence = models.CharField(
        _("licence"),
        max_length=200,
        blank=True,
        help_text=_("Under which we may show the texts, such as “CC BY 4.0” or “by agreement”."),
    )
    licence_url = models.URLField(_("address of the licence"), blank=True, max_length=500)
    agenda = models.ForeignKey(
        "events.AgendaPage",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("agenda"),
        help_text=_("The events become pages below it, in its language."),
    )
    time_zone = models.CharField(
        _("time zone"),
        max_length=60,
        default=conf.time_zone,
        validators=[check_zone],
        help_text=_("For times to which the calendar names no zone that we know."),
    )
    is_trusted = models.BooleanField(
        _("trusted"),
        default=False,
        help_text=_("What is new or changed goes live at once. Else it waits for you."),
    )
    is_active = models.BooleanField(
        _("active"), default=True, help_text=_("Untick it to stop reading; what is live stays.")
    )
    etag = models.CharField(max_length=250, blank=True, editable=False)
    last_modified = models.CharField(max_length=250, blank=True, editable=False)
    moved_to = models.CharField(_("has moved to"), max_length=1000, blank=True, editable=False)
    last_read_at = models.DateTimeField(_("last read"), null=True, editable=False)
    last_good_at = models.DateTimeField(_("last read well"), null=True, editable=False)
    next_read_at = models.DateTimeField(
        _("next reading"), null=True, default=timezone.now, editable=False
    )
    reading_until = models.DateTimeField(null=True, editable=False)
    failures = models.PositiveIntegerField(_("failures in a row"), default=0, editable=False)
    problem = models.CharField(_("problem"), max_length=40, blank=True, editable=False)
    problem_part = models.CharField(max_length=200, blank=True, editable=False)
    entries = models.PositiveIntegerField(_("entries"), default=0, editable=False)
    refused = models.JSONField(_("entries not taken"), default=list, editable=False)

    objects: ClassVar[SourceQuerySet] = SourceQuerySet.as_manager()  # type: ignore[assignment]  # stubs

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("partner's calendar")
        verbose_name_plural = _("partners' calendars")

    def __str__(self) -> str:
        return self.name

    @property
    def host(self) -> str:
        return host_of(self.address)

    @property
    def zone(self) -> ZoneInfo:
        return zone_of(self.time_zone)

    @property
    def language(self) -> str:
        """The language of its words: that of the agenda."""
        code: str = self.agenda.locale.language_code
        return code

    def forget_reading(self) -> None:
        """Begin anew, such as after a change of the address; in memory."""
        self.etag = self.last_modified = self.moved_to = ""
        self.forget_problem()
        self.next_read_at = timezone.now()

    def forget_problem(self) -> None:
        """It is well; in memory."""
        self.problem = self.problem_part = ""
        self.failures = 0


def host_of(address: str) -> str:
    try:
        return urlsplit(address.strip()).hostname or ""
    except ValueError:
        return ""


@dataclass
class Lease:
    """The right to read the calendars of one host, for as long as somebody renews it."""

    end: datetime
    length: timedelta

    def renew(self) -> None:
        """Begin it anew where half of it is over; what somebody else has by now stays theirs."""
        end = timezone.now() + self.length
        if end - self.end >= self.length / 2:
            Source.objects.filter(reading_until=self.end).update(reading_until=end)
            self.end = end


def claim(source: Source, *, now: datetime, lease: timedelta) -> bool:
    """Whether we may read it now: nobody reads another calendar of the same host.

    One UPDATE decides: it takes all calendars of the host at once.
    """
    same = [
        pk
        for pk, address in Source.objects.values_list("pk", "address")
        if host_of(address) == source.host
    ]
    free = Source.objects.filter(Q(reading_until=None) | Q(reading_until__lte=now), pk__in=same)
    return free.update(reading_until=now + lease) == len(same)


def release(*, lease_end: datetime) -> None:
    """Give back what `claim` took, unless somebody else has it by now."""
    Source.objects.filter(reading_until=lease_end).update(reading_until=None)


def note_good(source: Source, *, now: datetime, entries: int | None = None) -> None:
    """It was read well; `entries` is None where nothing had changed."""
    source.last_read_at = source.last_good_at = now
    source.next_read_at = now + conf.import_interval()
    source.forget_problem()
    if entries is not None:
        source.entries = entries


def note_failure(source: Source, problem: str, part: str, *, now: datetime, wait: int) -> None:
    """It could not be read: what is known stays, and we come back later each time."""
    source.last_read_at = now
    source.problem, source.problem_part = problem, part[:200]
    patience = conf.import_interval() * 2 ** min(source.failures, 20)
    source.failures += 1
    source.next_read_at = now + max(min(patience, MOST_PATIENCE), timedelta(seconds=wait))


STATE = (
    *("etag", "last_modified", "moved_to", "last_read_at", "last_good_at", "next_read_at"),
    *("failures", "problem", "problem_part", "entries", "refused"),
)
"""What a reading changes, and the form does not."""
