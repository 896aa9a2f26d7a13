"""What holds of an event in every language, and what is wrong with it."""

from datetime import datetime, time, timedelta
from typing import ClassVar
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.translation import gettext_lazy as _

from . import conf
from .changed_date import ChangedDateFacts
from .clock import ClockField, check_zone, from_the_wall, midnight, on_the_wall, zone_of
from .facts_errors import errors_of
from .recurrence import BadRule, Rule, read_rule
from .rule_field import RuleField
from .rule_words import in_words
from .spoken import LanguagesField, language_name
from .taking_part import ONLINE_MODES, Mode
from .venue import Room, RoomField, Venue


class EventFacts(models.Model):
    """What holds of an event in every language; drafted on the page, true on the row."""

    class Status(models.TextChoices):
        SCHEDULED = "scheduled", _("takes place")
        POSTPONED = "postponed", _("postponed, new date not known yet")
        CANCELLED = "cancelled", _("cancelled")

    Mode = Mode

    class Admission(models.TextChoices):
        FIRST_COME = "first-come", _("whoever comes first")
        ON_APPROVAL = "on-approval", _("the team approves; the seat is theirs from then on")
        WHILE_ASKED = "while-asked", _("the team approves; the seat is kept while they wait for it")

    starts_at = ClockField(
        _("begins"),
        null=True,
        help_text=_("Date and time on the clock of the time zone below."),
    )
    ends_at = ClockField(
        _("ends"),
        null=True,
        help_text=_("For whole days this is the last day, that day included."),
    )
    is_all_day = models.BooleanField(
        _("whole days"),
        default=False,
        help_text=_("The times of day above do not count."),
    )
    is_time_known = models.BooleanField(
        _("time is known"),
        default=True,
        help_text=_("Untick it if only the day is settled; the page then says so."),
    )
    time_zone = models.CharField(
        _("time zone"),
        max_length=60,
        default=conf.time_zone,
        validators=[check_zone],
        help_text=_("Where the clock hangs by which people come."),
    )
    recurrence = RuleField(
        _("repeats"),
        max_length=255,
        blank=True,
        help_text=_("The hour stays the same on the clock when summer time begins or ends."),
    )
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.SCHEDULED)
    mode = models.CharField(_("takes part"), max_length=20, choices=Mode, default=Mode.IN_PERSON)
    venue = models.ForeignKey(
        Venue,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("venue"),
    )
    room = RoomField(
        Room,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("room"),
    )
    join_url = models.URLField(
        _("address to take part online"),
        blank=True,
        max_length=500,
        help_text=_("Only people whose registration is confirmed get to see it."),
    )
    spoken_languages = LanguagesField(_("languages spoken"), max_length=100, blank=True, default="")
    interpretation_languages = LanguagesField(
        _("interpreted into"), max_length=100, blank=True, default=""
    )
    sign_languages = LanguagesField(
        _("sign languages"), choices_of="sign_languages", max_length=100, blank=True, default=""
    )
    caption_languages = LanguagesField(
        _("captions in"),
        max_length=100,
        blank=True,
        default="",
        help_text=_("The spoken words are shown as text while they are spoken."),
    )
    is_registration_needed = models.BooleanField(
        _("people sign up"),
        default=False,
        help_text=_("Leave it unticked if everybody can simply come, or nobody can sign up here."),
    )
    capacity = models.PositiveIntegerField(
        _("seats"),
        null=True,
        blank=True,
        help_text=_(
            "Leave empty if there is no limit. Each date of a repeating event has as many."
        ),
    )
    has_waiting_list = models.BooleanField(
        _("waiting list"),
        default=True,
        help_text=_("When all seats are taken, people can wait; the next free one is theirs."),
    )
    held_back = models.PositiveIntegerField(
        _("seats held back"),
        default=0,
        help_text=_("For those whom the team registers or invites; nobody else can take them."),
    )
    admission = models.CharField(
        _("who gets a seat"), max_length=12, choices=Admission, default=Admission.FIRST_COME
    )
    offer_hours = models.PositiveSmallIntegerField(
        _("hours to accept a seat"),
        null=True,
        blank=True,
        help_text=_(
            "For those who waited: then it goes to the next. Leave empty to give it at once."
        ),
    )
    promotion_ends_hours = models.PositiveSmallIntegerField(
        _("hours before the start in which nobody is let in from the waiting list"),
        null=True,
        blank=True,
        help_text=_("So that nobody hears too late. Leave empty to let people in until the start."),
    )
    registration_opens_at = ClockField(
        _("sign-up opens"),
        null=True,
        blank=True,
        help_text=_("Leave empty to open at once."),
    )
    registration_closes_at = ClockField(
        _("sign-up closes"),
        null=True,
        blank=True,
        help_text=_("Leave empty to close when the event begins."),
    )
    changes_until_hours = models.PositiveSmallIntegerField(
        _("hours before the start until which people change what they chose"),
        null=True,
        blank=True,
        help_text=_("Empty: as long as they can sign up. They can cancel until the end."),
    )
    is_sample = models.BooleanField(
        _("sample"),
        default=False,
        help_text=_("Made up to show how the site works; the page says so."),
    )

    FACTS: ClassVar[tuple[str, ...]] = (
        "starts_at",
        "ends_at",
        "is_all_day",
        "is_time_known",
        "time_zone",
        "recurrence",
        "status",
        "mode",
        "venue",
        "room",
        "join_url",
        "spoken_languages",
        "interpretation_languages",
        "sign_languages",
        "caption_languages",
        "is_registration_needed",
        "capacity",
        "has_waiting_list",
        "held_back",
        "admission",
        "offer_hours",
        "promotion_ends_hours",
        "registration_opens_at",
        "registration_closes_at",
        "changes_until_hours",
        "is_sample",
    )
    FACT_SETS: ClassVar[tuple[str, ...]] = ("hosts", "sectors", "topics")
    FACT_LISTS: ClassVar[tuple[str, ...]] = (
        "sessions",
        "changed_dates",
        "questions",
        "seat_shares",
        "materials",
    )

    class Meta:
        abstract = True

    @property
    def zone(self) -> ZoneInfo:
        return zone_of(self.time_zone)

    @property
    def zone_city(self) -> str:
        """The place after which the zone is named; nothing for UTC."""
        _region, is_place, city = self.time_zone.rpartition("/")
        return city.replace("_", " ") if is_place else ""

    @property
    def has_times(self) -> bool:
        """Whether hours are told: neither whole days nor a day whose hour is not settled."""
        return not self.is_all_day and self.is_time_known

    @property
    def is_cancelled(self) -> bool:
        return self.status == self.Status.CANCELLED

    @property
    def is_postponed(self) -> bool:
        return self.status == self.Status.POSTPONED

    @property
    def is_online(self) -> bool:
        return self.mode in ONLINE_MODES

    @property
    def languages(self) -> list[str]:
        """The codes of the languages spoken."""
        return self.spoken_languages.split()

    @property
    def language_names(self) -> list[str]:
        """The languages spoken, named in the active language."""
        return [language_name(code) for code in self.languages]

    @property
    def rule(self) -> Rule | None:
        """The rule by which it repeats, or None; raises BadRule."""
        if not self.recurrence or self.starts_at is None:
            return None
        left_out = frozenset(
            change.on
            for change in self.changed_dates.all()  # type: ignore[attr-defined]  # by page and row
            if change.kind == ChangedDateFacts.Kind.LEFT_OUT
        )
        return read_rule(self.recurrence, self.first_wall, left_out)

    @property
    def repeats(self) -> str:
        """How it repeats, in words of the active language; nothing where there are none."""
        try:
            return in_words(self.rule) if self.rule else ""
        except BadRule:
            return ""

    def get_recurrence_display(self) -> str:
        """For people who read the facts: in words."""
        return self.repeats or self.recurrence

    @property
    def first_wall(self) -> datetime:
        """What the clock at the event shows when it first begins; midnight without a time."""
        wall = on_the_wall(self.starts_at, self.zone)  # type: ignore[arg-type]  # asked before
        return wall if self.has_times else datetime.combine(wall.date(), time.min)

    @property
    def length(self) -> timedelta:
        """From begin to end: real time of a timed event, else days on the wall."""
        if self.has_times:
            return self.ends_at - self.starts_at  # type: ignore[operator]  # asked before
        last = on_the_wall(self.ends_at or self.starts_at, self.zone).date()  # type: ignore[arg-type]  # asked before
        return timedelta(days=(last - self.first_wall.date()).days + 1)

    def end_of(self, wall: datetime) -> datetime:
        """The moment at which the date that begins at `wall` is over."""
        if self.has_times:
            wall_length = on_the_wall(self.ends_at, self.zone) - self.first_wall  # type: ignore[arg-type]  # asked before
            return from_the_wall(wall + wall_length, self.zone)
        return midnight(wall.date() + self.length, self.zone)

    def facts_errors(self) -> dict[str, list[str]]:
        """What is wrong with the facts, by field, and how to mend it."""
        return dict(errors_of(self))
