"""Letters leave exactly once: claims, leases, retries, and a mail server that says no."""

import smtplib
from collections.abc import Iterator
from datetime import timedelta

import pytest
from aiosmtpd.controller import Controller
from django.core.mail.backends.smtp import EmailBackend
from django.utils import timezone
from time_machine import travel

from events import outbox
from events.letters.sending import send
from events.outbox import Kind, Letter, NotNeeded
from tests.events import making
from tests.postgres import free_port

pytestmark = pytest.mark.django_db

State = Letter.State


class Postman:
    """Remembers what it was given; does as it is told before."""

    def __init__(self, *troubles: Exception | None) -> None:
        self.troubles = list(troubles)
        self.given: list[int] = []

    def __call__(self, letter: Letter) -> None:
        trouble = self.troubles.pop(0) if self.troubles else None
        if trouble is not None:
            raise trouble
        self.given.append(letter.pk)


@pytest.fixture
def letter() -> Letter:
    return making.registration(making.occurrence()).letters.get()


def test_a_letter_is_sent_once(letter: Letter) -> None:
    postman = Postman()

    counts = [outbox.drain(postman)["sent"] for _ in range(2)]

    letter.refresh_from_db()
    assert (counts, postman.given) == ([1, 0], [letter.pk])
    assert (letter.state, letter.attempts) == (State.SENT, 1)


def test_writing_a_letter_twice_writes_it_once(letter: Letter) -> None:
    outbox.write([Letter(registration=letter.registration, kind=letter.kind, number=1)])

    assert Letter.objects.count() == 1


def test_a_letter_that_could_not_leave_is_tried_later(letter: Letter) -> None:
    postman = Postman(ConnectionRefusedError("nobody there"))

    first = outbox.drain(postman)
    at_once = outbox.drain(postman)
    with travel(timezone.now() + timedelta(minutes=2)):
        later = outbox.drain(postman)

    letter.refresh_from_db()
    assert (first["postponed"], sum(at_once.values()), later["sent"]) == (1, 0, 1)
    assert (letter.state, letter.attempts, letter.error) == (State.SENT, 2, "")


def test_after_the_last_attempt_a_letter_has_failed(letter: Letter) -> None:
    postman = Postman(*[TimeoutError("slow")] * 20)
    moment = timezone.now()

    for _attempt in range(10):
        with travel(moment):
            outbox.drain(postman)
        moment += timedelta(days=2)

    letter.refresh_from_db()
    assert letter.state == State.FAILED
    assert letter.attempts == len(outbox.PATIENCE) + 1
    assert letter.error == "TimeoutError: slow"


def test_an_address_that_is_refused_for_good_is_not_tried_again(letter: Letter) -> None:
    refusal = smtplib.SMTPRecipientsRefused({"x@sample.example": (550, b"no such user")})

    outbox.drain(Postman(refusal))

    letter.refresh_from_db()
    assert (letter.state, letter.attempts) == (State.FAILED, 1)


def test_a_greylisting_server_is_asked_again(letter: Letter) -> None:
    refusal = smtplib.SMTPRecipientsRefused({"x@sample.example": (451, b"later")})

    outbox.drain(Postman(refusal))

    letter.refresh_from_db()
    assert letter.state == State.WAITING


def test_one_bad_letter_does_not_hold_up_the_others() -> None:
    occurrence = making.occurrence()
    for _number in range(3):
        making.registration(occurrence)

    counts = outbox.drain(Postman(ValueError("bad"), None, None))

    assert counts == {"sent": 2, "dropped": 0, "postponed": 1, "failed": 0}


def test_while_the_mail_server_is_away_the_others_lose_no_attempt() -> None:
    occurrence = making.occurrence()
    for _number in range(6):
        making.registration(occurrence)

    counts = outbox.drain(Postman(*[ConnectionRefusedError("nobody there")] * 6))

    assert counts["postponed"] == outbox.IN_VAIN
    assert Letter.objects.filter(attempts=0).count() == 6 - outbox.IN_VAIN


