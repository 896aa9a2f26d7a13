"""A web process that dies when a test wishes it: kill -9, in the middle of a deed or just after."""

import os
import signal
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

WITHIN = "within"
AFTER = "after"

Next = Callable[[HttpRequest], HttpResponse]


class DiesOnDemand:
    """Outermost middleware: behind it all is committed and nothing is answered yet."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        when = request.headers.get("X-Die", "")
        if when == WITHIN:
            _die_instead_of_writing_letters()
        response = self.get_response(request)
        if when == AFTER and request.method == "POST":
            _die()
        return response


def _die_instead_of_writing_letters() -> None:
    """The seat is taken and the row is written, and nothing is committed."""
    from events import outbox

    outbox.write = lambda _letters: _die()


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)
