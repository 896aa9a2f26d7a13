"""Letters that leave exactly once: rows written with what they tell of, claimed, sent, retried.

A letter is a row in the transaction of the deed that it tells of, so neither exists without the
other. It is unique per registration, kind and number, so a deed done twice writes it once. A
worker claims it by a conditional UPDATE with a lease, so two workers never send the same one; a
worker that dies leaves a lease that runs out. One gap is beyond anybody's power: a worker that
dies after the mail server said yes and before the row says so. That letter leaves a second time,
with the same Message-ID.

The outbox knows kinds of letters and no wording: it is handed the function that sends.
"""

import logging
import smtplib
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any, ClassVar
from uuid import uuid4

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from . import conf

logger = logging.getLogger(__name__)

# How long to wait after each failed attempt; after the last one the letter has failed.
PATIENCE = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=8),
    timedelta(hours=24),
)


class NotNeeded(Exception):  # noqa: N818 - it is no error
    """Raised by the sender: what the letter says is no longer so."""


class Kind(models.TextChoices):
    """Which letters there are about a registration; `emails` words each."""

    CONFIRM = "confirm", _("asks to confirm the address")
    KNOWN = "known", _("is signed up already")
    REGISTERED = "registered", _("is registered")
    WAITING = "waiting", _("is on the waiting list")
    PROMOTED = "promoted", _("gets a seat from the waiting list")
    CHANGED = "changed", _("has changed the registration")
    CANCELLED = "cancelled", _("has cancelled")
    EVENT_CHANGED = "event-changed", _("the event has changed")
    EVENT_CANCELLED = "event-cancelled", _("the event is cancelled")
    DATES_CHANGED = "dates-changed", _("several dates have changed")
    REMINDER = "reminder", _("the event begins soon")


class LetterQuerySet(models.QuerySet["Letter"]):
    def due(self, now: datetime) -> "LetterQuerySet":
        """To be sent now: their time has come, or whoever claimed them died."""
        return self.filter(
            Q(state=Letter.State.WAITING, next_try_at__lte=now)
            | Q(state=Letter.State.CLAIMED, claimed_until__lt=now)
        )

    def failed(self) -> "LetterQuerySet":
        return self.filter(state=Letter.State.FAILED)


class Letter(models.Model):
    """One letter to one person about one registration."""

    class State(models.TextChoices):
        WAITING = "waiting", _("to be sent")
        CLAIMED = "claimed", _("being sent")
        SENT = "sent", _("sent")
        FAILED = "failed", _("failed")
        DROPPED = "dropped", _("no longer needed")

    registration = models.ForeignKey(
        "events.Registration", on_delete=models.CASCADE, related_name="letters"
    )
    kind = models.CharField(_("kind"), max_length=40, choices=Kind)
    number = models.PositiveIntegerField(
        _("number"), help_text=_("Tells apart letters of one kind about one registration.")
    )
    details = models.JSONField(_("details"), default=dict, blank=True)
    message_id = models.UUIDField(_("message id"), default=uuid4, editable=False, unique=True)
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.WAITING, db_index=True
    )
    written_at = models.DateTimeField(_("written"), default=timezone.now)
    next_try_at = models.DateTimeField(_("next attempt"), default=timezone.now)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    claim = models.UUIDField(_("claim"), null=True, editable=False)
    claimed_until = models.DateTimeField(_("claimed until"), null=True, editable=False)
    sent_at = models.DateTimeField(_("sent"), null=True)
    error = models.TextField(_("last error"), blank=True)

    objects: ClassVar[LetterQuerySet] = LetterQuerySet.as_manager()  # type: ignore[assignment]  # stubs

    class Meta:
        ordering = ["-written_at", "-pk"]
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "kind", "number"], name="each_letter_once"
            )
        ]
        indexes = [models.Index(fields=["state", "next_try_at"], name="letters_due")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"


def write(letters: Iterable[Letter]) -> None:
    """Put letters into the outbox, in the caller's transaction; those already there stay one."""
    Letter.objects.bulk_create(letters, ignore_conflicts=True)
    transaction.on_commit(nudge, robust=True)


def nudge() -> None:
    """Wake the worker. A nudge that is lost costs time only: the worker looks by itself, too."""
    import_string(conf.letter_task()).enqueue()


def drain(send: Callable[[Letter], None], *, limit: int | None = None) -> dict[str, int]:
    """Send what is due, each letter once; say how many were sent, dropped, postponed, failed."""
    counts = {"sent": 0, "dropped": 0, "postponed": 0, "failed": 0}
    while limit is None or sum(counts.values()) < limit:
        letter = _claim_next(timezone.now())
        if letter is None:
            break
        counts[_deliver(letter, send)] += 1
    return counts


def _claim_next(now: datetime) -> Letter | None:
    """Claim the letter that has waited longest; another worker may be quicker, then the next."""
    lease = {"claim": uuid4(), "claimed_until": now + conf.letter_lease()}
    for letter in Letter.objects.due(now).order_by("next_try_at", "pk")[:20]:
        mine = Letter.objects.due(now).filter(pk=letter.pk, attempts=letter.attempts)
        if mine.update(state=Letter.State.CLAIMED, attempts=F("attempts") + 1, **lease):
            return (
                Letter.objects.select_related("registration__occurrence__event")
                .filter(pk=letter.pk)
                .get()
            )
    return None


def _deliver(letter: Letter, send: Callable[[Letter], None]) -> str:
    try:
        send(letter)
    except NotNeeded:
        _finish(letter, state=Letter.State.DROPPED)
        return "dropped"
    except Exception as error:  # noqa: BLE001 - whatever went wrong, the other letters must leave
        return _postpone(letter, error)
    _finish(letter, state=Letter.State.SENT, sent_at=timezone.now(), error="")
    return "sent"


def _finish(letter: Letter, **values: Any) -> None:
    """Write the outcome, unless the lease ran out and somebody else has the letter now."""
    mine = Letter.objects.filter(pk=letter.pk, claim=letter.claim)
    mine.update(claim=None, claimed_until=None, **values)


def _postpone(letter: Letter, error: Exception) -> str:
    logger.warning("Letter %s was not sent: %s", letter.pk, type(error).__name__)
    reason = f"{type(error).__name__}: {error}"[:1000]
    if is_final(error) or letter.attempts > len(PATIENCE):
        _finish(letter, state=Letter.State.FAILED, error=reason)
        return "failed"
    pause = PATIENCE[letter.attempts - 1]
    _finish(
        letter,
        state=Letter.State.WAITING,
        next_try_at=timezone.now() + pause,
        error=reason,
    )
    return "postponed"


def is_final(error: Exception) -> bool:
    """Whether the mail server will say no tomorrow, too: all recipients refused with a 5xx."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _text in error.recipients.values())
    return isinstance(error, smtplib.SMTPDataError) and error.smtp_code >= 500


def send_again(letters: models.QuerySet[Letter]) -> int:
    """Try failed letters once more from the start; for the team, after mending the cause."""
    found = letters.filter(state=Letter.State.FAILED)
    count = found.update(state=Letter.State.WAITING, attempts=0, next_try_at=timezone.now())
    transaction.on_commit(nudge, robust=True)
    return count
