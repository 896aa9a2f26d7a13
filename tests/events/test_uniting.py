"""Two registrations of one person become one; nothing that is wanted is lost, seats stay true."""

from uuid import uuid4

import pytest

from events import approval, check_in, seating, uniting
from events.answer import Answer, QuestionVersion
from events.certificate import Certificate, certificate_for, certificate_of
from events.check_in import By, CheckIn, Tap
from events.contribution import contribute
from events.moving import Reason, Refused
from events.note import write_note
from events.outbox import Kind
from events.pool import Pool
from events.registration import Registration
from tests.events import making

pytestmark = pytest.mark.django_db

State = Registration.State


def taken(occurrence: object) -> int:
    return Pool.objects.of_occurrences().get(occurrence=occurrence).taken


def answered(registration: Registration, value: str, key: object) -> None:
    version = QuestionVersion(
        key=key, kind="text", language="en", label="Diet", forget_after_days=9
    ).written()
    Answer.objects.create(registration=registration, version=version, key=key, value=value)


def refused(deed: object) -> str:
    with pytest.raises(Refused) as caught:
        deed()
    return caught.value.reason


def test_the_seats_that_somebody_had_twice_go_to_who_waits() -> None:
    occurrence = making.occurrence(capacity=3)
    kept, gone = making.confirmed(occurrence, seats=1), making.confirmed(occurrence, seats=2)
    waits = making.confirmed(occurrence)

    uniting.merge(kept, gone)

    for one in (kept, gone, waits):
        one.refresh_from_db()
    assert (kept.state, kept.seats, gone.state) == (State.CONFIRMED, 2, State.CANCELLED)
    assert (waits.state, taken(occurrence)) == (State.CONFIRMED, 3)
    assert seating.reconcile() == []


def test_who_waits_takes_over_the_seat_of_the_other_registration() -> None:
    occurrence = making.occurrence(capacity=1)
    gone, kept = making.confirmed(occurrence), making.confirmed(occurrence)
    behind = making.confirmed(occurrence)

    uniting.merge(kept, gone)

    kept.refresh_from_db()
    assert (kept.state, kept.position) == (State.CONFIRMED, None)
    assert behind.place_on_waiting_list == 1
    assert seating.reconcile() == []


def test_two_who_wait_are_one_in_the_better_place() -> None:
    occurrence = making.occurrence(capacity=1)
    making.confirmed(occurrence)
    gone, between, kept = (making.confirmed(occurrence) for _number in range(3))

    uniting.merge(kept, gone)

    kept.refresh_from_db()
    assert (kept.place_on_waiting_list, between.place_on_waiting_list) == (1, 2)
    assert seating.reconcile() == []


def test_all_seats_of_both_can_be_kept() -> None:
    occurrence = making.occurrence(capacity=3)
    kept, gone = making.confirmed(occurrence, seats=1), making.confirmed(occurrence, seats=2)
    making.confirmed(occurrence)

    uniting.merge(kept, gone, seats=3)

    assert (Registration.objects.get(pk=kept.pk).seats, taken(occurrence)) == (3, 3)


def test_more_seats_than_there_are_change_nothing() -> None:
    occurrence = making.occurrence(capacity=3)
    kept, gone = making.confirmed(occurrence, seats=1), making.confirmed(occurrence, seats=2)

    assert refused(lambda: uniting.merge(kept, gone, seats=4)) == Reason.FULL

    assert (Registration.objects.active().count(), taken(occurrence)) == (2, 3)


def test_sessions_of_both_are_kept() -> None:
    occurrence = making.occurrence()
    first = making.session(occurrence, capacity=1)
    second = making.session(occurrence, hour=1, capacity=1)
    kept = making.confirmed(occurrence, sessions=[first])
    gone = making.confirmed(occurrence, sessions=[second])

    uniting.merge(kept, gone)

    assert set(kept.sessions.all()) == {first, second}
    assert seating.reconcile() == []


