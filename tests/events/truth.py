"""What must hold of seats whenever nobody is at work; whatever does not is said in a sentence."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Sum

from events import seating
from events.outbox import Kind
from events.pool import Pool
from events.registration import Registration

State = Registration.State
TOLD_BY = {
    State.CONFIRMED: {Kind.REGISTERED, Kind.PROMOTED, Kind.APPROVED},
    State.WAITING: {Kind.WAITING},
    State.REQUESTED: {Kind.REQUESTED},
    State.OFFERED: {Kind.OFFERED},
    State.CANCELLED: {Kind.CANCELLED},
    State.DECLINED: {Kind.DECLINED},
}


def what_is_wrong(occurrence: int, *, by_coming: bool = True) -> list[str]:
    """All that is untrue of the seats, the waiting lists and the letters of one occurrence.

    `by_coming`: nobody was sent from one list to another, so whoever came first is first.
    """
    rows = Registration.objects.filter(occurrence=occurrence)
    found = [*_of_letters(rows)]
    for pool in Pool.objects.filter(occurrence=occurrence):
        mine = _of(pool, rows)
        found += _of_seats(pool, mine)
        if pool.is_queue:
            found += _of_queue(pool, mine, by_coming=by_coming)
    return found


def what_reconciling_finds() -> list[str]:
    """Counting anew mends nothing where nothing is wrong."""
    return seating.reconcile()


def _of(pool: Pool, rows: Any) -> Any:
    """The registrations that a pool is about."""
    if pool.session_id:
        return rows.filter(sessions=pool.session_id)
    return rows if pool.is_gate else rows.filter(share=pool.share_id)


def _of_seats(pool: Pool, rows: Any) -> Iterator[str]:
    counted = _seats(rows.seated())
    if pool.taken != counted:
        yield f"pool {pool.pk} says {pool.taken} taken; the rows have {counted}"
    if pool.capacity is not None and counted > pool.capacity:
        yield f"pool {pool.pk} is overbooked: {counted} of {pool.capacity}"
    held = _seats(rows.seated().filter(takes_held_back=True))
    if pool.is_queue and pool.held_taken != held:
        yield f"pool {pool.pk} says {pool.held_taken} held back are taken; the rows have {held}"


def _seats(rows: Any) -> int:
    return rows.aggregate(seats=Sum("seats"))["seats"] or 0


def _of_queue(pool: Pool, rows: Any, *, by_coming: bool) -> Iterator[str]:
    waiting = list(rows.longest_waiting().select_related("occurrence"))
    if pool.waiting != len(waiting):
        yield f"pool {pool.pk} says {pool.waiting} wait; there are {len(waiting)}"
    positions = [one.position for one in waiting]
    if len(set(positions)) != len(positions) or None in positions:
        yield f"places on the list are given twice or not at all: {positions}"
    if not waiting:
        return
    gate = Pool.objects.of_occurrences().get(occurrence=pool.occurrence_id)
    free = [one.places_left for one in (pool, gate)]
    if all(left is None or left >= waiting[0].seats for left in free):
        yield f"{waiting[0].email} waits although there is room"
    # A pk is given while the gate is locked: whoever has a higher one came later. Whoever asked
    # to come and was let wait came to the list later than by the pk.
    asked = [one.pk for one in waiting if one.letters.filter(kind=Kind.REQUESTED).exists()]
    came = [one.pk for one in waiting if one.pk not in asked]
    ordinary = rows.seated().filter(takes_held_back=False).exclude(state=State.REQUESTED)
    passed = ordinary.filter(pk__gt=min(came)).count() if came and by_coming else 0
    if passed:
        yield f"{waiting[0].email} was passed by {passed} who came later"


def _of_letters(rows: Any) -> Iterator[str]:
    """Who has confirmed the address has been told the state in which they are."""
    for one in rows.exclude(address_confirmed_at=None).prefetch_related("letters"):
        told = {letter.kind for letter in one.letters.all()}
        expected = TOLD_BY.get(State(one.state))
        if expected is not None and not expected & told:
            yield f"{one.email} is {one.state} and was told {sorted(told)}"
