"""What calendars and the agenda cost at one size, as JSON: python -m bench.calendars EVENTS."""

import json
import resource
import statistics
import sys
import time
from collections.abc import Callable

import django

ROUNDS = 15


def main(events: int) -> None:
    django.setup()
    from django.test import Client  # noqa: PLC0415 - needs Django set up

    visitor = Client(SERVER_NAME="127.0.0.1", headers={"host": "127.0.0.1"})
    memory = _peak_while(lambda: [visitor.get(WHOLE) for _ in range(3)])
    print(json.dumps({"events": events, "ms": measured(visitor), "MB": memory}))


WHOLE = "/calendars/en.ics"


def measured(visitor: object) -> dict[str, float]:
    """Milliseconds of CPU and waiting for each kind of answer, the median of some rounds."""
    from django.core.cache import cache  # noqa: PLC0415 - needs Django set up

    from bench import urls  # noqa: PLC0415 - likewise
    from events.models import Entry  # noqa: PLC0415 - likewise

    def get(address: str, **more: object) -> object:
        return visitor.get(address, **more)  # type: ignore[attr-defined]  # Django's test client

    answer = get(WHOLE)
    urls.BODY["bytes"] = answer.content  # type: ignore[attr-defined]  # of the answer
    known = {"If-None-Match": answer.headers["ETag"]}  # type: ignore[attr-defined]  # likewise
    one = Entry.objects.filter(language="en").select_related("event").exclude(event=None).first()
    single = f"/calendars/en/{one.event.public_id}.ics" if one and one.event else WHOLE
    return {
        "plain view, same bytes": _median(lambda: get("/bench/plain.ics")),
        "whole feed, warm": _median(lambda: get(WHOLE)),
        "whole feed, cold": _median(lambda: get(WHOLE), before=cache.clear),
        "unchanged (304)": _median(lambda: get(WHOLE, headers=known)),
        "one event": _median(lambda: get(single)),
        "agenda": _median(lambda: get("/en/events/")),
        "month": _median(lambda: get("/en/events/?view=month")),
        "icalendar on each request": _median(built, rounds=1),
    }


def built() -> str:
    """The same calendar, each entry built by icalendar from its row."""
    from events import ical  # noqa: PLC0415 - needs Django set up
    from events.models import Entry, Event  # noqa: PLC0415 - likewise
    from events.words import words_of  # noqa: PLC0415 - likewise

    entries = Entry.objects.of_events().filter(language="en")
    words = {entry.event_id: entry for entry in entries.select_related("page")}
    rows = Event.objects.filter(pk__in=words).select_related("venue", "room")
    rows = rows.prefetch_related("occurrences", "changed_dates", "topics")
    pages = {pk: entry.page.specific for pk, entry in words.items()}
    return "".join(
        ical.event_text(row, words_of(pages[row.pk], "en"), stamp=row.changed_at) for row in rows
    )


def _median(
    deed: Callable[[], object], *, rounds: int = ROUNDS, before: Callable[[], object] | None = None
) -> float:
    spent = []
    for _ in range(rounds):
        if before:
            before()
        began = time.perf_counter()
        deed()
        spent.append((time.perf_counter() - began) * 1000)
    return statistics.median(spent)


def _peak_while(deed: Callable[[], object]) -> float:
    deed()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(int(sys.argv[1]))
