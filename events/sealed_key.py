"""The sealed key: names a row and proves that we made it, for one purpose; nothing is stored."""

import base64
import binascii
from uuid import UUID

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

SEAL = 16
"""Bytes of the seal: 128 bits that nobody can guess without the site's SECRET_KEY."""


def seal(purpose: str, uuid: UUID, *, number: int = 1) -> str:
    """The key of this row for this purpose: 43 letters and digits. Another number, another key."""
    whole = uuid.bytes + _seal(purpose, uuid, number, settings.SECRET_KEY)
    return base64.urlsafe_b64encode(whole).rstrip(b"=").decode()


def named_by(key: str) -> UUID | None:
    """The row that a key claims to open. Ask `is_sealed` before believing it."""
    whole = _bytes_of(key)
    return UUID(bytes=whole[:16]) if whole else None


def is_sealed(key: str, purpose: str, uuid: UUID, *, number: int = 1) -> bool:
    """Whether we made this key, also with a SECRET_KEY that has been replaced since."""
    whole = _bytes_of(key)
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return any(
        constant_time_compare(whole, uuid.bytes + _seal(purpose, uuid, number, secret))
        for secret in secrets
    )


def _seal(purpose: str, uuid: UUID, number: int, secret: str | bytes) -> bytes:
    made = salted_hmac(f"events.{purpose}", f"{uuid}:{number}", secret=secret, algorithm="sha256")
    return made.digest()[:SEAL]


def _bytes_of(key: str) -> bytes:
    """Nothing where it is no key at all."""
    try:
        whole = base64.b64decode(key + "=" * (-len(key) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return b""
    return whole if len(whole) == 16 + SEAL else b""
