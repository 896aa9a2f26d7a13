"""A connection to numbers that were checked, and to nothing else, that ends on time."""

import http.client
import socket
import ssl
import threading
from contextlib import suppress
from time import monotonic
from typing import Any

from .address import Address


class Guard:
    """Cuts a connection when its time is over, however slowly it drips."""

    def __init__(self, deadline: float) -> None:
        self.deadline = deadline
        self.has_struck = False
        self._lock = threading.Lock()
        self._socket: socket.socket | None = None
        self._timer = threading.Timer(max(self.left, 0.01), self._strike)
        self._timer.daemon = True

    def __enter__(self) -> "Guard":
        self._timer.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._timer.cancel()

    @property
    def left(self) -> float:
        """Seconds of the clock that tells no time of day."""
        return self.deadline - monotonic()

    def watch(self, connected: socket.socket) -> None:
        with self._lock:
            self._socket = connected
            if self.has_struck:
                _cut(connected)

    def _strike(self) -> None:
        with self._lock:
            self.has_struck = True
            if self._socket is not None:
                _cut(self._socket)


def _cut(connected: socket.socket) -> None:
    with suppress(OSError):  # it has ended by itself
        connected.shutdown(socket.SHUT_RDWR)


class Pinned(http.client.HTTPConnection):
    """Asks the host by its name at the numbers given; the environment's proxies do not count."""

    def __init__(self, address: Address, numbers: list[str], guard: Guard) -> None:
        super().__init__(address.host, address.port)
        self._address, self._numbers, self._guard = address, numbers, guard

    def connect(self) -> None:
        self.sock: Any = self._connected()
        self._guard.watch(self.sock)
        if self._address.is_encrypted:
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(
                self.sock, server_hostname=self._address.host, do_handshake_on_connect=False
            )
            self._guard.watch(self.sock)
            self.sock.do_handshake()

    def _connected(self) -> socket.socket:
        problem = OSError("no number")
        for number in self._numbers:
            seconds = max(self._guard.left, 0.01)
            try:
                return socket.create_connection((number, self._address.port), timeout=seconds)
            except OSError as error:
                problem = error
        raise problem
