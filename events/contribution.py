"""The contribution: what somebody who is registered offers or asks for, shown if they agree."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from . import conf
from .check_in import CheckIn
from .occurrence import Occurrence
from .purging import purge_pages_later
from .registration import Registration

MOST = 10
"""So many contributions one registration may make."""


class ContributionQuerySet(models.QuerySet["Contribution"]):
    def shown(self) -> "ContributionQuerySet":
        """Those that anybody may read."""
        return self.filter(state=Contribution.State.ACCEPTED)

    def waiting(self) -> "ContributionQuerySet":
        return self.filter(state=Contribution.State.WAITING)


class Contribution(models.Model):
    """Something that a person, or their organisation, commits to, offers, suggests or needs."""

    class Kind(models.TextChoices):
        COMMITMENT = "commitment", _("commitment")
        IDEA = "idea", _("idea")
        OFFER = "offer", _("offer")
        REQUEST = "request", _("request")

    class State(models.TextChoices):
        WAITING = "waiting", _("waits for the team")
        ACCEPTED = "accepted", _("shown")
        REFUSED = "refused", _("not shown")

    class ShownAs(models.TextChoices):
        NOBODY = "nobody", _("without a name")
        ORGANISATION = "organisation", _("with the name of my organisation")
        NAME = "name", _("with my own name")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    occurrence = models.ForeignKey(
        Occurrence,
        on_delete=models.CASCADE,
        related_name="contributions",
        verbose_name=_("occurrence"),
    )
    registration = models.ForeignKey(
        Registration,
        on_delete=models.CASCADE,
        null=True,
        related_name="contributions",
        verbose_name=_("registration"),
        help_text=_("Empty once the person is forgotten and agreed that the text may stay."),
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    text = models.TextField(_("text"), max_length=1000)
    original = models.TextField(_("as it was written"), editable=False)
    language = models.CharField(_("language"), max_length=20)
    shown_as = models.CharField(_("shown"), max_length=12, choices=ShownAs, default=ShownAs.NOBODY)
    may_stay = models.BooleanField(_("may stay without a name"), default=False)
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.WAITING, db_index=True
    )
    note = models.TextField(_("note of the team"), blank=True)
    consent_version = models.CharField(_("consent text"), max_length=40)
    consent_at = models.DateTimeField(_("agreed to be shown"), default=timezone.now)
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    decided_at = models.DateTimeField(_("decided"), null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("decided by"),
    )

    objects: ClassVar[ContributionQuerySet] = ContributionQuerySet.as_manager()  # type: ignore[assignment]  # stubs

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="contribution_says_something"),
            models.CheckConstraint(
                condition=Q(registration__isnull=False) | ~Q(shown_as="name"),
                name="no_name_without_a_person",
            ),
        ]

    def __str__(self) -> str:
        """Without its words, since Wagtail's history keeps what a row is called."""
        return f"{self.get_kind_display()} {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """The team edits it in a form: a cache before the site drops what it said before."""
        is_new = self._state.adding
        super().save(*args, **kwargs)
        if not is_new:
            _purge_later([self.occurrence_id])

    @property
    def shown_name(self) -> str:
        """With which name it is shown; none for whoever did not choose one, or is forgotten."""
        person = self.registration
        if person is None or self.shown_as == self.ShownAs.NOBODY:
            return ""
        return person.name if self.shown_as == self.ShownAs.NAME else person.organisation


def may_contribute(registration: Registration, now: datetime | None = None) -> bool:
    """From the begin on, for who is registered; where people were checked in, for who came."""
    occurrence = registration.occurrence
    is_registered = (
        registration.state == Registration.State.CONFIRMED
        and registration.is_address_confirmed
        and registration.forgotten_at is None
    )
    has_begun = occurrence.starts_at <= (now or timezone.now())
    if not is_registered or not has_begun or occurrence.is_cancelled or occurrence.is_postponed:
        return False
    there = CheckIn.objects.standing().filter(registration__occurrence=occurrence)
    return there.filter(registration=registration).exists() or not there.exists()


def contribute(
    registration: Registration, *, kind: str, text: str, language: str, shown_as: str, stays: bool
) -> Contribution:
    """Hand it to the team; nobody else reads it before they have accepted it."""
    return Contribution.objects.create(
        occurrence=registration.occurrence,
        registration=registration,
        kind=kind,
        text=text,
        original=text,
        language=language,
        shown_as=shown_as,
        may_stay=stays,
        consent_version=conf.consent_version(),
    )


def decide(
    contribution: Contribution, state: str, *, user: Any, now: datetime | None = None
) -> bool:
    """Show it, or do not. True if that was news."""
    rows = Contribution.objects.filter(pk=contribution.pk).exclude(state=state)
    is_news = rows.update(state=state, decided_by=user, decided_at=now or timezone.now())
    if is_news:
        _purge_later([contribution.occurrence_id])
    return bool(is_news)


def withdraw(registration: Registration, uuid: str) -> bool:
    """Take one's own back, whatever the team has decided: it is gone, and so are its words."""
    mine = [one.pk for one in registration.contributions.all() if str(one.uuid) == uuid]
    is_gone = bool(Contribution.objects.filter(pk__in=mine).delete()[0])
    if is_gone:
        _purge_later([registration.occurrence_id])
    return is_gone


@dataclass(frozen=True)
class Group:
    """Contributions of one kind, under one heading."""

    heading: str
    members: list[Contribution]


HEADINGS = {
    Contribution.Kind.COMMITMENT: _("Commitments"),
    Contribution.Kind.OFFER: _("Offered"),
    Contribution.Kind.REQUEST: _("Asked for"),
    Contribution.Kind.IDEA: _("Ideas"),
}


def shown_groups(occurrence: Occurrence) -> list[Group]:
    """What anybody may read of one date, by kind, the oldest first."""
    rows = Contribution.objects.shown().filter(occurrence=occurrence)
    found = list(rows.select_related("registration").order_by("made_at", "pk"))
    groups = (
        Group(str(heading), [one for one in found if one.kind == kind])
        for kind, heading in HEADINGS.items()
    )
    return [group for group in groups if group.members]


def let_go(registrations: models.QuerySet[Registration]) -> None:
    """Forget who contributed: what may stay does so without a name, the rest goes."""
    theirs = Contribution.objects.filter(registration__in=registrations)
    touched = set(theirs.shown().values_list("occurrence", flat=True))
    staying = theirs.shown().filter(may_stay=True)
    staying.update(registration=None, shown_as=Contribution.ShownAs.NOBODY, original="", note="")
    theirs.delete()
    _purge_later(touched)


def _purge_later(occurrences: Iterable[int]) -> None:
    """A cache before the site drops the pages that show what was contributed to these dates."""
    codes: dict[int, list[str]] = {}
    for one in Occurrence.objects.filter(pk__in=occurrences):
        codes.setdefault(one.event_id, []).append(one.code)
    purge_pages_later(codes)
