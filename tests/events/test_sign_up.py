"""Signing up, confirming, changing and cancelling."""

from datetime import timedelta

import pytest
from django.utils import timezone
from time_machine import travel

from events import changing, first_letters, holding, sign_up
from events.outbox import Kind
from events.pool import Pool
from events.registration import Registration
from tests.events import making

pytestmark = pytest.mark.django_db

State = Registration.State


def _pool(of: object) -> tuple[int, int]:
    pool = Pool.objects.of_occurrences().get(occurrence=of)
    return pool.taken, pool.waiting


def _letters(of: Registration) -> list[str]:
    return list(of.letters.order_by("pk").values_list("kind", flat=True))


def test_a_seat_is_held_until_the_address_is_confirmed() -> None:
    occurrence = making.occurrence(capacity=5)

    made = making.registration(occurrence, seats=2)

    assert made.state == State.HELD
    assert _pool(occurrence) == (2, 0)
    assert _letters(made) == [Kind.CONFIRM]


def test_confirming_twice_happens_once() -> None:
    made = making.registration(making.occurrence(capacity=5))

    answers = [sign_up.confirm(made), sign_up.confirm(made)]

    assert answers == [True, False]
    assert made.state == State.CONFIRMED
    assert _letters(made) == [Kind.CONFIRM, Kind.REGISTERED]


def test_cancelling_twice_gives_one_seat_back() -> None:
    occurrence = making.occurrence(capacity=5)
    making.confirmed(occurrence)
    made = making.confirmed(occurrence, seats=3)

    answers = [sign_up.cancel(made), sign_up.cancel(made)]

    assert answers == [True, False]
    assert _pool(occurrence) == (1, 0)
    assert _letters(made)[-1] == Kind.CANCELLED


def test_who_signs_up_when_all_is_taken_waits() -> None:
    occurrence = making.occurrence(capacity=1)
    making.confirmed(occurrence)

    second, third = making.confirmed(occurrence), making.confirmed(occurrence)

    assert [one.state for one in (second, third)] == [State.WAITING, State.WAITING]
    assert [one.place_on_waiting_list for one in (second, third)] == [1, 2]
    assert _pool(occurrence) == (1, 2)


def test_without_a_waiting_list_it_is_full() -> None:
    occurrence = making.occurrence(capacity=1, has_waiting_list=False)
    making.registration(occurrence)

    with pytest.raises(holding.Full):
        making.registration(occurrence)

    assert _pool(occurrence) == (1, 0)


def test_an_address_that_is_registered_gets_a_letter_and_no_second_seat() -> None:
    occurrence = making.occurrence(capacity=5)
    made = making.confirmed(occurrence, "known@sample.example")

    sign_up.register(occurrence, making.wish("known@sample.example", seats=3))

    assert Registration.objects.count() == 1
    assert _pool(occurrence) == (1, 0)
    assert _letters(made) == [Kind.CONFIRM, Kind.REGISTERED, Kind.KNOWN]


def test_a_known_address_gets_one_more_letter_an_hour() -> None:
    occurrence = making.occurrence(capacity=5)
    made = making.registration(occurrence, "known@sample.example")

    for hours in (0.5, 1.1, 1.2, 2.3):
        with travel(timezone.now() + timedelta(hours=hours), tick=False):
            sign_up.register(occurrence, making.wish("known@sample.example"))

    assert list(made.letters.order_by("number").values_list("kind", "number")) == [
        (Kind.CONFIRM, 1),
        (Kind.CONFIRM, 2),
        (Kind.CONFIRM, 3),
    ]


