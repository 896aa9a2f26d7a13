"""Letters are neither lost nor doubled when workers meet, or die."""

from functools import partial
from itertools import count
from pathlib import Path

import pytest
from django.utils import timezone

from events import outbox
from events.outbox import Letter
from tests.concurrency.arena import Arena, Together, together
from tests.events import making

pytestmark = pytest.mark.concurrency

LETTERS = 24


def _prepare(count: int) -> None:
    occurrence = making.occurrence()
    for _number in range(count):
        making.registration(occurrence)


def _drain(file: Path, _number: int = 0) -> dict[str, int]:
    """A worker whose mail server is a file: one line for each letter that it takes."""

    def _send(letter: Letter) -> None:
        with file.open("a") as lines:
            lines.write(f"{letter.pk}\n")

    return outbox.drain(_send)


def _numbers() -> set[str]:
    return {str(pk) for pk in Letter.objects.values_list("pk", flat=True)}


def _states() -> set[str]:
    return set(Letter.objects.values_list("state", flat=True))


def test_many_workers_send_each_letter_once(arena: Arena, tmp_path: Path) -> None:
    file = tmp_path / "sent"
    arena.run(partial(_prepare, LETTERS))

    answers = arena.rush(partial(_drain, file), processes=6)

    sent = file.read_text().split()
    assert sum(answer["sent"] for answer in answers) == LETTERS
    assert len(sent) == LETTERS
    assert set(sent) == arena.run(_numbers)
    assert arena.run(_states) == {"sent"}


def _drain_naively(file: Path, all_have_read: Together, _number: int) -> None:
    """What everybody writes first: read what is due, send it, then say so."""
    due = list(Letter.objects.due(timezone.now()))
    all_have_read()
    for letter in due:
        with file.open("a") as lines:
            lines.write(f"{letter.pk}\n")
        Letter.objects.filter(pk=letter.pk).update(state=Letter.State.SENT)


def test_this_test_would_notice_a_doubled_letter(arena: Arena, tmp_path: Path) -> None:
    """The positive control: workers that claim nothing send letters several times."""
    file = tmp_path / "sent"
    arena.run(partial(_prepare, LETTERS))

    arena.rush(partial(_drain_naively, file, together(6)), processes=6)

    assert len(file.read_text().split()) == 6 * LETTERS


def _end_leases() -> int:
    claimed = Letter.objects.filter(state=Letter.State.CLAIMED)
    return claimed.update(claimed_until=timezone.now())


def _drain_until(file: Path, killed: Together, *, number: int, is_sent: bool) -> None:
    """A worker killed at its letter of that number: when the mail server has it, or just before."""
    taken = count(1)

    def _send(letter: Letter) -> None:
        is_last = next(taken) == number
        if is_sent or not is_last:
            with file.open("a") as lines:
                lines.write(f"{letter.pk}\n")
        if is_last:
            killed()

    outbox.drain(_send)


def test_a_worker_killed_between_claim_and_mail_loses_and_doubles_nothing(
    arena: Arena, tmp_path: Path
) -> None:
    file = tmp_path / "sent"
    arena.run(partial(_prepare, 3))

    arena.kill_midway(lambda here: _drain_until(file, here, number=1, is_sent=False))
    others = arena.run(partial(_drain, file))
    ended = arena.run(_end_leases)
    rest = arena.run(partial(_drain, file))

    assert (others["sent"], ended, rest["sent"]) == (2, 1, 1)
    assert sorted(file.read_text().split()) == sorted(arena.run(_numbers))


def test_workers_killed_one_after_the_other_lose_no_letter(arena: Arena, tmp_path: Path) -> None:
    """A kill between the mail server's yes and our row's doubles one letter, as documented."""
    file = tmp_path / "sent"
    arena.run(partial(_prepare, LETTERS))
    kills = [(1, False), (4, True), (2, True), (5, False)]

    for number, is_sent in kills:
        arena.kill_midway(partial(_drain_until, file, number=number, is_sent=is_sent))
    ended = arena.run(_end_leases)
    arena.run(partial(_drain, file))

    sent = file.read_text().split()
    assert ended == len(kills)
    assert set(sent) == arena.run(_numbers)
    assert len(sent) == LETTERS + 2
    assert arena.run(_states) == {"sent"}
