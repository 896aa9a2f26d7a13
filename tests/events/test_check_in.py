"""Checking in: a tap counts once, groups come in parts, and who has no seat gets none by it."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from events import capacity, check_in, sign_up
from events.check_in import By, CheckIn, NoSeat, Tap, came
from events.event import Event
from events.occurrence import Occurrence
from events.pool import Pool
from events.registration import Registration, forget
from tests.events import making

pytestmark = pytest.mark.django_db

State = Registration.State


def tap(uuid: UUID | None = None, *, at: datetime | None = None, may_exceed: bool = False) -> Tap:
    return Tap(uuid or uuid4(), by=By(), at=at or timezone.now(), may_exceed=may_exceed)


def standing(registration: Registration) -> int:
    return registration.check_ins.standing().in_person().seats_of()


def taken(occurrence: Occurrence) -> tuple[int, int | None, int]:
    pool = Pool.objects.of_occurrences().get(occurrence=occurrence)
    return pool.taken, pool.capacity, pool.waiting


def test_a_tap_that_is_sent_twice_counts_once() -> None:
    guest = making.confirmed(making.occurrence())
    sent = tap()

    first, second = check_in.let_in(guest, sent), check_in.let_in(guest, sent)

    assert (first, standing(guest), CheckIn.objects.count()) == (second, 1, 1)


def test_a_second_helper_hears_that_they_are_in_already() -> None:
    guest = making.confirmed(making.occurrence())
    check_in.let_in(guest, tap())

    again = check_in.let_in(guest, tap())

    assert (again.seats, standing(guest)) == (0, 1)


def test_a_group_comes_in_parts_and_never_with_more_than_its_seats() -> None:
    guest = making.confirmed(making.occurrence(), seats=4)

    counted = [check_in.let_in(guest, tap(), seats=number).seats for number in (1, 2, 4)]

    assert (counted, standing(guest)) == ([1, 2, 1], 4)


def test_who_has_not_confirmed_the_address_is_let_in_all_the_same() -> None:
    guest = making.registration(making.occurrence())

    check_in.let_in(guest, tap())

    assert standing(guest) == 1


def test_what_is_undone_does_not_count_and_may_be_tapped_again() -> None:
    guest = making.confirmed(making.occurrence())
    wrong = tap()
    check_in.let_in(guest, wrong)

    undone = [check_in.undo(guest, [wrong.uuid]), check_in.undo(guest, [wrong.uuid])]
    check_in.let_in(guest, wrong)
    late = standing(guest)
    check_in.let_in(guest, tap())

    assert (undone, late, standing(guest)) == ([1, 0], 0, 1)


def test_an_undo_takes_back_what_was_seen_and_nothing_that_came_later() -> None:
    guest = making.confirmed(making.occurrence(), seats=3)
    seen, later = tap(), tap()
    check_in.let_in(guest, seen, seats=2)
    check_in.let_in(guest, later, seats=1)

    check_in.undo(guest, [seen.uuid])

    assert standing(guest) == 1


@pytest.mark.parametrize("deed", [sign_up.cancel], ids=["cancelled"])
def test_who_has_left_is_not_let_in(deed: Any) -> None:
    guest = making.confirmed(making.occurrence())
    deed(guest)

    with pytest.raises(NoSeat):
        check_in.let_in(guest, tap())

    assert CheckIn.objects.count() == 0


def test_who_waits_gets_a_seat_at_the_door_from_those_who_may_give_one() -> None:
    occurrence = making.occurrence(capacity=1)
    making.confirmed(occurrence)
    guest = making.confirmed(occurrence)
    assert guest.state == State.WAITING

    with pytest.raises(NoSeat):
        check_in.let_in(guest, tap())
    check_in.let_in(guest, tap(may_exceed=True))

    guest.refresh_from_db()
    assert (guest.state, standing(guest), taken(occurrence)) == (State.CONFIRMED, 1, (2, 2, 0))


def test_a_walk_in_takes_a_seat_and_gives_it_back_when_undone() -> None:
    occurrence = making.occurrence(capacity=2)
    sent = tap()

    made = check_in.walk_in(occurrence, "Wim Walk", sent, language="nl")
    again = check_in.walk_in(occurrence, "Wim Walk", sent, language="nl")
    while_in = taken(occurrence)
    check_in.undo(made.registration, [sent.uuid])

    assert (made, while_in, taken(occurrence)) == (again, (1, 2, 0), (0, 2, 0))
    assert (made.registration.name, made.is_walk_in) == ("Wim Walk", True)


def test_a_full_room_refuses_walk_ins_but_from_those_who_may_exceed() -> None:
    occurrence = making.occurrence(capacity=1)
    making.confirmed(occurrence)
    sent = tap(may_exceed=True)

    with pytest.raises(NoSeat):
        check_in.walk_in(occurrence, "Wim Walk", tap(), language="nl")
    made = check_in.walk_in(occurrence, "Wanda Walk", sent, language="nl")
    again = check_in.walk_in(occurrence, "Wanda Walk", sent, language="nl")

    assert (made, taken(occurrence)) == (again, (2, 2, 0))
    check_in.undo(made.registration, [sent.uuid])
    assert taken(occurrence) == (1, 1, 0)


def test_a_walk_in_looks_again_where_the_shares_have_just_changed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    occurrence = making.occurrence(capacity=2)
    look = capacity.pools_for
    rearranged: list[Event] = []

    def looked(*asked: Any, **more: Any) -> list[Pool]:
        pools = look(*asked, **more)
        if not rearranged:
            rearranged.append(occurrence.event)
            capacity.settle(occurrence.event)
        return pools

    monkeypatch.setattr(capacity, "pools_for", looked)

    check_in.walk_in(occurrence, "Wim Walk", tap(), language="nl")

    assert taken(occurrence) == (1, 2, 0)


def test_several_walk_ins_have_no_address_and_do_not_get_in_each_others_way() -> None:
    occurrence = making.occurrence()

    for name in ("Ann", "Ben", "Cid"):
        check_in.walk_in(occurrence, name, tap(), language="en")

    assert Registration.objects.filter(email="", state=State.CONFIRMED).count() == 3


def test_going_in_online_counts_once_and_apart() -> None:
    guest = making.confirmed(making.occurrence(mode="hybrid"))

    check_in.join(guest)
    check_in.join(guest)

    assert [(one.mode, one.seats) for one in guest.check_ins.all()] == [("online", 1)]


def test_who_came_is_told_with_how_many_in_one_query(django_assert_num_queries: Any) -> None:
    occurrence = making.occurrence(mode="hybrid")
    group, online, both, _absent, undone = (
        making.confirmed(occurrence, seats=seats) for seats in (3, 1, 2, 1, 1)
    )
    check_in.let_in(group, tap(), seats=2)
    check_in.join(online)
    check_in.let_in(both, tap(), seats=1)
    check_in.join(both)
    wrong = tap()
    check_in.let_in(undone, wrong)
    check_in.undo(undone, [wrong.uuid])

    with django_assert_num_queries(1):
        found = {
            one.pk: (one.came_in_person, one.came_online, one.came_seats)
            for one in came(Registration.objects.filter(occurrence=occurrence))
        }

    assert found == {group.pk: (2, 0, 2), online.pk: (0, 1, 1), both.pk: (1, 1, 2)}


def test_a_code_names_its_person_until_they_are_forgotten() -> None:
    guest = making.confirmed(making.occurrence())
    code = check_in.code_of(guest)
    wrong = ("A" if code[-2] != "A" else "B").join([code[:-2], code[-1]])

    known = [check_in.with_code(one) for one in (code, wrong, guest.key(), "", "é")]
    forget(Registration.objects.filter(pk=guest.pk))

    assert known == [guest, None, None, None, None]
    assert check_in.with_code(code) is None