def test_two_who_sign_up_with_one_address_in_the_same_moment_are_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each looks before the other has written."""
    occurrence = making.occurrence(capacity=5)
    first = making.registration(occurrence)
    met = iter([first_letters.Met(None, ()), sign_up.meet(occurrence, first.email)])
    monkeypatch.setattr(sign_up, "meet", lambda *_: next(met))

    sign_up.register(occurrence, making.wish(email=first.email))

    assert Registration.objects.get() == first
    assert _pool(occurrence) == (1, 0)


def test_a_known_address_waiting_leaves_the_list_as_it_was() -> None:
    occurrence = making.occurrence(capacity=1)
    making.confirmed(occurrence)
    making.confirmed(occurrence, "known@sample.example")

    sign_up.register(occurrence, making.wish("known@sample.example"))

    assert _pool(occurrence) == (1, 1)


def test_many_events_cannot_fill_a_strangers_mailbox(settings) -> None:
    settings.EVENTS_LETTERS_PER_HOUR = 2

    made = [making.registration(making.occurrence(), "victim@sample.example") for _ in range(3)]

    now = timezone.now()
    assert [one.letters.get().next_try_at > now for one in made] == [False, False, True]


def test_who_cancelled_may_sign_up_again() -> None:
    occurrence = making.occurrence(capacity=1)
    sign_up.cancel(making.confirmed(occurrence, "back@sample.example"))

    again = making.registration(occurrence, "back@sample.example")

    assert again.state == State.HELD
    assert _pool(occurrence) == (1, 0)


def test_a_session_that_is_full_refuses_the_whole_wish() -> None:
    occurrence = making.occurrence(capacity=5)
    workshop = making.session(occurrence, capacity=1)
    making.registration(occurrence, sessions=[workshop])

    with pytest.raises(holding.Full) as refused:
        making.registration(occurrence, sessions=[workshop])

    assert refused.value.session == workshop
    assert _pool(occurrence) == (1, 0)


def test_whoever_is_let_in_gets_the_sessions_that_are_left_and_hears_which_are_not() -> None:
    occurrence = making.occurrence(capacity=2)
    small, large = making.session(occurrence, capacity=1), making.session(occurrence, capacity=9)
    leaver = making.confirmed(occurrence)
    making.confirmed(occurrence, sessions=[small])
    lucky = making.confirmed(occurrence, sessions=[small, large])

    sign_up.cancel(leaver)

    assert list(lucky.sessions.all()) == [large]
    assert lucky.letters.get(kind=Kind.PROMOTED).details == {"lost_sessions": [small.pk]}


def test_changing_moves_seats_between_sessions() -> None:
    occurrence = making.occurrence(capacity=5)
    one, other = making.session(occurrence, capacity=2), making.session(occurrence, capacity=2)
    made = making.confirmed(occurrence, sessions=[one])

    changed = changing.change(made, making.wish(made.email, seats=2, sessions=[other]))

    assert changed
    pools = Pool.objects.in_order().values_list("session", "taken")
    assert list(pools) == [(None, 2), (one.pk, 0), (other.pk, 2)]
    assert _letters(made)[-1] == Kind.CHANGED


def test_a_change_that_does_not_fit_leaves_everything() -> None:
    occurrence = making.occurrence(capacity=3)
    small, large = making.session(occurrence, capacity=1), making.session(occurrence, capacity=9)
    making.confirmed(occurrence, sessions=[small])
    made = making.confirmed(occurrence, sessions=[large])

    with pytest.raises(holding.Full):
        changing.change(made, making.wish(made.email, seats=2, sessions=[small]))

    made.refresh_from_db()
    assert (made.seats, list(made.sessions.all())) == (1, [large])
    pools = Pool.objects.in_order().values_list("session", "taken")
    assert list(pools) == [(None, 2), (small.pk, 1), (large.pk, 1)]


def test_fewer_seats_let_in_who_waits() -> None:
    occurrence = making.occurrence(capacity=2)
    made, waiting = making.confirmed(occurrence, seats=2), making.confirmed(occurrence)

    changing.change(made, making.wish(made.email, seats=1))

    waiting.refresh_from_db()
    assert waiting.state == State.CONFIRMED


def test_more_seats_are_refused_while_somebody_waits() -> None:
    occurrence = making.occurrence(capacity=3)
    made = making.confirmed(occurrence)
    leaver = making.confirmed(occurrence, seats=2)
    making.confirmed(occurrence, seats=3)
    sign_up.cancel(leaver)

    with pytest.raises(holding.Full):
        changing.change(made, making.wish(made.email, seats=2))

    assert _pool(occurrence) == (1, 1)


def test_nobody_is_let_in_once_it_has_begun() -> None:
    occurrence = making.occurrence(capacity=1)
    first, second = making.confirmed(occurrence), making.confirmed(occurrence)

    with travel(occurrence.starts_at + timedelta(minutes=1)):
        sign_up.cancel(first)

    second.refresh_from_db()
    assert second.state == State.WAITING


@pytest.mark.parametrize(
    "facts",
    [
        {"status": "cancelled"},
        {"status": "postponed"},
        {"is_registration_needed": False},
        {"registration_opens_at": timedelta(days=1)},
        {"registration_closes_at": timedelta(days=-1)},
    ],
    ids=["cancelled", "postponed", "no sign-up", "not yet", "no more"],
)
def test_one_cannot_sign_up_when_it_is_not_open(facts: dict) -> None:
    now = timezone.now()
    facts = {name: now + fact if name.endswith("_at") else fact for name, fact in facts.items()}
    occurrence = making.occurrence(**facts)

    with pytest.raises(holding.Closed):
        making.registration(occurrence)

    assert not Registration.objects.exists()