def test_answers_that_are_lacking_notes_and_check_ins_come_along() -> None:
    occurrence, same, other = making.occurrence(), uuid4(), uuid4()
    kept, gone = making.confirmed(occurrence), making.confirmed(occurrence)
    answered(kept, "nuts", same)
    answered(gone, "milk", same)
    answered(gone, "by train", other)
    write_note(gone, "rang on Monday")
    CheckIn.objects.create(uuid=uuid4(), registration=gone)

    uniting.merge(kept, gone)

    assert set(kept.answers.values_list("value", flat=True)) == {"nuts", "by train"}
    assert (kept.notes.get().text, kept.check_ins.count()) == ("rang on Monday", 1)
    assert not gone.answers.exists()


def test_a_certificate_what_was_given_and_the_wish_for_the_calendar_come_along() -> None:
    occurrence = making.occurrence()
    kept, gone = making.confirmed(occurrence), making.confirmed(occurrence)
    Registration.objects.filter(pk=gone.pk).update(wants_appointment=True, wants_mailings=False)
    CheckIn.objects.create(uuid=uuid4(), registration=gone)
    paper = certificate_for(gone).number
    given = contribute(
        gone, kind="idea", text="Meet again", language="en", shown_as="nobody", stays=False
    )

    uniting.merge(kept, gone)

    known = Certificate.objects.numbered(paper)
    assert known is not None
    assert (known.registration, known.is_true, certificate_of(kept)) == (kept, True, None)
    assert certificate_for(kept).number != paper
    assert list(kept.contributions.all()) == [given]
    assert (kept.wants_appointment, kept.wants_mailings) == (True, False)


def test_both_addresses_are_told() -> None:
    occurrence = making.occurrence()
    kept, gone = making.confirmed(occurrence), making.confirmed(occurrence)

    uniting.merge(kept, gone)

    for one in (kept, gone):
        assert one.letters.filter(kind=Kind.MERGED).count() == 1
    assert not gone.letters.filter(kind=Kind.CANCELLED).exists()


@pytest.mark.parametrize("case", ["same", "elsewhere", "unconfirmed", "left"])
def test_what_makes_no_sense_is_refused(case: str) -> None:
    occurrence = making.occurrence()
    gone = making.confirmed(occurrence)
    kept = making.confirmed(occurrence)
    if case == "same":
        kept = gone
    if case == "elsewhere":
        kept = making.confirmed(making.another_date(occurrence, days=7))
    if case == "unconfirmed":
        kept = making.registration(occurrence)
    if case == "left":
        Registration.objects.filter(pk=gone.pk).update(state=State.CANCELLED)

    assert refused(lambda: uniting.merge(kept, gone)) == case


def test_taking_back_a_walk_in_that_was_merged_cancels_nobody() -> None:
    occurrence = making.occurrence(capacity=9)
    kept = making.confirmed(occurrence)
    tap = Tap(uuid4(), by=By(), at=occurrence.starts_at)
    came = check_in.walk_in(occurrence, "Ada", tap, language="en").registration
    uniting.merge(kept, came)

    check_in.undo(kept, [tap.uuid])

    kept.refresh_from_db()
    assert kept.state == State.CONFIRMED
    assert not kept.check_ins.standing().exists()
    assert seating.reconcile() == []


@pytest.mark.parametrize("asks_first", [True, False])
def test_somebody_who_asks_and_has_a_seat_is_one_who_has_a_seat(asks_first: bool) -> None:
    occurrence = making.occurrence(capacity=9, admission="while-asked")
    asks = making.confirmed(occurrence, seats=2)
    seated = making.confirmed(occurrence)
    approval.approve(seated)
    kept, gone = (asks, seated) if asks_first else (seated, asks)

    uniting.merge(kept, gone)

    kept.refresh_from_db()
    assert (kept.state, kept.holds_seat) == (State.CONFIRMED, False)
    assert seating.reconcile() == []
