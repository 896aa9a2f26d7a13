"""Whatever people and the team do, in whatever order: seats, queue and letters stay true."""

from dataclasses import replace
from datetime import timedelta
from typing import Any, ClassVar

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from events import approval, capacity, changing, seating, sign_up, waiting_list
from events.event import Event
from events.event_facts import EventFacts
from events.holding import Full
from events.occurrence import Occurrence
from events.pool import Pool
from events.registration import Registration
from events.session import Session
from tests.events import making
from tests.events.truth import what_is_wrong, what_reconciling_finds

pytestmark = pytest.mark.django_db

THOROUGH = settings(
    max_examples=15,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
people = st.integers(0, 9)
groups = st.integers(1, 3)
sessions = st.sets(st.integers(0, 1))


class Gathering(RuleBasedStateMachine):
    """One occurrence with few seats, two sessions, and ten people who cannot make up their mind."""

    shares: ClassVar[dict[str, int]] = {}

    def __init__(self) -> None:
        super().__init__()
        # As a TestCase would: what the deeds commit is taken back with this example.
        self.block: Any = transaction.atomic()
        self.block._from_testcase = True
        self.block.__enter__()
        occurrence = making.occurrence(capacity=5)
        self.pk = occurrence.pk
        for code, seats in self.shares.items():
            making.share(occurrence, code, seats=seats)
        self.sessions = [making.session(occurrence, hour=hour, capacity=2).pk for hour in (0, 1)]

    def teardown(self) -> None:
        assert what_reconciling_finds() == []
        self.take_back()

    def take_back(self) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    @property
    def date(self) -> Occurrence:
        return Occurrence.objects.select_related("event").get(pk=self.pk)

    def of(self, person: int) -> Registration | None:
        rows = Registration.objects.active().select_related("occurrence__event")
        return rows.filter(email=f"p{person}@sample.example").first()

    def wish(self, person: int, seats: int, chosen: set[int]) -> Any:
        return making.wish(
            f"p{person}@sample.example",
            seats=seats,
            sector=making.sector([*self.shares][person % len(self.shares)])
            if self.shares
            else None,
            sessions=[Session.objects.get(pk=self.sessions[number]) for number in chosen],
        )

    # What people do, often twice

    @rule(person=people, seats=groups, chosen=sessions)
    def sign_up(self, person: int, seats: int, chosen: set[int]) -> None:
        known = self.of(person)
        wish = replace(self.wish(person, seats, chosen), held_back=person == 9)
        try:
            sign_up.register(self.date, wish)
        except Full:
            return
        now = self.of(person)
        if known is not None:
            assert now == known
        elif now is not None and now.state in Registration.SEATED:
            self.assert_within_the_facts()

    @rule(person=people)
    def confirm_twice(self, person: int) -> None:
        if (found := self.of(person)) is not None:
            sign_up.confirm(found)
            assert not sign_up.confirm(found)

    @rule(person=people)
    def leave_twice(self, person: int) -> None:
        if (found := self.of(person)) is not None:
            assert sign_up.cancel(found)
            assert not sign_up.cancel(found)

    @rule(person=people, seats=groups, chosen=sessions)
    def change(self, person: int, seats: int, chosen: set[int]) -> None:
        if (found := self.of(person)) is None:
            return
        before = (found.seats, set(found.sessions.all()))
        try:
            changing.change(found, self.wish(person, seats, chosen))
        except Full:
            kept = self.of(person)
            assert kept is not None
            assert (kept.seats, set(kept.sessions.all())) == before

    # What the team and time do

    @rule()
    def promote_twice(self) -> None:
        waiting_list.promote(self.date)
        assert waiting_list.promote(self.date) == 0

    @rule(seats=st.one_of(st.none(), st.integers(1, 9)))
    def set_seats(self, seats: int | None) -> None:
        Event.objects.filter(pk=self.date.event_id).update(capacity=seats)
        seating.settle(self.date.event)

    @rule(session=st.integers(0, 1), seats=st.one_of(st.none(), st.integers(1, 4)))
    def set_seats_of_a_session(self, session: int, seats: int | None) -> None:
        Session.objects.filter(pk=self.sessions[session]).update(capacity=seats)
        seating.settle(self.date.event)

    @rule()
    def a_day_passes(self) -> None:
        late = timezone.now() + timedelta(hours=25)
        sign_up.release_unconfirmed(late)
        assert sign_up.release_unconfirmed(late) == 0

    @rule(seats=st.integers(0, 3))
    def hold_back(self, seats: int) -> None:
        Event.objects.filter(pk=self.date.event_id).update(held_back=seats)
        seating.settle(self.date.event)

    @rule(hours=st.sampled_from([None, 12]))
    def offer_seats_for_hours_or_give_them_at_once(self, hours: int | None) -> None:
        Event.objects.filter(pk=self.date.event_id).update(offer_hours=hours)

    @rule(how=st.sampled_from(EventFacts.Admission.values))
    def let_the_team_decide_or_not(self, how: str) -> None:
        Event.objects.filter(pk=self.date.event_id).update(admission=how)

    @rule(person=people)
    def accept_twice(self, person: int) -> None:
        if (found := self.of(person)) is not None:
            was_offered = found.state == Registration.State.OFFERED
            assert sign_up.accept(found) == was_offered
            assert not sign_up.accept(found)

    @rule(person=people, yes=st.booleans())
    def decide_twice(self, person: int, yes: bool) -> None:
        asks = Registration.objects.active().requested().select_related("occurrence__event")
        found = asks.filter(email=f"p{person}@sample.example").first()
        if found is None:
            return
        decide = approval.approve if yes else approval.decline
        try:
            assert decide(found)
        except Full:
            return
        assert not decide(found)

    @rule(does=st.booleans())
    def have_a_waiting_list(self, does: bool) -> None:
        Event.objects.filter(pk=self.date.event_id).update(has_waiting_list=does)

    # What must hold after each of them

    @invariant()
    def all_is_true(self) -> None:
        assert what_is_wrong(self.pk) == []

    # Whoever gets a seat must not take one that the facts do not give

    def assert_within_the_facts(self) -> None:
        limit = self.date.capacity
        gate = Pool.objects.of_occurrences().get(occurrence=self.pk)
        assert limit is None or gate.taken <= limit


class Divided(Gathering):
    """The same with two shares of the seats, and a rest of one."""

    shares: ClassVar[dict[str, int]] = {"government": 2, "education": 2}


@pytest.mark.parametrize("gathering", [Gathering, Divided])
def test_seats_stay_true_in_any_order_of_deeds(gathering: type[Gathering]) -> None:
    run_state_machine_as_test(gathering, settings=THOROUGH)


def test_a_seat_that_is_not_given_back_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(capacity, "give_back", lambda _pools, **_seats: None)
    gathering = Gathering()
    gathering.sign_up(person=1, seats=2, chosen=set())
    gathering.all_is_true()
    gathering.leave_twice(person=1)

    with pytest.raises(AssertionError, match="2 taken; the rows have 0"):
        gathering.all_is_true()
    with pytest.raises(AssertionError):
        gathering.teardown()
    gathering.take_back()
