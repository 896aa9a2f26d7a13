"""What comes back: reports of mail servers that could not deliver a letter (RFC 3464)."""

import re
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from email.policy import compat32
from uuid import UUID

from .outbox import Letter

OURS = re.compile(r"<([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@[^<>\s]+>", re.IGNORECASE)
STATUS = ("message/delivery-status", "message/global-delivery-status")
HEADERS = ("message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers")


@dataclass(frozen=True)
class Bounce:
    """Which letter could not be delivered, and what the mail server says of it."""

    message_id: UUID
    reason: str


def read(data: bytes) -> Bounce | None:
    """What a report says; nothing where it is none, or tells of a delay or a delivery."""
    try:
        return _bounce(message_from_bytes(data, policy=compat32))
    except RecursionError:  # no mail server nests parts so deep
        return None


def _bounce(report: Message) -> Bounce | None:
    if report.get_content_type() != "multipart/report":
        return None
    failed = _failed(report)
    message_id = _message_id(report)
    if failed is None or message_id is None:
        return None
    said = [failed.get("Status", ""), failed.get("Diagnostic-Code", "")]
    reason = " ".join(_plain(str(part)) for part in said if part)
    return Bounce(message_id, reason[:1000] or "Came back without a reason")


def _plain(said: str) -> str:
    """In one line, without signs that nobody sees: a database may refuse them."""
    seen = "".join(sign for sign in said if sign.isspace() or sign.isprintable())
    return " ".join(seen.split())


def mark(bounce: Bounce) -> bool:
    """The letter came back. False where it is none of ours, or that is known already.

    A letter counts as sent or failed by what the mail server said first; only one that it took
    can come back.
    """
    found = Letter.objects.filter(message_id=bounce.message_id, state=Letter.State.SENT)
    return bool(found.update(state=Letter.State.RETURNED, error=bounce.reason))


def _failed(report: Message) -> Message | None:
    """The fields about the first recipient to whom delivery failed for good."""
    for part in report.walk():
        if part.get_content_type() not in STATUS:
            continue
        for fields in part.walk():  # some of the message, then some of each recipient
            if str(fields.get("Action", "")).strip().lower() == "failed":
                return fields
    return None


def _message_id(report: Message) -> UUID | None:
    """Of the letter that the report brings back, whole or only its headers."""
    for part in report.walk():
        if part.get_content_type() not in HEADERS:
            continue
        payload = part.get_payload()
        inner = payload[0] if isinstance(payload, list) else message_from_bytes(_bytes_of(part))
        if isinstance(inner, Message) and (found := OURS.search(str(inner.get("Message-ID", "")))):
            return UUID(found[1])
    return None


def _bytes_of(part: Message) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""
