"""Letters that leave exactly once: rows written with what they tell of, claimed, sent, retried.

A letter is a row in the transaction of the deed that it tells of, so neither exists without the
other. It is unique per registration, kind and number, so a deed done twice writes it once. A
worker claims it by a conditional UPDATE with a lease, so two workers never send the same one; a
worker that dies leaves a lease that runs out. What is to be written once the mail server has said
yes goes with the letter (`outcome`): whoever hears the yes writes it.

The outbox knows kinds of letters and no wording: it is handed the function that sends.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from time import monotonic
from typing import Any, ClassVar, Protocol
from uuid import uuid4

from django.core.cache import cache
from django.db import connection, models, transaction
from django.db.models import F, Q
from django.db.models.sql import UpdateQuery
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from . import conf
from .mail_answer import is_away, is_final
from .outcome import NotWritten, Outcome
from .remembering import forget, remembering

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

# What differs from letter to letter; what is the same for many is looked up once for them.
OWN = (
    "registration__appointment",
    "registration__join_link",
    "invitation__organisation",
    "mailing",
)

# After so many letters in a row for which the mail server did not answer, the round is over:
# the others have not lost an attempt, and none waits for the end of thousands of time-outs.
IN_VAIN = 3
AT_ONCE = 100
SENT = "sent"  # no member of State: whoever writes it may know no models
# So long, in seconds, what is the same for many letters is not looked up again.
FRESH = 10.0


class NotNeeded(Exception):  # noqa: N818 - it is no error
    """Raised by the sender: what the letter says is no longer so."""


class Kind(models.TextChoices):
    """Which letters there are; `letters` words each."""

    CONFIRM = "confirm", _("asks to confirm the address")
    KNOWN = "known", _("is signed up already")
    REGISTERED = "registered", _("is registered")
    WAITING = "waiting", _("is on the waiting list")
    PROMOTED = "promoted", _("gets a seat from the waiting list")
    OFFERED = "offered", _("is offered a seat from the waiting list")
    OFFER_EXPIRED = "offer-expired", _("has not accepted the seat in time")
    REQUESTED = "requested", _("asks to come")
    APPROVED = "approved", _("may come")
    DECLINED = "declined", _("cannot come")
    CHANGED = "changed", _("has changed the registration")
    CANCELLED = "cancelled", _("has cancelled")
    EVENT_CHANGED = "event-changed", _("the event has changed")
    EVENT_CANCELLED = "event-cancelled", _("the event is cancelled")
    DATES_CHANGED = "dates-changed", _("several dates have changed")
    REMINDER = "reminder", _("the event begins soon")
    MOVED = "moved", _("was moved by the team")
    MERGED = "merged", _("was registered twice")
    OWN_LINK = "own-link", _("gets the link once more")
    INVITED = "invited", _("invites an organisation")
    INVITATION_REMINDER = "invitation-reminder", _("asks an organisation once more")
    INVITATION_CHANGED = "invitation-changed", _("tells an organisation that the event has changed")
    INVITATION_ANSWERED = "invitation-answered", _("tells an organisation what it answered")
    INVITATION_WITHDRAWN = "invitation-withdrawn", _("takes an invitation back")
    NAMED = "named", _("tells somebody who named them as a delegate")
    NO_LONGER_NAMED = "no-longer-named", _("tells somebody that they are no delegate any more")
    MAILING = "mailing", _("the team writes")
    THANKS = "thanks", _("the team says thanks")


def kinds() -> list[tuple[str, Any]]:
    """Named by migrations, so that a new kind of letter needs none."""
    return list(Kind.choices)


class Recipient(Protocol):
    """To whom a letter goes: whatever row it is about."""

    email: str
    language: str
    forgotten_at: datetime | None


class LetterQuerySet(models.QuerySet["Letter"]):
    def due(self, now: datetime) -> "LetterQuerySet":
        """To be sent now: their time has come, or whoever claimed them died."""
        return self.filter(
            Q(state=Letter.State.WAITING, next_try_at__lte=now)
            | Q(state=Letter.State.CLAIMED, claimed_until__lt=now)
        )

    def failed(self) -> "LetterQuerySet":
        """Those that nobody got, as far as we know."""
        return self.filter(state__in=[Letter.State.FAILED, Letter.State.RETURNED])


class Letter(models.Model):
    """One letter to one person about a registration, or to an organisation about an invitation."""

    class State(models.TextChoices):
        WAITING = "waiting", _("to be sent")
        CLAIMED = "claimed", _("being sent")
        SENT = SENT, _("sent")
        FAILED = "failed", _("failed")
        DROPPED = "dropped", _("no longer needed")
        RETURNED = "returned", _("came back")

    # One of these two; what words a letter knows which, so mypy need not ask.
    registration: Any = models.ForeignKey(
        "events.Registration", models.CASCADE, null=True, related_name="letters"
    )
    invitation: Any = models.ForeignKey(
        "events.Invitation", models.CASCADE, null=True, related_name="letters"
    )
    mailing = models.ForeignKey(
        "events.Mailing", on_delete=models.CASCADE, null=True, related_name="letters"
    )
    kind = models.CharField(_("kind"), max_length=40, choices=kinds)
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

    outcome: Outcome | None = None  # that it was sent: set while a worker has it

    objects: ClassVar[LetterQuerySet] = LetterQuerySet.as_manager()  # type: ignore[assignment]  # stubs

    class Meta:
        ordering = ["-written_at", "-pk"]
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "kind", "number"], name="each_letter_once"
            ),
            models.UniqueConstraint(
                fields=["invitation", "kind", "number"], name="each_letter_of_an_invitation_once"
            ),
            models.CheckConstraint(
                condition=Q(registration=None, invitation__isnull=False)
                | Q(registration__isnull=False, invitation=None),
                name="about_a_registration_or_an_invitation",
            ),
        ]
        indexes = [models.Index(fields=["state", "next_try_at"], name="letters_due")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"

    @property
    def recipient(self) -> Recipient:
        """Whoever the letter is about gets it."""
        return self.registration or self.invitation


def write(letters: Iterable[Letter]) -> None:
    """Put letters into the outbox, in the caller's transaction; those already there stay one."""
    Letter.objects.bulk_create(letters, ignore_conflicts=True)
    transaction.on_commit(nudge, robust=True)


