"""The mailing: one letter of the team to all or to some who are registered for an event."""

from datetime import datetime
from functools import partial
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from . import outbox
from .busy import in_one_go
from .event import Event
from .outbox import Kind, Letter
from .registration import Registration, RegistrationQuerySet, normalised

STATES = (
    Registration.State.CONFIRMED,
    Registration.State.WAITING,
    Registration.State.REQUESTED,
    Registration.State.OFFERED,
)
"""Who has left hears no more of us; whose address is not confirmed may not be written to."""


class Mailing(models.Model):
    """A letter that the team writes itself: to whom, in which words, and when it was sent."""

    event = models.ForeignKey(
        Event, on_delete=models.CASCADE, related_name="mailings", verbose_name=_("event")
    )
    is_needed = models.BooleanField(
        _("everybody needs it to take part"),
        default=False,
        help_text=_(
            "It then also goes to those who want no other letters of the team, and cannot be "
            "turned off. Only for what concerns taking part, such as another entrance."
        ),
    )
    chosen = models.JSONField(_("to whom"), default=dict, blank=True)
    home_language = models.CharField(_("language for all others"), max_length=20)
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent"), null=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("sent by"),
    )
    recipients = models.PositiveIntegerField(_("recipients"), default=0)

    objects: ClassVar[models.Manager["Mailing"]] = models.Manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("mailing")
        verbose_name_plural = _("mailings")
        default_permissions = ()
        permissions = [("send_mailing", _("Can write to those who are registered"))]

    def __str__(self) -> str:
        first = self.words_in(self.home_language)
        return first.subject if first else str(_("(no words yet)"))

    @property
    def is_sent(self) -> bool:
        return self.sent_at is not None

    def words_in(self, language: str) -> "MailingWords | None":
        """What it says in this language, else in the one for all others."""
        rows = {one.language: one for one in self.words.all()}
        return rows.get(language) or rows.get(self.home_language)

    def people(self) -> list[Registration]:
        """Whom it reaches as things are now: one registration for each address.

        It tells of the next of their dates; where all are over, of the last one.
        """
        now, off = timezone.now(), set() if self.is_needed else _turned_off(self.event)
        rows = chosen(self.event, self.chosen).select_related("occurrence")
        first: dict[str, Registration] = {}
        for one in sorted(rows, key=lambda one: _nearness(one, now)):
            if normalised(one.email) not in off:
                first.setdefault(normalised(one.email), one)
        return list(first.values())


class MailingWords(models.Model):
    """What a mailing says in one language."""

    mailing = models.ForeignKey(Mailing, on_delete=models.CASCADE, related_name="words")
    language = models.CharField(_("language"), max_length=20)
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(_("text"))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("words of a mailing")
        verbose_name_plural = _("words of mailings")
        constraints = [
            models.UniqueConstraint(
                fields=["mailing", "language"], name="mailing_speaks_a_language_once"
            )
        ]

    def __str__(self) -> str:
        return self.subject


def chosen(event: Event, by: dict[str, Any]) -> RegistrationQuerySet:
    """Who is registered for the event and is meant; what is not named does not narrow it."""
    rows = Registration.objects.reachable().filter(occurrence__event=event).exclude(email="")
    rows = rows.filter(state__in=by.get("states") or [Registration.State.CONFIRMED])
    narrowing = {
        "occurrence": "occurrence",
        "session": "sessions",
        "sector": "sector",
        "language": "language",
    }
    for name, field in narrowing.items():
        if by.get(name):
            rows = rows.filter(**{field: by[name]})
    came = Registration.objects.filter(
        pk=OuterRef("pk"), check_ins__undone_at=None, check_ins__seats__gt=0
    )
    if by.get("came") == "yes":
        rows = rows.filter(Exists(came))
    elif by.get("came") == "no":
        rows = rows.filter(~Exists(came))
    return rows


def _nearness(one: Registration, now: datetime) -> tuple[bool, float, int]:
    """Dates to come stand first, the next of them ahead; then those that are over, newest first."""
    is_over, start = one.occurrence.is_past(now), one.occurrence.starts_at.timestamp()
    return is_over, -start if is_over else start, one.pk


# Turning off


def of_the_same_address(one: Registration) -> RegistrationQuerySet:
    """All that this address has at the event, for whichever date."""
    same = Q(pk=one.pk)
    if one.email:
        same |= Q(email__iexact=one.email, occurrence__event=one.occurrence.event_id)
    return Registration.objects.filter(same, forgotten_at=None)


def _turned_off(event: Event) -> set[str]:
    """Addresses that want no more of these letters about the event, whichever date said so."""
    rows = Registration.objects.filter(occurrence__event=event, wants_mailings=False)
    return {normalised(email) for email in rows.values_list("email", flat=True)}


# Writing, sending


def claim(mailing: Mailing, **values: Any) -> bool:
    """Make a draft ours until the transaction ends; False where it was sent already.

    Whoever changes, sends or discards it does this first, so that they come one after the other.
    It is an UPDATE, since SQLite knows no other lock.
    """
    draft = Mailing.objects.filter(pk=mailing.pk, sent_at=None)
    return bool(draft.update(**(values or {"sent_at": None})))


def send_mailing(mailing: Mailing, *, user: Any = None) -> int | None:
    """Write a letter to each whom it reaches now; how many. None where it is sent already.

    Raises Busy; nothing is changed then.
    """
    return in_one_go(partial(_send, mailing, user))


def _send(mailing: Mailing, user: Any) -> int | None:
    if not claim(mailing, sent_at=timezone.now(), sent_by=user):
        return None
    mailing.refresh_from_db()
    people = mailing.people()
    mailing.recipients = len(people)
    mailing.save(update_fields=["recipients"])
    outbox.write(
        Letter(registration=one, mailing=mailing, kind=Kind.MAILING, number=mailing.pk)
        for one in people
    )
    return mailing.recipients


def discard(mailing: Mailing) -> bool:
    """Delete a draft; False where it was sent already, since what was sent stays.

    Raises Busy; nothing is changed then.
    """
    return in_one_go(partial(_discard, mailing))


def _discard(mailing: Mailing) -> bool:
    if not claim(mailing):
        return False
    # Not `mailing.delete()`, which forgets the key: a second attempt needs it.
    Mailing.objects.filter(pk=mailing.pk).delete()
    return True
