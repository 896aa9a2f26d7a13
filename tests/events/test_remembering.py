"""Many letters: what is the same for them is looked up once, and is never older than they are."""

from typing import Any

import pytest
from django.core import mail
from django.core.mail import get_connection
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from events import outbox
from events.letters.sending import send
from events.occurrence import Occurrence
from events.outbox import Kind, Letter
from events.pages import EventPage
from events.registration import Registration
from events.remembering import forget, once, remembering
from tests.events import making

pytestmark = pytest.mark.django_db

A_LETTER = 3
"""Claim it, read it with the person, write that it was sent."""


@pytest.fixture
def asked() -> list[str]:
    return []


@pytest.fixture
def answer(asked: list[str]) -> Any:
    @once
    def say(question: str) -> str:
        asked.append(question)
        return f"{question} {translation.get_language()}"

    return say


def test_a_question_is_answered_once_within_the_block(answer: Any, asked: list[str]) -> None:
    with remembering():
        said = [answer("when"), answer("when"), answer("where")]

    assert said == ["when en", "when en", "where en"]
    assert asked == ["when", "where"]


def test_another_language_is_another_question(answer: Any) -> None:
    with remembering():
        answer("when")
        with translation.override("nl"):
            assert answer("when") == "when nl"


def test_nothing_is_remembered_outside_or_after(answer: Any, asked: list[str]) -> None:
    with remembering():
        answer("when")
        forget()
        answer("when")
    forget()
    answer("when")
    answer("when")

    assert asked == ["when"] * 4


@pytest.fixture
def occurrence() -> Occurrence:
    made = making.occurrence(mode="hybrid", join_url="https://meet.example/room")
    making.page(made, title="Round table")
    return made


def _registered(occurrence: Occurrence, count: int) -> list[Registration]:
    """So many people, each with one letter that waits."""
    people = [making.confirmed(occurrence) for _number in range(count)]
    Letter.objects.exclude(kind=Kind.REGISTERED).delete()
    return people


def _drain(before: Any = None) -> dict[str, int]:
    through = get_connection()

    def _send(letter: Letter) -> None:
        send(letter, through)
        if before is not None and letter.kind == Kind.REGISTERED:
            before(letter)

    return outbox.drain(_send)


def _queries(occurrence: Occurrence, count: int) -> int:
    _registered(occurrence, count)
    with CaptureQueriesContext(connection) as asked:
        assert _drain()["sent"] == count
    return len(asked)


def test_each_further_letter_asks_the_database_three_times(occurrence: Occurrence) -> None:
    _queries(occurrence, 1)

    one, three = _queries(occurrence, 1), _queries(occurrence, 3)

    assert three - one == 2 * A_LETTER


def test_a_letter_of_a_change_in_the_midst_of_a_round_tells_the_change(
    occurrence: Occurrence,
) -> None:
    (person,) = _registered(occurrence, 1)

    def _rename(_letter: Letter) -> None:
        EventPage.objects.update(title="Square table")
        outbox.write([Letter(registration=person, kind=Kind.EVENT_CHANGED, number=1)])

    _drain(_rename)

    subjects = [message.subject for message in mail.outbox]
    assert [subject.rpartition(": ")[2] for subject in subjects] == ["Round table", "Square table"]


def test_each_person_has_their_own_words_in_a_letter(occurrence: Occurrence) -> None:
    people = _registered(occurrence, 2)

    _drain()

    for person, message in zip(people, mail.outbox, strict=True):
        (other,) = (one for one in people if one != person)
        assert message.to == [person.email]
        assert person.key() in message.body
        assert other.key() not in message.message().as_string()
