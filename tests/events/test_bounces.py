"""Letters that come back: what a mail server's report says, and what is no report of ours."""

import io
from email.message import EmailMessage
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.management import call_command

from events import bounces, outbox
from events.outbox import Letter

from . import making

pytestmark = pytest.mark.django_db
State = Letter.State


@pytest.fixture
def letter() -> Letter:
    made = making.registration(making.occurrence()).letters.get()
    Letter.objects.update(state=State.SENT)
    made.refresh_from_db()
    return made


def report(letter: Letter, *, action: str = "failed", headers_only: bool = True) -> bytes:
    """A report as Postfix writes it."""
    status = (
        "Reporting-MTA: dns; mx.example\r\n\r\n"
        "Final-Recipient: rfc822; person@sample.example\r\n"
        f"Action: {action}\r\nStatus: 5.1.1\r\n"
        "Diagnostic-Code: smtp; 550 5.1.1 <person@sample.example>:\r\n"
        "    Recipient address rejected: User unknown\r\n"
    )
    parts = [("message/delivery-status", status)]
    original = f"Message-ID: <{letter.message_id}@city.example>\r\nSubject: Please confirm\r\n"
    kind = "text/rfc822-headers" if headers_only else "message/rfc822"
    parts.append((kind, original if headers_only else f"{original}\r\nHello\r\n"))
    lines = [f"--=x\r\nContent-Type: {kind}\r\n\r\n{text}\r\n" for kind, text in parts]
    head = 'Content-Type: multipart/report; report-type=delivery-status; boundary="=x"\r\n\r\n'
    return (head + "".join(lines) + "--=x--\r\n").encode()


@pytest.mark.parametrize("headers_only", [True, False])
def test_a_letter_that_came_back_is_marked_with_the_reason(
    letter: Letter, *, headers_only: bool
) -> None:
    bounce = bounces.read(report(letter, headers_only=headers_only))

    assert bounce is not None
    assert bounces.mark(bounce)
    letter.refresh_from_db()
    assert letter.state == State.RETURNED
    assert letter.error == (
        "5.1.1 smtp; 550 5.1.1 <person@sample.example>: Recipient address rejected: User unknown"
    )


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", "expanded"])
def test_a_letter_that_is_late_or_arrived_did_not_come_back(letter: Letter, action: str) -> None:
    assert bounces.read(report(letter, action=action)) is None


def test_a_report_read_twice_counts_once(letter: Letter) -> None:
    bounce = bounces.read(report(letter))
    assert bounce is not None

    assert [bounces.mark(bounce), bounces.mark(bounce)] == [True, False]


def test_who_makes_up_a_report_marks_nothing(letter: Letter) -> None:
    Letter.objects.update(message_id="00000000-0000-4000-8000-000000000000")

    bounce = bounces.read(report(letter))

    assert bounce is not None
    assert not bounces.mark(bounce)


def test_a_holiday_note_is_no_report(letter: Letter) -> None:
    note = EmailMessage()
    note["Subject"], note["In-Reply-To"] = "Away", f"<{letter.message_id}@city.example>"
    note.set_content("I am away until Monday.")

    assert bounces.read(note.as_bytes()) is None
    assert bounces.read(b"") is None
    assert bounces.read(b"\x00\xff" * 100) is None


def test_the_command_reads_files_and_what_a_mailbox_pipes_in(
    letter: Letter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, said = tmp_path / "bounce.eml", io.StringIO()
    file.write_bytes(report(letter))

    call_command("read_bounces", file, stdout=said)
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(report(letter))))
    call_command("read_bounces", stdout=said)

    assert said.getvalue().splitlines() == [
        "Letters that came back: 1",
        "Letters that came back: 0",
    ]


def test_the_team_sees_it_among_the_failed_and_can_send_it_again(letter: Letter) -> None:
    bounce = bounces.read(report(letter))
    assert bounce is not None
    bounces.mark(bounce)

    assert list(Letter.objects.failed()) == [letter]
    assert outbox.send_again(Letter.objects.all()) == 1
