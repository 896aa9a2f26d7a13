"""Whether one can sign up for an occurrence now: open, full, with a waiting list, closed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .capacity import Pool
from .occurrence import Occurrence
from .session import Session


class SignUpState(models.TextChoices):
    NOT_NEEDED = "not-needed", _("No sign-up needed")
    NOT_YET = "soon", _("Sign-up has not opened yet")
    OPEN = "open", _("Places left")
    WAITING_LIST = "waiting", _("Waiting list")
    FULL = "full", _("Full")
    CLOSED = "closed", _("Sign-up closed")
    PAST = "past", _("Past")
    CANCELLED = "cancelled", _("Cancelled")


@dataclass(frozen=True)
class SignUp:
    """Whether one can sign up for an occurrence now. `places_left` None: no limit."""

    state: SignUpState
    places_left: int | None = None
    capacity: int | None = None

    @property
    def may_register(self) -> bool:
        """Whether to take the wish; a full occurrence refuses it by its pool, not by this."""
        return self.state in {SignUpState.OPEN, SignUpState.WAITING_LIST, SignUpState.FULL}

    @property
    def shows_form(self) -> bool:
        return self.state in {SignUpState.OPEN, SignUpState.WAITING_LIST}


def sign_up_state(occurrence: Occurrence, now: datetime | None = None) -> SignUp:
    return sign_up_states([occurrence], now)[occurrence.pk]


def sign_up_states(
    occurrences: Iterable[Occurrence], now: datetime | None = None
) -> dict[int, SignUp]:
    """The same for a list, by the occurrences' pk: one query. Give them with their events."""
    chosen = list(occurrences)
    moment = now or timezone.now()
    asked = [one.pk for one in chosen if one.event.is_registration_needed]
    gates = Pool.objects.of_occurrences().filter(occurrence__in=asked) if asked else ()
    pools = {pool.occurrence_id: pool for pool in gates}
    return {one.pk: sign_up_with(one, pools.get(one.pk), moment) for one in chosen}


def sign_up_with(occurrence: Occurrence, pool: Pool | None, now: datetime) -> SignUp:
    """The same for who has the occurrence's own pool already; without one, by the facts alone."""
    event = occurrence.event
    if occurrence.is_cancelled:
        return SignUp(SignUpState.CANCELLED)
    if occurrence.is_past(now):
        return SignUp(SignUpState.PAST)
    if not event.is_registration_needed:
        return SignUp(SignUpState.NOT_NEEDED)
    if event.registration_opens_at and now < event.registration_opens_at:
        return SignUp(SignUpState.NOT_YET)
    if occurrence.is_postponed or now >= closes_at(occurrence):
        return SignUp(SignUpState.CLOSED)
    return _by_seats(occurrence, pool)


def closes_at(occurrence: Occurrence) -> datetime:
    """When sign-up closes: at the moment that the team set, and at the latest when it begins."""
    moment = occurrence.event.registration_closes_at
    return min(moment, occurrence.starts_at) if moment else occurrence.starts_at


def sessions_to_choose(occurrence: Occurrence) -> list[Session]:
    """The sessions of this occurrence that people may sign up for: all but the breaks."""
    chosen = occurrence.event.sessions.filter(kind=Session.Kind.SESSION)
    within = Q(starts_at__gte=occurrence.starts_at, starts_at__lt=occurrence.ends_at)
    return list(chosen.filter(within | Q(starts_at=None)))


def _by_seats(occurrence: Occurrence, pool: Pool | None) -> SignUp:
    limit = pool.capacity if pool else occurrence.capacity
    left = pool.places_left if pool else occurrence.capacity
    if left is None:
        return SignUp(SignUpState.OPEN)
    if left > 0 and not (pool and pool.waiting):
        return SignUp(SignUpState.OPEN, places_left=left, capacity=limit)
    state = SignUpState.WAITING_LIST if occurrence.event.has_waiting_list else SignUpState.FULL
    return SignUp(state, places_left=0, capacity=limit)
