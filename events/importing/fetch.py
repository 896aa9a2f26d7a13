"""One polite request for a calendar: pinned to checked numbers, limited in time and size."""

import http.client
import ssl
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import Enum
from time import monotonic

from .address import Address, BadAddress, Fault, Judge, is_public, numbers_of, read_address
from .pinned import Guard, Pinned

REDIRECTS = 5
PIECE = 65_536
WANTED = "text/calendar, text/plain;q=0.6, */*;q=0.1"
_MOVED = {301, 302, 303, 307, 308}


class Trouble(Enum):
    """Why nothing was brought."""

    UNREACHABLE = "unreachable"
    CERTIFICATE = "certificate"
    TOO_SLOW = "too-slow"
    TOO_BIG = "too-big"
    CUT_OFF = "cut-off"
    PACKED = "packed"
    SIGN_IN = "sign-in"
    NOT_FOUND = "not-found"
    GONE = "gone"
    TOO_OFTEN = "too-often"
    SERVER = "server"
    ANSWER = "answer"
    REDIRECTS = "redirects"
    DOWNGRADE = "downgrade"


class NotBrought(Exception):  # noqa: N818 - an honest answer, no error
    """Nothing was brought, and why; `retry_after` is what the server asks for, in seconds."""

    def __init__(self, reason: Trouble | Fault, part: str = "", retry_after: int = 0) -> None:
        super().__init__(f"{reason.value}: {part}")
        self.reason, self.part, self.retry_after = reason, part, retry_after


@dataclass(frozen=True)
class Wish:
    """What to bring, and how much trouble to take over it."""

    url: str
    agent: str
    etag: str = ""
    last_modified: str = ""
    most_bytes: int = 5_000_000
    seconds: float = 20


@dataclass(frozen=True)
class Brought:
    """What came: the bytes, or None where nothing has changed since."""

    data: bytes | None
    etag: str = ""
    last_modified: str = ""
    moved_to: str = ""


def fetch(wish: Wish, *, judge: Judge = is_public) -> Brought:
    """Bring a calendar; raises NotBrought. Only tests pass another `judge` of numbers."""
    deadline = monotonic() + wish.seconds
    try:
        address = read_address(wish.url)
        moved_to, is_for_good = "", True
        for _step in range(REDIRECTS + 1):
            answer = _ask(address, wish, deadline, judge)
            if isinstance(answer, Brought):
                return Brought(
                    answer.data, answer.etag, answer.last_modified, moved_to if is_for_good else ""
                )
            further = read_address(answer.location, base=address.url)
            if address.is_encrypted and not further.is_encrypted:
                raise NotBrought(Trouble.DOWNGRADE, further.host)
            is_for_good = is_for_good and answer.is_for_good
            address, moved_to = further, further.url
    except BadAddress as error:
        raise NotBrought(error.fault, error.part) from error
    raise NotBrought(Trouble.REDIRECTS)


@dataclass(frozen=True)
class _Further:
    location: str
    is_for_good: bool


def _ask(address: Address, wish: Wish, deadline: float, judge: Judge) -> "Brought | _Further":
    numbers = numbers_of(address, judge)
    guard = Guard(deadline)
    connection = Pinned(address, numbers, guard)
    try:
        with closing(connection), guard:
            connection.request("GET", address.target, headers=_headers(address, wish))
            with closing(connection.getresponse()) as response:
                answer = _answer(response, wish)
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise _told(error, guard) from error
    except NotBrought as found:
        # A connection that our own clock has cut looks like one that ended early.
        if guard.has_struck and found.reason is Trouble.CUT_OFF:
            raise NotBrought(Trouble.TOO_SLOW) from found
        raise
    if guard.has_struck:
        raise NotBrought(Trouble.TOO_SLOW)
    return answer


def _headers(address: Address, wish: Wish) -> dict[str, str]:
    headers = {
        "Host": address.netloc,
        "User-Agent": wish.agent,
        "Accept": WANTED,
        "Accept-Encoding": "gzip, deflate",
        "Connection": "close",
    }
    if wish.etag:
        headers["If-None-Match"] = wish.etag
    if wish.last_modified:
        headers["If-Modified-Since"] = wish.last_modified
    return headers


