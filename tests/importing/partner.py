"""A local server that plays partners, well- and ill-behaved, and remembers what it was asked."""

import gzip
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from events.importing.address import is_public
from events.importing.fetch import Brought, Wish, fetch

Answer = Callable[["Handler"], None]


def also_here(number: str) -> bool:
    """The judge of tests: 127.0.0.1 counts as public; production knows no such thing."""
    return number == "127.0.0.1" or is_public(number)


bring: Callable[[Wish], Brought] = partial(fetch, judge=also_here)


@dataclass
class Partner:
    """What is served at each path, and the requests so far."""

    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    port: int = 0

    def url(self, path: str = "/calendar.ics") -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def serve(self, body: str | bytes, path: str = "/calendar.ics", **headers: str) -> str:
        self.answers[path] = calendar(body, **headers)
        return self.url(path)

    def headers_of_last(self) -> dict[str, str]:
        return self.asked[-1][1]


class Handler(BaseHTTPRequestHandler):
    """Answers as the partner says."""

    protocol_version = "HTTP/1.1"
    partner: Partner

    def do_GET(self) -> None:
        self.close_connection = True
        self.partner.asked.append((self.path, dict(self.headers)))
        answer = self.partner.answers.get(self.path.partition("?")[0], status(404))
        try:
            answer(self)
        except (BrokenPipeError, ConnectionResetError):
            return

    def log_message(self, *args: Any) -> None:
        """Say nothing."""

    def begin(self, code: int, **headers: str) -> None:
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def chunk(self, data: bytes) -> None:
        self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
        self.wfile.flush()


def calendar(body: str | bytes, **headers: str) -> Answer:
    """A good answer; knows its ETag and date again."""
    data = body.encode() if isinstance(body, str) else body

    def answer(handler: Handler) -> None:
        etag, date = headers.get("ETag"), headers.get("Last_Modified")
        asked = handler.headers
        if (etag and asked.get("If-None-Match") == etag) or (
            date and not etag and asked.get("If-Modified-Since") == date
        ):
            handler.begin(304)
            return
        given = {"Content_Type": "text/calendar", "Content_Length": str(len(data)), **headers}
        handler.begin(200, **given)
        handler.wfile.write(data)

    return answer


def status(code: int, body: bytes = b"", **headers: str) -> Answer:
    def answer(handler: Handler) -> None:
        handler.begin(code, Content_Length=str(len(body)), **headers)
        handler.wfile.write(body)

    return answer


def leads_to(url: str, code: int = 302) -> Answer:
    return status(code, Location=url)


def drips(seconds: float = 0.05, *, in_head: bool = False) -> Answer:
    """One byte after the other, for ever."""

    def answer(handler: Handler) -> None:
        if in_head:
            handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        else:
            handler.begin(200, Content_Type="text/calendar")
        for _step in range(400):
            handler.wfile.write(b"B")
            handler.wfile.flush()
            time.sleep(seconds)

    return answer


def bomb(megabytes: int) -> Answer:
    """Little on the wire, a lot unpacked."""
    data = gzip.compress(b"BEGIN:VCALENDAR\r\n" + b" " * megabytes * 1024 * 1024)
    return calendar(data, Content_Encoding="gzip")


def breaks_off_in_chunks(body: str) -> Answer:
    def answer(handler: Handler) -> None:
        handler.begin(200, Content_Type="text/calendar", Transfer_Encoding="chunked")
        handler.chunk(body.encode()[: len(body) // 2])

    return answer


def breaks_off(body: str) -> Answer:
    def answer(handler: Handler) -> None:
        handler.begin(200, Content_Type="text/calendar", Content_Length=str(len(body)))
        handler.wfile.write(body.encode()[: len(body) // 2])

    return answer


@contextmanager
def a_partner() -> Iterator[Partner]:
    partner = Partner()
    handler = type("PartnersHandler", (Handler,), {"partner": partner})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    partner.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield partner
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
