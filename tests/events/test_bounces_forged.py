"""A report that somebody made up, or that is broken, does not keep the others from being read."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from events import bounces
from events.outbox import Letter

from . import making
from .test_bounces import report

pytestmark = pytest.mark.django_db
State = Letter.State
DEEP = 1500


@pytest.fixture
def letter() -> Letter:
    made = making.registration(making.occurrence()).letters.get()
    Letter.objects.update(state=State.SENT)
    made.refresh_from_db()
    return made


def nested() -> bytes:
    """Parts within parts, deeper than anybody can read."""
    head = 'Content-Type: multipart/report; boundary="b{0}"\r\n\r\n--b{0}\r\n'
    return "".join(head.format(number) for number in range(DEEP)).encode()


def test_a_report_of_endless_parts_is_none() -> None:
    assert bounces.read(nested()) is None


def test_signs_that_a_database_refuses_are_left_out_of_the_reason(letter: Letter) -> None:
    data = report(letter).replace(b"User unknown", b"User\x00 un\x1b[31mknown\x7f")

    bounce = bounces.read(data)

    assert bounce is not None
    assert bounce.reason.endswith("Recipient address rejected: User un[31mknown")


def test_the_command_reads_on_and_names_what_it_could_not_read(
    letter: Letter, tmp_path: Path
) -> None:
    lost, deep, good = (tmp_path / name for name in ("lost.eml", "deep.eml", "good.eml"))
    deep.write_bytes(nested())
    good.write_bytes(report(letter))
    said = io.StringIO()

    with pytest.raises(CommandError, match=r"lost\.eml"):
        call_command("read_bounces", lost, deep, good, stdout=said)

    letter.refresh_from_db()
    assert letter.state == State.RETURNED
    assert said.getvalue() == "Letters that came back: 1\n"