def _answer(response: http.client.HTTPResponse, wish: Wish) -> "Brought | _Further":
    status = response.status
    location = response.headers.get("Location", "")
    if status in _MOVED and location:
        return _Further(location, status in {301, 308})
    if status == 304 and (wish.etag or wish.last_modified):
        return Brought(None, wish.etag, wish.last_modified)
    if status != 200:
        raise _refusal(response)
    data = b"".join(_unpacked(response, wish.most_bytes))
    return Brought(data, _header(response, "ETag"), _header(response, "Last-Modified"))


def _header(response: http.client.HTTPResponse, name: str) -> str:
    """A header that can be sent back, or nothing."""
    value = response.headers.get(name, "")
    return value if len(value) <= 250 and value.isascii() and value.isprintable() else ""


def _refusal(response: http.client.HTTPResponse) -> NotBrought:
    status = response.status
    reasons = {
        401: Trouble.SIGN_IN,
        403: Trouble.SIGN_IN,
        407: Trouble.SIGN_IN,
        404: Trouble.NOT_FOUND,
        410: Trouble.GONE,
        429: Trouble.TOO_OFTEN,
        503: Trouble.TOO_OFTEN if response.headers.get("Retry-After") else Trouble.SERVER,
    }
    usual = Trouble.SERVER if status >= 500 else Trouble.ANSWER
    wait = seconds_asked(response.headers.get("Retry-After", ""))
    return NotBrought(reasons.get(status, usual), str(status), wait)


def seconds_asked(retry_after: str, now: datetime | None = None) -> int:
    """How long a server asks us to wait, in seconds; 0 where it says nothing sensible."""
    text = retry_after.strip()
    if text.isdecimal() and text.isascii():
        return min(int(text[:9]), 30 * 86_400)
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return 0
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    seconds = (moment - (now or datetime.now(UTC))).total_seconds()
    return int(min(max(seconds, 0), 30 * 86_400))


def _unpacked(response: http.client.HTTPResponse, most: int) -> Iterator[bytes]:
    """The body, piece by piece; counted on the wire and again after unpacking."""
    packing = response.headers.get("Content-Encoding", "").strip().lower()
    if packing in {"", "identity"}:
        yield from _pieces(response, most)
        return
    if packing not in {"gzip", "x-gzip", "deflate"}:
        raise NotBrought(Trouble.PACKED, packing[:40])
    unpacker, room = None, most
    for piece in _pieces(response, most):
        if unpacker is None:
            unpacker = zlib.decompressobj(_window(packing, piece))
        try:
            data = unpacker.decompress(piece, room + 1)
        except zlib.error as error:
            raise NotBrought(Trouble.PACKED, packing) from error
        room -= len(data)
        if room < 0:
            raise NotBrought(Trouble.TOO_BIG, str(most))
        yield data
    if unpacker is not None and not unpacker.eof:
        raise NotBrought(Trouble.CUT_OFF)


def _window(packing: str, first: bytes) -> int:
    """What zlib is to expect: gzip, zlib, or what some servers send as deflate, without a head."""
    if packing != "deflate":
        return 31
    has_head = len(first) > 1 and first[0] & 15 == 8 and (first[0] * 256 + first[1]) % 31 == 0
    return 15 if has_head else -15


def _pieces(response: http.client.HTTPResponse, most: int) -> Iterator[bytes]:
    promised = response.length
    if promised is not None and promised > most:
        raise NotBrought(Trouble.TOO_BIG, str(most))
    count = 0
    while piece := response.read1(PIECE):
        count += len(piece)
        if count > most:
            raise NotBrought(Trouble.TOO_BIG, str(most))
        yield piece
    if promised is not None and count < promised:
        raise NotBrought(Trouble.CUT_OFF)


def _told(error: Exception, guard: Guard) -> NotBrought:
    if guard.has_struck or isinstance(error, TimeoutError):
        return NotBrought(Trouble.TOO_SLOW)
    if isinstance(error, ssl.SSLError):
        return NotBrought(Trouble.CERTIFICATE, getattr(error, "verify_message", "")[:100])
    if isinstance(error, http.client.IncompleteRead):
        return NotBrought(Trouble.CUT_OFF)
    if isinstance(error, OSError):
        return NotBrought(Trouble.UNREACHABLE, error.strerror or "")
    return NotBrought(Trouble.ANSWER, type(error).__name__)
