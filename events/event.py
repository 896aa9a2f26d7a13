"""The event: when and where people gather, on which dates, in which sessions."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, ClassVar
from uuid import uuid4
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, ProtectedError, Q
from django.utils import timezone
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from stakeholders.facts import Facts, FactsItem
from stakeholders.term import Term, Topic

from . import conf
from .clock import (
    ClockField,
    check_zone,
    from_the_wall,
    midnight,
    on_the_wall,
    zone_of,
)
from .recurrence import BadRule, Reason, Rule, read_rule
from .rule_words import in_words
from .venue import Room, Venue


class LanguagesFormField(forms.MultipleChoiceField):
    """Languages to tick; the value is their codes with a space between."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        for name in ("max_length", "empty_value"):
            kwargs.pop(name, None)
        super().__init__(choices=conf.spoken_languages, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return value.split() if isinstance(value, str) else value

    def clean(self, value: Any) -> str:  # type: ignore[override] - the model keeps one text
        return " ".join(super().clean(value))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed((initial or "").split(), data)


class LanguagesField(models.CharField):
    """Language codes with a space between, in the order of the site's languages."""

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{**kwargs, "form_class": LanguagesFormField, "widget": None})

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs


class EventFacts(models.Model):
    """What holds of an event in every language; drafted on the page, true on the row."""

    class Status(models.TextChoices):
        SCHEDULED = "scheduled", _("takes place")
        POSTPONED = "postponed", _("postponed, new date not known yet")
        CANCELLED = "cancelled", _("cancelled")

    class Mode(models.TextChoices):
        IN_PERSON = "in-person", _("in person")
        ONLINE = "online", _("online")
        HYBRID = "hybrid", _("in person and online")

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
    recurrence = models.CharField(
        _("repeats"),
        max_length=255,
        blank=True,
        help_text=_(
            "A rule such as FREQ=WEEKLY;BYDAY=TU;COUNT=10 or FREQ=MONTHLY;BYDAY=2WE. The hour"
            " stays the same on the clock when summer time begins or ends. Leave it empty if the"
            " event happens once."
        ),
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
    room = models.ForeignKey(
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
        "is_registration_needed",
        "capacity",
        "has_waiting_list",
        "registration_opens_at",
        "registration_closes_at",
        "is_sample",
    )
    FACT_SETS: ClassVar[tuple[str, ...]] = ("hosts", "sectors", "topics")
    FACT_LISTS: ClassVar[tuple[str, ...]] = ("sessions", "changed_dates")

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
        return self.mode in (self.Mode.ONLINE, self.Mode.HYBRID)

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
            for change in self.changed_dates.all()  # type: ignore[attr-defined] - by page and row
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

    @property
    def first_wall(self) -> datetime:
        """What the clock at the event shows when it first begins; midnight without a time."""
        wall = on_the_wall(self.starts_at, self.zone)  # type: ignore[arg-type] - asked before
        return wall if self.has_times else datetime.combine(wall.date(), time.min)

    @property
    def length(self) -> timedelta:
        """From begin to end: real time of a timed event, else days on the wall."""
        if self.has_times:
            return self.ends_at - self.starts_at  # type: ignore[operator] - asked before
        last = on_the_wall(self.ends_at or self.starts_at, self.zone).date()  # type: ignore[arg-type] - asked before
        return timedelta(days=(last - self.first_wall.date()).days + 1)

    def end_of(self, wall: datetime) -> datetime:
        """The moment at which the date that begins at `wall` is over."""
        if self.has_times:
            wall_length = on_the_wall(self.ends_at, self.zone) - self.first_wall  # type: ignore[arg-type] - asked before
            return from_the_wall(wall + wall_length, self.zone)
        return midnight(wall.date() + self.length, self.zone)

    def facts_errors(self) -> dict[str, list[str]]:
        """What is wrong with the facts, by field, and how to mend it."""
        return dict(_facts_errors(self))


RULE_ERRORS = {
    Reason.UNREADABLE: _(
        "“%(part)s” is not understood. Write a rule such as FREQ=WEEKLY;BYDAY=TU;COUNT=10."
    ),
    Reason.FREQUENCY: _("Begin with FREQ=DAILY, FREQ=WEEKLY, FREQ=MONTHLY or FREQ=YEARLY."),
    Reason.PART: _("%(part)s cannot be used here. Leave it out."),
    Reason.BOTH_ENDS: _("Give either COUNT or UNTIL, not both."),
    Reason.NUMBER: _("%(part)s must be a whole number from 1 to 1000."),
    Reason.NEVER: _("No date follows from this rule. Look at the days and months that it names."),
}


def language_name(code: str) -> str:
    """A language, named in the active one."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return str(dict(conf.spoken_languages()).get(code, code))


def _facts_errors(facts: EventFacts) -> Iterable[tuple[str, list[Any]]]:
    start, end = facts.starts_at, facts.ends_at
    if start and end and end < start and (facts.has_times or end.date() < start.date()):
        yield "ends_at", [_("The event ends before it begins. Give a later end.")]
    opens, closes = facts.registration_opens_at, facts.registration_closes_at
    if opens and closes and closes < opens:
        yield (
            "registration_closes_at",
            [_("Sign-up closes before it opens. Give a later moment, or none.")],
        )
    if facts.room and facts.room.venue_id != facts.venue_id:
        yield "room", [_("This room is in another venue. Choose a room of the venue above.")]
    if start and facts.recurrence:
        try:
            rule = facts.rule
        except BadRule as error:
            yield "recurrence", [RULE_ERRORS[error.reason] % {"part": error.part}]
        else:
            if rule and not rule.fits_its_first_date:
                yield (
                    "recurrence",
                    [_("The first date does not fit the rule. Begin on a date that it names.")],
                )


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


class Event(EventFacts, Facts):
    """A gathering: one row, said in words by a page per language."""

    public_id = models.UUIDField(_("public id"), default=uuid4, unique=True, editable=False)
    uid = models.CharField(_("iCalendar UID"), max_length=255, unique=True, editable=False)
    sequence = models.PositiveIntegerField(_("sequence"), default=0, editable=False)
    previous_start = models.DateTimeField(_("previous begin"), null=True, editable=False)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    announced_at = models.DateTimeField(_("announced"), null=True, editable=False)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now, editable=False)
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

    objects: ClassVar[EventQuerySet] = EventQuerySet.as_manager()  # type: ignore[assignment] - stubs

    class Meta:
        ordering = ["starts_at", "pk"]
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def __str__(self) -> str:
        page = self.pages.select_related("locale").order_by("pk").first()
        return page.title if page else str(self.public_id)

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.uid:
            self.uid = f"{self.public_id}@{conf.uid_namespace()}"
        super().save(*args, **kwargs)

    def may_be_forgotten(self) -> bool:
        """Not while somebody is registered for it: then the row stays without a page."""
        return not any(_is_held(occurrence) for occurrence in self.occurrences.all())

    @property
    def next_occurrence(self) -> "Occurrence | None":
        """The occurrence that is on or comes next; after the last one, that one."""
        upcoming = self.occurrences.upcoming().order_by("starts_at").first()
        return upcoming or self.occurrences.order_by("-starts_at").first()


class OccurrenceQuerySet(models.QuerySet["Occurrence"]):
    def upcoming(self, now: datetime | None = None) -> "OccurrenceQuerySet":
        """Not over yet."""
        return self.filter(ends_at__gt=now or timezone.now())

    def past(self, now: datetime | None = None) -> "OccurrenceQuerySet":
        return self.filter(ends_at__lte=now or timezone.now())

    def between(self, start: datetime, end: datetime) -> "OccurrenceQuerySet":
        """Those of which something happens between the two moments."""
        return self.filter(starts_at__lt=end, ends_at__gt=start)

    def taking_place(self) -> "OccurrenceQuerySet":
        """Neither cancelled nor postponed, themselves or their event."""
        scheduled = EventFacts.Status.SCHEDULED
        return self.filter(status=scheduled, event__status=scheduled)


class Occurrence(models.Model):
    """One time at which an event happens; what people sign up for."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="occurrences")
    code = models.CharField(_("code in addresses"), max_length=13)
    original_start = models.DateTimeField(_("begin by the rule"))
    starts_at = models.DateTimeField(_("begins"), db_index=True)
    ends_at = models.DateTimeField(
        _("ends"), db_index=True, help_text=_("For whole days the midnight after the last one.")
    )
    status = models.CharField(
        _("status"),
        max_length=20,
        choices=EventFacts.Status,
        default=EventFacts.Status.SCHEDULED,
    )
    is_extra = models.BooleanField(
        _("outside the rule"),
        default=False,
        help_text=_("An extra date, or one that left the rule while people were registered."),
    )

    objects: ClassVar[OccurrenceQuerySet] = OccurrenceQuerySet.as_manager()  # type: ignore[assignment] - stubs

    class Meta:
        ordering = ["starts_at", "pk"]
        verbose_name = _("occurrence")
        verbose_name_plural = _("occurrences")
        constraints = [
            models.UniqueConstraint(fields=["event", "code"], name="one_occurrence_per_code"),
            models.CheckConstraint(
                condition=Q(ends_at__gte=F("starts_at")), name="occurrence_ends_after_its_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.code}"

    @property
    def is_moved(self) -> bool:
        return self.starts_at != self.original_start

    @property
    def is_cancelled(self) -> bool:
        return self.event.is_cancelled or self.status == EventFacts.Status.CANCELLED

    @property
    def is_postponed(self) -> bool:
        return self.event.is_postponed or self.status == EventFacts.Status.POSTPONED

    @property
    def first_day(self) -> date:
        """The day on which it begins, on the event's own clock."""
        return on_the_wall(self.starts_at, self.event.zone).date()

    @property
    def last_day(self) -> date:
        """The day on which it ends; an end at midnight belongs to the day before."""
        end = max(self.ends_at - timedelta(microseconds=1), self.starts_at)
        return on_the_wall(end, self.event.zone).date()

    @property
    def is_several_days(self) -> bool:
        return self.first_day != self.last_day

    def is_past(self, now: datetime | None = None) -> bool:
        return self.ends_at <= (now or timezone.now())


class SessionFacts(FactsItem):
    """What holds of a session in every language: a part of an event with a time of its own."""

    class Kind(models.TextChoices):
        SESSION = "session", _("session")
        BREAK = "break", _("break")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.SESSION)
    starts_at = ClockField(_("begins"), null=True)
    ends_at = ClockField(_("ends"), null=True)
    room = models.ForeignKey(
        Room,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("room"),
    )
    capacity = models.PositiveIntegerField(
        _("seats"),
        null=True,
        blank=True,
        help_text=_("Only if people must choose this session when they sign up."),
    )

    ITEM_FACTS: ClassVar[tuple[str, ...]] = ("kind", "starts_at", "ends_at", "room", "capacity")

    class Meta:
        abstract = True


class Session(SessionFacts):
    """A session of an event; its titles stand on the pages."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="sessions")
    sort_order = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["starts_at", "sort_order", "pk"]
        verbose_name = _("session")
        verbose_name_plural = _("sessions")

    def __str__(self) -> str:
        return f"{self.event} {self.starts_at}"


class ChangedDateFacts(FactsItem):
    """One date of a repeating event that differs from its rule."""

    class Kind(models.TextChoices):
        LEFT_OUT = "left-out", _("left out")
        CANCELLED = "cancelled", _("cancelled, and shown as cancelled")
        MOVED = "moved", _("moved to")
        EXTRA = "extra", _("an extra date")

    kind = models.CharField(_("what is different"), max_length=10, choices=Kind)
    on = models.DateField(_("date"), help_text=_("The day by the rule, or the extra day."))
    starts_at = ClockField(
        _("begins"), null=True, blank=True, help_text=_("Leave empty for the usual hour.")
    )
    ends_at = ClockField(_("ends"), null=True, blank=True)

    ITEM_FACTS: ClassVar[tuple[str, ...]] = ("kind", "on", "starts_at", "ends_at")

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.kind == self.Kind.MOVED and self.starts_at is None:
            raise ValidationError({"starts_at": _("Say when this date begins instead.")})
        if self.starts_at and self.ends_at and self.ends_at < self.starts_at:
            raise ValidationError(
                {"ends_at": _("This date ends before it begins. Give a later end.")}
            )


class ChangedDate(ChangedDateFacts):
    """One date of a repeating event that differs."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="changed_dates")
    sort_order = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["on", "sort_order", "pk"]
        verbose_name = _("changed date")
        verbose_name_plural = _("changed dates")

    def __str__(self) -> str:
        return f"{self.on} {self.kind}"


SCHEDULING = frozenset(
    {
        "starts_at",
        "ends_at",
        "is_all_day",
        "is_time_known",
        "time_zone",
        "recurrence",
        "changed_dates",
        "status",
        "mode",
        "venue",
        "room",
    }
)
"""Facts whose change raises the sequence: calendars then ask people to look again."""


def settle(event: Event, changed: Iterable[str], *, now: datetime | None = None) -> None:
    """What follows when facts were written: occurrences, sequence, previous start."""
    names = set(changed)
    if not names:
        return
    now = now or timezone.now()
    if event.announced_at is None:
        event.announced_at = now
    elif names & SCHEDULING:
        event.sequence += 1
        if "starts_at" in names:
            event.previous_start = _known_start(event)
    event.changed_at = now
    event.save(update_fields=["announced_at", "sequence", "previous_start", "changed_at"])
    expand(event, now=now)


def _known_start(event: Event) -> datetime | None:
    first = event.occurrences.order_by("original_start").first()
    return first.original_start if first else None


def expand(event: Event, *, now: datetime | None = None) -> int:
    """Bring the occurrences in line with the facts, up to the horizon; say how many are new.

    One that people are registered for is never lost: when the rule leaves it out, it stays as an
    extra date. Occurrences are matched by their code, then by their day, so that a change of the
    hour keeps registrations; of an event that happens once the only one is matched anyway.
    """
    wanted = {occurrence.code: occurrence for occurrence in _wanted(event, now or timezone.now())}
    known = list(event.occurrences.all())
    pairs = _pairs(wanted, known)
    with transaction.atomic():
        for occurrence in known:
            if occurrence.pk not in pairs:
                _let_go(occurrence)
        _free_codes(known, pairs)
        for occurrence in known:
            if occurrence.pk in pairs:
                _take_over(occurrence, pairs[occurrence.pk])
        taken = {occurrence.code for occurrence in pairs.values()}
        new = [occurrence for code, occurrence in wanted.items() if code not in taken]
        Occurrence.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def draft_of(facts: Any) -> "tuple[Event, list[Occurrence]]":
    """An event with its occurrences as a draft on a page has them; nothing is saved."""
    event = Event(**{name: getattr(facts, name) for name in EventFacts.FACTS})
    return event, _wanted(event, timezone.now(), facts)


def expand_new(events: Iterable[Event], *, now: datetime | None = None) -> list[Occurrence]:
    """The occurrences of many events that have none yet, such as after an import."""
    rows = list(events)
    models.prefetch_related_objects(rows, "changed_dates")
    moment = now or timezone.now()
    wanted = [occurrence for event in rows for occurrence in _wanted(event, moment)]
    return Occurrence.objects.bulk_create(wanted, batch_size=500)


def _wanted(event: Event, now: datetime, facts: Any = None) -> list[Occurrence]:
    """The occurrences that follow from the facts, not saved."""
    facts = facts or event
    if event.starts_at is None or event.ends_at is None:
        return []
    changes = {change.on: change for change in facts.changed_dates.all()}
    kinds = ChangedDateFacts.Kind
    regular = [_regular(event, wall, changes.get(wall.date())) for wall in _walls(facts, now)]
    extra = [_extra(event, change) for change in changes.values() if change.kind == kinds.EXTRA]
    return [*regular, *extra]


def _walls(event: EventFacts, now: datetime) -> list[datetime]:
    try:
        rule = event.rule
    except BadRule:
        rule = None
    if rule is None:
        return [event.first_wall]
    horizon = on_the_wall(now + conf.horizon(), event.zone)
    return rule.between(event.first_wall, max(horizon, event.first_wall + timedelta(days=1)))


def _regular(event: Event, wall: datetime, change: ChangedDate | None) -> Occurrence:
    occurrence = Occurrence(
        event=event,
        code=code_of(wall, has_time=event.has_times),
        original_start=from_the_wall(wall, event.zone),
        starts_at=from_the_wall(wall, event.zone),
        ends_at=event.end_of(wall),
    )
    if change is not None and change.kind == ChangedDateFacts.Kind.CANCELLED:
        occurrence.status = EventFacts.Status.CANCELLED
    if change is not None and change.kind == ChangedDateFacts.Kind.MOVED and change.starts_at:
        _move(event, occurrence, change)
    return occurrence


def _extra(event: Event, change: ChangedDate) -> Occurrence:
    wall = datetime.combine(change.on, event.first_wall.time())
    if change.starts_at and event.has_times:
        wall = on_the_wall(change.starts_at, event.zone)
    occurrence = _regular(event, wall, None)
    occurrence.is_extra = True
    if change.ends_at and event.has_times:
        occurrence.ends_at = max(change.ends_at, occurrence.starts_at)
    return occurrence


def _move(event: Event, occurrence: Occurrence, change: ChangedDate) -> None:
    wall = on_the_wall(change.starts_at, event.zone)  # type: ignore[arg-type] - asked before
    if not event.has_times:
        wall = datetime.combine(wall.date(), time.min)
    occurrence.starts_at = from_the_wall(wall, event.zone)
    occurrence.ends_at = event.end_of(wall)
    if change.ends_at and event.has_times:
        occurrence.ends_at = max(change.ends_at, occurrence.starts_at)


def code_of(wall: datetime, *, has_time: bool) -> str:
    """How an address names an occurrence: YYYYMMDD, with THHMM where there is a time."""
    return f"{wall:%Y%m%dT%H%M}" if has_time else f"{wall:%Y%m%d}"


def _pairs(wanted: dict[str, Occurrence], known: list[Occurrence]) -> dict[int, Occurrence]:
    """Which known occurrence (by its key) becomes which wanted one."""
    pairs = {
        occurrence.pk: wanted[occurrence.code] for occurrence in known if occurrence.code in wanted
    }
    taken = {occurrence.code for occurrence in pairs.values()}
    free = {code[:8]: new for code, new in wanted.items() if code not in taken}
    for occurrence in known:
        if occurrence.pk not in pairs and occurrence.code[:8] in free:
            pairs[occurrence.pk] = free.pop(occurrence.code[:8])
    if len(known) == len(wanted) == 1 and not pairs:
        pairs[known[0].pk] = next(iter(wanted.values()))
    return pairs


def _free_codes(known: list[Occurrence], pairs: dict[int, Occurrence]) -> None:
    """Codes are unique: set those aside that are about to change, so that they may be swapped."""
    changing = [o.pk for o in known if o.pk in pairs and pairs[o.pk].code != o.code]
    for key in changing:
        Occurrence.objects.filter(pk=key).update(code=f"-{key}")


def _take_over(known: Occurrence, wanted: Occurrence) -> None:
    names = ("code", "original_start", "starts_at", "ends_at", "status", "is_extra")
    if any(getattr(known, name) != getattr(wanted, name) for name in names):
        for name in names:
            setattr(known, name, getattr(wanted, name))
        known.save(update_fields=names)


def _let_go(occurrence: Occurrence) -> None:
    """Delete an occurrence that the facts no longer name, unless people are registered for it."""
    if _is_held(occurrence):
        Occurrence.objects.filter(pk=occurrence.pk).update(is_extra=True)
    else:
        occurrence.delete()


def _is_held(occurrence: Occurrence) -> bool:
    """Whether rows that protect it point to it."""
    try:
        with transaction.atomic():
            Occurrence.objects.filter(pk=occurrence.pk).delete()
            raise _Undo
    except ProtectedError:
        return True
    except _Undo:
        return False


class _Undo(Exception):  # noqa: N818 - it is no error
    """Takes back a deletion that was only a question."""


def expand_all(*, now: datetime | None = None) -> int:
    """Extend repeating events up to the horizon; say how many occurrences are new."""
    repeating = Event.objects.exclude(recurrence="").exclude(announced_at=None)
    return sum(expand(event, now=now) for event in repeating.iterator(chunk_size=200))


def day_of(code: str) -> date:
    """The day in an occurrence's code; raises ValueError for what is none."""
    return datetime.strptime(code[:8], "%Y%m%d").replace(tzinfo=UTC).date()
