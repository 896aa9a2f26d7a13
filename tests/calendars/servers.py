"""Servers on 127.0.0.1 while a test lasts: our own site, a folder of answers, and Radicale."""

import base64
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib import request
from wsgiref.simple_server import WSGIRequestHandler, make_server

from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connections

from tests import postgres

PATIENCE = 60
LOGIN = base64.b64encode(b"sam:sample").decode()

App = Callable[..., Iterable[bytes]]


@contextmanager
def site() -> Iterator[str]:
    """Our site, in a thread that sees what the test has written and not committed."""
    ours = connections["default"]
    handler = WSGIHandler()

    def app(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        connections["default"] = ours
        return handler(environ, start_response)

    # Between requests Django would close the connection, and with it the test's transaction.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    ours.inc_thread_sharing()
    try:
        with serving(app) as address:
            yield address
    finally:
        ours.dec_thread_sharing()
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)


@contextmanager
def serving(app: App) -> Iterator[str]:
    """Whatever answers, one request after the other."""
    with make_server("127.0.0.1", 0, app, handler_class=_Quiet) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


class _Quiet(WSGIRequestHandler):
    def log_message(self, *args: Any) -> None:
        """Say nothing."""


@contextmanager
def radicale(folder: Path) -> Iterator[str]:
    """A CalDAV server that lets everybody in; gives the address of somebody's collections."""
    port = postgres.free_port()
    options = {
        "--config": "",
        "--server-hosts": f"127.0.0.1:{port}",
        "--auth-type": "none",
        "--storage-filesystem-folder": str(folder / "collections"),
        "--logging-level": "warning",
    }
    words = [word for pair in options.items() for word in pair]
    with (folder / "radicale.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "radicale", *words], cwd=folder, stdout=log, stderr=log
        )
        try:
            _wait_for(f"http://127.0.0.1:{port}/.web/", process)
            yield f"http://127.0.0.1:{port}/sam"
        finally:
            process.terminate()
            process.wait()


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            return request.urlopen(address, timeout=PATIENCE).close()
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("Radicale did not start.")


def ask(method: str, address: str, body: str = "", **headers: str) -> str:
    """What a CalDAV server answers; raises HTTPError where it refuses."""
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    names["Authorization"] = f"Basic {LOGIN}"
    asked = request.Request(address, body.encode(), names, method=method)
    with request.urlopen(asked, timeout=PATIENCE) as answer:
        return answer.read().decode()
