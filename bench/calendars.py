"""What calendars and the agenda cost at one size, as JSON: python -m bench.calendars EVENTS."""

import json
import resource
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

import django

ROUNDS = 25
FEW = 5
WHOLE = "/calendars/en.ics"
GZIP = {"Accept-Encoding": "gzip"}

Deed = Callable[[], object]


def main(events: int) -> None:
    django.setup()
    from django.test import Client  # noqa: PLC0415 - needs Django set up

    visitor = Client(SERVER_NAME="127.0.0.1", headers={"host": "127.0.0.1"})
    memory = _peak_while(lambda: [visitor.get(WHOLE) for _ in range(3)])
    answer = visitor.get(WHOLE)
    told = {
        "events": events,
        "bytes": len(answer.content),
        "ms": measured(visitor, answer),
        "queries": queries(visitor, answer),
        "MB": memory,
    }
    print(json.dumps(told))


def measured(visitor: Any, answer: Any) -> dict[str, float]:
    """Milliseconds for each kind of answer, the median of rounds in which they take turns."""
    from bench import deeds, urls  # noqa: PLC0415 - need Django set up

    urls.BODY["bytes"] = answer.content
    single = f"/calendars/en/{deeds.an_event().public_id}.ics"
    quick: dict[str, Deed] = {
        "plain view, same bytes": lambda: visitor.get("/bench/plain.ics"),
        "whole feed, warm": lambda: visitor.get(WHOLE),
        "whole feed, warm, packed": lambda: visitor.get(WHOLE, headers=GZIP),
        "unchanged (304)": lambda: visitor.get(
            WHOLE, headers={"If-None-Match": answer.headers["ETag"]}
        ),
        "one event": lambda: visitor.get(single),
    }
    slow: dict[str, Deed] = {
        "whole feed, cold": lambda: visitor.get(WHOLE),
        "filtered feed, cold": lambda: visitor.get(f"{WHOLE}?mode=online"),
        "agenda": lambda: visitor.get("/en/events/"),
        "month": lambda: visitor.get("/en/events/?view=month"),
        "one hour changed and published": deeds.publication(),
    }
    spent = _medians(quick, rounds=ROUNDS)
    spent |= _medians(slow, rounds=FEW, before=deeds.forget_all)
    return spent | _medians({"icalendar on each request": deeds.built}, rounds=1)


def queries(visitor: Any, answer: Any) -> dict[str, int]:
    """How many questions the database is asked."""
    from django.db import connection  # noqa: PLC0415 - needs Django set up
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415 - likewise

    from bench import deeds  # noqa: PLC0415 - likewise

    known = {"If-None-Match": answer.headers["ETag"]}
    deeds.forget_all()
    found = {}
    for name, address, headers in (
        ("whole feed, cold", WHOLE, {}),
        ("whole feed, warm", WHOLE, {}),
        ("unchanged (304)", WHOLE, known),
        ("filtered feed", f"{WHOLE}?mode=online", {}),
    ):
        with CaptureQueriesContext(connection) as asked:
            visitor.get(address, headers=headers)
        found[name] = len(asked)
    return found


def _medians(
    deeds: dict[str, Deed], *, rounds: int, before: Deed = lambda: None
) -> dict[str, float]:
    """In turns, so that a busy moment of the machine falls upon all of them."""
    spent: dict[str, list[float]] = {name: [] for name in deeds}
    for _ in range(rounds):
        for name, deed in deeds.items():
            before()
            began = time.perf_counter()
            deed()
            spent[name].append((time.perf_counter() - began) * 1000)
    return {name: statistics.median(times) for name, times in spent.items()}


def _peak_while(deed: Deed) -> float:
    deed()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(int(sys.argv[1]))
