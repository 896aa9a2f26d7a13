"""Which addresses may be asked: those of the public web, whatever they are disguised as."""

import re
import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import Enum
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import urljoin, urlsplit

LONGEST = 2000
LOOKUP_SECONDS = 10

# What Python's `is_global` lets through, or let through in older versions.
_NOT_PUBLIC_V4 = [
    IPv4Network(one) for one in ("100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15")
]
_NOT_PUBLIC_V6 = [
    IPv6Network(one) for one in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")
]
_PUBLIC_V6 = IPv6Network("2000::/3")
# Networks without IPv4 reach it through here: what counts is the address within.
_TRANSLATED = IPv6Network("64:ff9b::/96")

Judge = Callable[[str], bool]


class Fault(Enum):
    """Why an address is not asked."""

    FORM = "address-form"
    SCHEME = "address-scheme"
    SECRET = "address-secret"  # noqa: S105 - it names the mistake
    PORT = "address-port"
    UNKNOWN = "address-unknown"
    PRIVATE = "address-private"


class BadAddress(ValueError):  # noqa: N818 - an honest answer, no error
    """An address that is not asked; `part` is what it is about."""

    def __init__(self, fault: Fault, part: str = "") -> None:
        super().__init__(f"{fault.value}: {part}")
        self.fault, self.part = fault, part


@dataclass(frozen=True)
class Address:
    """An address of the web in its parts."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def is_encrypted(self) -> bool:
        return self.scheme == "https"

    @property
    def netloc(self) -> str:
        """The host as requests name it, with the port where it is unusual."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        usual = 443 if self.is_encrypted else 80
        return host if self.port == usual else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.netloc}{self.target}"


def read_address(text: str, *, base: str = "") -> Address:
    """The address that somebody typed or a server leads to; raises BadAddress."""
    written = text.strip()
    if len(written) > LONGEST or re.search(r"[\s\x00-\x20\x7f\\]", written):
        raise BadAddress(Fault.FORM, written[:100])
    written = re.sub(r"^webcals?://", "https://", urljoin(base, written), flags=re.IGNORECASE)
    try:
        parts = urlsplit(written)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise BadAddress(Fault.FORM, written[:100]) from error
    if parts.scheme not in {"http", "https"}:
        raise BadAddress(Fault.SCHEME, parts.scheme)
    if "@" in parts.netloc:
        raise BadAddress(Fault.SECRET)
    usual = 443 if parts.scheme == "https" else 80
    if port is not None and port != usual and port < 1024:
        raise BadAddress(Fault.PORT, str(port))
    path = _quoted(parts.path or "/") + (f"?{_quoted(parts.query)}" if parts.query else "")
    return Address(parts.scheme, _host(host), port or usual, path)


def _host(name: str) -> str:
    """The name as the domain name system knows it; an IPv6 address without a zone."""
    if not name or "%" in name:
        raise BadAddress(Fault.FORM, name)
    if ":" in name:
        return name
    try:
        return name.rstrip(".").encode("idna").decode("ascii").lower()
    except UnicodeError as error:
        raise BadAddress(Fault.FORM, name) from error


def _quoted(text: str) -> str:
    """Letters beyond ASCII as a request line carries them; what is quoted already stays."""
    return "".join(
        sign if sign.isascii() else "".join(f"%{byte:02X}" for byte in sign.encode())
        for sign in text
    )


def is_public(written: str) -> bool:
    """Whether this number is one of the public internet."""
    number = ip_address(written)
    if isinstance(number, IPv4Address):
        is_closed = any(number in network for network in _NOT_PUBLIC_V4)
    else:
        inner = _inner(number)
        if inner is not None:
            return is_public(str(inner))
        is_closed = number not in _PUBLIC_V6
        is_closed = is_closed or any(number in network for network in _NOT_PUBLIC_V6)
    if is_closed or number.is_multicast or number.is_reserved:
        return False
    return number.is_global


def _inner(number: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 address stands for."""
    if number in _TRANSLATED:
        return IPv4Address(int(number) & 0xFFFFFFFF)
    return number.ipv4_mapped


def numbers_of(address: Address, judge: Judge = is_public) -> list[str]:
    """The numbers at which the host may be asked; raises BadAddress if only one of them may not.

    A connection is then made to one of these very numbers, so that a name which answers
    differently the second time gains nothing.
    """
    found = list(dict.fromkeys(_looked_up(address)))
    for number in found:
        if "%" in number or not judge(number):
            raise BadAddress(Fault.PRIVATE, address.host)
    return found


def _looked_up(address: Address) -> list[str]:
    # The system's look-up knows no time limit, so it is waited for at most so long.
    pool = ThreadPoolExecutor(max_workers=1)
    asked = pool.submit(socket.getaddrinfo, address.host, address.port, type=socket.SOCK_STREAM)
    pool.shutdown(wait=False)
    try:
        return [str(entry[4][0]) for entry in asked.result(timeout=LOOKUP_SECONDS)]
    except (OSError, UnicodeError, TimeoutError) as error:
        raise BadAddress(Fault.UNKNOWN, address.host) from error
