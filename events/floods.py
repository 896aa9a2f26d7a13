"""Floods and bots: how often somebody may send the form, and whether a person filled it in.

No puzzle, no other company. Counts live in the cache for a while and are written nowhere. Where
the cache does not count, nobody is let through: each form sends a letter to an address that a
stranger typed.
"""

import hashlib
import logging
from ipaddress import IPv6Address, ip_address, ip_network

from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone

from . import conf

logger = logging.getLogger(__name__)

TEN_MINUTES, HOUR = 600, 3600
HASTE = 5
STAMP_SALT = "events.register"
OLDEST_STAMP = 24 * 60 * 60
QUICKEST = 2.0
HOME_NETWORK = 64
"""The bits of an IPv6 address that one household shares; it may change the others at will."""


class Uncounted(Exception):  # noqa: N818 - an honest answer, no error
    """The cache does not count just now, so nobody can say how much came from whom."""


def is_flood(request: HttpRequest, email: str, *, is_hasty: bool) -> bool:
    """Whether this visitor has sent too much lately, or too much for this address.

    Haste counts several times. Asked of every form alike, so the answer tells nothing of the
    address. Raises Uncounted.
    """
    visitor = _visitor(request)
    sent = _count(f"visitor:{visitor}", HASTE if is_hasty else 1, TEN_MINUTES) if visitor else 0
    named = _count(f"address:{email}", 1, HOUR)
    return sent > conf.posts_per_visitor() or named > conf.posts_per_address()


def _count(who: str, weight: int, seconds: int) -> int:
    key = f"events.register:{hashlib.sha256(who.encode()).hexdigest()}"
    try:
        for _attempt in range(2):
            cache.add(key, 0, seconds)
            try:
                counted = cache.incr(key, weight)
            except ValueError:  # it ran out between the two, or nothing is ever kept
                continue
            if counted is not None:  # else nobody answered, and its errors are ignored
                return int(counted)
    except Exception as error:  # a cache fails in its own words: Redis, Memcached, files
        logger.exception("The cache does not count forms")
        raise Uncounted from error
    raise Uncounted


def _visitor(request: HttpRequest) -> str:
    """Who asks, for the limit. Of several addresses only the last is our own proxy's word."""
    header = conf.visitor_header()
    named = str(request.META.get(header or "REMOTE_ADDR", "")).split(",")[-1].strip()
    try:
        address = ip_address(named)
    except ValueError:
        return named if header else ""
    if not header and not address.is_global:
        return ""
    if isinstance(address, IPv6Address):
        return str(ip_network((address, HOME_NETWORK), strict=False))
    return str(address)


def stamp() -> str:
    """When a form was shown, signed so that nobody can make one up."""
    return signing.dumps(timezone.now().timestamp(), salt=STAMP_SALT)


def seconds_since(stamped: str) -> float:
    """How long a form was open; raises signing.BadSignature where the stamp is none of ours."""
    begun = signing.loads(stamped, salt=STAMP_SALT, max_age=OLDEST_STAMP)
    return timezone.now().timestamp() - float(begun)
