"""An organisation never sends more people than it may, whoever answers at the same moment."""

import pytest

from events import delegation, inviting
from events.busy import Busy
from events.delegation import TooMany
from events.holding import Full
from events.invitation import Invitation
from events.inviting import Guest, Terms
from events.occurrence import Occurrence
from events.outbox import Letter
from events.registration import Registration
from stakeholders.organisation import Organisation
from tests.concurrency.arena import PROCESSES, Arena, Together, together
from tests.concurrency.test_seats import assert_seats_are_true
from tests.delegations.guests import invitation, organisation, person
from tests.events import making

pytestmark = pytest.mark.concurrency

SEATS = 5


def _make(**values: object) -> int:
    return invitation(**{"seats": SEATS, **values}).pk


def _get(pk: int) -> Invitation:
    rows = Invitation.objects.select_related("event", "occurrence__event", "organisation")
    return rows.get(pk=pk)


def _name(pk: int, number: int, *, attempts: int = 3) -> list[str]:
    """One contact person who names several people, one after the other, each for the next date."""
    answers = []
    for attempt in range(attempts):
        asked = _get(pk)
        dates = list(asked.event.occurrences.select_related("event").order_by("pk"))
        date = dates[(number + attempt) % len(dates)]
        try:
            delegation.name(asked, date, person(f"p{number}-{attempt}@school.example"))
            answers.append("named")
        except TooMany:
            answers.append("too many")
        except (Full, Busy) as error:
            answers.append(type(error).__name__)
    return answers


def _counted(pk: int) -> tuple[int, int]:
    """How many are named, and how many seats that is."""
    asked = _get(pk)
    assert_seats_are_true(asked.occurrence_id)
    return asked.delegates.counted().count(), asked.occurrence.pools.get().taken


def _make_to_several_dates() -> int:
    """Whoever is named for one date does not meet those of the others in any pool of seats."""
    asked = invitation(seats=SEATS)
    for days in (7, 14):
        making.another_date(asked.occurrence, days=days)
    Invitation.objects.filter(pk=asked.pk).update(occurrence=None)
    return asked.pk


def test_contact_persons_at_once_name_no_more_than_allowed(everywhere: Arena) -> None:
    pk = everywhere.run(_make_to_several_dates)

    answers = everywhere.rush(lambda number: _name(pk, number))

    told = [one for each in answers for one in each]
    assert everywhere.run(lambda: _get(pk).delegates.counted().count()) == SEATS
    assert everywhere.run(lambda: Registration.objects.active().count()) == SEATS
    assert told.count("named") == SEATS
    assert set(told) <= {"named", "too many", "Busy"}


def test_the_same_name_sent_many_times_at_once_is_one_delegate(everywhere: Arena) -> None:
    pk = everywhere.run(_make)

    def once(_number: int) -> str:
        asked = _get(pk)
        try:
            delegation.name(asked, asked.occurrence, person("same@school.example"))
        except Busy:
            return "busy"
        return "named"

    answers = everywhere.rush(once)

    assert "named" in answers
    assert everywhere.run(lambda: _counted(pk)) == (1, 1)
    assert everywhere.run(lambda: Letter.objects.filter(kind="named").count()) == 1


def test_many_replace_the_same_delegate_and_one_successor_has_the_seat(everywhere: Arena) -> None:
    pk = everywhere.run(lambda: _make(seats=1, capacity=1, has_waiting_list=False))

    def first() -> None:
        asked = _get(pk)
        delegation.name(asked, asked.occurrence, person("first@school.example"))

    def replaced(number: int) -> str:
        rows = _get(pk).delegates.select_related("registration__occurrence__event", "invitation")
        delegate = rows.get(email="first@school.example")
        try:
            delegation.replace(delegate, person(f"p{number}@school.example"))
        except (TooMany, Busy) as error:
            return type(error).__name__
        return "replaced"

    everywhere.run(first)
    answers = everywhere.rush(replaced)

    assert answers.count("replaced") == 1
    assert everywhere.run(lambda: _counted(pk)) == (1, 1)


def test_naming_and_withdrawing_at_once_leaves_nobody_behind(everywhere: Arena) -> None:
    pk = everywhere.run(_make)

    def either(number: int) -> str:
        asked = _get(pk)
        try:
            if number % 2:
                delegation.withdraw(asked)
            else:
                delegation.name(asked, asked.occurrence, person(f"p{number}@school.example"))
        except (TooMany, delegation.Withdrawn, Busy) as error:
            return type(error).__name__
        return "done"

    everywhere.rush(either)

    assert everywhere.run(lambda: _counted(pk)) == (0, 0)


def _date(_number: int = 0) -> int:
    return making.occurrence().pk


def test_two_who_invite_at_once_write_one_letter_each(everywhere: Arena) -> None:
    pk = everywhere.run(_date)
    keys = everywhere.run(lambda: [organisation().pk for _number in range(8)])

    def invite(_number: int) -> str:
        date = Occurrence.objects.select_related("event").get(pk=pk)
        rows = Organisation.objects.filter(pk__in=keys)
        guests = [Guest(one, "office@school.example", "en") for one in rows]
        try:
            inviting.invite(date.event, guests, Terms(occurrence=date))
        except Busy:
            return "busy"
        return "done"

    answers = everywhere.rush(invite)

    assert "done" in answers
    assert everywhere.run(Invitation.objects.count) == len(keys)
    assert everywhere.run(Letter.objects.count) == len(keys)


def _looks_first(pk: int, number: int, all_have_looked: Together) -> None:
    """As one would write it who counts before writing, and holds nothing meanwhile."""
    asked = _get(pk)
    has_room = asked.delegates.counted().count() < asked.seats
    all_have_looked()
    if has_room:
        registration = making.wish(f"p{number}@school.example")
        row = Registration.objects.create(
            occurrence=asked.occurrence,
            email=registration.email,
            language="en",
            state=Registration.State.HELD,
        )
        asked.delegates.create(registration=row, email=row.email, language="en")


def test_counting_first_and_naming_then_names_too_many(arena: Arena) -> None:
    """The control: what this test's rush does to code that does not claim the invitation."""
    pk = arena.run(_make)
    all_have_looked = together()

    arena.rush(lambda number: _looks_first(pk, number, all_have_looked))

    named = arena.run(lambda: _get(pk).delegates.counted().count())
    assert named == PROCESSES
    assert named > SEATS
