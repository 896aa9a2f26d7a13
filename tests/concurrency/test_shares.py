"""Shares, held-back seats, offers and approval stay true, whoever asks at the same moment."""

import random
from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone

from events import approval, capacity, changing, seating, sign_up
from events.busy import Busy
from events.event import Event
from events.holding import Full
from events.occurrence import Occurrence
from events.pool import Pool
from events.registration import Registration
from events.seat_share import SeatShare
from tests.concurrency.arena import PROCESSES, Arena, Together, together
from tests.events import making

pytestmark = pytest.mark.concurrency

State = Registration.State
SECTORS = ("government", "education", "entrepreneurship")


def _get(pk: int) -> Occurrence:
    return Occurrence.objects.select_related("event").get(pk=pk)


def _make(**facts: object) -> int:
    """Ten seats for each sector, none for others; of each two are held back."""
    occurrence = making.occurrence(**{"capacity": 30, **facts})
    for code in SECTORS:
        making.share(occurrence, code, seats=10, held_back=2)
    return occurrence.pk


def what_is_wrong(pk: int) -> list[str]:
    """What counting anew would mend; overbooking the database itself refuses."""
    pools = Pool.objects.filter(occurrence=pk)
    over = [str(pool) for pool in pools if pool.capacity is not None and pool.taken > pool.capacity]
    kept = [str(pool) for pool in pools.exclude(share=None) if pool.held_taken > pool.held_back]
    return [*over, *kept, *seating.reconcile()]


def _taken(pk: int) -> dict[str, int]:
    pools = Pool.objects.filter(occurrence=pk).exclude(share=None).select_related("share__sector")
    return {pool.share.sector.code: pool.taken for pool in pools}


def _ask(pk: int, number: int, *, attempts: int = 6) -> list[str]:
    """Half ask as everybody does, half are of those for whom seats are held back."""
    answers = []
    for attempt in range(attempts):
        wish = making.wish(
            f"p{number}-{attempt}@sample.example",
            sector=making.sector(SECTORS[(number + attempt) % 3]),
            held_back=attempt % 2 == 0,
        )
        try:
            sign_up.register(_get(pk), wish)
        except (Full, Busy) as answer:
            answers.append(type(answer).__name__)
        else:
            answers.append("ok")
    return answers


def test_each_share_gives_as_many_seats_as_it_has(arena: Arena) -> None:
    pk = arena.run(partial(_make, has_waiting_list=False))

    answers = [answer for each in arena.rush(partial(_ask, pk)) for answer in each]

    assert answers.count("ok") == 30
    assert arena.run(partial(_taken, pk)) == dict.fromkeys(SECTORS, 10)
    assert arena.run(partial(what_is_wrong, pk)) == []


def _ask_openly(pk: int, number: int) -> None:
    for code in SECTORS:
        sign_up.register(
            _get(pk), making.wish(f"{code}{number}@sample.example", sector=making.sector(code))
        )


def test_nobody_else_takes_what_is_held_back(arena: Arena) -> None:
    pk = arena.run(_make)

    arena.rush(partial(_ask_openly, pk))

    assert arena.run(partial(_taken, pk)) == dict.fromkeys(SECTORS, 8)
    assert arena.run(Registration.objects.waiting().count) == 3 * (PROCESSES - 8)
    assert arena.run(partial(what_is_wrong, pk)) == []


def _take_what_was_read(pk: int, all_have_read: Together, number: int) -> str:
    """What everybody writes first: read what is left of the share, then take it."""
    pool = Pool.objects.filter(occurrence=pk).exclude(share=None).first()
    assert pool is not None
    left = pool.places_left
    all_have_read()
    if not left:
        return "full"
    making_row = Registration(
        occurrence_id=pk,
        share_id=pool.share_id,
        name="Sam Sample",
        email=f"p{number}@sample.example",
        language="en",
        state=State.HELD,
        consent_version="1",
        consent_language="en",
    )
    making_row.save()
    return "ok"


def test_this_test_would_notice_an_overbooked_share(arena: Arena) -> None:
    """The positive control: all have read before one has written."""
    pk = arena.run(_make)

    answers = arena.rush(partial(_take_what_was_read, pk, together()))

    assert answers == ["ok"] * PROCESSES
    assert arena.run(partial(what_is_wrong, pk)) != []


def _prepare_offer() -> int:
    """Somebody is offered the only seat, and two wait behind."""
    occurrence = making.occurrence(capacity=1, offer_hours=1)
    for number in range(4):
        making.confirmed(occurrence, f"p{number}@sample.example")
    sign_up.cancel(_by_number(0))
    return occurrence.pk


def _by_number(number: int) -> Registration:
    rows = Registration.objects.select_related("occurrence__event")
    return rows.get(email=f"p{number}@sample.example")