def nudge() -> None:
    """Wake the worker. A nudge that is lost costs time only: the worker looks by itself, too.

    Where nudges are rows, a worker that was woken in this second is not woken again by this
    process: in a rush that would be a row for each letter.
    """
    if conf.keeps_tasks_as_rows() and not cache.add("events.nudge", True, timeout=1):
        return
    import_string(conf.letter_task()).enqueue()


def drain(
    send: Callable[[Letter], None], *, is_over: Callable[[], object] = bool
) -> dict[str, int]:
    """Send what is due, each letter once; say how many were sent, dropped, postponed, failed.

    Where the round is to be over, the letter at hand is finished, and no other is begun.
    """
    counts = {"sent": 0, "dropped": 0, "postponed": 0, "failed": 0}
    in_vain = 0
    with remembering():
        for letter in _claimed_in_turn():
            outcome, error = _deliver(letter, send)
            counts[outcome] += 1
            in_vain = in_vain + 1 if is_away(error) else 0
            if in_vain == IN_VAIN or is_over():
                break
    return counts


def _claimed_in_turn() -> Iterator[Letter]:
    """The letters that have waited longest, each claimed just before it is sent.

    They are looked up some at a time, which takes as long as one. What is remembered is younger
    than they are: a letter that tells of a change was written with the change.
    """
    while due := list(Letter.objects.due(timezone.now()).order_by("next_try_at", "pk")[:AT_ONCE]):
        forget()
        until = monotonic() + FRESH
        for letter in due:
            if monotonic() > until:
                break
            if _claim(letter):
                # Whoever was forgotten just now took the letter along.
                yield from Letter.objects.select_related(*OWN).filter(pk=letter.pk)


def _claim(letter: Letter) -> bool:
    """Whether it is ours now; another worker may have been quicker."""
    now = timezone.now()
    lease = {"claim": uuid4(), "claimed_until": now + conf.letter_lease()}
    mine = Letter.objects.due(now).filter(pk=letter.pk, attempts=letter.attempts)
    return bool(mine.update(state=Letter.State.CLAIMED, attempts=F("attempts") + 1, **lease))


def _deliver(letter: Letter, send: Callable[[Letter], None]) -> tuple[str, Exception | None]:
    """What became of it, and what went wrong."""
    letter.outcome = _outcome(letter, state=SENT, sent_at=timezone.now(), error="")
    try:
        send(letter)
    except NotNeeded:
        _finish(letter, state=Letter.State.DROPPED)
        return "dropped", None
    except NotWritten:
        raise
    except Exception as error:  # noqa: BLE001 - whatever went wrong, the other letters must leave
        return _postpone(letter, error), error
    letter.outcome.write()
    return "sent", None


def _finish(letter: Letter, **values: Any) -> None:
    _outcome(letter, **values).write()


def _outcome(letter: Letter, **values: Any) -> Outcome:
    """What writes these values, unless the lease ran out and somebody else has the letter now."""
    mine = Letter.objects.filter(pk=letter.pk, claim=letter.claim)
    query: Any = mine.query.chain(UpdateQuery)
    query.add_update_values({"claim": None, "claimed_until": None, **values})
    statement, filled_in = query.get_compiler(connection.alias).as_sql()
    return Outcome(statement, filled_in, letter.claimed_until or timezone.now())


def _postpone(letter: Letter, error: Exception) -> str:
    logger.warning("Letter %s was not sent: %s", letter.pk, type(error).__name__)
    reason = f"{type(error).__name__}: {error}"[:1000]
    if is_final(error) or letter.attempts > len(PATIENCE):
        _finish(letter, state=Letter.State.FAILED, error=reason)
        return "failed"
    next_try_at = timezone.now() + PATIENCE[letter.attempts - 1]
    _finish(letter, state=Letter.State.WAITING, next_try_at=next_try_at, error=reason)
    return "postponed"


def send_again(letters: LetterQuerySet) -> int:
    """Try failed letters once more from the start; for the team, after mending the cause."""
    found = letters.failed()
    count = found.update(state=Letter.State.WAITING, attempts=0, next_try_at=timezone.now())
    transaction.on_commit(nudge, robust=True)
    return count
