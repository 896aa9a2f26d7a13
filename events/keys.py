"""Secrets in addresses: derived from SECRET_KEY when a letter needs them, kept as hashes only."""

import base64
import hashlib

from django.conf import settings
from django.utils.crypto import salted_hmac


def derived(salt: str, value: str, *, secret: str | bytes | None = None) -> str:
    """256 bits that nobody can guess without the site's SECRET_KEY, as 43 letters and digits.

    Each use has a salt of its own, so that a key that opens one door opens no other.
    """
    digest = salted_hmac(salt, value, secret=secret, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def key_behind(key_hash: str, salt: str, value: str) -> str:
    """The key of which the hash is kept; nothing if SECRET_KEY has changed for good.

    After a change the old one is found among SECRET_KEY_FALLBACKS, so links already sent stay good.
    """
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    keys = (derived(salt, value, secret=secret) for secret in secrets)
    return next((key for key in keys if hash_of(key) == key_hash), "")


def hash_of(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