def _accept_or_release(number: int) -> str:
    """Some accept, some let pass the time of whoever was offered the seat first."""
    if number % 2:
        return "accepted" if sign_up.accept(_by_number(1)) else ""
    late = timezone.now() + timedelta(hours=2)
    gate = capacity.gate_of(_by_number(1).occurrence)
    return "released" if sign_up._release(_by_number(1), late) and gate else ""


def _letters(number: int) -> list[str]:
    return sorted(_by_number(number).letters.values_list("kind", flat=True))


def test_an_offer_is_accepted_or_goes_to_the_next_and_never_both(arena: Arena) -> None:
    pk = arena.run(_prepare_offer)

    answers = [answer for answer in arena.rush(_accept_or_release) if answer]

    assert len(answers) == 1
    states = arena.run(lambda: [_by_number(number).state for number in (1, 2, 3)])
    taken = {"accepted": [State.CONFIRMED, State.WAITING, State.WAITING]}
    assert states == taken.get(answers[0], [State.EXPIRED, State.OFFERED, State.WAITING])
    last = {"accepted": "registered", "released": "offer-expired"}[answers[0]]
    assert arena.run(partial(_letters, 1)) == sorted(["confirm", "waiting", "offered", last])
    assert arena.run(partial(what_is_wrong, pk)) == []


def _prepare_requests() -> int:
    occurrence = making.occurrence(capacity=5, admission="on-approval", has_waiting_list=False)
    for number in range(PROCESSES):
        making.confirmed(occurrence, f"p{number}@sample.example")
    return occurrence.pk


def _approve_all(number: int) -> list[str]:
    """Everybody in the team approves everybody, each in an order of their own."""
    order = list(range(PROCESSES))
    random.Random(number).shuffle(order)
    answers = []
    for one in order:
        try:
            answers.append(str(approval.approve(_by_number(one))))
        except (Full, Busy) as answer:
            answers.append(type(answer).__name__)
    return answers


def test_approving_all_at_once_gives_each_seat_once(arena: Arena) -> None:
    pk = arena.run(_prepare_requests)

    answers = [answer for each in arena.rush(_approve_all) for answer in each]

    assert answers.count("True") == 5
    confirmed = Registration.objects.filter(state=State.CONFIRMED)
    assert arena.run(confirmed.count) == 5
    assert arena.run(lambda: confirmed.filter(letters__kind="approved").count()) == 5
    assert arena.run(partial(what_is_wrong, pk)) == []


def _come_change_and_leave(pk: int, number: int) -> str:
    chance = random.Random(number)
    if number == 0:
        return _change_the_shares(pk)
    for attempt in range(4):
        email = f"p{number}-{attempt}@sample.example"
        sector = making.sector(chance.choice(SECTORS))
        try:
            sign_up.register(
                _get(pk), making.wish(email, sector=sector, seats=chance.randint(1, 2))
            )
            mine = Registration.objects.select_related("occurrence__event").get(email=email)
            sign_up.confirm(mine)
            if chance.random() < 0.4:
                sign_up.cancel(mine)
            elif chance.random() < 0.5:
                changing.change(
                    mine, making.wish(email, sector=making.sector(chance.choice(SECTORS)))
                )
        except (Full, Busy):
            continue
    return "done"


def _change_the_shares(pk: int) -> str:
    """The team publishes shares that grow, shrink, go and come back, as a page does it."""
    for seats in (12, 6, 0, 9):
        changed = partial(_publish_share, pk, seats)
        seating.in_one_go(changed)
    return "done"


def _publish_share(pk: int, seats: int) -> None:
    event = Event.objects.select_for_update().get(pk=_get(pk).event_id)
    capacity.lock_all(event)
    share = SeatShare.objects.filter(event=event, sector__code=SECTORS[0])
    if not seats:
        share.get().delete()
    elif not share.update(seats=seats):
        SeatShare.objects.create(event=event, sector=making.sector(SECTORS[0]), seats=seats)
    seating.settle(event)


def test_nobody_is_lost_while_the_shares_change(arena: Arena) -> None:
    pk = arena.run(_make)

    answers = arena.rush(partial(_come_change_and_leave, pk))

    assert answers == ["done"] * PROCESSES
    assert arena.run(partial(what_is_wrong, pk)) == []
    assert arena.run(partial(_misplaced, pk)) == []


def _misplaced(pk: int) -> list[str]:
    """Who is not in the share of their sector."""
    rows = Registration.objects.active().filter(occurrence=pk).select_related("share__sector")
    return [one.email for one in rows if one.share is None or one.share.sector_id != one.sector_id]


def test_repeatable_read_gives_no_seat_twice_either(repeatable_read_arena: Arena) -> None:
    arena = repeatable_read_arena
    pk = arena.run(partial(_make, has_waiting_list=False))

    answers = [answer for each in arena.rush(partial(_ask, pk)) for answer in each]

    assert answers.count("ok") == sum(arena.run(partial(_taken, pk)).values()) <= 30
    assert arena.run(partial(what_is_wrong, pk)) == []