def test_a_mail_server_that_hangs_up_now_and_then_is_not_away() -> None:
    occurrence = making.occurrence()
    for _number in range(6):
        making.registration(occurrence)
    hangs_up = smtplib.SMTPServerDisconnected("too many letters")

    counts = outbox.drain(Postman(hangs_up, hangs_up, None, hangs_up))

    assert (counts["sent"], counts["postponed"]) == (3, 3)


def test_a_round_that_is_to_be_over_begins_no_other_letter() -> None:
    occurrence = making.occurrence()
    for _number in range(4):
        making.registration(occurrence)
    postman = Postman()

    outbox.drain(postman, is_over=lambda: len(postman.given) == 2)

    assert Letter.objects.filter(state=State.SENT).count() == 2
    assert Letter.objects.filter(state=State.WAITING, attempts=0).count() == 2


def test_what_is_no_longer_so_is_dropped(letter: Letter) -> None:
    outbox.drain(Postman(NotNeeded()))

    letter.refresh_from_db()
    assert letter.state == State.DROPPED


def test_a_letter_whose_worker_died_is_sent_when_the_lease_is_over(letter: Letter) -> None:
    Letter.objects.update(
        state=State.CLAIMED, attempts=1, claimed_until=timezone.now() + timedelta(minutes=5)
    )
    postman = Postman()

    early = outbox.drain(postman)
    with travel(timezone.now() + timedelta(minutes=6)):
        late = outbox.drain(postman)

    assert (early["sent"], late["sent"]) == (0, 1)


def test_a_worker_that_is_too_slow_leaves_the_outcome_to_the_next(letter: Letter) -> None:
    def _slow(mine: Letter) -> None:
        Letter.objects.filter(pk=mine.pk).update(claimed_until=timezone.now())
        outbox.drain(Postman())
        raise TimeoutError

    outbox.drain(_slow)

    letter.refresh_from_db()
    assert letter.state == State.SENT


def test_a_failed_letter_can_be_sent_again(letter: Letter) -> None:
    Letter.objects.update(state=State.FAILED, attempts=7)

    count = outbox.send_again(Letter.objects.all())

    assert count == 1
    assert outbox.drain(Postman())["sent"] == 1


class Mailbox:
    """What a mail server keeps; `answer` is what it says first."""

    def __init__(self) -> None:
        self.kept: list[bytes] = []
        self.answer = "250 OK"

    async def handle_DATA(self, server, session, envelope) -> str:
        if self.answer.startswith("250"):
            self.kept.append(envelope.content)
        return self.answer


@pytest.fixture
def mailbox() -> Iterator[tuple[Mailbox, int]]:
    kept = Mailbox()
    server = Controller(kept, hostname="127.0.0.1", port=free_port())
    server.start()
    yield kept, server.port
    server.stop()


def test_a_real_mail_server_that_refuses_at_first_gets_the_letter_in_the_end(
    mailbox: tuple[Mailbox, int],
) -> None:
    kept, port = mailbox
    occurrence = making.occurrence()
    making.page(occurrence, title="Round table")
    made = making.confirmed(occurrence)
    kept.answer = "451 try later"

    def _drain() -> dict[str, int]:
        connection = EmailBackend(host="127.0.0.1", port=port, timeout=5)
        try:
            return outbox.drain(lambda letter: send(letter, connection))
        finally:
            connection.close()

    first = _drain()
    kept.answer = "250 OK"
    with travel(timezone.now() + timedelta(minutes=2)):
        second = _drain()

    assert (first["postponed"], second["sent"]) == (1, 1)
    assert len(kept.kept) == 1
    assert made.letters.get(kind=Kind.REGISTERED).state == State.SENT


def test_without_a_mail_server_letters_wait() -> None:
    occurrence = making.occurrence()
    making.page(occurrence)
    making.registration(occurrence)
    connection = EmailBackend(host="127.0.0.1", port=1, timeout=1)

    counts = outbox.drain(lambda letter: send(letter, connection))

    assert counts["postponed"] == 1
    assert Letter.objects.get().error.startswith("ConnectionRefusedError")
