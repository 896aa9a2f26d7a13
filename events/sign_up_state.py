"""Whether one can sign up for an occurrence now: open, full, with a waiting list, closed."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from . import conf
from .event_facts import EventFacts
from .occurrence import Occurrence
from .pool import Pool
from .remembering import once
from .seat_share import SeatShare
from .session import Session


class SignUpState(models.TextChoices):
    NOT_NEEDED = "not-needed", gettext_lazy("No sign-up needed")
    NOT_YET = "soon", gettext_lazy("Sign-up has not opened yet")
    OPEN = "open", gettext_lazy("Places left")
    WAITING_LIST = "waiting", gettext_lazy("Waiting list")
    FULL = "full", gettext_lazy("Full")
    CLOSED = "closed", gettext_lazy("Sign-up closed")
    PAST = "past", gettext_lazy("Past")
    CANCELLED = "cancelled", gettext_lazy("Cancelled")


@dataclass(frozen=True)
class ShareOnOffer:
    """A share of the seats, or the rest, to which one may belong. `places_left` None: no limit."""

    share: SeatShare | None
    state: SignUpState
    places_left: int | None = None

    @property
    def label(self) -> str:
        """For whom these seats are, in the active language."""
        return self.share.name if self.share else _("Everybody else")

    @property
    def text(self) -> str:
        """The same with what is left, such as “Government: 3 places left”."""
        left = self.places_left
        if self.state == SignUpState.OPEN and left is not None:
            told = ngettext("%(who)s: %(left)s place left", "%(who)s: %(left)s places left", left)
            return told % {"who": self.label, "left": left}
        return _("%(who)s: %(state)s") % {"who": self.label, "state": _SHARE_STATES[self.state]}


_SHARE_STATES = {
    SignUpState.OPEN: gettext_lazy("no limit"),
    SignUpState.WAITING_LIST: gettext_lazy("waiting list"),
    SignUpState.FULL: gettext_lazy("full"),
}


@dataclass(frozen=True)
class SignUp:
    """Whether one can sign up for an occurrence now. `places_left` None: no limit."""

    state: SignUpState
    places_left: int | None = None
    capacity: int | None = None
    shares: tuple[ShareOnOffer, ...] = ()
    needs_approval: bool = False
    """Whether the team decides who comes."""

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
    pools: dict[int, list[Pool]] = defaultdict(list)
    for pool in Pool.objects.told().filter(occurrence__in=asked) if asked else ():
        pools[pool.occurrence_id].append(pool)
    return {one.pk: sign_up_with(one, pools[one.pk], moment) for one in chosen}


def shares_on_offer(occurrence: Occurrence) -> list[ShareOnOffer]:
    """The shares to which people may belong, full or not; none where the seats are not divided."""
    pools = list(Pool.objects.told().filter(occurrence=occurrence))
    return list(_by_seats(occurrence, pools, timezone.now()).shares)


def sign_up_with(occurrence: Occurrence, pools: Sequence[Pool], now: datetime) -> SignUp:
    """The same for who has the occurrence's pools already; without them, by the facts alone."""
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
    by_seats = _by_seats(occurrence, pools, now)
    return replace(by_seats, needs_approval=event.admission != EventFacts.Admission.FIRST_COME)


def lets_in(occurrence: Occurrence, now: datetime | None = None) -> bool:
    """Whether anybody still comes off the list: not of a date that is off, nor just before it."""
    if occurrence.is_cancelled or occurrence.is_postponed:
        return False
    hours = occurrence.event.promotion_ends_hours or 0
    return (now or timezone.now()) < occurrence.starts_at - timedelta(hours=hours)


def closes_at(occurrence: Occurrence) -> datetime:
    """When sign-up closes: at the moment that the team set, and at the latest when it begins."""
    moment = occurrence.event.registration_closes_at
    return min(moment, occurrence.starts_at) if moment else occurrence.starts_at


def changes_until(occurrence: Occurrence) -> datetime:
    """Until when people change what they chose: as the event says, the site, else the sign-up."""
    hours = occurrence.event.changes_until_hours
    before = conf.changes_until() if hours is None else timedelta(hours=hours)
    return closes_at(occurrence) if before is None else occurrence.starts_at - before


@once
def sessions_to_choose(occurrence: Occurrence) -> list[Session]:
    """The sessions of this occurrence that people may sign up for: all but the breaks."""
    chosen = occurrence.event.sessions.filter(kind=Session.Kind.SESSION)
    within = Q(starts_at__gte=occurrence.starts_at, starts_at__lt=occurrence.ends_at)
    return list(chosen.filter(within | Q(starts_at=None)))


def _by_seats(occurrence: Occurrence, pools: Sequence[Pool], now: datetime) -> SignUp:
    gate = next((pool for pool in pools if pool.is_gate), None)
    if gate is None:
        return _by_facts(occurrence)
    may_wait = occurrence.event.has_waiting_list and lets_in(occurrence, now)
    if not gate.is_divided:
        return SignUp(_state_of(gate, gate.places_left, may_wait), *_told(gate, gate.places_left))
    shares = [_share(pool, gate, may_wait) for pool in pools if _is_offered(pool)]
    states = {share.state for share in shares}
    in_order = (SignUpState.OPEN, SignUpState.WAITING_LIST)
    state = next((one for one in in_order if one in states), SignUpState.FULL)
    left = [share.places_left for share in shares if share.state == SignUpState.OPEN]
    total = None if None in left else _least(sum(one or 0 for one in left), gate.places_left)
    return SignUp(state, *_told(gate, total), tuple(shares))


def _by_facts(occurrence: Occurrence) -> SignUp:
    if occurrence.capacity is None:
        return SignUp(SignUpState.OPEN)
    left = max(occurrence.capacity - occurrence.event.held_back, 0)
    state = SignUpState.OPEN if left else SignUpState.FULL
    return SignUp(state, places_left=left, capacity=occurrence.capacity)


def _is_offered(pool: Pool) -> bool:
    """A share; or the rest, where the facts leave one."""
    return pool.is_queue and not (pool.is_rest and pool.usual == 0)


def _share(pool: Pool, gate: Pool, may_wait: bool) -> ShareOnOffer:
    left = _least(pool.places_left, gate.places_left)
    state = _state_of(pool, left, may_wait)
    return ShareOnOffer(pool.share, state, left if state == SignUpState.OPEN else 0)


def _state_of(queue: Pool, left: int | None, may_wait: bool) -> SignUpState:
    if (left is None or left > 0) and not queue.waiting:
        return SignUpState.OPEN
    return SignUpState.WAITING_LIST if may_wait else SignUpState.FULL


def _told(gate: Pool, left: int | None) -> tuple[int | None, int | None]:
    """Places left and all of them, as people are told; None where there is no limit."""
    if left is None:
        return None, None
    return (0 if gate.waiting else left), gate.capacity


def _least(*limits: int | None) -> int | None:
    known = [limit for limit in limits if limit is not None]
    return min(known) if known else None
